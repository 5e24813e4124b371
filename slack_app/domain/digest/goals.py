"""The goals that managers follow: where each stands this week, and whether it comes closer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from statistics import fmean

from slack_app.domain.digest.choices import Goal
from slack_app.domain.measures.figures import WeekFigures
from slack_app.domain.measures.terms import MEASURES, Better, Value
from slack_app.domain.measures.weeks import weeks_before

WEEKS_BEFORE = 4
STEADY = 0.02
"""A change of less than this part of the way it is measured against is none."""


class Standing(StrEnum):
    """Where a goal stands."""

    REACHED = "reached"
    CLOSER = "closer"
    """Not reached, and nearer than it usually was in the weeks before."""
    STEADY = "steady"
    FARTHER = "farther"
    STARTING = "starting"
    """Not reached, and no week before to compare with."""
    TOO_FEW = "too_few"
    UNKNOWN = "unknown"
    """It was not counted this week."""


@dataclass(frozen=True)
class GoalSeen:
    """A goal this week: `usual` is the mean of up to four weeks before, `weeks` for how many in a row it is reached."""

    goal: Goal
    standing: Standing
    value: Value | None = None
    usual: float | None = None
    weeks: int = 0


def follow(goals: Iterable[Goal], this: WeekFigures, past: Sequence[WeekFigures]) -> tuple[GoalSeen, ...]:
    """Where each goal stands, in their order; `past` is in any order, and a week may be missing. What rests on too few cases says nothing."""
    return tuple(_follow(goal, this, past) for goal in goals)


def _follow(goal: Goal, this: WeekFigures, past: Sequence[WeekFigures]) -> GoalSeen:
    value = this.values.get(goal.measure)
    by_week = {week.week: _amount(goal, week.values.get(goal.measure)) for week in past}
    before = [by_week.get(week) for week in weeks_before(this.week, len(past))]
    known = [amount for amount in before[:WEEKS_BEFORE] if amount is not None]
    usual = fmean(known) if known else None
    amount = _amount(goal, value)
    if amount is None:
        is_few = value is not None and value.n < MEASURES[goal.measure].at_least
        return GoalSeen(goal, Standing.TOO_FEW if is_few else Standing.UNKNOWN, value, usual)
    if not _gap(goal, amount):
        held = takewhile(lambda one: one is not None and not _gap(goal, one), before)
        return GoalSeen(goal, Standing.REACHED, value, usual, 1 + len(list(held)))
    return GoalSeen(goal, _heading(goal, amount, usual), value, usual)


def _heading(goal: Goal, amount: float, usual: float | None) -> Standing:
    if usual is None:
        return Standing.STARTING
    nearer = _gap(goal, usual) - _gap(goal, amount)
    if abs(nearer) < STEADY * max(goal.target, usual):
        return Standing.STEADY
    return Standing.CLOSER if nearer > 0 else Standing.FARTHER


def _amount(goal: Goal, value: Value | None) -> float | None:
    """The amount where there is one that rests on enough cases."""
    return value.amount if value and value.n >= MEASURES[goal.measure].at_least else None


def _gap(goal: Goal, amount: float) -> float:
    """How much is missing to the target; nothing where it is reached."""
    missing = goal.target - amount if MEASURES[goal.measure].better is Better.MORE else amount - goal.target
    return max(missing, 0.0)
