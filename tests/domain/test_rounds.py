"""A round's times, who begins, and when a meeting is still to come."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from slack_app.domain.hours import in_quiet_hours, in_working_hours, local
from slack_app.domain.rounds import (
    Met,
    common_languages,
    has_half_left,
    is_open,
    last_call_at,
    may_share,
    starter,
    when_awake,
    window,
)
from slack_app.domain.working_days import is_working_day
from tests.domain.test_hours import paris
from tests.domain.test_working_days import LANDS, MOMENTS, PARIS, ZONES

SPANS = st.timedeltas(timedelta(hours=1), timedelta(days=40))


def test_a_weekly_round_ends_a_day_before_the_next():
    half_at, ends_at = window(paris("2026-11-23 10:00"), paris("2026-11-30 10:00"), PARIS)
    assert (half_at, ends_at) == (paris("2026-11-26 10:00"), paris("2026-11-29 10:00"))
    assert last_call_at(half_at, ends_at, PARIS) == paris("2026-11-27 10:00")


def test_a_monthly_round_ends_after_two_weeks():
    half_at, ends_at = window(paris("2026-11-02 10:00"), paris("2026-12-07 10:00"), PARIS)
    assert (half_at, ends_at) == (paris("2026-11-09 10:00"), paris("2026-11-16 10:00"))
    assert last_call_at(half_at, ends_at, PARIS) == paris("2026-11-13 10:00")


def test_a_round_started_the_day_before_the_next_has_three_working_days_all_the_same():
    half_at, ends_at = window(paris("2026-11-27 16:00"), paris("2026-11-30 10:00"), PARIS)
    assert ends_at == paris("2026-12-02 16:00")
    assert half_at == paris("2026-11-30 09:00")
    assert last_call_at(half_at, ends_at, PARIS) == paris("2026-12-01 16:00")


def test_nobody_is_asked_on_a_holiday():
    half_at, ends_at = window(paris("2026-05-11 10:00"), paris("2026-05-18 10:00"), PARIS, "FR")
    assert half_at == paris("2026-05-13 17:00")  # the 14th is Ascension
    assert last_call_at(half_at, ends_at, PARIS, "FR") == paris("2026-05-15 10:00")


def test_nobody_is_asked_twice_in_a_day():
    half_at, ends_at = window(paris("2026-04-27 10:00"), paris("2026-05-04 10:00"), PARIS, "FR")
    assert half_at == paris("2026-04-30 10:00")  # and the next day is the First of May
    assert last_call_at(half_at, ends_at, PARIS, "FR") is None


def test_the_change_of_hour_leaves_a_round_its_days():
    half_at, ends_at = window(paris("2026-03-23 10:00"), paris("2026-04-06 10:00"), PARIS)
    assert ends_at == datetime(2026, 4, 5, 8, tzinfo=UTC)
    assert local(half_at, PARIS).date() == local(paris("2026-03-30 10:00"), PARIS).date()


@given(MOMENTS, SPANS, ZONES, LANDS)
def test_a_rounds_times_are_in_order_whatever_the_zone_and_the_holidays(opened_at, span, tz, country):
    half_at, ends_at = window(opened_at, opened_at + span, tz, country)
    assert opened_at < half_at < ends_at
    assert in_working_hours(half_at, tz)
    assert is_working_day(local(half_at, tz).date(), country)
    last = last_call_at(half_at, ends_at, tz, country)
    if last:
        assert half_at < last < ends_at
        assert in_working_hours(last, tz)
        assert is_working_day(local(last, tz).date(), country)


@given(MOMENTS, SPANS, ZONES)
def test_a_round_is_over_a_day_before_the_next_unless_it_would_have_no_three_days(opened_at, span, tz):
    _, ends_at = window(opened_at, opened_at + span, tz)
    assert timedelta(days=3, hours=-1) <= ends_at - opened_at <= timedelta(days=14)
    if span >= timedelta(days=6, hours=1):
        assert ends_at <= opened_at + span - timedelta(days=1)


def test_a_newcomer_may_still_come_in_while_more_than_half_is_left():
    opened_at, ends_at = paris("2026-11-23 10:00"), paris("2026-11-29 10:00")
    assert has_half_left(opened_at, ends_at, opened_at)
    assert has_half_left(opened_at, ends_at, paris("2026-11-26 09:59"))
    assert not has_half_left(opened_at, ends_at, paris("2026-11-26 10:00"))
    assert not has_half_left(opened_at, ends_at, paris("2026-11-23 09:00"))


def test_a_message_waits_until_all_of_the_group_are_awake():
    monday = paris("2026-11-23 10:00")
    assert when_awake(monday, [PARIS, PARIS], PARIS) == monday
    assert when_awake(monday, [PARIS, "America/Montreal"], PARIS) == paris("2026-11-23 14:30")
    assert when_awake(paris("2026-11-27 20:00"), [PARIS, None], PARIS) == paris("2026-11-30 08:30")


def test_where_no_moment_suits_all_the_fewest_are_disturbed():
    at = when_awake(paris("2026-11-23 10:00"), [PARIS, PARIS, "Pacific/Auckland"], PARIS)
    assert at == paris("2026-11-23 10:00")
    assert in_quiet_hours(at, "Pacific/Auckland")


@given(MOMENTS, st.lists(ZONES, min_size=2, max_size=5))
def test_a_message_disturbs_no_more_people_than_it_must(now, zones):
    def disturbed(at):
        return sum(in_quiet_hours(at, tz) for tz in zones)

    at = when_awake(now, zones, "UTC")
    half_hours = [now.replace(minute=now.minute // 30 * 30) + timedelta(minutes=30) * n for n in range(1, 4 * 48 + 1)]
    assert disturbed(at) == min(disturbed(one) for one in (now, *half_hours))
    assert not any(disturbed(one) == disturbed(at) for one in (now, *half_hours) if one < at)


def test_who_was_asked_least_often_begins():
    assert starter({"U1": 3, "U2": 1, "U3": 2}, seed=7) == "U2"


def test_the_seed_breaks_a_tie_and_not_the_order_in_which_they_stand():
    assert {starter({"U1": 0, "U2": 0}, seed) for seed in range(20)} == {"U1", "U2"}
    assert all(starter({"U1": 0, "U2": 0}, seed) == starter({"U2": 0, "U1": 0}, seed) for seed in range(20))


@given(st.integers(0, 2**31), st.integers(2, 5), st.integers(2, 8))
def test_over_many_rounds_all_begin_equally_often(seed, size, groups):
    chance, times = random.Random(seed), dict.fromkeys((f"U{n}" for n in range(size * groups)), 0)
    rounds = 30 * size
    for number in range(rounds):
        everyone = chance.sample(sorted(times), len(times))
        for first in range(0, len(everyone), size):
            group = everyone[first : first + size]
            times[starter({user_id: times[user_id] for user_id in group}, seed + number)] += 1
    assert sum(times.values()) == rounds * groups
    assert max(times.values()) - min(times.values()) <= 4


@pytest.mark.parametrize(
    ("answers", "is_so"),
    [
        ([None, None], True),
        ([Met.PLANNED, Met.NOT_YET], True),
        ([Met.MET, None], False),
        ([Met.MET, Met.CANNOT, Met.CANNOT], False),
        ([Met.CANNOT, None], False),
        ([Met.CANNOT, None, None], True),
        ([Met.CANNOT, Met.CANNOT, Met.PLANNED], False),
    ],
)
def test_a_meeting_is_open_while_nobody_met_and_two_still_can(answers, is_so):
    assert is_open(answers) is is_so


def test_words_are_shared_only_when_all_of_the_group_agree_and_someone_said_some():
    assert may_share([(True, "Lovely"), (True, "")])
    assert not may_share([(True, "Lovely"), (False, "Too")])
    assert not may_share([(True, "Lovely"), (None, None)])
    assert not may_share([(True, ""), (True, None)])


@pytest.mark.parametrize(
    ("members", "languages"),
    [
        ([("fr", ()), ("fr", ())], ("fr",)),
        ([("fr", ("fr", "en")), ("en", ("en",))], ("en",)),
        ([("fr", ("en",)), ("en", ("fr-ca",)), ("en", ("fr",))], ("en",)),
        ([("en", ("FR",)), ("fr", ("de",))], ("fr",)),
        ([("fr", ("de",)), ("en", ("de",))], ("fr", "en")),
        ([("fr", ()), ("en", ()), ("en", ())], ("en", "fr")),
        ([("en", ("en", "fr")), ("fr", ()), ("fr", ())], ("fr",)),
    ],
)
def test_a_group_is_introduced_in_what_all_share_else_in_both(members, languages):
    assert common_languages(members) == languages


MEMBERS = st.tuples(st.sampled_from(["fr", "en"]), st.lists(st.sampled_from(["fr", "en", "de", "fr-ca", "en-us"])))


@given(st.lists(MEMBERS, min_size=2, max_size=5), st.randoms())
def test_everyone_reads_their_introduction_in_a_language_that_they_speak(members, chance):
    languages = common_languages(members)
    assert set(languages) <= {"fr", "en"}
    assert all({own, *(code[:2] for code in codes)} & set(languages) for own, codes in members)
    assume(len(members) > 1)
    shuffled = chance.sample(members, len(members))
    assert common_languages(shuffled) == languages
