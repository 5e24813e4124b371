"""When a group could meet."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.hours import in_working_hours, local
from slack_app.domain.meeting_times import LENGTH, propose
from tests.domain.test_hours import paris
from tests.domain.test_working_days import LANDS, MOMENTS, PARIS, ZONES

MONDAY = paris("2026-11-23 10:00")
NEXT_WEEK = MONDAY + timedelta(days=7)


def is_common(at, zones):
    last_minute = at + LENGTH - timedelta(minutes=1)
    return all(in_working_hours(at, tz) and in_working_hours(last_minute, tz) for tz in zones)


def there(proposals, tz=PARIS):
    return [f"{local(one.at, tz):%a %H:%M}" for one in proposals]


def test_two_in_one_town_are_offered_three_days_and_not_lunch():
    assert there(propose([PARIS, PARIS], MONDAY, NEXT_WEEK, PARIS)) == ["Mon 10:30", "Tue 14:00", "Wed 15:00"]


def test_lunch_is_left_in_peace_as_long_as_there_is_another_time():
    morning, afternoon = paris("2026-11-23 11:00"), paris("2026-11-23 15:00")
    assert there(propose([PARIS, PARIS], morning, afternoon, PARIS)) == ["Mon 11:30", "Mon 14:00", "Mon 14:30"]
    assert there(propose([PARIS], paris("2026-11-23 11:45"), paris("2026-11-23 13:00"), PARIS)) == [
        "Mon 12:00",
        "Mon 12:30",
    ]


def test_the_hours_that_two_continents_share_are_found():
    found = propose([PARIS, "America/Montreal"], MONDAY, NEXT_WEEK, PARIS)
    assert there(found) == ["Mon 15:30", "Tue 15:30", "Wed 15:30"]
    assert all(one.suits_all for one in found)


def test_where_nothing_is_common_it_is_said_and_nobody_is_woken():
    zones = [PARIS, "America/Los_Angeles"]
    found = propose(zones, MONDAY, NEXT_WEEK, PARIS)
    assert len(found) == 3
    for one in found:
        assert not one.suits_all
        assert 17 <= local(one.at, PARIS).hour < 19
        assert 8 <= local(one.at, "America/Los_Angeles").hour < 10


def test_no_time_falls_on_a_holiday_of_the_community():
    found = propose([PARIS, PARIS], paris("2026-07-13 15:00"), paris("2026-07-17 18:00"), PARIS, country="FR")
    assert [local(one.at, PARIS).date() for one in found] == [date(2026, 7, day) for day in (13, 15, 16)]
    only_that = propose([PARIS], paris("2026-07-14 08:00"), paris("2026-07-14 19:00"), PARIS, country="FR")
    assert len(only_that) == 3


def test_monday_morning_in_auckland_is_no_sunday_for_those_who_live_there():
    found = propose(["Pacific/Auckland"] * 2, paris("2026-11-22 09:00"), paris("2026-11-23 00:00"), PARIS)
    assert there(found, "Pacific/Auckland") == ["Mon 09:30", "Mon 10:00", "Mon 10:30"]
    assert there(found) == ["Sun 21:30", "Sun 22:00", "Sun 22:30"]


def test_of_a_short_span_as_many_as_there_are():
    assert propose([PARIS], MONDAY, MONDAY + timedelta(minutes=20), PARIS) == ()
    assert len(propose([PARIS], MONDAY, MONDAY + timedelta(minutes=90), PARIS)) == 2
    assert propose([PARIS], MONDAY, MONDAY - timedelta(days=1), PARIS) == ()


def test_the_clocks_of_a_change_of_hour_are_those_that_people_see():
    found = propose([PARIS, PARIS], paris("2026-10-23 17:30"), paris("2026-10-28 18:00"), PARIS)
    assert there(found) == ["Mon 09:30", "Tue 14:00", "Wed 15:00"]
    assert [one.at.hour for one in found] == [8, 13, 14]


def test_an_unknown_zone_is_taken_for_the_communitys():
    assert propose([None, "Nowhere/Land"], MONDAY, NEXT_WEEK, PARIS) == propose(
        [PARIS, PARIS], MONDAY, NEXT_WEEK, PARIS
    )


GROUPS = st.lists(ZONES, min_size=2, max_size=5)


@given(GROUPS, MOMENTS, st.timedeltas(timedelta(hours=1), timedelta(days=10)), ZONES)
def test_proposals_are_in_everybodys_working_hours_whenever_some_are(zones, after, span, here):
    half_hours = [
        after.replace(minute=after.minute // 30 * 30, second=0, microsecond=0) + LENGTH * n for n in range(1, 481)
    ]
    common = [at for at in half_hours if at + LENGTH <= after + span and is_common(at, zones)]
    found = propose(zones, after, after + span, here)
    assert all(one.suits_all == is_common(one.at, zones) for one in found)
    if common:
        assert all(one.suits_all for one in found)
        assert len(found) == min(3, len(common))
        days = {local(at, here).date() for at in common}
        assert len({local(one.at, here).date() for one in found}) == min(3, len(days))


@given(GROUPS, MOMENTS, st.timedeltas(timedelta(), timedelta(days=10)), ZONES, LANDS, st.integers(1, 5))
def test_proposals_come_in_order_at_whole_half_hours_within_the_span(zones, after, span, here, country, count):
    found = propose(zones, after, after + span, here, count=count, country=country)
    assert len(found) <= count
    assert all(earlier.at < later.at for earlier, later in pairwise(found))
    assert all(after < one.at and one.at + LENGTH <= after + span for one in found)
    assert all(
        (one.at.minute % 30, one.at.second, one.at.microsecond, one.at.tzinfo) == (0, 0, 0, UTC) for one in found
    )


@pytest.mark.parametrize("minute", [0, 1, 29, 30, 59])
def test_the_first_half_hour_begins_after_the_moment_asked(minute):
    after = datetime(2026, 11, 23, 9, minute, tzinfo=UTC)
    found = propose(["UTC"], after, after + timedelta(hours=1), "UTC", count=1)
    assert found[0].at == datetime(2026, 11, 23, 9 + (minute >= 30), 0 if minute >= 30 else 30, tzinfo=UTC)
