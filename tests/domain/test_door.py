"""The one door for messages to members."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.door import WEEK, Entry, Kind, Openness, knock
from slack_app.domain.hours import in_quiet_hours
from tests.domain.test_hours import MOMENTS, ZONES, paris

LEA = Openness("active", tz="Europe/Paris")
NOON = paris("2026-11-23 12:00")
NIGHT = paris("2026-11-23 23:00")


def ask(kind=Kind.NUDGE, who=LEA, now=NOON, sent_at=(), weekly_cap=3):
    return knock(kind, who, now=now, fallback_tz="UTC", sent_at=sent_at, weekly_cap=weekly_cap)


@pytest.mark.parametrize("kind", list(Kind))
def test_at_noon_the_door_is_open(kind):
    assert ask(kind) == Entry("now")


def test_at_night_a_nudge_and_a_welcome_wait_for_the_morning_and_an_answer_does_not():
    morning = Entry("wait", paris("2026-11-24 09:00"), "quiet_hours")
    assert ask(Kind.NUDGE, now=NIGHT) == ask(Kind.WELCOME, now=NIGHT) == morning
    assert ask(Kind.ANSWER, now=NIGHT) == Entry("now")


def test_the_fourth_nudge_of_a_week_waits_until_the_first_is_a_week_old():
    sent_at = [NOON - timedelta(days=days) for days in (1, 6, 3)]
    assert ask(sent_at=sent_at) == Entry("wait", NOON + timedelta(days=1), "weekly_cap")
    assert ask(sent_at=sent_at, weekly_cap=4) == Entry("now")
    assert ask(Kind.WELCOME, sent_at=sent_at) == ask(Kind.ANSWER, sent_at=sent_at) == Entry("now")


def test_what_is_older_than_a_week_counts_no_more():
    assert ask(sent_at=[NOON - WEEK] * 9) == Entry("now")


def test_the_cap_never_opens_the_door_at_night():
    sent_at = [NIGHT - timedelta(days=6)]
    entry = ask(sent_at=sent_at, weekly_cap=1, now=NIGHT - timedelta(hours=6))
    assert entry == Entry("wait", paris("2026-11-25 09:00"), "weekly_cap")


def test_a_pause_holds_back_all_but_answers():
    pausing = replace(LEA, paused_until=paris("2026-12-05 00:00"))
    after_it = Entry("wait", paris("2026-12-07 09:00"), "paused")
    assert ask(Kind.NUDGE, pausing) == ask(Kind.WELCOME, pausing) == after_it
    assert ask(Kind.ANSWER, pausing) == Entry("now")
    assert ask(Kind.NUDGE, replace(LEA, paused_until=NOON)) == Entry("now")


def test_who_opted_out_hears_answers_only():
    silent = replace(LEA, opted_out=True)
    assert ask(Kind.NUDGE, silent) == ask(Kind.WELCOME, silent) == Entry("never", reason="opted_out")
    assert ask(Kind.ANSWER, silent) == Entry("now")


def test_who_left_hears_answers_only_and_a_closed_account_nothing():
    assert ask(Kind.NUDGE, Openness("left")) == ask(Kind.WELCOME, Openness("left")) == Entry("never", reason="gone")
    assert ask(Kind.ANSWER, Openness("left")) == Entry("now")
    assert all(ask(kind, Openness("deactivated")) == Entry("never", reason="gone") for kind in Kind)


def test_a_cap_of_none_shuts_the_door_to_nudges():
    assert ask(weekly_cap=0) == Entry("never", reason="weekly_cap")
    assert ask(Kind.WELCOME, weekly_cap=0) == Entry("now")


def test_an_unknown_zone_goes_by_the_community_s():
    entry = knock(Kind.NUDGE, Openness("active", tz="?"), now=NIGHT, fallback_tz="Asia/Tokyo", sent_at=(), weekly_cap=3)
    assert entry.until == datetime(2026, 11, 24, 0, 0, tzinfo=UTC)


PEOPLE = st.builds(
    Openness,
    st.sampled_from(["active", "left", "deactivated"]),
    tz=st.sampled_from([*ZONES, None, "nowhere"]),
    paused_until=st.none() | MOMENTS,
    opted_out=st.booleans(),
)


@given(st.sampled_from(Kind), PEOPLE, MOMENTS, st.lists(st.integers(0, 200), max_size=8), st.integers(1, 5))
def test_no_rule_is_ever_passed_by_and_who_waits_until_told_is_let_in(kind, who, now, hours_ago, cap):
    sent_at = [now - timedelta(hours=hours) for hours in hours_ago]
    entry = knock(kind, who, now=now, fallback_tz="Europe/Paris", sent_at=sent_at, weekly_cap=cap)
    if entry.kind == "now" and kind is not Kind.ANSWER:
        assert not in_quiet_hours(now, who.tz, "Europe/Paris")
        assert who.paused_until is None or who.paused_until <= now
        assert who.status == "active"
        assert not who.opted_out
    if entry.kind == "now" and kind is Kind.NUDGE:
        assert sum(now - at < WEEK for at in sent_at) < cap
    if entry.until is not None:
        assert entry.kind == "wait"
        assert entry.until > now
        again = knock(kind, who, now=entry.until, fallback_tz="Europe/Paris", sent_at=sent_at, weekly_cap=cap)
        assert again == Entry("now")
