"""The one door for messages to members: quiet hours, a weekly cap over all features, pauses, opt-outs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Literal

from slack_app.domain.hours import in_quiet_hours, next_working_time

WEEK = timedelta(days=7)


class Kind(StrEnum):
    """Why the app speaks to someone."""

    ANSWER = "answer"
    """To what they just did: at any hour, never counted, also while they pause."""
    WELCOME = "welcome"
    """Their first day: outside quiet hours, not counted."""
    NUDGE = "nudge"
    """Of the app's own accord: all rules."""


@dataclass(frozen=True)
class Openness:
    """How open a member is to messages; `status` is active, left or deactivated."""

    status: str
    tz: str | None = None
    paused_until: datetime | None = None
    opted_out: bool = False


@dataclass(frozen=True)
class Entry:
    """The door's answer. `until` stands with `wait` only: when to knock again.

    Reasons: open; quiet_hours, paused, weekly_cap (wait); gone, opted_out, weekly_cap (never).
    """

    kind: Literal["now", "wait", "never"]
    until: datetime | None = None
    reason: str = "open"


def knock(
    kind: Kind, who: Openness, *, now: datetime, fallback_tz: str, sent_at: Sequence[datetime], weekly_cap: int
) -> Entry:
    """Whether a message may go to someone now; `sent_at` are the app-started ones that count, of the last seven days."""
    refusal = _refusal(kind, who, weekly_cap)
    if refusal:
        return Entry("never", reason=refusal)
    if kind is Kind.ANSWER:
        return Entry("now")
    free_at = _below_the_cap(sent_at, weekly_cap, now) if kind is Kind.NUDGE else now
    paused_until = who.paused_until or now
    opens_at = max(now, free_at, paused_until)
    if in_quiet_hours(opens_at, who.tz, fallback_tz):
        opens_at = next_working_time(opens_at, who.tz, fallback_tz)
    if opens_at <= now:
        return Entry("now")
    reason = "paused" if paused_until > now else "weekly_cap" if free_at > now else "quiet_hours"
    return Entry("wait", opens_at.astimezone(UTC), reason)


def _refusal(kind: Kind, who: Openness, weekly_cap: int) -> str | None:
    if who.status == "deactivated" or (who.status != "active" and kind is not Kind.ANSWER):
        return "gone"
    if who.opted_out and kind is not Kind.ANSWER:
        return "opted_out"
    return "weekly_cap" if weekly_cap < 1 and kind is Kind.NUDGE else None


def _below_the_cap(sent_at: Sequence[datetime], weekly_cap: int, now: datetime) -> datetime:
    """From when on fewer than `weekly_cap` of them lie within the last seven days."""
    recent = sorted(at for at in sent_at if at > now - WEEK)
    return recent[-weekly_cap] + WEEK if len(recent) >= weekly_cap else now
