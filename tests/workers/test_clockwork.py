"""What recurs: on time in the workspace's zone, late once after an outage, and never twice."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import delete

from slack_app.flows import clockwork
from slack_app.jobs import Job
from slack_app.store.schema import Run, Schedule
from tests.house import OTHER_TEAM, TEAM, House
from tests.workers.stories import at_once, rows_of
from workers.clock import Ticker

REPORT = Job.REPORT_NEWCOMERS.value


def begin(house: House, at: datetime, tz: str = "Europe/Paris") -> None:
    """The house as if it had been installed then, in that zone."""
    house.at = at
    with house.db.transaction() as session:
        session.execute(delete(Schedule))
    house.set_up(TEAM, tz=tz)


def runs(house: House, status: str = "fired", team_id: str = TEAM) -> list[date]:
    found = [row for row in house.rows(Run) if (row.schedule, row.status, row.team_id) == (REPORT, status, team_id)]
    return sorted(row.local_date for row in found)


def asked_at(house: House) -> list[datetime]:
    return sorted(row.created_at for row in rows_of(house, Job.REPORT_NEWCOMERS) if row.team_id == TEAM)


def tick_each(house: House, step: timedelta, until: datetime) -> None:
    while house.at < until:
        house.at += step
        clockwork.tick(house.deps)


@pytest.mark.parametrize(
    ("tz", "before", "after"),
    [
        ("Europe/Paris", (date(2026, 3, 28), 8, 30), (date(2026, 3, 29), 7, 30)),
        ("America/New_York", (date(2026, 3, 7), 14, 30), (date(2026, 3, 8), 13, 30)),
        ("Australia/Lord_Howe", (date(2026, 4, 4), 22, 30), (date(2026, 4, 5), 23, 0)),
    ],
)
def test_half_past_nine_stays_half_past_nine_when_the_clocks_change(house: House, tz: str, before, after) -> None:
    begin(house, datetime.combine(before[0], datetime.min.time(), UTC) - timedelta(days=2), tz)
    tick_each(house, timedelta(minutes=30), house.at + timedelta(days=5))
    local_days = runs(house)
    assert len(local_days) == len(set(local_days)) == len(asked_at(house))
    times = {at.strftime("%H:%M") for at in asked_at(house)}
    assert times == {f"{hour:02d}:{minute:02d}" for _, hour, minute in (before, after)}


def test_a_year_has_as_many_reports_as_days(house: House) -> None:
    begin(house, datetime(2026, 1, 1, tzinfo=UTC))
    tick_each(house, timedelta(hours=3), datetime(2027, 1, 1, tzinfo=UTC))
    assert runs(house) == [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert runs(house, "missed") == []


def test_two_clocks_that_tick_at_once_do_not_act_twice(house: House) -> None:
    begin(house, datetime(2026, 3, 2, 9, tzinfo=UTC))
    start = Barrier(4)

    def tick() -> None:
        start.wait(10)
        Ticker(house.deps).tick()

    for _ in range(5):
        house.at += timedelta(days=1)
        at_once(*[tick] * 4)
    assert len(runs(house)) == len(rows_of(house, Job.REPORT_NEWCOMERS)) == 5


def test_four_weeks_away_lead_to_one_late_run_and_the_rest_is_written_down_as_missed(house: House) -> None:
    begin(house, datetime(2026, 3, 2, tzinfo=UTC))
    tick_each(house, timedelta(hours=12), datetime(2026, 3, 3, tzinfo=UTC))
    house.at = datetime(2026, 3, 31, 9, 0, tzinfo=UTC)
    clockwork.tick(house.deps)
    assert runs(house) == [date(2026, 3, 2), date(2026, 3, 31)]
    assert runs(house, "missed") == [date(2026, 3, 3) + timedelta(days=n) for n in range(28)]
    assert len(asked_at(house)) == 2
    clockwork.tick(house.deps)
    assert len(asked_at(house)) == 2


def test_what_is_too_late_is_missed_and_the_next_one_is_on_time(house: House) -> None:
    begin(house, datetime(2026, 3, 2, tzinfo=UTC))
    house.at = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)
    clockwork.tick(house.deps)
    assert (runs(house), runs(house, "missed")) == ([], [date(2026, 3, 2)])
    house.at = datetime(2026, 3, 3, 8, 30, tzinfo=UTC)
    clockwork.tick(house.deps)
    assert runs(house) == [date(2026, 3, 3)]


def test_a_machine_whose_clock_is_set_back_does_nothing_twice(house: House) -> None:
    begin(house, datetime(2026, 3, 2, tzinfo=UTC))
    tick_each(house, timedelta(hours=1), datetime(2026, 3, 5, tzinfo=UTC))
    house.at -= timedelta(days=2)
    house.set_up(TEAM)
    tick_each(house, timedelta(hours=1), datetime(2026, 3, 6, tzinfo=UTC))
    assert len(asked_at(house)) == len(runs(house)) == 4


def test_managers_who_move_to_another_zone_are_heard_from_there_on_and_once_a_day(house: House) -> None:
    begin(house, datetime(2026, 3, 2, tzinfo=UTC))
    tick_each(house, timedelta(minutes=30), datetime(2026, 3, 2, 12, 0, tzinfo=UTC))
    house.set_up(TEAM, tz="America/New_York")
    tick_each(house, timedelta(minutes=30), datetime(2026, 3, 3, 20, 0, tzinfo=UTC))
    assert runs(house) == [date(2026, 3, 2), date(2026, 3, 3)]
    assert asked_at(house) == [datetime(2026, 3, 2, 8, 30, tzinfo=UTC), datetime(2026, 3, 3, 14, 30, tzinfo=UTC)]


def test_setting_up_again_moves_nothing(house: House) -> None:
    begin(house, datetime(2026, 3, 2, tzinfo=UTC))
    house.at = datetime(2026, 3, 2, 8, 31, tzinfo=UTC)
    house.set_up(TEAM)
    clockwork.tick(house.deps)
    assert runs(house) == [date(2026, 3, 2)]


def test_each_workspace_has_its_own_clock(house: House) -> None:
    begin(house, datetime(2026, 3, 2, tzinfo=UTC), "Europe/Paris")
    house.set_up(OTHER_TEAM, tz="Asia/Tokyo")
    house.at = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    clockwork.tick(house.deps)
    assert (runs(house), runs(house, team_id=OTHER_TEAM)) == ([], [date(2026, 3, 2)])


def test_a_workspace_that_removed_the_app_is_not_worked_for(house: House) -> None:
    begin(house, datetime(2026, 3, 2, tzinfo=UTC))
    house.hear(house.event("app_uninstalled"))
    house.settle()
    house.until(datetime(2026, 3, 4, tzinfo=UTC))
    assert {row.state for row in rows_of(house, Job.REPORT_NEWCOMERS) if row.team_id == TEAM} <= {"dropped"}


def test_the_bell_rings_for_what_the_clock_asked(house: House) -> None:
    begin(house, datetime(2026, 3, 2, tzinfo=UTC))
    house.at = datetime(2026, 3, 2, 8, 31, tzinfo=UTC)
    clockwork.tick(house.deps)
    assert {job for job, _ in house.jobs.rings} == {Job.REPORT_NEWCOMERS}
