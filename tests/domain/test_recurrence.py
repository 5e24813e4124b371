"""When recurring things are due, through the changes of hour."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.errors import InvalidRuleError, RuleIsOverError
from slack_app.domain.recurrence import ANCHOR, check_rule, missed, next_due, next_occurrence
from tests.domain.test_hours import paris

MONDAYS = "FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0"
NIGHTLY = "FREQ=DAILY;BYHOUR=2;BYMINUTE=30"
SHIFTING = ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Africa/Casablanca"]


def dates_of_a_year(rule, tz, year):
    since, until = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    at, dates = since, []
    while (occurrence := next_occurrence(rule, tz, at)).due_at <= until:
        dates.append(occurrence.local_date)
        at = occurrence.due_at
    return dates


def test_monday_at_nine_is_nine_on_both_sides_of_the_change_of_hour():
    before = next_due(MONDAYS, "Europe/Paris", datetime(2026, 3, 20, tzinfo=UTC))
    after = next_due(MONDAYS, "Europe/Paris", before)
    assert before == datetime(2026, 3, 23, 8, tzinfo=UTC)
    assert after == datetime(2026, 3, 30, 7, tzinfo=UTC)


def test_a_skipped_time_comes_an_hour_later_and_a_double_one_once():
    assert next_due(NIGHTLY, "Europe/Paris", paris("2026-03-28 12:00")) == paris("2026-03-29 03:30")
    first = next_due(NIGHTLY, "Europe/Paris", paris("2026-10-24 12:00"))
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert next_due(NIGHTLY, "Europe/Paris", first) == paris("2026-10-26 02:30")


@pytest.mark.parametrize("tz", SHIFTING)
def test_a_daily_thing_has_one_date_a_day_all_year(tz):
    dates = dates_of_a_year(NIGHTLY, tz, 2026)
    assert len(dates) == len(set(dates)) == 365
    assert all(later - earlier == timedelta(days=1) for earlier, later in pairwise(dates))


@pytest.mark.parametrize("tz", SHIFTING)
@pytest.mark.parametrize("hour", [0, 1, 2, 3, 23])
def test_no_hour_of_the_day_is_lost_or_doubled(tz, hour):
    dates = dates_of_a_year(f"FREQ=DAILY;BYHOUR={hour};BYMINUTE=15", tz, 2028)
    assert len(set(dates)) == len(dates) == 366


def test_what_an_outage_missed_is_known_by_its_dates():
    assert missed(MONDAYS, "Europe/Paris", paris("2026-11-02 09:00"), paris("2026-11-30 09:00")) == [
        date(2026, 11, 9),
        date(2026, 11, 16),
        date(2026, 11, 23),
        date(2026, 11, 30),
    ]
    assert missed(MONDAYS, "Europe/Paris", paris("2026-11-03 09:00"), paris("2026-11-09 08:59")) == []


def test_of_what_never_falls_due_nothing_is_missed():
    assert missed("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "UTC", paris("2026-01-01"), paris("2040-01-01")) == []


def test_every_second_week_keeps_its_turn_whenever_one_asks():
    fortnightly = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYHOUR=10"
    first = next_due(fortnightly, "Europe/Paris", paris("2026-11-21 00:00"))
    asked_daily = {next_due(fortnightly, "Europe/Paris", first - timedelta(days=days)) for days in range(1, 14)}
    assert asked_daily == {first}
    assert next_due(fortnightly, "Europe/Paris", first) == first + timedelta(days=14)


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        ("FREQ=MONTHLY;BYDAY=1MO;BYHOUR=9", "2026-12-07 09:00"),
        ("FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=9", "2026-11-27 09:00"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=9", "2026-11-30 09:00"),
        ("FREQ=MONTHLY;BYMONTHDAY=31;BYHOUR=9", "2026-12-31 09:00"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYHOUR=9", "2028-02-29 09:00"),
        ("RRULE:freq=daily;byhour=9", "2026-11-22 09:00"),
    ],
)
def test_rules_of_months_and_years(rule, due):
    assert next_due(rule, "Europe/Paris", paris("2026-11-21 12:00")) == paris(due)


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "junk",
        "FREQ=HOURLY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYHOUR=24",
        "FREQ=DAILY;BYHOUR=9,17",
        "FREQ=DAILY;FREQ=DAILY",
        "FREQ=DAILY;COUNT=3",
        "FREQ=DAILY;UNTIL=20270101T000000Z",
        "FREQ=DAILY\nFREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=WEEKLY;BYMONTHDAY=3",
        "DTSTART;TZID=Europe/Paris:20260101T090000\nRRULE:FREQ=DAILY",
        "FREQ=DAILY;BYMONTH=" + "1," * 10_000 + "1",
    ],
)
def test_what_no_schedule_can_follow_is_refused(rule):
    with pytest.raises(InvalidRuleError):
        check_rule(rule)


def test_a_day_that_never_comes_is_said_to_be_over_at_once():
    with pytest.raises(RuleIsOverError):
        next_due("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "Europe/Paris", datetime(2026, 1, 1, tzinfo=UTC))


def test_an_unknown_zone_is_taken_for_utc():
    assert next_due(MONDAYS, "Mars/Olympus", datetime(2026, 11, 21, tzinfo=UTC)) == datetime(
        2026, 11, 23, 9, tzinfo=UTC
    )


@given(st.text())
def test_any_text_is_a_rule_or_refused(text):
    try:
        check_rule(text)
    except InvalidRuleError:
        return
    assert "FREQ=" in text.upper()


WEEKDAYS = st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=3, unique=True)
ORDINALS = st.lists(st.sampled_from(["1MO", "+2WE", "3FR", "4SU", "-1MO", "-2SA"]), min_size=1, max_size=2, unique=True)
MONTH_DAYS = st.lists(st.sampled_from([1, 2, 15, 28, -1, -3]), min_size=1, max_size=3, unique=True)
MONTHS = st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True)


def listed(name, values):
    return f";{name}=" + ",".join(map(str, values)) if values else ""


@st.composite
def rules(draw):
    """Rules that fall due now and then: dateutil searches eight thousand years for those that never do."""
    freq, interval = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])), draw(st.integers(1, 4))
    days = {"BYDAY": ORDINALS if freq == "MONTHLY" else WEEKDAYS} | (
        {} if freq == "WEEKLY" else {"BYMONTHDAY": MONTH_DAYS}
    )
    by = draw(st.sampled_from([None, *days]))
    rule = f"FREQ={freq};INTERVAL={interval};BYHOUR=9;BYMINUTE=0;BYSECOND=0" + (
        listed(by, draw(days[by])) if by else ""
    )
    return rule + (listed("BYMONTH", draw(st.just([]) | MONTHS)) if interval == 1 else "")


@given(rules(), st.dates(date(2025, 1, 1), date(2032, 1, 1)))
def test_the_dates_are_those_that_dateutil_finds(rule, start):
    since = datetime(start.year, start.month, start.day, tzinfo=UTC)
    until = since + timedelta(days=500)
    anchor = datetime(ANCHOR.year, ANCHOR.month, ANCHOR.day)  # noqa: DTZ001 dateutil counts on the wall
    judge = rrulestr(rule + f";UNTIL={until:%Y%m%dT%H%M%S}", dtstart=anchor)
    expected = [at.date() for at in judge if at > since.replace(tzinfo=None)]
    assert missed(rule, "UTC", since, until) == expected
