"""Which days are worked, and the nearest working hours, there."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.hours import in_working_hours, local
from slack_app.domain.working_days import (
    COUNTRIES,
    a_working_day_before,
    is_working_day,
    working_day_before,
    working_day_from,
    working_days_after,
    working_time_from,
    working_time_until,
)
from tests.domain.test_hours import paris

PARIS = "Europe/Paris"
ZONES = st.sampled_from([PARIS, "America/Montreal", "Asia/Kathmandu", "Pacific/Auckland", "Australia/Lord_Howe", "UTC"])
LANDS = st.none() | st.sampled_from(COUNTRIES)
DAYS = st.dates(date(2025, 1, 1), date(2035, 12, 31))
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 given a zone here


@pytest.mark.parametrize(
    ("country", "day"),
    [
        ("FR", date(2026, 7, 14)),
        ("FR", date(2026, 4, 6)),  # Easter Monday
        ("FR", date(2027, 5, 6)),  # Ascension
        ("BE", date(2026, 7, 21)),
        ("CA", date(2026, 7, 1)),
        ("CH", date(2028, 8, 1)),
        ("US", date(2026, 11, 26)),  # Thanksgiving
        ("GB", date(2026, 12, 28)),  # Boxing Day fell on a Saturday
        ("MA", date(2026, 11, 18)),
        ("SN", date(2028, 4, 4)),
    ],
)
def test_nobody_works_on_a_public_holiday(country, day):
    assert not is_working_day(day, country)
    assert is_working_day(day, None) == (day.weekday() < 5)


def test_the_eve_of_a_holiday_is_a_working_day():
    assert is_working_day(date(2026, 7, 13), "FR")
    assert is_working_day(date(2026, 12, 24), "FR")


@pytest.mark.parametrize("country", COUNTRIES)
def test_of_every_country_the_holidays_are_known_for_years_to_come(country):
    workdays = [date(year, 1, 1) + timedelta(days=n) for year in (2026, 2035) for n in range(365)]
    free = [day for day in workdays if day.weekday() < 5 and not is_working_day(day, country)]
    assert 4 <= len(free) <= 2 * 25


def test_a_country_nobody_offers_has_no_holidays():
    assert is_working_day(date(2026, 7, 14), "XX")


def test_a_long_week_end_is_passed_over():
    assert working_day_from(date(2026, 4, 4), "FR") == date(2026, 4, 7)
    assert working_day_from(date(2026, 4, 3), "FR") == date(2026, 4, 3)
    assert working_day_from(date(2026, 4, 3), "GB") == date(2026, 4, 7)
    assert working_day_before(date(2026, 4, 7), "FR") == date(2026, 4, 3)


@given(DAYS, LANDS)
def test_the_next_working_day_is_the_first_one(day, country):
    found = working_day_from(day, country)
    skipped = [day + timedelta(days=n) for n in range((found - day).days)]
    assert is_working_day(found, country)
    assert not any(is_working_day(one, country) for one in skipped)
    assert working_day_before(found + timedelta(days=1), country) == found


def test_three_working_days_over_a_week_end_and_a_change_of_hour():
    assert working_days_after(paris("2026-03-26 10:00"), PARIS, None, count=3) == paris("2026-03-31 10:00")
    assert working_days_after(paris("2026-04-02 10:00"), PARIS, "FR", count=3) == paris("2026-04-08 10:00")


def test_the_same_time_a_working_day_before_but_not_at_night():
    assert a_working_day_before(paris("2026-04-07 10:00"), PARIS, "FR") == paris("2026-04-03 10:00")
    assert a_working_day_before(paris("2026-11-26 23:00"), PARIS, "FR") == paris("2026-11-25 17:00")
    assert a_working_day_before(paris("2026-11-26 05:00"), PARIS, "FR") == paris("2026-11-25 09:00")


def test_work_begins_at_nine_and_is_over_at_six():
    assert working_time_from(paris("2026-11-26 17:59"), PARIS, None) == paris("2026-11-26 17:59")
    assert working_time_from(paris("2026-11-26 18:00"), PARIS, None) == paris("2026-11-27 09:00")
    assert working_time_until(paris("2026-11-26 09:00"), PARIS, None) == paris("2026-11-26 09:00")
    assert working_time_until(paris("2026-11-26 08:59"), PARIS, None) == paris("2026-11-25 17:00")


@given(MOMENTS, ZONES, LANDS)
def test_the_nearest_working_hours_lie_on_either_side(at, tz, country):
    before, after = working_time_until(at, tz, country), working_time_from(at, tz, country)
    assert before <= at <= after
    for found in (before, after):
        assert in_working_hours(found, tz)
        assert is_working_day(local(found, tz).date(), country)


@given(MOMENTS, ZONES, LANDS)
def test_a_working_hour_of_a_working_day_is_left_where_it_is(at, tz, country):
    if in_working_hours(at, tz) and is_working_day(local(at, tz).date(), country):
        assert working_time_from(at, tz, country) == at
