"""What the meeting of two people is worth.

The gain of a pair is the weighted mean of what each term says, times 1 + half of both people's fairness. A pair that
met before costs so much that it is taken only where no unmet one is left, and the more the less long ago it was.
Two people who block each other, or whom the rule keeps apart, are worth minus infinity.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from slack_app.domain.matching.acquaintance import NEVER, Acquaintance
from slack_app.domain.matching.checks import HALF_HOURS, weights_of
from slack_app.domain.matching.crowd import Bits, Crowd, Flags, Floats, Ints
from slack_app.domain.matching.terms import KNOWN, STEPS, VALUES
from slack_app.domain.matching.values import Past, Person, Recipe, Rule, Term

FAIRNESS = 0.5
MEMORY_ROUNDS = 20.0
_SOFT_LEAST, _SOFT_MORE = 0.1, 2.0
_AGE = 1e4
_AT_ONCE = 1 << 15


@dataclass(frozen=True)
class Kin:
    """Where to look first: each person's topics by number (padded with -1), how many kinds there are, who stands beside.

    Of two who share topics those are closer whose `beside` is.
    """

    topics: Ints
    kinds: int
    beside: Floats

    @cached_property
    def is_single(self) -> Flags:
        """Which topics nobody shares, the padding last."""
        return np.append(np.bincount(self.topics[self.topics >= 0], minlength=self.kinds) <= 1, True)


class Scores(Protocol):
    """What a solver knows of people: how many they are, and what any two are worth to each other."""

    @property
    def size(self) -> int:
        """How many people; they are numbered from 0."""

    @property
    def last_resort(self) -> float:
        """What is worth less is taken only where nothing else is left."""

    def kin(self) -> Kin | None:
        """Where to look first, where anything is known of that."""

    def of(self, i: Ints, j: Ints) -> Floats:
        """What i and j are worth together, element by element as numpy broadcasts; the same either way, -inf: never."""


class Some:
    """The scores of some of the people, numbered anew."""

    def __init__(self, scores: Scores, who: Ints) -> None:
        self._all, self._who = scores, who
        self.size, self.last_resort = len(who), scores.last_resort

    def of(self, i: Ints, j: Ints) -> Floats:
        """What the people who bear these numbers here are worth together."""
        return self._all.of(self._who[i], self._who[j])

    def kin(self) -> Kin | None:
        """Where to look first among them."""
        kin = self._all.kin()
        return kin and Kin(kin.topics[self._who], kin.kinds, kin.beside[self._who])


class PeopleScores:
    """The scores of people under a recipe, with what is remembered of them."""

    def __init__(self, people: Sequence[Person], recipe: Recipe, past: Past) -> None:
        self.crowd, self.size = Crowd.of(people), len(people)
        self.past = Acquaintance(past, {one.user_id: at for at, one in enumerate(people)})
        self.repeat = _AGE * (self.size + 1)
        self.last_resort = -self.repeat / 2
        self._terms, self._table = _weighed(weights_of(recipe))
        self._rule, self._is_fair = recipe.rule, bool(self.crowd.fairness.any())

    def of(self, i: Ints, j: Ints) -> Floats:
        """What the solvers maximise: the score, with repeats so dear that fewer and older ones come before all else."""
        if i.ndim == j.ndim == 1 and len(i) == len(j) > _AT_ONCE:
            parts = range(0, len(i), _AT_ONCE)
            return np.concatenate([self.of(i[at : at + _AT_ONCE], j[at : at + _AT_ONCE]) for at in parts])
        found = self._fair(i, j)
        if not self.past.is_empty:
            known = self.past.of(i, j)
            again = np.nonzero(known)
            found[again] -= self._price(known[again])
        if self._rule is not None:
            found[self.against_rule(i, j)] = -np.inf
        found[np.equal(i, j)] = -np.inf
        return found

    def kin(self) -> Kin:
        """Where to look first: people who share what is weighed, then those who work at the same time."""
        columns = [numbers for term in self._terms for numbers in _topics_of(term, self.crowd)]
        kinds = np.cumsum([0, *(int(column.max(initial=-1)) + 1 for column in columns)])
        moved = [np.where(column >= 0, column + kind, -1) for column, kind in zip(columns, kinds, strict=False)]
        padding = np.full((self.size, 2), -1)
        return Kin(np.concatenate([*moved, padding], axis=1), int(kinds[-1]), _middle(self.crowd.hours))

    def told(self, i: Ints, j: Ints) -> Floats:
        """The score as it is told: a repeat costs 0.1 and up to 2 more the less long ago it was."""
        known = self.past.of(i, j)
        found = self._fair(i, j)
        found -= np.where(known > 0, _SOFT_LEAST + _SOFT_MORE * _recency(known), 0.0)
        return found

    def gain(self, i: Ints, j: Ints) -> Floats:
        """The weighted mean of what the terms say, fairness and the past aside."""
        step = np.zeros(np.broadcast_shapes(i.shape, j.shape), np.uint16)
        for term in self._terms:
            step *= np.uint16(len(VALUES[term]))
            step += STEPS[term](self.crowd, i, j)
        return np.take(self._table, step)

    def never(self, i: Ints, j: Ints) -> Flags:
        """Whether they block each other, the rule keeps them apart, or they are one person."""
        return np.equal(i, j) | np.equal(self.past.of(i, j), NEVER) | self.against_rule(i, j)

    def against_rule(self, i: Ints, j: Ints) -> Flags:
        """Whether the rule keeps them apart, by what is known of them."""
        if self._rule is None:
            return np.zeros(np.broadcast_shapes(i.shape, j.shape), np.bool_)
        return _broken(self._rule, self.crowd, i, j)

    def _fair(self, i: Ints, j: Ints) -> Floats:
        found = self.gain(i, j)
        if self._is_fair:
            found *= 1 + FAIRNESS * (self.crowd.fairness[i] + self.crowd.fairness[j])
        return found

    def _price(self, known: Ints) -> Floats:
        return np.where(known == NEVER, np.inf, self.repeat + _AGE * _recency(known))


def _recency(rounds_ago: Ints) -> Floats:
    return np.exp((1 - np.maximum(rounds_ago, 1)) / MEMORY_ROUNDS)


def _weighed(weights: Mapping[Term, float]) -> tuple[list[Term], Floats]:
    """The terms that weigh something, and for each combination of their steps the weighted mean of the values."""
    table = np.zeros(1)
    for term, weight in weights.items():
        table = (table[:, None] + weight * VALUES[term]).ravel()
    return list(weights), table


def _broken(rule: Rule, crowd: Crowd, i: Ints, j: Ints) -> Flags:
    term, when = rule
    holds = np.greater(np.take(VALUES[term], STEPS[term](crowd, i, j)), 0)
    if when == "never":
        return holds
    known = KNOWN[term](crowd)
    return np.logical_not(holds) & known[i] & known[j]


def _topics_of(term: Term, crowd: Crowd) -> list[Ints]:
    match term:
        case Term.INTERESTS:
            return [crowd.interests.numbers]
        case Term.GOALS:
            return [crowd.seeks.numbers]
        case Term.OFFERS:
            return [np.concatenate([crowd.seeks.numbers, crowd.offers.numbers], axis=1)]
        case Term.LANGUAGE:
            return [crowd.languages.numbers]
        case Term.NEAR:
            return [crowd.places[:, None]]
        case _:
            return []


def _middle(hours: Bits) -> Floats:
    """The middle of each person's working time, in half-hours; on the clock 23:30 is beside 0:00."""
    turns = np.exp(2j * np.pi * np.arange(HALF_HOURS) / HALF_HOURS)
    works = (hours[:, None] >> np.arange(HALF_HOURS, dtype=np.uint64)) & np.uint64(1)
    return np.asarray(np.angle(works @ turns) * HALF_HOURS / (2 * np.pi), np.float64)
