"""When a group could meet: half-hours in everybody's working hours, on different days where there are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from slack_app.domain.hours import WORK_ENDS, WORK_STARTS, local
from slack_app.domain.working_days import is_holiday

LENGTH = timedelta(minutes=30)
_HANDY = ((time(9, 30), time(12)), (time(14), time(17, 30)))
"""The day without its two ends and lunch."""
_SATURDAY = 5
_WEEK_END = timedelta(hours=12)
"""Further from working hours than any hour of a working day."""
_HOURS_OF_A_PART = 3


@dataclass(frozen=True)
class Proposal:
    """When to meet, in UTC; `suits_all`: within the working hours of everyone, from its beginning to its end."""

    at: datetime
    suits_all: bool


@dataclass(frozen=True)
class _Slot:
    """A half-hour, and how far outside working hours it is for who has to give most, and for all together.

    `day` and `part` (of the day) are the community's; `unhandy` counts for whom it is early, late or lunchtime.
    """

    at: datetime
    day: date
    part: int
    worst: timedelta
    in_sum: timedelta
    unhandy: int


def propose(
    zones: Sequence[str | None],
    after: datetime,
    until: datetime,
    fallback_tz: str,
    *,
    count: int = 3,
    country: str | None = None,
) -> tuple[Proposal, ...]:
    """Up to `count` half-hours after `after` that end by `until`, in order of time, none on the country's holidays.

    In everybody's working hours if there are any such, and then never outside them; else those that ask the least of
    who has to give most. Other days go before the same one, handy hours before early, late and lunch, then other parts
    of the day, then the sooner.
    """
    slots = [_slot(at, zones, fallback_tz) for at in _half_hours(after, until)]
    worked = [slot for slot in slots if not is_holiday(slot.day, country)] or slots
    common = [slot for slot in worked if not slot.worst]
    chosen = _chosen(common or worked, count)
    return tuple(Proposal(slot.at, not slot.worst) for slot in sorted(chosen, key=lambda slot: slot.at))


def _half_hours(after: datetime, until: datetime) -> Iterator[datetime]:
    at = after.astimezone(UTC).replace(minute=after.minute // 30 * 30, second=0, microsecond=0) + LENGTH
    while at + LENGTH <= until:
        yield at
        at += LENGTH


def _slot(at: datetime, zones: Sequence[str | None], fallback_tz: str) -> _Slot:
    clocks = [local(at, tz, fallback_tz) for tz in zones]
    outside = [_outside(clock) for clock in clocks]
    unhandy = sum(not any(start <= clock.time() < end for start, end in _HANDY) for clock in clocks)
    here = local(at, fallback_tz)
    return _Slot(at, here.date(), here.hour // _HOURS_OF_A_PART, max(outside), sum(outside, timedelta()), unhandy)


def _outside(starts: datetime) -> timedelta:
    """How far a half-hour that starts at a local time lies outside that day's working hours."""
    if starts.weekday() >= _SATURDAY:
        return _WEEK_END
    opening = timedelta(hours=WORK_STARTS.hour, minutes=WORK_STARTS.minute)
    closing = timedelta(hours=WORK_ENDS.hour, minutes=WORK_ENDS.minute)
    clock = timedelta(hours=starts.hour, minutes=starts.minute)
    return max(opening - clock, clock + LENGTH - closing, timedelta())


def _chosen(slots: list[_Slot], count: int) -> list[_Slot]:
    chosen: list[_Slot] = []
    for _ in range(min(count, len(slots))):
        left = (slot for slot in slots if slot not in chosen)
        chosen.append(min(left, key=partial(_cost, chosen)))
    return chosen


def _cost(chosen: Sequence[_Slot], slot: _Slot) -> tuple[timedelta, timedelta, bool, int, bool, datetime]:
    same_day = any(slot.day == one.day for one in chosen)
    same_part = any(slot.part == one.part for one in chosen)
    return slot.worst, slot.in_sum, same_day, slot.unhandy, same_part, slot.at
