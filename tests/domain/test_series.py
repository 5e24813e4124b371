"""The welcome series: who gets which step, and when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.hours import in_working_hours, local
from slack_app.domain.series import (
    WELCOME,
    Progress,
    Step,
    Unless,
    Verdict,
    held_out,
    is_stale,
    planned_at,
    step_named,
    verdict,
)
from tests.domain.test_hours import MOMENTS, ZONES, paris

JOINED = datetime(2026, 11, 2, 10, tzinfo=UTC)
STEPS_ON = {step.name for step in WELCOME.steps}
SILENT = Progress(JOINED)
INTRODUCED = replace(SILENT, introduced_at=JOINED + timedelta(hours=1))
POSTED = replace(SILENT, first_posted_at=JOINED + timedelta(days=1), last_active_at=JOINED + timedelta(days=1))
BOTH = replace(POSTED, introduced_at=JOINED)


def after(days):
    return JOINED + timedelta(days=days)


def step_of(name):
    return next(step for step in WELCOME.steps if step.name == name)


def judge(name, progress, *, steps_on=STEPS_ON, out=False):
    return verdict(step_of(name), progress, steps_on=steps_on, held_out=out)


SEND = Verdict("send", "due")


def test_the_first_month_has_five_steps_each_with_a_purpose_and_a_stop_condition():
    assert [(step.name, step.day) for step in WELCOME.steps] == [
        ("day0", 0),
        ("day3", 3),
        ("day7", 7),
        ("day14", 14),
        ("day30", 30),
    ]
    assert len({step.purpose for step in WELCOME.steps}) == 5
    assert all(step.unless for step in WELCOME.steps)
    assert [step.name for step in WELCOME.steps if not step.counts] == ["day0"]


def test_day_0_is_for_everyone_who_has_not_introduced_themselves_yet():
    assert judge("day0", SILENT) == SEND
    assert judge("day0", INTRODUCED) == Verdict("skip", "introduced")


@pytest.mark.parametrize(("progress", "sent"), [(SILENT, True), (INTRODUCED, False), (POSTED, False), (BOTH, False)])
def test_day_3_is_for_those_who_neither_introduced_themselves_nor_posted(progress, sent):
    assert (judge("day3", progress) == SEND) is sent


@pytest.mark.parametrize(("progress", "sent"), [(SILENT, True), (INTRODUCED, True), (POSTED, True), (BOTH, False)])
def test_day_7_offers_a_hand_to_those_who_are_not_under_way(progress, sent):
    assert (judge("day7", progress) == SEND) is sent


@pytest.mark.parametrize(
    ("progress", "decision"),
    [
        (SILENT, Verdict("skip", "never_started")),
        (INTRODUCED, SEND),
        (BOTH, SEND),
        (replace(BOTH, last_active_at=after(9)), Verdict("skip", "active_lately")),
        (replace(BOTH, last_active_at=after(6.9)), SEND),
    ],
)
def test_day_14_is_for_those_who_began_and_have_been_quiet_for_a_week(progress, decision):
    assert judge("day14", progress) == decision


@pytest.mark.parametrize("progress", [SILENT, INTRODUCED, POSTED, replace(BOTH, last_active_at=after(29))])
def test_day_30_asks_everyone_who_is_still_here(progress):
    assert judge("day30", progress) == SEND


@pytest.mark.parametrize("step", WELCOME.steps, ids=lambda step: step.name)
def test_nobody_who_left_or_opted_out_is_written_to(step):
    for status in ("left", "deactivated"):
        gone = replace(SILENT, status=status)
        assert verdict(step, gone, steps_on=STEPS_ON, held_out=False) == Verdict("skip", status)
    silent = replace(SILENT, opted_out=True)
    assert verdict(step, silent, steps_on=STEPS_ON, held_out=False) == Verdict("skip", "opted_out")


def test_a_step_is_found_by_its_name():
    assert step_named(WELCOME, "day14") is WELCOME.steps[3]
    assert step_named(WELCOME, "day99") is None


def test_a_step_that_is_switched_off_is_skipped():
    assert judge("day3", SILENT, steps_on=STEPS_ON - {"day3"}) == Verdict("skip", "step_off")


def test_only_whom_a_step_would_have_reached_is_counted_as_held_out():
    assert judge("day3", SILENT, out=True) == Verdict("held_out", "held_out")
    assert judge("day3", POSTED, out=True).kind == "skip"


def test_the_welcome_itself_is_never_held_out():
    assert judge("day0", SILENT, out=True) == SEND


@pytest.mark.parametrize("unless", list(Unless))
def test_every_stop_condition_can_stand_in_a_later_series(unless):
    step = Step("later", 10, frozenset({unless}), "later")
    assert verdict(step, SILENT, steps_on={"later"}, held_out=False).kind in {"send", "skip"}


@pytest.mark.parametrize("percent", [0, 5, 10, 50])
def test_the_share_held_out_is_the_share_that_was_set(percent):
    out = sum(held_out("T1", f"U{n}", "welcome", percent) for n in range(20_000))
    assert abs(out / 20_000 - percent / 100) < 0.01


@given(st.text(), st.text(), st.integers(0, 49))
def test_who_is_held_out_stays_so_when_the_share_grows(team_id, user_id, percent):
    if held_out(team_id, user_id, "welcome", percent):
        assert held_out(team_id, user_id, "welcome", percent + 1)
    assert not held_out(team_id, user_id, "welcome", 0)


def test_being_held_out_of_one_series_says_nothing_of_another():
    both = sum(held_out("T1", f"U{n}", "welcome", 50) and held_out("T1", f"U{n}", "revival", 50) for n in range(4_000))
    assert abs(both / 4_000 - 0.25) < 0.03


@pytest.mark.parametrize(
    ("name", "joined", "due"),
    [
        ("day0", "2026-11-23 10:15", "2026-11-23 10:15"),
        ("day0", "2026-11-21 23:00", "2026-11-23 09:00"),
        ("day3", "2026-11-23 10:15", "2026-11-26 10:15"),
        ("day3", "2026-11-23 23:30", "2026-11-26 17:00"),
        ("day3", "2026-11-23 05:00", "2026-11-26 09:00"),
        ("day3", "2026-11-26 10:15", "2026-11-30 10:15"),
        ("day7", "2026-11-22 10:15", "2026-11-30 10:15"),
        ("day30", "2026-10-01 10:15", "2026-11-02 10:15"),
    ],
    ids=["at once", "saturday night", "same hour", "late", "early", "sunday", "from a sunday", "over a change of hour"],
)
def test_a_step_comes_in_working_hours_near_the_time_of_day_of_joining(name, joined, due):
    assert planned_at(step_of(name), paris(joined), "Europe/Paris", "UTC") == paris(due)


def test_without_a_zone_the_community_s_counts():
    step = step_of("day3")
    assert planned_at(step, JOINED, None, "Asia/Tokyo") == planned_at(step, JOINED, "Asia/Tokyo", "UTC")


@given(MOMENTS, st.sampled_from([*ZONES, None, "nowhere"]))
def test_steps_are_always_in_working_hours_in_their_order_and_on_their_day_or_the_monday_after(joined_at, tz):
    due = [planned_at(step, joined_at, tz, "Europe/Paris") for step in WELCOME.steps]
    assert due == sorted(due)
    joined_on = local(joined_at, tz, "Europe/Paris").date()
    for step, at in zip(WELCOME.steps, due, strict=True):
        assert in_working_hours(at, tz, "Europe/Paris")
        days_late = (local(at, tz, "Europe/Paris").date() - joined_on).days - step.day
        assert 0 <= days_late <= 3
        assert not is_stale(at, at + timedelta(days=3))


def test_a_step_that_a_pause_held_back_for_a_week_no_longer_fits():
    assert is_stale(JOINED, after(7))
