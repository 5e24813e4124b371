"""What cannot be done any more is told to somebody who can mend it, once a week; where the app was removed it is still."""

from dataclasses import replace
from typing import Any

import pytest

from slack_app.gateway.protocol import Fence, GiveUpError, Post, Receipt
from tests.fakes import FakeSlack
from tests.flows.stories import ANA, errand_rows, introduce, open_room, said
from tests.house import TEAM, House


def close_channel(house: House, channel_id: str, kind: str = "channel_archive") -> None:
    house.hear(house.event(kind, channel=channel_id, user="UBOSS"))
    house.settle()


@pytest.mark.parametrize("kind", ["channel_archive", "channel_deleted"])
def test_the_team_hears_that_a_channel_in_use_was_closed(house: House, kind: str) -> None:
    house.set_up(introductions_channel="CINTRO", team_channel="CTEAM", language="en")
    open_room(house, "CTEAM", "team", is_member=True)
    close_channel(house, "CINTRO", kind)
    (post,) = house.slack.into("CTEAM")
    assert "<#CINTRO>" in said(post)
    assert "Choose another one" in said(post)


def test_a_channel_that_nobody_uses_may_be_closed_in_silence(house: House) -> None:
    house.set_up(team_channel="CTEAM")
    open_room(house, "CTEAM", "team", is_member=True)
    close_channel(house, "COTHER")
    assert house.slack.posts == []


def test_the_same_trouble_is_told_once_a_week(house: House) -> None:
    house.set_up(introductions_channel="CINTRO", team_channel="CTEAM")
    open_room(house, "CTEAM", "team", is_member=True)
    for _ in range(3):
        close_channel(house, "CINTRO")
    assert len(house.slack.into("CTEAM")) == 1
    house.pass_time(days=7)
    close_channel(house, "CINTRO")
    assert len(house.slack.into("CTEAM")) == 2


class Shut(FakeSlack):
    """A Slack in which the app was never invited to the introductions."""

    def post(self, team_id: str, post: Post, *, fence: Fence | None = None) -> Receipt:
        if post.channel_id == "CINTRO":
            raise GiveUpError("not_in_channel")
        return super().post(team_id, post, fence=fence)


def test_the_same_refusal_met_many_times_is_told_once(house: House) -> None:
    house.slack = Shut()
    house.deps = replace(house.deps, slack=house.slack)
    house.set_up(introductions_channel="CINTRO", team_channel="CTEAM")
    open_room(house, "CTEAM", "team", is_member=True)
    for number in range(4):
        introduce(house, f"U{number}", ANA)
    assert len(house.slack.into("CTEAM")) == 1
    assert "/invite" in said(house.slack.into("CTEAM")[0])


@pytest.mark.parametrize("team_room", [None, {"is_archived": True, "is_member": True}, {"is_member": False}])
def test_where_the_team_cannot_be_told_in_its_channel_a_manager_is(
    house: House, team_room: dict[str, Any] | None
) -> None:
    house.set_up(introductions_channel="CINTRO", team_channel="CTEAM", managers=("UBOSS",))
    if team_room is not None:
        open_room(house, "CTEAM", "team", **team_room)
    close_channel(house, "CINTRO")
    assert len(house.slack.to("UBOSS")) == 1


def test_a_manager_who_is_gone_is_passed_over(house: House) -> None:
    house.set_up(introductions_channel="CINTRO", managers=("UGONE", "UBOSS"))
    house.slack.faults["open_dm"].append(GiveUpError("user_disabled"))
    close_channel(house, "CINTRO")
    assert len(house.slack.to("UBOSS")) == 1


def test_where_no_manager_was_named_an_admin_is_told(house: House) -> None:
    house.set_up(introductions_channel="CINTRO")
    introduce(house, "UADMIN", replace(ANA, role="Head"), is_admin=True)
    before = len(house.slack.to("UADMIN"))
    close_channel(house, "CINTRO")
    assert len(house.slack.to("UADMIN")) == before + 1


def test_where_there_is_nobody_to_tell_nothing_breaks(house: House) -> None:
    house.set_up(introductions_channel="CINTRO")
    close_channel(house, "CINTRO")
    (row,) = errand_rows(house, "warn:")
    assert (row.state, row.reason) == ("dropped", "nobody_to_tell")


def test_a_warning_that_cannot_be_given_does_not_warn_of_itself(house: House) -> None:
    house.set_up(introductions_channel="CINTRO", managers=("UBOSS",))
    house.slack.faults["post"].append(GiveUpError("restricted_action"))
    close_channel(house, "CINTRO")
    assert len(errand_rows(house, "warn:")) == 1


def test_a_member_who_is_gone_is_no_trouble_for_managers(house: House) -> None:
    house.set_up(managers=("UBOSS",))
    house.slack.faults["open_dm"].append(GiveUpError("user_disabled"))
    house.join("UANA")
    house.settle()
    assert errand_rows(house, "warn:") == []


@pytest.mark.parametrize("code", ["account_inactive", "token_revoked", "invalid_auth"])
def test_a_token_that_is_refused_stops_the_app_there_and_nowhere_else(house: House, code: str) -> None:
    house.slack.faults["open_dm"].append(GiveUpError(code))
    house.join("UANA")
    house.settle()
    house.join("UBEN")
    house.settle()
    house.pass_time(days=20)
    assert house.slack.posts == []
    assert {row.reason for row in errand_rows(house, "welcome:day3")} <= {"workspace_stopped", None}


@pytest.mark.parametrize(
    ("event", "stops"),
    [
        ({"type": "app_uninstalled"}, True),
        ({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["UBOT"]}}, True),
        ({"type": "tokens_revoked", "tokens": {"oauth": ["UANA"], "bot": []}}, False),
    ],
)
def test_removing_the_app_stops_it_and_somebodys_own_token_does_not(
    house: House, event: dict[str, Any], *, stops: bool
) -> None:
    house.hear(house.event(event["type"], **{name: part for name, part in event.items() if name != "type"}))
    house.settle()
    house.join("UANA")
    house.settle()
    assert (house.slack.posts == []) is stops


def test_what_was_waiting_when_the_app_was_removed_is_never_sent(house: House) -> None:
    house.join("UANA")
    house.settle()
    house.hear(house.event("app_uninstalled", team_id=TEAM))
    house.settle()
    before = len(house.slack.posts)
    house.pass_time(days=40)
    assert len(house.slack.posts) == before
