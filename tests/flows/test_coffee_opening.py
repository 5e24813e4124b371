"""A round opens: on its day, once, with everyone who is due, in one transaction; or not at all."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from slack_app.domain.programmes import Cadence
from slack_app.flows import clockwork
from slack_app.flows.coffee import opening, programmes
from slack_app.flows.outcomes import Drop
from slack_app.jobs import Job
from slack_app.store import errands
from slack_app.store.errands import Errand
from slack_app.store.schema import Meeting, OutboxRow, Participant, Round, Seat
from slack_app.views.coffee.programmes import Noted
from tests.flows.coffee_stories import (
    BOSS,
    WEEKLY,
    arrive,
    choose,
    everyone_joins,
    groups,
    left_out,
    manage,
    of_job,
    participant,
    programme,
    rounds,
    switch,
)
from tests.house import OTHER_TEAM, TEAM, House
from tests.workers.stories import at_once
from workers.app import ERRANDS
from workers.base import perform

PEOPLE = ("UANA", "UBEN", "UCLO", "UDAN")
OPENS = datetime(2026, 3, 9, 9, tzinfo=UTC)


@pytest.fixture
def weekly(house: House) -> House:
    manage(house)
    arrive(house, *PEOPLE, "UZOE")
    everyone_joins(house, programme(house), PEOPLE)
    return house


def test_the_clock_opens_it_at_ten_in_the_communitys_zone(weekly):
    weekly.until(OPENS - timedelta(seconds=1))
    assert rounds(weekly) == []
    weekly.until(OPENS)
    (found,) = rounds(weekly)
    assert (found.number, found.local_date, found.opened_at) == (1, date(2026, 3, 9), OPENS)
    assert sorted(user_id for group in groups(weekly) for user_id in group) == list(PEOPLE)


def test_after_the_change_of_hour_it_is_still_ten(weekly):
    weekly.until(datetime(2026, 3, 30, 8, tzinfo=UTC))
    assert rounds(weekly)[-1].opened_at == datetime(2026, 3, 30, 8, tzinfo=UTC)


def test_on_a_public_holiday_it_waits_for_the_next_working_day(weekly):
    weekly.until(datetime(2026, 4, 6, 20, tzinfo=UTC))
    assert rounds(weekly)[-1].local_date == date(2026, 3, 30)
    weekly.until(datetime(2026, 4, 7, 8, tzinfo=UTC))
    assert rounds(weekly)[-1].local_date == date(2026, 4, 6)
    assert rounds(weekly)[-1].opened_at == datetime(2026, 4, 7, 8, tzinfo=UTC)


def test_a_press_and_the_clock_on_the_same_day_open_one_round(weekly):
    weekly.until(OPENS - timedelta(hours=1))
    assert programmes.start(weekly.deps, TEAM, BOSS, 1).noted is Noted.STARTED
    weekly.settle()
    assert programmes.start(weekly.deps, TEAM, BOSS, 1).noted is Noted.ALREADY_OPEN
    weekly.until(OPENS + timedelta(hours=2))
    assert len(rounds(weekly)) == 1


def test_two_clocks_and_two_presses_at_the_same_moment_open_one_round(weekly):
    weekly.at = OPENS
    at_once(*[lambda: clockwork.tick(weekly.deps)] * 2, *[lambda: programmes.start(weekly.deps, TEAM, BOSS, 1)] * 2)
    rows = [row.id for row in of_job(weekly, Job.OPEN_ROUND)]
    assert len(rows) == 2
    at_once(*[lambda row=row: perform(weekly.deps, row, ERRANDS[Job.OPEN_ROUND]) for row in rows * 2])
    assert len(weekly.rows(Round)) == 1
    assert len(weekly.rows(Seat)) == 4


def test_a_worker_whose_row_was_taken_over_leaves_the_matching_to_the_other(weekly):
    weekly.at = OPENS
    clockwork.tick(weekly.deps)
    (row,) = of_job(weekly, Job.OPEN_ROUND)
    slow = claimed(weekly, row.id)
    assert slow is not None
    weekly.at += timedelta(seconds=80)
    assert claimed(weekly, row.id) is not None
    assert opening.open_round(weekly.deps, slow) == Drop("somebody_else_opens_it")
    assert weekly.rows(Round) == []


def test_who_matches_a_large_community_keeps_the_row_for_as_long_as_that_takes(weekly):
    weekly.at = OPENS
    clockwork.tick(weekly.deps)
    (row,) = of_job(weekly, Job.OPEN_ROUND)
    errand = claimed(weekly, row.id)
    assert errand is not None
    assert opening.may_take_its_time(weekly.deps, errand, 100_000)
    weekly.at += timedelta(minutes=8)
    assert claimed(weekly, row.id) is None


def claimed(house: House, row_id: int) -> Errand | None:
    with house.db.transaction() as session:
        lease = house.deps.pace.lease
        return errands.claim(session, row_id, owner=str(house.at), now=house.at, lease=lease)


def test_a_round_started_by_hand_makes_the_clock_wait_for_the_one_after(weekly):
    weekly.until(datetime(2026, 3, 6, 9, tzinfo=UTC))  # Friday
    programmes.start(weekly.deps, TEAM, BOSS, 1)
    weekly.until(datetime(2026, 3, 10, 9, tzinfo=UTC))
    assert [row.local_date for row in rounds(weekly)] == [date(2026, 3, 6)]
    weekly.until(datetime(2026, 3, 17, 9, tzinfo=UTC))
    assert [row.local_date for row in rounds(weekly)] == [date(2026, 3, 6), date(2026, 3, 16)]


def test_nothing_of_a_round_stays_when_its_transaction_fails(weekly):
    choose(weekly, 1, "UZOE", apart=PEOPLE)
    weekly.settle()
    weekly.at = OPENS

    def goes_away(_connection, _cursor, statement, *_):
        if statement.startswith("INSERT INTO left_out"):
            raise ConnectionError("the database went away in the middle of it")

    event.listen(weekly.db.engine, "before_cursor_execute", goes_away)
    weekly.settle()
    event.remove(weekly.db.engine, "before_cursor_execute", goes_away)
    assert weekly.rows(Round) == weekly.rows(Meeting) == weekly.rows(Seat) == []
    assert participant(weekly, "UZOE").times_left_out == 0
    weekly.pass_time(minutes=1)
    assert len(rounds(weekly)) == 1
    assert participant(weekly, "UZOE").times_left_out == 1


def test_a_skipped_round_is_left_out_however_often_it_is_asked_for(weekly):
    for _ in range(2):
        what = programmes.skip_next(weekly.deps, TEAM, BOSS, 1)
        assert (what.noted, what.next_on) == (Noted.SKIPPED, date(2026, 3, 16))
    weekly.until(OPENS + timedelta(days=7))
    assert [row.local_date for row in rounds(weekly)] == [date(2026, 3, 16)]


def test_a_programme_that_is_off_opens_nothing(weekly):
    switch(weekly, 1, is_on=False)
    assert programmes.start(weekly.deps, TEAM, BOSS, 1).noted is Noted.IS_OFF
    weekly.until(OPENS + timedelta(days=1))
    assert rounds(weekly) == []


def test_a_programme_that_was_switched_off_while_its_round_was_due_opens_nothing(weekly):
    weekly.at = OPENS
    clockwork.tick(weekly.deps)
    switch(weekly, 1, is_on=False)
    weekly.settle()
    assert rounds(weekly) == []


def test_a_clock_that_was_away_for_a_day_opens_the_round_late_and_for_five_days_not_at_all(weekly):
    weekly.at = OPENS + timedelta(days=1)
    weekly.settle()
    assert rounds(weekly)[-1].opened_at == OPENS + timedelta(days=1)
    weekly.at = OPENS + timedelta(days=12)
    weekly.settle()
    assert len(rounds(weekly)) == 1


def test_a_round_whose_end_nobody_was_there_to_see_makes_way_for_the_next(weekly):
    weekly.until(OPENS)
    (closes,) = of_job(weekly, Job.CLOSE_ROUND)
    weekly.at = OPENS + timedelta(days=7)
    clockwork.tick(weekly.deps)
    (row,) = [one for one in of_job(weekly, Job.OPEN_ROUND) if one.state == "pending"]
    perform(weekly.deps, row.id, ERRANDS[Job.OPEN_ROUND])
    assert [one.state for one in rounds(weekly)] == ["closed", "open"]
    perform(weekly.deps, closes.id, ERRANDS[Job.CLOSE_ROUND])
    assert [one.state for one in rounds(weekly)] == ["closed", "open"]


def test_one_alone_is_told_so_and_comes_first_next_time(weekly):
    for user_id in PEOPLE[1:]:
        choose(weekly, 1, user_id, takes_part=False)
    weekly.until(OPENS + timedelta(minutes=1))
    assert left_out(weekly) == ["UANA"]
    assert "il ne restait plus personne" in weekly.slack.to("UANA")[-1].text
    assert participant(weekly, "UANA").fairness == 1.0


def test_another_workspace_has_nothing_of_it(weekly):
    weekly.until(OPENS)
    assert {row.team_id for table in (Round, Meeting, Seat, Participant) for row in weekly.rows(table)} == {TEAM}
    assert not [row for row in weekly.rows(OutboxRow) if row.team_id == OTHER_TEAM and "round" in row.job]


def test_monthly_it_is_the_first_monday(house):
    manage(house)
    arrive(house, *PEOPLE)
    everyone_joins(house, programme(house, replace(WEEKLY, cadence=Cadence.MONTHLY)), PEOPLE)
    house.until(datetime(2026, 5, 5, tzinfo=UTC))
    assert [row.local_date for row in rounds(house)] == [date(2026, 4, 6), date(2026, 5, 4)]


def test_on_the_morning_after_a_holiday_two_presses_skip_one_round(weekly):
    weekly.until(datetime(2026, 4, 7, 7, tzinfo=UTC))  # Easter Monday's opens on Tuesday at 10 in Paris
    for _ in range(2):
        programmes.skip_next(weekly.deps, TEAM, BOSS, 1)
    weekly.until(datetime(2026, 4, 14, 9, tzinfo=UTC))
    assert [row.local_date for row in rounds(weekly)][-2:] == [date(2026, 3, 30), date(2026, 4, 13)]


def test_a_round_that_waits_for_the_end_of_a_holiday_is_the_next_one_and_can_be_skipped(weekly):
    weekly.until(datetime(2026, 4, 6, 14, tzinfo=UTC))  # Easter Monday
    what = programmes.skip_next(weekly.deps, TEAM, BOSS, 1)
    assert what.next_on == date(2026, 4, 13)
    weekly.until(datetime(2026, 4, 8, tzinfo=UTC))
    assert rounds(weekly)[-1].local_date == date(2026, 3, 30)
    weekly.until(datetime(2026, 4, 14, tzinfo=UTC))
    assert rounds(weekly)[-1].local_date == date(2026, 4, 13)


def test_a_round_can_be_started_anew_on_the_day_on_which_one_was_cancelled(weekly):
    for _ in range(3):
        assert programmes.start(weekly.deps, TEAM, BOSS, 1).noted is Noted.STARTED
        weekly.settle()
        programmes.cancel(weekly.deps, TEAM, BOSS, 1)
    assert [row.state for row in rounds(weekly)] == ["cancelled"] * 3


def test_who_starts_a_round_of_nobody_is_told_so_and_may_try_again(house):
    manage(house)
    programme_id = programme(house)
    programmes.start(house.deps, TEAM, BOSS, programme_id)
    house.settle()
    assert ["Nobody" in post.text for post in house.slack.into("CTEAM")] == [True]
    assert rounds(house) == []
    arrive(house, *PEOPLE)
    everyone_joins(house, programme_id, PEOPLE)
    assert programmes.start(house.deps, TEAM, BOSS, programme_id).noted is Noted.STARTED
    house.settle()
    assert len(rounds(house)) == 1
