"""What a team promises: in its own working hours, with its holidays, and the clock that stands still for the author."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.feedback.terms import Target
from slack_app.domain.feedback.worked_on.targets import Clock, Stage, due_at, is_met, next_stage, stage_at, went_on
from slack_app.domain.feedback.worked_on.working_time import WorkingTime

PARIS = WorkingTime("Europe/Paris", country="FR")
NIGHTS = WorkingTime("America/New_York", hours=(0, 24), weekdays=(5, 6))
HOUR = 3600
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  the strategy adds the zone
works = st.sampled_from([PARIS, NIGHTS, WorkingTime("Asia/Kolkata", hours=(10, 19), weekdays=(0, 1, 2, 3, 6))])


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


MONDAY_TEN = at(2, 9)
"""Ten o'clock in Paris."""


def test_a_target_ends_within_the_hours_of_the_team():
    assert PARIS.after(MONDAY_TEN, 4 * HOUR) == at(2, 13)
    assert PARIS.after(at(2, 16), 4 * HOUR) == at(3, 11)
    assert PARIS.after(at(6, 16), 4 * HOUR) == at(9, 11)


def test_who_writes_at_night_or_on_a_sunday_starts_the_clock_in_the_morning():
    assert PARIS.after(at(1, 3), HOUR) == at(2, 9)
    assert PARIS.seconds_between(at(1, 3), at(2, 9)) == HOUR


def test_a_holiday_is_not_worked():
    bastille_eve = at(13, 15, 30, month=7)
    assert PARIS.after(bastille_eve, HOUR) == at(15, 7, 30, month=7)
    assert WorkingTime("Europe/Paris").after(bastille_eve, HOUR) == at(14, 7, 30, month=7)


def test_the_change_of_hour_costs_nobody_a_working_hour():
    assert PARIS.seconds_between(at(27, 8), at(30, 16)) == 18 * HOUR


def test_a_team_may_work_until_midnight():
    assert NIGHTS.seconds_between(at(6, 0), at(10, 0)) == 47 * HOUR  # the clocks go forward there that Sunday


@given(works, moments, st.integers(0, 400 * HOUR))
def test_so_much_later_so_much_has_passed(work, start, seconds):
    end = work.after(start, seconds)
    assert end >= start
    assert work.seconds_between(start, end) == seconds


@given(works, moments, st.timedeltas(timedelta(0), timedelta(days=40)), st.timedeltas(timedelta(0), timedelta(days=40)))
def test_working_time_adds_up(work, start, first, second):
    middle, end = start + first, start + first + second
    whole = work.seconds_between(start, end)
    assert abs(whole - work.seconds_between(start, middle) - work.seconds_between(middle, end)) <= 1
    assert 0 <= whole <= (end - start).total_seconds()


def test_the_first_moment_of_a_holiday_is_the_next_morning():
    assert PARIS.first_moment_of(date(2026, 7, 14)) == at(15, 7, month=7)


def test_a_warning_comes_at_four_fifths_and_then_it_is_late():
    clock = Clock(MONDAY_TEN)
    assert next_stage(clock, Target.FIRST_ANSWER, 5, PARIS, told=(), now=MONDAY_TEN) == (Stage.WARNING, at(2, 13))
    assert next_stage(clock, Target.FIRST_ANSWER, 5, PARIS, told=[Stage.WARNING], now=MONDAY_TEN) == (
        Stage.LATE,
        at(2, 14),
    )
    assert next_stage(clock, Target.FIRST_ANSWER, 5, PARIS, told=[Stage.WARNING, Stage.LATE], now=MONDAY_TEN) is None


def test_nobody_is_warned_of_what_is_late_already():
    clock = Clock(MONDAY_TEN)
    assert next_stage(clock, Target.FIRST_ANSWER, 5, PARIS, told=(), now=at(2, 14)) == (Stage.LATE, at(2, 14))


@pytest.mark.parametrize("target", Target)
def test_nobody_is_warned_of_what_is_resolved_or_waits_for_its_author(target):
    for clock in (Clock(MONDAY_TEN, resolved_at=at(2, 10)), Clock(MONDAY_TEN, stopped_at=at(2, 10))):
        assert next_stage(clock, target, 1, PARIS, told=(), now=MONDAY_TEN) is None


def test_an_answer_ends_one_target_and_not_the_other():
    clock = Clock(MONDAY_TEN, first_answered_at=at(2, 10))
    assert next_stage(clock, Target.FIRST_ANSWER, 4, PARIS, told=(), now=MONDAY_TEN) is None
    assert next_stage(clock, Target.RESOLUTION, 10, PARIS, told=(), now=MONDAY_TEN) == (Stage.WARNING, at(2, 17))


def test_the_time_that_it_waited_for_its_author_is_added():
    asked = Clock(MONDAY_TEN, stopped_at=at(2, 10))
    waited = went_on(asked, PARIS, now=at(3, 10))
    assert waited == 9 * HOUR
    again = Clock(MONDAY_TEN, waited_s=waited)
    assert due_at(again, Target.RESOLUTION, 9, PARIS) == PARIS.after(MONDAY_TEN, 18 * HOUR)
    assert went_on(again, PARIS, now=at(4, 10)) == waited


@given(works, moments, st.integers(1, 1000), st.integers(0, 200 * HOUR))
def test_the_warning_comes_before_the_end(work, filed, hours, waited):
    clock = Clock(filed, waited_s=waited)
    assert stage_at(clock, Target.RESOLUTION, hours, work, percent=80) <= due_at(clock, Target.RESOLUTION, hours, work)


def test_a_promise_is_kept_broken_or_not_yet_known():
    kept, broken = Clock(MONDAY_TEN, first_answered_at=at(2, 13)), Clock(MONDAY_TEN, first_answered_at=at(2, 14))
    assert is_met(kept, Target.FIRST_ANSWER, 4, PARIS, now=at(9, 9))
    assert is_met(broken, Target.FIRST_ANSWER, 4, PARIS, now=at(9, 9)) is False
    assert is_met(Clock(MONDAY_TEN), Target.FIRST_ANSWER, 4, PARIS, now=at(2, 11)) is None
    assert is_met(Clock(MONDAY_TEN), Target.FIRST_ANSWER, 4, PARIS, now=at(2, 14)) is False


def test_what_waited_for_its_author_in_time_is_not_broken_by_that():
    clock = Clock(MONDAY_TEN, stopped_at=at(2, 11))
    assert is_met(clock, Target.RESOLUTION, 4, PARIS, now=at(20, 9)) is None
    resolved = Clock(MONDAY_TEN, resolved_at=at(4, 10), stopped_at=at(4, 10), waited_s=18 * HOUR)
    assert is_met(resolved, Target.RESOLUTION, 1, PARIS, now=at(20, 9))
