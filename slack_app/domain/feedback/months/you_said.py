"""You said, we did: which month is told and when, what is counted of it, which tickets are named, and when not to say more."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from statistics import median
from typing import Self

from slack_app.domain.feedback.terms import OPEN, Status
from slack_app.domain.hours import instant, zone_of
from slack_app.domain.plain import JSON, float_at, int_at
from slack_app.domain.working_days import working_day_from

HOUR = 9
LEAST_PEOPLE = 5
"""Of fewer people nothing is told that they have in common: neither how many they are, nor the area they spoke of."""
LEAST_TIMES = 5
"""A median of fewer is chance."""
WANTED_FROM = 2
LINE_LENGTH = 200
DAYS_OF_A_MONTH = 30
_DAY = timedelta(days=1)


class Stage(StrEnum):
    """Where a month's answer stands."""

    DRAFT = "draft"
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"
    LET_GO = "let_go"
    """Nobody sent it, and the next month's draft came."""


NOT_SENT = (Stage.DRAFT, Stage.SENDING)


class Part(StrEnum):
    """What is said of the tickets that are named, in this order."""

    SHIPPED = "shipped"
    DECLINED = "declined"
    WANTED = "wanted"
    LONGEST = "longest"


MOST: Mapping[Part, int] = {Part.SHIPPED: 8, Part.DECLINED: 3, Part.WANTED: 3, Part.LONGEST: 3}
HOLDS: Mapping[Part, tuple[Status, ...]] = {
    Part.SHIPPED: (Status.SHIPPED,), Part.DECLINED: (Status.DECLINED,), Part.WANTED: OPEN, Part.LONGEST: OPEN,
}  # fmt: skip
"""How a ticket must stand for what is said of it to be true."""


@dataclass(frozen=True)
class Figures:
    """A month in numbers. Each ticket counts as what was decided of it last. Hours are medians, None of fewer than five.

    `people` is None of fewer than five, too.
    """

    said: int = 0
    people: int | None = None
    accepted: int = 0
    planned: int = 0
    shipped: int = 0
    declined: int = 0
    open: int = 0
    answer_h: float | None = None
    answers: int = 0
    end_h: float | None = None
    ends: int = 0

    @classmethod
    def from_json(cls, stored: object) -> Self:
        """What `to_json` wrote, in this version or another."""
        found = {name: int_at(stored, name) or 0 for name in _COUNTS}
        hours = {name: float_at(stored, name) for name in ("answer_h", "end_h")}
        return cls(people=int_at(stored, "people"), **found, **hours)  # type: ignore[arg-type]

    def to_json(self) -> dict[str, JSON]:
        """The figures as plain JSON."""
        return asdict(self)

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was said and nothing decided."""
        return not (self.said or self.accepted or self.planned or self.shipped or self.declined)


_COUNTS = ("said", "accepted", "planned", "shipped", "declined", "open", "answers", "ends")
DECISIONS = (Status.ACCEPTED, Status.PLANNED, Status.SHIPPED, Status.DECLINED)


@dataclass(frozen=True)
class Piece:
    """A ticket's times, in a month or around it; `closed_at` is when it was resolved, linked or taken back."""

    filed_at: datetime
    answered_at: datetime | None
    closed_at: datetime | None
    status: str


@dataclass(frozen=True)
class Month:
    """A calendar month, and its moments on the community's clocks."""

    first: date
    since: datetime
    until: datetime

    def has(self, at: datetime | None) -> bool:
        """Whether that moment lies in it."""
        return at is not None and self.since <= at < self.until


@dataclass(frozen=True)
class Named:
    """A ticket that may be named, and why. `months` is how long it has been open, in whole months."""

    ticket_id: int
    part: Part
    voices: int = 0
    months: int = 0


def month_before(day: date, tz: str) -> Month:
    """The whole month before the one in which a day lies."""
    until = day.replace(day=1)
    first = (until - _DAY).replace(day=1)
    zone = zone_of(tz)
    return Month(first, instant(first, time(), zone), instant(until, time(), zone))


def drafted_at(day: date, tz: str) -> datetime:
    """When the draft of that day comes, in UTC: at nine, a weekend's on the next working day."""
    return instant(working_day_from(day, None), time(HOUR), zone_of(tz))


def figures(pieces: Iterable[Piece], decided: Iterable[str], people: int, month: Month) -> Figures:
    """The month in numbers; `decided` is what was decided last of each ticket, `people` how many spoke."""
    known = [one for one in pieces if one.status != Status.WITHDRAWN]
    lasts = list(decided)
    answers = [_hours(one.filed_at, one.answered_at) for one in known if one.answered_at and month.has(one.answered_at)]
    ends = [
        _hours(one.filed_at, one.closed_at)
        for one in known
        if one.closed_at and month.has(one.closed_at) and one.status in (Status.SHIPPED, Status.DECLINED)
    ]
    return Figures(
        said=sum(month.has(one.filed_at) for one in known),
        people=people if people >= LEAST_PEOPLE else None,
        **{status.value: lasts.count(status.value) for status in DECISIONS},
        open=sum(one.status in OPEN for one in known),
        answer_h=_median(answers),
        answers=len(answers),
        end_h=_median(ends),
        ends=len(ends),
    )


def named(candidates: Mapping[Part, Sequence[Named]]) -> list[Named]:
    """Which tickets are named: of each part the first few, a ticket once."""
    found: list[Named] = []
    for part, most in MOST.items():
        taken = {one.ticket_id for one in found}
        found += [replace(one, part=part) for one in candidates.get(part, ()) if one.ticket_id not in taken][:most]
    return found


def months_open(filed_at: datetime, now: datetime) -> int:
    """For how many whole months (of thirty days) something has been open: no finer, so that no day is pointed to."""
    return max((now - filed_at).days // DAYS_OF_A_MONTH, 0)


def may_quote(voices: int) -> bool:
    """Whether why it was declined may stand in the first line: it was written to so many that it speaks of none of them."""
    return voices >= LEAST_PEOPLE


def _hours(since: datetime, until: datetime | None) -> float:
    return (until - since) / timedelta(hours=1) if until else 0.0


def _median(hours: Sequence[float]) -> float | None:
    return median(hours) if len(hours) >= LEAST_TIMES else None
