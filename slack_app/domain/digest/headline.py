"""What a week comes to in one sentence: what grew, what shrank, and the one thing that matters."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from slack_app.domain.measures.comparing import Seen
from slack_app.domain.measures.terms import MEASURES, Better, Measure, Unit, Value

MOST_NAMED = 2
WATCHED = (
    Measure.ACTIVE_WEEKLY,
    Measure.POSTERS,
    Measure.MESSAGES,
    Measure.JOINED,
    Measure.REPLY_RATE,
    Measure.FIRST_RESPONSE_MEDIAN,
    Measure.MEMBERS_REPLIES,
    Measure.THREADS_OF_THREE,
)
"""What anybody understands without a definition; of equal changes the first is named first."""
_LEAST_CHANGE = {Unit.COUNT: 3.0, Unit.MEAN: 0.3, Unit.SHARE: 0.05, Unit.HOURS: 0.5, Unit.SCORE: 10.0}
_LEAST_PART = 0.1
"""A change below a tenth, or below the least of its unit, is the same."""
_FAR_FROM_USUAL = 0.25


class Course(StrEnum):
    """How the week compares with the one before."""

    NOBODY = "nobody"
    FIRST = "first"
    ALIKE = "alike"
    CHANGED = "changed"


class Matter(StrEnum):
    """What matters most, the most pressing first."""

    UNANSWERED = "unanswered"
    WORSE = "worse"
    BETTER = "better"


@dataclass(frozen=True)
class Headline:
    """`up` and `down` changed most since the week before; `about` is the measure that matters most, where one does."""

    course: Course
    up: tuple[Measure, ...] = ()
    down: tuple[Measure, ...] = ()
    matter: Matter | None = None
    about: Measure | None = None


def headline(seen: Mapping[Measure, Seen]) -> Headline:
    """What to say of a week."""
    if not any(_amount(seen, measure) for measure in (Measure.ACTIVE_WEEKLY, Measure.MESSAGES, Measure.JOINED)):
        return Headline(Course.NOBODY)
    matter, about = next(_matters(seen), (None, None))
    if all(one.before is None for one in seen.values()):
        return Headline(Course.FIRST, matter=matter, about=about)
    changes = _changes(seen)
    up = [measure for measure, change in changes if change > 0][:MOST_NAMED]
    down = [measure for measure, change in changes if change < 0][:MOST_NAMED]
    course = Course.CHANGED if up or down else Course.ALIKE
    return Headline(course, tuple(up), tuple(down), matter, about)


def _changes(seen: Mapping[Measure, Seen]) -> Sequence[tuple[Measure, float]]:
    """What changed since the week before and by which part of it, the most first."""
    watched = [seen[measure] for measure in WATCHED if measure in seen]
    changes = [(one.measure, _change(one, one.before)) for one in watched]
    return sorted([change for change in changes if change[1]], key=lambda change: -abs(change[1]))


def _change(one: Seen, other: Value | None) -> float:
    """By which part of the other the value is more or less; 0 where that is nothing, or chance."""
    least = _LEAST_CHANGE[MEASURES[one.measure].unit]
    now, then = one.value.amount, other.amount if other else None
    if one.is_few or now is None or then is None or abs(now - then) < least:
        return 0
    part = (now - then) / (then or least)
    return part if abs(part) >= _LEAST_PART else 0


def _matters(seen: Mapping[Measure, Seen]) -> Iterator[tuple[Matter, Measure]]:
    if _amount(seen, Measure.UNANSWERED):
        yield Matter.UNANSWERED, Measure.UNANSWERED
    against = [(measure, _goodness(seen[measure])) for measure in (*WATCHED, Measure.ACTIVATED_7) if measure in seen]
    worst, best = min(against, key=_second, default=None), max(against, key=_second, default=None)
    if worst and worst[1] <= -_FAR_FROM_USUAL:
        yield Matter.WORSE, worst[0]
    if best and best[1] >= _FAR_FROM_USUAL:
        yield Matter.BETTER, best[0]


def _goodness(one: Seen) -> float:
    """By how much it is better than usual."""
    change = _change(one, one.usual)
    return {Better.MORE: change, Better.LESS: -change, Better.NEITHER: 0}[MEASURES[one.measure].better]


def _second(pair: tuple[Measure, float]) -> float:
    return pair[1]


def _amount(seen: Mapping[Measure, Seen], measure: Measure) -> float:
    return (seen[measure].value.amount or 0) if measure in seen else 0
