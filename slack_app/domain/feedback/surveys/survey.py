"""Surveys: one question from 0 to 10, whom it is asked and when; and the box in which answers lie without names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Self

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.said.secrets import secrets_in
from slack_app.domain.plain import JSON, int_at, str_at, strs_at
from slack_app.domain.words import clean, says_something

LEAST = 5
"""Of fewer answers nothing is ever told: one could guess whose they are."""
SCORES = range(11)
QUARTER = timedelta(days=90)
"""Nobody is asked twice in such a time, by whatever survey."""
AGAIN_AFTER = timedelta(weeks=13)
OPEN_FOR = timedelta(weeks=2)
LAST_ASKED = timedelta(days=1)
"""Nobody is asked for the first time when less than that is left to answer."""
AT_ONCE = 100
"""So many are asked on a day, and more only where five days would not do."""
MOST_DAYS = 5
QUESTION_LENGTH, LINE_LENGTH = 200, 300


class State(StrEnum):
    """Where a survey stands; one at a time is planned or open."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Chosen:
    """What managers chose of a survey. No `question`: whether one would recommend the community; no `channel_id`: all are asked."""

    question: str | None = None
    channel_id: str | None = None
    is_repeated: bool = False

    @property
    def is_recommendation(self) -> bool:
        """Whether it is the question of the Net Promoter Score."""
        return self.question is None


@dataclass(frozen=True)
class Box:
    """What lies in a box: how often each number was given, and the lines in an order that says nothing of when they came.

    Neither says whose it is, nor which line goes with which number.
    """

    counts: tuple[int, ...] = (0,) * len(SCORES)
    lines: tuple[str, ...] = ()

    def with_answer(self, score: int, line: str = "") -> Self:
        """The box with one more answer."""
        counts = tuple(count + (at == score) for at, count in enumerate(self.counts))
        return type(self)(counts, tuple(sorted([*self.lines, line] if line else self.lines)))

    @classmethod
    def from_json(cls, stored: object) -> Self:
        """What `to_json` wrote."""
        return cls(_counts(stored), strs_at(stored, "lines"))

    def to_json(self) -> dict[str, JSON]:
        """The box as plain JSON."""
        return {"counts": list(self.counts), "lines": list(self.lines)}


@dataclass(frozen=True)
class Result:
    """What a survey came to at its close; of fewer than five answers it has neither numbers nor lines."""

    asked: int
    answered: int
    box: Box = field(default_factory=Box)

    @classmethod
    def of(cls, box: Box, asked: int) -> Self:
        """The box, opened."""
        answered = sum(box.counts)
        return cls(max(asked, answered), answered, box if answered >= LEAST else Box())

    @property
    def is_few(self) -> bool:
        """Whether too few answered for anything to be told."""
        return self.answered < LEAST

    @classmethod
    def from_json(cls, stored: object) -> Self:
        """What `to_json` wrote."""
        return cls(int_at(stored, "asked") or 0, int_at(stored, "answered") or 0, Box.from_json(stored))

    def to_json(self) -> dict[str, JSON]:
        """The result as plain JSON."""
        return {"asked": self.asked, "answered": self.answered, **self.box.to_json()}


def checked(chosen: Chosen) -> Chosen:
    """What may be asked. Raises InvalidAnswersError."""
    question = None if chosen.question is None else clean(chosen.question, QUESTION_LENGTH)
    if question is not None and not says_something(question):
        raise InvalidAnswersError({"question": "required"})
    return Chosen(question, chosen.channel_id, chosen.is_repeated)


def line_of(typed: str) -> str:
    """The line as it is kept; empty where it says nothing. Raises InvalidAnswersError for one with a password in it."""
    line = clean(typed, LINE_LENGTH)
    if secrets_in(line):
        raise InvalidAnswersError({"line": "secret"})
    return line if says_something(line) else ""


def waits(people: int) -> Sequence[timedelta]:
    """How long after the opening each of so many people is asked: some today, and some on each of the next days."""
    days = min(MOST_DAYS, -(-people // AT_ONCE))
    return [timedelta(days=place * days // people) for place in range(people)]


def _counts(stored: object) -> tuple[int, ...]:
    found = stored.get("counts") if isinstance(stored, Mapping) else None
    is_whole = isinstance(found, list) and len(found) == len(SCORES) and all(type(one) is int for one in found)
    return tuple(found) if is_whole and found else Box.counts


def chosen_from(stored: object) -> Chosen:
    """What `chosen_to_json` wrote."""
    is_repeated = isinstance(stored, Mapping) and stored.get("is_repeated") is True
    return Chosen(str_at(stored, "question"), str_at(stored, "channel_id"), is_repeated)


def chosen_to_json(chosen: Chosen) -> dict[str, JSON]:
    """What was chosen as plain JSON: a preview carries it."""
    return {"question": chosen.question, "channel_id": chosen.channel_id, "is_repeated": chosen.is_repeated}
