"""What came in as feedback in a week, and how soon it was answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from slack_app.domain.measures.terms import Measure, Value
from slack_app.domain.measures.weeks import DAY, HOUR

PROMPTLY = 7 * DAY


@dataclass(frozen=True)
class Piece:
    """A piece of feedback: when it was filed, first answered by a team and closed, in microseconds; 0: not yet."""

    filed: int
    answered: int = 0
    closed: int = 0


def feedback(pieces: Sequence[Piece] | None, before: int, start: int, end: int) -> dict[Measure, Value]:
    """The measures of the week from `start` to `end`, of which the week before began at `before`; nothing where nobody ever gave any.

    Each of the week before had seven whole days to be answered.
    """
    if pieces is None:
        return {}
    received = sum(start <= one.filed < end for one in pieces)
    earlier = [one for one in pieces if before <= one.filed < start]
    prompt = sum(0 < one.answered <= one.filed + PROMPTLY for one in earlier)
    waits = [(one.answered - one.filed) / HOUR for one in pieces if start <= one.answered < end]
    still_open = sum(one.filed < end and not 0 < one.closed < end for one in pieces)
    return {
        Measure.FEEDBACK_RECEIVED: Value(float(received), received),
        Measure.FEEDBACK_ANSWERED: Value(prompt / len(earlier) if earlier else None, len(earlier)),
        Measure.FEEDBACK_FIRST_ANSWER: Value(median(waits) if waits else None, len(waits)),
        Measure.FEEDBACK_OPEN: Value(float(still_open), still_open),
    }
