"""Who uses the app is noted once a day, beside what they wanted; nobody waits for it, and it fails nobody."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from slack_app.domain.measures.log import Act, Flag
from slack_app.flows.deeds import in_micros
from slack_app.listeners import clicks
from slack_app.listeners.clicks import Clicks, is_click
from slack_app.store.schema import Activity, EventRow
from tests import payloads
from tests.house import OTHER_TEAM, TEAM, House
from tests.listeners.conftest import Door, Outage

BODY = {"type": "block_actions", "user": {"id": "UANA", "team_id": TEAM}}


def noted(house: House) -> list[tuple[str, str]]:
    """Who was noted, by workspace; the inbox keeps the order, so that what came before a kept event is there."""
    house.hear(house.event("app_home_opened", user="UANA", channel="D1", tab="home"))
    return sorted((row.team_id, row.user_id) for row in house.rows(EventRow) if row.kind == "app_click")


def click_rows(house: House) -> list[Activity]:
    noted(house)
    house.settle()
    return [row for row in house.rows(Activity) if row.act == Act.CLICK]


def test_whatever_someone_presses_sends_chooses_or_types_is_one_row_a_day(door: Door) -> None:
    door.command("/convive")
    door.act(payloads.shortcut("introduce"))
    door.act(payloads.pressed("introduce"))
    form = door.slack.views[-1]
    door.act(payloads.submitted(form, payloads.profile_form(role="Designer")))
    assert noted(door.house) == [(TEAM, "UANA")]
    (row,) = click_rows(door.house)
    assert (row.user_id, row.channel_id, row.at) == ("UANA", "", in_micros(door.house.at))
    assert row.ts == in_micros(datetime(2026, 3, 2, tzinfo=UTC))
    door.house.pass_time(days=1)
    door.command("/convive")
    door.command("/convive", user_id="UBEN")
    assert [row.user_id for row in click_rows(door.house)] == ["UANA", "UANA", "UBEN"]


def test_what_slack_asks_for_by_itself_is_no_use_of_the_app(door: Door) -> None:
    door.act(payloads.suggestion("pick_topics", "acc"))
    door.tell(payloads.message())
    door.tell(payloads.home_opened())
    assert noted(door.house) == []
    assert not is_click({"type": "view_closed"})


def test_workspaces_are_told_apart_and_strangers_flagged(house: House) -> None:
    found = Clicks(house.deps)
    for team_id in (TEAM, OTHER_TEAM):
        found.note(team_id, "UANA", BODY)
    assert noted(house) == [(TEAM, "UANA"), (OTHER_TEAM, "UANA")]
    flags = {row.team_id: row.flags for row in click_rows(house)}
    assert flags == {TEAM: 0, OTHER_TEAM: Flag.OUTSIDE}


def test_a_forged_click_is_not_noted(door: Door) -> None:
    body, content_type = payloads.as_interaction(payloads.pressed("introduce"))
    door.knock(body, content_type, payloads.signed(body, secret="not ours"))
    door.command("/convive", team_id="TNOT")
    assert noted(door.house) == []


def test_a_restart_and_a_memory_that_is_full_write_the_same_row(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clicks, "MOST", 2)
    found = Clicks(house.deps)
    for user_id in ("UANA", "UBEN", "UEVA", "UANA"):
        found.note(TEAM, user_id, BODY)
    Clicks(house.deps).note(TEAM, "UANA", BODY)
    assert noted(house) == [(TEAM, "UANA"), (TEAM, "UBEN"), (TEAM, "UEVA")]


def test_who_is_noted_already_costs_a_look_into_memory(house: House) -> None:
    found = Clicks(house.deps)
    found.note(TEAM, "UANA", BODY)
    assert noted(house) == [(TEAM, "UANA")]
    house.inbox.close()
    for _ in range(1000):
        found.note(TEAM, "UANA", BODY)
    assert house.inbox._waiting.empty()


def test_a_click_while_the_database_is_away_is_answered_and_the_next_one_noted(outage: Outage) -> None:
    outage.db.is_away = True
    found = Clicks(outage.door.house.deps)
    found.note(TEAM, "UANA", BODY)
    with pytest.raises(ConnectionError):
        noted(outage.door.house)
    outage.over()
    assert noted(outage.door.house) == []
    found.note(TEAM, "UANA", BODY)
    assert noted(outage.door.house) == [(TEAM, "UANA")]


def test_a_newcomer_who_only_clicks_is_active_in_the_digest_and_silent_for_the_team(house: House) -> None:
    house.join("UANA")
    house.settle()
    Clicks(house.deps).note(TEAM, "UANA", BODY)
    assert len(click_rows(house)) == 1
    ana = house.member("UANA")
    assert (ana.first_active_at, ana.active_days, ana.first_posted_at) == (house.at, 0, None)
    assert house.at - timedelta(seconds=1) < ana.first_active_at


def days() -> Iterator[datetime]:
    """Each day's first moment and last, around a change of month."""
    for day in (27, 28):
        yield datetime(2026, 2, day, tzinfo=UTC)
        yield datetime(2026, 2, day, 23, 59, 59, 999999, tzinfo=UTC)


def test_a_day_is_a_day_of_utc(house: House) -> None:
    found = Clicks(house.deps)
    for at in days():
        house.at = at
        found.note(TEAM, "UANA", BODY)
    house.at = datetime(2026, 3, 2, tzinfo=UTC)
    assert [row.at for row in sorted(click_rows(house), key=lambda row: row.at)] == [
        in_micros(datetime(2026, 2, day, tzinfo=UTC)) for day in (27, 28)
    ]
