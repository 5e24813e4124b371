"""Who is due in the next round, and what they may wish."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.door import Openness
from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.participation import (
    LONGEST_LINK,
    Standing,
    Taking,
    checked_link,
    is_due,
    is_paused,
    pause_until,
)
from tests.domain.test_hours import paris

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
PAST, FUTURE = NOW - timedelta(days=1), NOW + timedelta(days=1)
HERE = Openness("active")


def test_who_is_in_and_here_is_due():
    assert is_due(Taking(), HERE, NOW)


@pytest.mark.parametrize(
    ("taking", "due"),
    [
        (Taking(status=Standing.ASKED), True),
        (Taking(status=Standing.OUT), False),
        (Taking(status="nowhere"), False),
        (Taking(skips_next=True), False),
        (Taking(paused_until=FUTURE), False),
        (Taking(paused_until=NOW), True),
        (Taking(paused_until=PAST), True),
        (Taking(every=2, rounds_since=0), False),
        (Taking(every=2, rounds_since=1), True),
        (Taking(every=2, rounds_since=7), True),
        (Taking(times_left_out=5, fairness=1.0), True),
    ],
)
def test_what_someone_wished_of_the_programme(taking, due):
    assert is_due(taking, HERE, NOW) is due


@pytest.mark.parametrize(
    ("openness", "due"),
    [
        (Openness("left"), False),
        (Openness("deactivated"), False),
        (Openness("active", opted_out=True), False),
        (Openness("active", paused_until=FUTURE), False),
        (Openness("active", paused_until=NOW), True),
        (Openness("active", paused_until=PAST), True),
    ],
)
def test_what_someone_wished_of_the_whole_app(openness, due):
    assert is_due(Taking(), openness, NOW) is due


def test_one_thing_that_speaks_against_it_is_enough():
    """Every combination: due exactly when nothing speaks against it."""
    wishes = product(
        (Standing.IN, Standing.ASKED, Standing.OUT), (False, True), (None, PAST, FUTURE), ((1, 0), (2, 0), (2, 1))
    )
    states = list(product(("active", "left"), (False, True), (None, PAST, FUTURE)))
    for (status, skips, paused, (every, since)), (here, opted_out, all_paused) in product(wishes, states):
        taking = Taking(status=status, skips_next=skips, paused_until=paused, every=every, rounds_since=since)
        openness = Openness(here, opted_out=opted_out, paused_until=all_paused)
        against = status == "out" or skips or opted_out or here == "left" or FUTURE in (paused, all_paused)
        assert is_due(taking, openness, NOW) is not (against or (every, since) == (2, 0))


def test_every_second_round_is_every_second_round():
    taking, took_part = Taking(every=2, rounds_since=1), []
    for _ in range(6):
        took_part.append(is_due(taking, HERE, NOW))
        taking = replace(taking, rounds_since=0 if took_part[-1] else taking.rounds_since + 1)
    assert took_part == [True, False, True, False, True, False]


@given(st.timedeltas(timedelta(days=-400), timedelta(days=400)))
def test_every_pause_ends_by_itself_at_its_moment(later):
    paused = Taking(paused_until=NOW)
    assert is_paused(paused, NOW + later) is (later < timedelta())
    assert is_due(paused, HERE, NOW + later) is not is_paused(paused, NOW + later)


def test_a_pause_ends_when_its_day_begins_there():
    assert pause_until(date(2026, 11, 30), "Europe/Paris", NOW) == paris("2026-11-30 00:00")
    assert pause_until(date(2026, 11, 24), "Pacific/Auckland", NOW) == datetime(2026, 11, 23, 11, tzinfo=UTC)
    assert pause_until(None, "Europe/Paris", NOW) is None


def test_a_pause_lasts_a_year_at_most():
    assert pause_until(date(2027, 11, 24), "Europe/Paris", NOW) == paris("2027-11-24 00:00")


@pytest.mark.parametrize(
    ("day", "fault"), [(date(2026, 11, 23), "past"), (date(2020, 1, 1), "past"), (date(2027, 11, 25), "too_far")]
)
def test_a_pause_ends_in_the_coming_year(day, fault):
    with pytest.raises(InvalidAnswersError) as refused:
        pause_until(day, "Europe/Paris", NOW)
    assert refused.value.fields == {"paused_until": fault}


@given(
    st.dates(date(2026, 11, 25), date(2027, 11, 20)), st.sampled_from(["Europe/Paris", "Pacific/Apia", "Africa/Cairo"])
)
def test_a_pause_that_may_be_kept_holds_now_and_is_over_by_noon_of_its_day(day, tz):
    until = pause_until(day, tz, NOW)
    assert until is not None
    assert is_paused(Taking(paused_until=until), NOW)
    noon = datetime(day.year, day.month, day.day, 14, tzinfo=UTC)
    assert not is_paused(Taking(paused_until=until), noon)


@pytest.mark.parametrize(
    "link",
    [
        "https://meet.jit.si/Café du lundi",
        "http://meet.jit.si/room",
        "javascript:alert(1)",
        "https://localhost/room",
        "https://user@evil.example/room",
        "https://meet.example/<!channel>",
        "https://meet.example/a|b",
        "https://meet.exаmple/room",  # noqa: RUF001 the second a is a Cyrillic one
        "https://[::1",
        "meet",
    ],
)
def test_what_is_no_plain_https_address_is_refused(link):
    with pytest.raises(InvalidAnswersError) as refused:
        checked_link(link)
    assert refused.value.fields == {"video_link": "unknown"}


def test_a_video_link_is_kept_as_it_was_given():
    for link in (
        "https://zoom.us/j/123?pwd=a-b_c&x=%20",
        "https://meet.google.com/abc-defg-hij",
        "https://v.example:8443/#r",
    ):
        assert checked_link(f" {link}\n") == link
    assert checked_link(None) is None
    assert checked_link("  ") is None


def test_a_video_link_has_its_length():
    longest = "https://meet.example/".ljust(LONGEST_LINK, "x")
    assert checked_link(longest) == longest
    with pytest.raises(InvalidAnswersError) as refused:
        checked_link(longest + "x")
    assert refused.value.fields == {"video_link": "too_long"}
