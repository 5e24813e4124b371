"""Series of messages as data (when, unless, what for), and the verdict on one step for one member."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Literal, NamedTuple

from slack_app.domain.hours import instant, local, next_working_time, zone_of


class Unless(StrEnum):
    """What makes a step needless for someone; judged on what they did by then."""

    INTRODUCED = "introduced"
    POSTED = "posted"
    INTRODUCED_OR_POSTED = "introduced_or_posted"
    INTRODUCED_AND_POSTED = "introduced_and_posted"
    NEVER_STARTED = "never_started"
    """They neither introduced themselves nor posted."""
    ACTIVE_LATELY = "active_lately"
    """They were active in the week before the step's day, or after it."""
    NEVER = "never"
    """Nothing makes it needless."""


@dataclass(frozen=True)
class Step:
    """One message of a series: `day` after joining, needless under any of `unless`, with one purpose.

    `counts`: it counts against the weekly cap, and may be held out.
    """

    name: str
    day: int
    unless: frozenset[Unless]
    purpose: str
    counts: bool = True


@dataclass(frozen=True)
class Series:
    """Steps in the order of their days."""

    name: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Progress:
    """What a member has done so far; `status` is active, left or deactivated."""

    joined_at: datetime
    introduced_at: datetime | None = None
    first_posted_at: datetime | None = None
    last_active_at: datetime | None = None
    status: str = "active"
    opted_out: bool = False


class Verdict(NamedTuple):
    """What becomes of a step for someone, and why.

    Reasons: due (send); left, deactivated, opted_out, step_off or an `Unless` (skip); held_out.
    """

    kind: Literal["send", "skip", "held_out"]
    reason: str


WELCOME = Series(
    "welcome",
    (
        Step("day0", 0, frozenset({Unless.INTRODUCED}), "welcome", counts=False),
        Step("day3", 3, frozenset({Unless.INTRODUCED_OR_POSTED}), "first_step"),
        Step("day7", 7, frozenset({Unless.INTRODUCED_AND_POSTED}), "lend_a_hand"),
        Step("day14", 14, frozenset({Unless.NEVER_STARTED, Unless.ACTIVE_LATELY}), "contribute"),
        Step("day30", 30, frozenset({Unless.NEVER}), "one_month"),
    ),
)
SERIES: Mapping[str, Series] = {WELCOME.name: WELCOME}
"""All series, by name."""
LATELY = timedelta(days=7)
GRACE = timedelta(days=4)
_EARLIEST, _LATEST = time(9), time(17)
_SATURDAY = 5
_SHARES = 10_000


def step_named(series: Series, name: str) -> Step | None:
    """The step of that name, or None."""
    return next((step for step in series.steps if step.name == name), None)


def verdict(step: Step, progress: Progress, *, steps_on: Collection[str], held_out: bool) -> Verdict:
    """Whether to send a step to someone; the day-0 welcome is never held out, for nobody is left without a word.

    Only those whom it would have reached count as held out, so that both groups compare.
    """
    if progress.status != "active":
        return Verdict("skip", progress.status)
    if progress.opted_out:
        return Verdict("skip", "opted_out")
    if step.name not in steps_on:
        return Verdict("skip", "step_off")
    needless = next((unless for unless in sorted(step.unless) if _holds(unless, step, progress)), None)
    if needless:
        return Verdict("skip", needless.value)
    return Verdict("held_out", "held_out") if held_out and step.counts else Verdict("send", "due")


def held_out(team_id: str, user_id: str, series: str, percent: int) -> bool:
    """Whether someone belongs to the `percent` of members to whom a series is not sent; the same answer for ever.

    Raising the percentage adds people and lets nobody change sides.
    """
    digest = hashlib.sha256(f"{team_id}/{user_id}/{series}".encode()).digest()
    return int.from_bytes(digest[:8]) % _SHARES < percent * _SHARES // 100


def planned_at(step: Step, joined_at: datetime, tz: str | None, fallback_tz: str) -> datetime:
    """When a step is due, in UTC: in the member's working hours, near the time of day at which they joined.

    Day 0 is the first working moment from joining on; a week-end is put off to Monday.
    """
    if step.day == 0:
        return next_working_time(joined_at, tz, fallback_tz)
    there = local(joined_at, tz, fallback_tz)
    day = there.date() + timedelta(days=step.day)
    day += timedelta(days=7 - day.weekday() if day.weekday() >= _SATURDAY else 0)
    clock = min(max(there.time(), _EARLIEST), _LATEST)
    return next_working_time(instant(day, clock, zone_of(tz, fallback_tz)), tz, fallback_tz)


def is_stale(planned: datetime, now: datetime) -> bool:
    """Whether a step is so late (four days: a pause, an outage) that it no longer fits the member's days."""
    return now - planned > GRACE


def _holds(unless: Unless, step: Step, progress: Progress) -> bool:
    introduced, posted = progress.introduced_at is not None, progress.first_posted_at is not None
    quiet_since = progress.joined_at + timedelta(days=step.day) - LATELY
    return {
        Unless.INTRODUCED: introduced,
        Unless.POSTED: posted,
        Unless.INTRODUCED_OR_POSTED: introduced or posted,
        Unless.INTRODUCED_AND_POSTED: introduced and posted,
        Unless.NEVER_STARTED: not introduced and not posted,
        Unless.ACTIVE_LATELY: progress.last_active_at is not None and progress.last_active_at >= quiet_since,
        Unless.NEVER: False,
    }[unless]
