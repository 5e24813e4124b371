"""The moderators' short form: who came since the last working day, what waits, and whether it was a usual day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median
from typing import Any, Self

from slack_app.domain.digest.candidates import Waiting
from slack_app.domain.digest.todo import TodoKind

MOST_NAMES = 5
MOST_QUESTIONS = 5
LEAST_BEFORE = 3
"""As many weeks before make a usual day."""
LEAST_USUAL = 10
"""Where a usual day has fewer messages, one more or less says nothing."""
MUCH_LESS, MUCH_MORE = 0.5, 2.0
_MONDAY = 0


class Trend(StrEnum):
    """How the messages compare with the usual of the same weekday."""

    MORE = "more"
    LESS = "less"
    USUAL = "usual"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Brief:
    """From the first to the last day told of. `more_…` are as many again; `usual` is None where it is not known yet."""

    first: date
    last: date
    joined: tuple[str, ...]
    more_joined: int
    questions: tuple[Waiting, ...]
    more_questions: int
    messages: int
    usual: float | None
    trend: Trend

    def to_json(self) -> dict[str, Any]:
        """The brief as plain JSON, for its report; ids stand as plain values, so that they can be struck out."""
        return asdict(self) | {
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "joined": list(self.joined),
            "questions": [asdict(one) for one in self.questions],
            "trend": self.trend.value,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What `to_json` wrote."""
        return cls(
            first=date.fromisoformat(stored["first"]),
            last=date.fromisoformat(stored["last"]),
            joined=tuple(stored["joined"]),
            more_joined=stored["more_joined"],
            questions=tuple(Waiting(**one) for one in stored["questions"]),
            more_questions=stored["more_questions"],
            messages=stored["messages"],
            usual=stored["usual"],
            trend=Trend(stored["trend"]),
        )


def stretch(today: date) -> tuple[date, date]:
    """The first and the last day that the brief of a working day tells of: yesterday; on a Monday the week-end too."""
    days = 3 if today.weekday() == _MONDAY else 1
    return today - timedelta(days=days), today - timedelta(days=1)


def make(
    days: tuple[date, date],
    *,
    joined: Iterable[str],
    waiting: Iterable[Waiting],
    messages: int,
    before: Sequence[int],
    settled: Collection[tuple[str, str]] = (),
) -> Brief | None:
    """The brief of these days; None where there is nothing to say: nobody new, no question that waits, a usual day.

    `before` are the messages of the same days in each of the weeks before; what is `settled` (kind, about) waits no more.
    """
    new = tuple(dict.fromkeys(joined))
    questions = [one for one in waiting if (TodoKind.ANSWER, one.about) not in settled]
    questions.sort(key=lambda one: (-one.hours, one.channel_id, one.ts))
    usual = float(median(before)) if len(before) >= LEAST_BEFORE else None
    trend = _trend(messages, usual)
    if not new and not questions and trend in (Trend.USUAL, Trend.UNKNOWN):
        return None
    return Brief(
        *days,
        joined=new[:MOST_NAMES],
        more_joined=len(new[MOST_NAMES:]),
        questions=tuple(questions[:MOST_QUESTIONS]),
        more_questions=len(questions[MOST_QUESTIONS:]),
        messages=messages,
        usual=usual,
        trend=trend,
    )


def _trend(messages: int, usual: float | None) -> Trend:
    if usual is None:
        return Trend.UNKNOWN
    if max(messages, usual) < LEAST_USUAL:
        return Trend.USUAL
    if messages >= MUCH_MORE * usual:
        return Trend.MORE
    return Trend.LESS if messages <= MUCH_LESS * usual else Trend.USUAL
