"""Quiet hours and working hours, where each person is."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.hours import in_quiet_hours, in_working_hours, instant, is_zone, next_working_time, zone_of

ZONES = [
    "Europe/Paris",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Pacific/Apia",
    "Africa/Casablanca",
]
MOMENTS = st.datetimes(datetime(2011, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 naive by demand


def paris(text):
    return datetime.fromisoformat(text).replace(tzinfo=zone_of("Europe/Paris"))


@pytest.mark.parametrize(
    ("at", "quiet"),
    [
        ("2026-11-23 08:29:59", True),
        ("2026-11-23 08:30", False),
        ("2026-11-23 12:00", False),
        ("2026-11-23 19:59:59", False),
        ("2026-11-23 20:00", True),
        ("2026-11-24 03:00", True),
        ("2026-11-21 12:00", True),
        ("2026-11-22 12:00", True),
    ],
)
def test_evenings_nights_and_week_ends_are_quiet(at, quiet):
    assert in_quiet_hours(paris(at), "Europe/Paris") is quiet


@pytest.mark.parametrize(
    ("after", "opens"),
    [
        ("2026-11-23 10:15", "2026-11-23 10:15"),
        ("2026-11-23 07:00", "2026-11-23 09:00"),
        ("2026-11-23 18:00", "2026-11-24 09:00"),
        ("2026-11-27 18:00", "2026-11-30 09:00"),
        ("2026-11-28 12:00", "2026-11-30 09:00"),
        ("2026-03-27 19:00", "2026-03-30 09:00"),
    ],
    ids=["at work", "early", "late", "friday evening", "saturday", "over the change of hour"],
)
def test_the_next_working_time(after, opens):
    assert next_working_time(paris(after), "Europe/Paris") == paris(opens)


def test_an_unknown_zone_is_the_fallback_s_and_at_last_utc():
    assert zone_of("Mars/Olympus", "Europe/Paris").key == "Europe/Paris"
    assert zone_of(None, "Europe/Paris").key == "Europe/Paris"
    assert zone_of("Mars/Olympus", "Venus").key == "UTC"
    assert not any(map(is_zone, [None, "", "Europe", "../etc", "\x00", "a" * 5000, "\ud800"]))


def test_a_time_that_the_change_of_hour_skips_comes_as_much_later_and_a_double_one_at_first():
    zone = zone_of("Europe/Paris")
    assert instant(date(2026, 3, 29), time(2, 30), zone) == paris("2026-03-29 03:30")
    assert instant(date(2026, 10, 25), time(2, 30), zone) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        in_quiet_hours(datetime(2026, 11, 23, 12), "Europe/Paris")  # noqa: DTZ001 that is the fault


@given(MOMENTS, st.sampled_from(ZONES))
def test_the_next_working_time_is_at_work_never_before_and_soon(after, tz):
    opens = next_working_time(after, tz)
    assert in_working_hours(opens, tz)
    assert not in_quiet_hours(opens, tz)
    assert after <= opens <= after + timedelta(days=4)
    assert next_working_time(opens, tz) == opens
