"""A week beside the one before and beside a usual one, and which way it went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from slack_app.domain.measures.figures import WeekFigures
from slack_app.domain.measures.terms import MEASURES, Better, Measure, Value
from slack_app.domain.measures.weeks import WEEK

USUAL_WEEKS = 12
LEAST_WEEKS = 3
"""Of fewer weeks nobody can say what is usual."""
SAME = 0.05
"""A difference of less than this part of the figure before is none that needs telling."""


class Change(StrEnum):
    """Which way something went."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    OTHER = "other"
    """It is another than it was, and neither way is good."""
    UNKNOWN = "unknown"
    """There is nothing to compare, or too little."""


@dataclass(frozen=True)
class Seen:
    """A measure this week, the week before, and usually; None where that cannot be said.

    `usual` is the mean of up to twelve weeks before, and its n how many these were.
    """

    measure: Measure
    value: Value
    before: Value | None
    usual: Value | None
    is_few: bool

    @property
    def change(self) -> Change:
        """Which way it went since the week before."""
        return self._against(self.before)

    @property
    def against_usual(self) -> Change:
        """Which way it went from what is usual."""
        return self._against(self.usual)

    def _against(self, other: Value | None) -> Change:
        if self.is_few or self.value.amount is None or other is None or other.amount is None:
            return Change.UNKNOWN
        return direction(self.measure, self.value.amount, other.amount)


def direction(measure: Measure, now: float, before: float) -> Change:
    """Which way it went from one figure to the other."""
    better = MEASURES[measure].better
    if abs(now - before) <= SAME * abs(before):
        return Change.SAME
    if better is Better.NEITHER:
        return Change.OTHER
    return Change.BETTER if (now > before) == (better is Better.MORE) else Change.WORSE


def is_few(measure: Measure, value: Value) -> bool:
    """Whether it rests on too few cases to be said, or on none."""
    return value.amount is None or value.n < MEASURES[measure].at_least


def compare(this: WeekFigures, past: Sequence[WeekFigures]) -> Mapping[Measure, Seen]:
    """Each measure of the week beside the weeks before (`past`, in any order; those further back than twelve are left out)."""
    near = [week for week in past if this.week - USUAL_WEEKS * WEEK <= week.week < this.week]
    last = next((week for week in near if week.week == this.week - WEEK), None)
    return {
        measure: Seen(measure, value, _said(measure, last), _usual(measure, near), is_few(measure, value))
        for measure in MEASURES
        if (value := this.values.get(measure)) is not None
    }


def _said(measure: Measure, week: WeekFigures | None) -> Value | None:
    value = week.values.get(measure) if week and MEASURES[measure].is_weekly else None
    return value if value and not is_few(measure, value) else None


def _usual(measure: Measure, weeks: Sequence[WeekFigures]) -> Value | None:
    said = [value.amount for week in weeks if (value := _said(measure, week)) and value.amount is not None]
    return Value(fmean(said), len(said)) if len(said) >= LEAST_WEEKS else None
