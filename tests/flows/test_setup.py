"""Managers set up their community: checked, kept as a whole or not at all, and what recurs moves with the zone."""

from datetime import UTC, datetime
from typing import Any

import pytest

from slack_app.domain.community import Community
from slack_app.domain.errors import InvalidAnswersError, NotAllowedError
from slack_app.flows import setup
from slack_app.store import workspaces
from slack_app.store.schema import Schedule
from slack_app.views import setup as forms
from tests.house import NO_DIGEST, OTHER_TEAM, TEAM, House

CHANGES: dict[str, Any] = {"introductions_channel": "CINTRO", "language": "fr", "weekly_cap": 2}


@pytest.fixture
def managed(house: House) -> House:
    house.person("UADMIN", is_admin=True)
    house.person("UANA")
    return house


def community(house: House, team_id: str = TEAM) -> Community:
    found: Community = house.read(lambda session: workspaces.community_of(session, team_id))
    return found


def schedules(house: House) -> dict[str, tuple[str, datetime]]:
    return {row.name: (row.tz, row.next_due_at) for row in house.rows(Schedule) if row.team_id == TEAM}


def test_an_admin_sets_up_the_community(managed: House) -> None:
    setup.change(managed.deps, TEAM, "UADMIN", CHANGES)
    assert community(managed) == Community(**CHANGES, digest=NO_DIGEST)


def test_one_form_leaves_what_other_forms_hold(managed: House) -> None:
    setup.change(managed.deps, TEAM, "UADMIN", CHANGES)
    setup.change(managed.deps, TEAM, "UADMIN", {"interests": ("Chess",)})
    assert community(managed).introductions_channel == "CINTRO"
    assert community(managed).interests == ("Chess",)


def test_whom_an_admin_named_may_too_until_they_are_named_no_more(managed: House) -> None:
    setup.change(managed.deps, TEAM, "UADMIN", {"managers": ("UANA",)})
    setup.change(managed.deps, TEAM, "UANA", CHANGES)
    setup.change(managed.deps, TEAM, "UADMIN", {"managers": ()})
    with pytest.raises(NotAllowedError):
        setup.change(managed.deps, TEAM, "UANA", {"weekly_cap": 9})
    assert community(managed).weekly_cap == 2


def test_a_member_neither_sees_nor_changes_the_set_up(managed: House) -> None:
    before, due = community(managed), schedules(managed)
    with pytest.raises(NotAllowedError):
        setup.form(managed.deps, TEAM, "UANA", forms.channels_modal)
    with pytest.raises(NotAllowedError):
        setup.change(managed.deps, TEAM, "UANA", {**CHANGES, "tz": "Asia/Tokyo"})
    assert (community(managed), schedules(managed)) == (before, due)


def test_who_is_an_admin_no_more_is_no_manager_either(managed: House) -> None:
    setup.change(managed.deps, TEAM, "UADMIN", CHANGES)
    managed.hear(managed.event("user_change", user={"id": "UADMIN", "team_id": TEAM, "is_admin": False}))
    managed.settle()
    with pytest.raises(NotAllowedError):
        setup.change(managed.deps, TEAM, "UADMIN", {"weekly_cap": 9})


def test_a_manager_of_one_workspace_is_none_in_another(managed: House) -> None:
    setup.change(managed.deps, TEAM, "UADMIN", {"managers": ("UANA",)})
    with pytest.raises(NotAllowedError):
        setup.change(managed.deps, OTHER_TEAM, "UANA", CHANGES)
    assert community(managed, OTHER_TEAM) == Community(digest=NO_DIGEST)


@pytest.mark.parametrize(
    "fault", [{"tz": "Mars/Olympus"}, {"weekly_cap": 0}, {"language": "tlh"}, {"interests": ("x" * 41,)}]
)
def test_what_cannot_hold_is_refused_and_everything_stays_as_it_was(managed: House, fault: dict[str, Any]) -> None:
    before, due = community(managed), schedules(managed)
    with pytest.raises(InvalidAnswersError) as refusal:
        setup.change(managed.deps, TEAM, "UADMIN", {**CHANGES, **fault})
    assert set(refusal.value.fields) == set(fault)
    assert (community(managed), schedules(managed)) == (before, due)


def test_what_recurs_moves_with_the_zone(managed: House) -> None:
    setup.change(managed.deps, TEAM, "UADMIN", {"tz": "Asia/Tokyo"})
    assert schedules(managed)["report_newcomers"] == ("Asia/Tokyo", datetime(2026, 3, 3, 0, 30, tzinfo=UTC))


def test_a_form_that_changes_no_zone_moves_nothing(managed: House) -> None:
    due = schedules(managed)
    managed.at = datetime(2026, 3, 2, 15, tzinfo=UTC)
    setup.change(managed.deps, TEAM, "UADMIN", CHANGES)
    assert schedules(managed) == due


def test_the_managers_home_shows_the_change(managed: House) -> None:
    setup.change(managed.deps, TEAM, "UADMIN", CHANGES)
    managed.settle()
    assert "<#CINTRO>" in str(managed.slack.homes["UADMIN"])


def test_a_workspace_that_comes_back_finds_its_set_up(managed: House) -> None:
    from slack_app.flows import clockwork

    setup.change(managed.deps, TEAM, "UADMIN", CHANGES)
    managed.hear(managed.event("app_uninstalled"))
    managed.settle()
    clockwork.install(managed.deps, TEAM, enterprise_id=None, bot_user_id="UBOT")
    assert community(managed).introductions_channel == "CINTRO"
    managed.join("UNEW")
    managed.settle()
    assert len(managed.slack.to("UNEW")) == 1
