"""When the rounds of a programme open, on the clocks of its community and never on a holiday."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.hours import local
from slack_app.domain.occurrences import next_occurrence, next_opening, opens_at, rule_text
from slack_app.domain.programmes import HOURS, WEEKDAYS, Cadence, Programme
from slack_app.domain.recurrence import check_rule
from slack_app.domain.working_days import COUNTRIES, is_working_day
from tests.domain.test_hours import paris
from tests.domain.test_working_days import LANDS, MOMENTS, PARIS, ZONES

MONDAYS = Programme(name="Café", cadence=Cadence.WEEKLY, country="FR")
PROGRAMMES = st.builds(
    Programme,
    cadence=st.sampled_from(Cadence),
    weekday=st.sampled_from(WEEKDAYS),
    hour=st.sampled_from(HOURS),
    country=LANDS,
)


def openings(programme, tz, after, many):
    found = []
    for _ in range(many):
        found.append(next_occurrence(programme, tz, after))
        after = found[-1].due_at
    return found


@given(PROGRAMMES)
def test_every_programme_has_a_rule_that_a_schedule_can_follow(programme):
    check_rule(rule_text(programme))


def test_rules_say_how_often_and_when():
    assert rule_text(MONDAYS) == "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;BYHOUR=10;BYMINUTE=0;BYSECOND=0"
    monthly = replace(MONDAYS, cadence=Cadence.MONTHLY, weekday=4, hour=9)
    assert rule_text(monthly) == "FREQ=MONTHLY;BYDAY=1FR;BYHOUR=9;BYMINUTE=0;BYSECOND=0"


@given(PROGRAMMES, ZONES, MOMENTS)
def test_a_round_opens_on_a_working_day_at_the_programmes_hour(programme, tz, after):
    found = next_occurrence(programme, tz, after)
    there = local(found.due_at, tz)
    assert found.due_at > after
    assert is_working_day(there.date(), programme.country)
    assert (there.hour, there.minute, there.second) == (programme.hour, 0, 0)
    assert timedelta() <= there.date() - found.local_date < timedelta(days=15)
    assert found.due_at == opens_at(programme, found.local_date, tz) == next_opening(programme, tz, after)


@given(PROGRAMMES, ZONES, MOMENTS, st.integers(0, 40))
def test_whenever_one_asks_the_next_round_is_the_same(programme, tz, after, days):
    first = next_occurrence(programme, tz, after)
    asked_at = max(after, first.due_at - timedelta(days=days, seconds=1))
    assert next_occurrence(programme, tz, asked_at) == first


@pytest.mark.parametrize("country", COUNTRIES)
def test_no_round_of_five_years_is_lost_or_comes_twice_for_a_holiday(country):
    for weekday in (0, 4):
        weekly = replace(MONDAYS, country=country, weekday=weekday)
        found = openings(weekly, PARIS, datetime(2026, 1, 1, tzinfo=UTC), 260)
        assert all(later.local_date - earlier.local_date == timedelta(days=7) for earlier, later in pairwise(found))
        assert all(later.due_at - earlier.due_at > timedelta(days=1) for earlier, later in pairwise(found))


def test_a_holiday_moves_the_round_to_the_next_day_that_is_none():
    easter = next_occurrence(MONDAYS, PARIS, paris("2026-03-30 10:00"))
    assert (easter.local_date, easter.due_at) == (date(2026, 4, 6), paris("2026-04-07 10:00"))
    assert next_opening(MONDAYS, PARIS, easter.due_at) == paris("2026-04-13 10:00")
    fridays_in_london = replace(MONDAYS, weekday=4, country="GB")
    assert opens_at(fridays_in_london, date(2026, 12, 25), "Europe/London") == datetime(2026, 12, 29, 10, tzinfo=UTC)


def test_between_the_holiday_and_the_day_after_the_round_is_still_to_come():
    assert next_opening(MONDAYS, PARIS, paris("2026-04-06 12:00")) == paris("2026-04-07 10:00")


def test_without_a_country_a_round_opens_on_its_day():
    assert opens_at(replace(MONDAYS, country=None), date(2026, 4, 6), PARIS) == paris("2026-04-06 10:00")


def test_ten_oclock_is_ten_oclock_through_the_changes_of_hour():
    year = openings(replace(MONDAYS, country=None), PARIS, datetime(2026, 1, 1, tzinfo=UTC), 52)
    assert {local(one.due_at, PARIS).hour for one in year} == {10}
    assert {one.due_at.hour for one in year} == {8, 9}


@pytest.mark.parametrize(
    ("cadence", "weeks"),
    [(Cadence.WEEKLY, 1), (Cadence.TWO_WEEKS, 2), (Cadence.THREE_WEEKS, 3), (Cadence.FOUR_WEEKS, 4)],
)
def test_rounds_come_every_so_many_weeks(cadence, weeks):
    found = openings(replace(MONDAYS, cadence=cadence), PARIS, datetime(2026, 1, 1, tzinfo=UTC), 20)
    assert {later.local_date - earlier.local_date for earlier, later in pairwise(found)} == {timedelta(weeks=weeks)}


def test_a_monthly_round_opens_on_the_first_such_day_of_each_month():
    thursdays = replace(MONDAYS, cadence=Cadence.MONTHLY, weekday=3, country="FR")
    found = openings(thursdays, PARIS, datetime(2026, 1, 2, tzinfo=UTC), 12)
    assert [one.local_date.month for one in found] == [*range(1, 13)]
    assert found[0].due_at == paris("2026-01-02 10:00")
    assert all(one.local_date.weekday() == 3 and one.local_date.day <= 7 for one in found)
