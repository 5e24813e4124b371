"""A question that a community is asked again and again: in which words, where, and how often."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Self

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.channels import AREA_LENGTH
from slack_app.domain.feedback.terms import Kind
from slack_app.domain.plain import JSON, id_at, int_at, str_at
from slack_app.domain.programmes import Cadence
from slack_app.domain.words import clean, says_something, tidy

QUESTION_LENGTH = 200
MOST_QUESTIONS = 20
WEEKDAYS, HOURS = range(7), range(24)
CADENCES = (Cadence.WEEKLY, Cadence.TWO_WEEKS, Cadence.MONTHLY)
OFFERED_FOR = timedelta(days=35)
"""Whoever replies so long after a question was asked is offered to make feedback of it."""
COMPLETED_AFTER = timedelta(days=7)
"""After so long, or when it is asked again, a question shows what came of it."""
GRACE = timedelta(hours=12)
"""A question that is asked in the evening instead of the morning is better than none."""
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Example(StrEnum):
    """Questions to begin with; views.feedback.listening.questions has their words."""

    FRUSTRATED = "frustrated"
    TIME = "time"
    CHANGE = "change"
    LIKED = "liked"


@dataclass(frozen=True)
class Listening:
    """What managers chose. `weekday` counts from Monday, 0; `hour` is the community's; monthly is the first such weekday.

    What comes of it is of this kind, about this area and for this team, unless somebody says another.
    """

    question: str
    channel_id: str | None = None
    cadence: Cadence = Cadence.WEEKLY
    weekday: int = 3
    hour: int = 14
    kind: Kind | None = None
    area: str | None = None
    product_team_id: int | None = None

    @classmethod
    def from_json(cls, stored: object) -> Self:
        """What `to_json` wrote: what is unknown or impossible is left at its default."""
        cadence, kind = str_at(stored, "cadence"), str_at(stored, "kind")
        weekday, hour = int_at(stored, "weekday"), int_at(stored, "hour")
        return cls(
            question=clean(str_at(stored, "question") or "", QUESTION_LENGTH) or "?",
            channel_id=id_at(stored, "channel_id"),
            cadence=Cadence(cadence) if cadence in CADENCES else cls.cadence,
            weekday=weekday if weekday is not None and weekday in WEEKDAYS else cls.weekday,
            hour=hour if hour is not None and hour in HOURS else cls.hour,
            kind=Kind(kind) if kind in set(Kind) else None,
            area=clean(str_at(stored, "area") or "", AREA_LENGTH) or None,
            product_team_id=int_at(stored, "product_team_id"),
        )

    def to_json(self) -> dict[str, JSON]:
        """The choices as plain JSON."""
        return {
            "question": self.question,
            "channel_id": self.channel_id,
            "cadence": self.cadence.value,
            "weekday": self.weekday,
            "hour": self.hour,
            "kind": self.kind.value if self.kind else None,
            "area": self.area,
            "product_team_id": self.product_team_id,
        }


def rule_text(of: Listening) -> str:
    """When it is asked (domain.recurrence)."""
    day, clock = _DAYS[of.weekday], f"BYHOUR={of.hour};BYMINUTE=0;BYSECOND=0"
    if of.cadence is Cadence.MONTHLY:
        return f"FREQ=MONTHLY;BYDAY=1{day};{clock}"
    return f"FREQ=WEEKLY;INTERVAL={2 if of.cadence is Cadence.TWO_WEEKS else 1};BYDAY={day};{clock}"


def checked(of: Listening) -> Listening:
    """The choices as they may be kept. Raises InvalidAnswersError with the code of what is wrong for each field at fault."""
    tidied = replace(of, question=tidy(of.question))
    faults = dict(_faults(tidied))
    if faults:
        raise InvalidAnswersError(faults)
    return tidied


def _faults(of: Listening) -> Iterator[tuple[str, str]]:
    if not says_something(of.question):
        yield "question", "required"
    if len(of.question) > QUESTION_LENGTH:
        yield "question", "too_long"
    if of.channel_id is None:
        yield "channel_id", "required"
    for name, allowed in (("cadence", CADENCES), ("weekday", WEEKDAYS), ("hour", HOURS)):
        if getattr(of, name) not in allowed:
            yield name, "out_of_range"
