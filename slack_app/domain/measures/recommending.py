"""Whether members would recommend the community: of a survey that closed in the week, if one did."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_app.domain.measures.terms import Measure, Value


@dataclass(frozen=True)
class Asked:
    """A survey that everybody was asked and that five or more answered: when it closed, in microseconds, and its score."""

    closed: int
    score: float
    answered: int


def recommending(surveys: Sequence[Asked], start: int, end: int) -> dict[Measure, Value]:
    """The score of the last survey that closed in the week, beside that of the one before; nothing where none closed."""
    known = sorted((one for one in surveys if one.closed < end), key=lambda one: one.closed)
    if not known or known[-1].closed < start:
        return {}
    last = known[-2].score if len(known) > 1 else None
    return {Measure.RECOMMENDATION: Value(known[-1].score, known[-1].answered, last)}
