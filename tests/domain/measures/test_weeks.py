"""Weeks and days on a community's own clocks."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.measures import weeks
from tests.domain.measures.communities import HOUR, LAST_WEEKS, PARIS
from tests.domain.test_hours import MOMENTS, ZONES


def micros(text, tz=UTC):
    return round(datetime.fromisoformat(text).replace(tzinfo=tz).timestamp() * 1_000_000)


@pytest.mark.parametrize(
    ("week", "hours"),
    [(date(2026, 3, 23), 167), (date(2025, 10, 20), 169), (date(2026, 11, 16), 168), (date(2024, 2, 26), 168)],
    ids=["spring", "autumn", "plain", "leap day"],
)
def test_a_week_is_as_long_as_its_clocks_say(week, hours):
    found = weeks.edges(week, PARIS)
    assert len(found) == 8
    assert (found[-1] - found[0]) / HOUR == hours
    assert (found[0], found[-1]) == (weeks.start(week, PARIS), weeks.end(week, PARIS))


def test_a_week_begins_at_monday_s_local_midnight():
    assert weeks.start(date(2026, 11, 16), PARIS) == micros("2026-11-15 23:00")
    assert weeks.start(date(2026, 7, 13), PARIS) == micros("2026-07-12 22:00")
    assert weeks.start(date(2026, 7, 13), "Asia/Kathmandu") == micros("2026-07-12 18:15")


def test_the_last_moment_of_sunday_is_of_the_week_that_ends():
    assert weeks.week_of(micros("2026-11-15 22:59:59.999999"), PARIS) == date(2026, 11, 9)
    assert weeks.week_of(micros("2026-11-15 23:00"), PARIS) == date(2026, 11, 16)


def test_a_midnight_that_the_clocks_skip_is_where_they_go_on():
    friday = weeks.edges(date(2026, 4, 20), "Africa/Cairo")[4:6]
    assert (friday[1] - friday[0]) / HOUR == 23
    assert friday[0] == micros("2026-04-23 22:00")


def test_a_day_that_never_was_is_empty():
    found = weeks.edges(date(2011, 12, 26), "Pacific/Apia")
    assert [(b - a) / HOUR for a, b in pairwise(found)] == [24, 24, 24, 24, 0, 24, 24]


def test_a_week_needs_the_day_before():
    assert weeks.reads_from(date(2026, 3, 30), PARIS) == micros("2026-03-28 22:00")


def test_the_weeks_before_are_told_nearest_first():
    assert weeks.weeks_before(date(2026, 1, 5), 2) == [date(2025, 12, 29), date(2025, 12, 22)]


@pytest.mark.parametrize(
    ("heard_since", "first"),
    [
        ("2026-11-15 23:00", date(2026, 11, 16)),
        ("2026-11-16 22:59", date(2026, 11, 16)),
        ("2026-11-16 23:00", date(2026, 11, 23)),
        ("2026-11-22 12:00", date(2026, 11, 23)),
    ],
    ids=["from its beginning", "since its first evening", "since its second day", "since its last day"],
)
def test_the_first_whole_week(heard_since, first):
    assert weeks.first_whole(micros(heard_since), PARIS) == first


@given(st.sampled_from([*ZONES, *(tz for tz, _ in LAST_WEEKS)]), MOMENTS)
def test_every_moment_lies_in_one_week_and_one_day_of_it(tz, moment):
    at = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    week = weeks.week_of(at, tz)
    assert week.weekday() == 0
    found = weeks.edges(week, tz)
    assert found[0] <= at < found[-1]
    assert list(found) == sorted(found)
    assert weeks.end(week, tz) == weeks.start(week + weeks.WEEK, tz)
