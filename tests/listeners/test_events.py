"""Every event that means something is kept, committed before the answer, once; the rest is answered and passed over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.flows import hearing
from tests import payloads
from tests.house import OTHER_TEAM, TEAM
from tests.listeners.conftest import Door, Outage
from tests.listeners.damage import RUN, damaged

STRANGER = "TSTRANGER"


@pytest.mark.parametrize("inner", payloads.EVENTS, ids=lambda inner: inner["type"])
def test_each_kind_of_event_is_kept_and_can_be_handled(door: Door, inner: payloads.Payload) -> None:
    assert door.tell(inner).status == 200
    (row,) = door.kept()
    assert (row.team_id, row.kind, row.handled_at) == (TEAM, inner["type"], None)
    door.house.settle()
    assert door.kept()[0].handled_at is not None


def test_what_people_write_is_never_kept(door: Door) -> None:
    door.tell(payloads.message("a secret word"))
    door.tell({"type": "team_join", "user": payloads.user("UANA", real_name="Ana Martin")})
    kept = " ".join(row.model_dump_json() for row in door.kept())
    assert "secret" not in kept
    assert "Martin" not in kept
    assert "example.org" not in kept


@pytest.mark.parametrize("subtype", ["bot_message", "message_changed", "channel_topic", "a_subtype_of_tomorrow"])
def test_a_message_that_no_human_just_posted_is_passed_over(door: Door, subtype: str) -> None:
    assert door.tell(payloads.message(subtype=subtype)).status == 200
    assert door.kept() == []


@pytest.mark.parametrize("kind", ["emoji_changed", "an_event_of_tomorrow", "app_mention", "link_shared"])
def test_a_kind_that_we_do_not_know_is_answered_and_passed_over(door: Door, kind: str) -> None:
    assert door.tell({"type": kind, "user": "UANA", "channel": "C1"}).status == 200
    assert door.kept() == []


def test_a_delivery_that_says_it_is_a_retry_is_kept_like_any_other(door: Door) -> None:
    again = {"x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout"}
    assert door.tell(payloads.message(), headers=again).status == 200
    assert len(door.kept()) == 1


def test_the_same_event_delivered_four_times_is_one_row(door: Door) -> None:
    for number in range(4):
        door.tell(payloads.message(), event_id="EvOnce", headers={"x-slack-retry-num": str(number)})
    assert len(door.kept()) == 1


@pytest.mark.parametrize("inner", payloads.EVENTS, ids=lambda inner: inner["type"])
def test_an_event_of_a_workspace_where_we_are_not_installed_leaves_nothing(door: Door, inner: payloads.Payload) -> None:
    assert door.tell(inner, team_id=STRANGER).status < 500
    assert door.kept() == []


def test_in_a_shared_channel_an_event_belongs_to_the_workspace_that_was_authorised(door: Door) -> None:
    payload = payloads.event(payloads.message(team=STRANGER, user_team=STRANGER), shared=True)
    payload["team_id"] = payload["context_team_id"] = STRANGER
    assert door.send(*payloads.as_json(payload)).status == 200
    assert [row.team_id for row in door.kept()] == [TEAM]


def test_two_workspaces_keep_their_own(door: Door) -> None:
    door.tell(payloads.message(), event_id="Ev1")
    door.tell(payloads.message(), event_id="Ev1", team_id=OTHER_TEAM)
    assert sorted(row.team_id for row in door.kept()) == [TEAM, OTHER_TEAM]


def test_a_bare_notice_that_is_no_event_is_answered(door: Door) -> None:
    notice = {
        "token": "verification-token", "type": "app_rate_limited", "team_id": TEAM, "minute_rate_limited": 1,
        "api_app_id": "A1",
    }  # fmt: skip
    assert door.send(*payloads.as_json(notice)).status == 200
    assert door.kept() == []


def test_while_the_database_is_away_slack_is_asked_to_send_it_again_and_then_it_is_kept(outage: Outage) -> None:
    outage.db.is_away = True
    assert outage.door.tell(payloads.message(), event_id="Ev1").status == 500
    outage.over()
    assert outage.door.tell(payloads.message(), event_id="Ev1").status == 200
    assert len(outage.door.kept()) == 1


def test_a_failure_names_itself_and_says_nothing_else(outage: Outage) -> None:
    outage.db.is_away = True
    answer = outage.door.tell(payloads.message())
    assert answer.body.startswith("error ")
    assert "away" not in answer.body


@pytest.mark.parametrize("text", ["x" * 40_000, "<!channel>", "شكرا جزيلا", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢", "\u0000\ud800"])
def test_any_text_is_only_ever_measured(door: Door, text: str) -> None:
    assert door.tell(payloads.message(text)).status == 200
    assert len(door.kept()) == 1


@RUN
@given(damaged(st.sampled_from(payloads.EVENTS).map(payloads.event)))
def test_a_damaged_event_is_never_a_failure_of_ours(door: Door, payload: payloads.Payload) -> None:
    body, content_type = payloads.as_json(payload)
    assert door.send(body, content_type).status < 500
    assert {row.team_id for row in door.kept()} <= {TEAM, OTHER_TEAM}
    while hearing.hear_batch(door.house.deps):
        pass
    assert {row.attempts for row in door.kept()} <= {0}


@RUN
@given(damaged(st.sampled_from(payloads.EVENTS)))
def test_an_event_that_is_whole_around_a_damaged_heart_loses_none_that_comes_with_it(
    door: Door, inner: payloads.Payload
) -> None:
    before = len([row for row in door.kept() if row.kind == "reaction_added" and row.user_id == "UGOOD"])
    assert door.tell(inner).status < 500
    assert door.tell(payloads.reaction("UGOOD")).status == 200
    found = [row for row in door.kept() if row.kind == "reaction_added" and row.user_id == "UGOOD"]
    assert len(found) == before + 1
