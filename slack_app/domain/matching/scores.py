"""What the meeting of two people is worth.

The gain of a pair is the weighted mean of what each term says (1 at best; no common language and no common hour say
less than nothing, for such a pair can hardly meet), times 1 + half of both people's fairness. A pair that met before
costs so much that it is taken only where no unmet one is left, and the more the less long ago it was. Two people who
block each other, or whom the rule keeps apart, are worth minus infinity.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import numpy as np

from slack_app.domain.matching.checks import weights_of
from slack_app.domain.matching.crowd import Crowd, Flags, Floats, Ints
from slack_app.domain.matching.pairs_known import KnownPairs
from slack_app.domain.matching.values import Past, Person, Recipe, Rule, Term

SHARED_INTERESTS = np.array([0.0, 0.45, 0.70, 0.87, 1.0])
SHARED_GOALS = np.array([0.0, 0.7, 1.0])
COMMON_LANGUAGE = np.array([-2.5, 1.0])
COMMON_HALF_HOURS = np.array([-0.7, *np.linspace(0.125, 1.0, 8)])
FAIRNESS = 0.5
WIDEST = 8.0
"""More than the best and the worst pair can differ by, repeats aside."""
MEMORY_ROUNDS = 20.0
_AGE = 1e4


class Scores(Protocol):
    """What a solver knows of people: how many they are, and what any two are worth to each other."""

    @property
    def size(self) -> int:
        """How many people; they are numbered from 0."""

    def of(self, i: Ints, j: Ints) -> Floats:
        """What i and j are worth together, element by element as numpy broadcasts; the same either way, -inf: never."""


class PeopleScores:
    """The scores of people under a recipe, with what is remembered of them."""

    def __init__(self, people: Sequence[Person], recipe: Recipe, past: Past) -> None:
        self.crowd, self.size = Crowd.of(people), len(people)
        self._weights, self._rule = weights_of(recipe), recipe.rule
        number = {one.user_id: at for at, one in enumerate(people)}
        self.blocked = KnownPairs.of(((a, b, 1) for a, b in past.blocks), number)
        self.met = KnownPairs.of(past.met, number)
        self.repeat = _AGE * (self.size + 1)

    def of(self, i: Ints, j: Ints) -> Floats:
        """What the solvers maximise: the score, with repeats so dear that fewer and older ones come before all else."""
        found = self.gain(i, j) * (1 + FAIRNESS * (self.crowd.fairness[i] + self.crowd.fairness[j]))
        rounds_ago = self.met.value(i, j)
        repeated = rounds_ago > 0
        if repeated.any():
            found[repeated] -= self.repeat + _AGE * np.exp((1 - rounds_ago[repeated]) / MEMORY_ROUNDS)
        found[self.never(i, j)] = -np.inf
        return found

    def told(self, i: Ints, j: Ints) -> Floats:
        """The score as it is told: a repeat costs 0.1 and up to 2 more the less long ago it was."""
        found = self.gain(i, j) * (1 + FAIRNESS * (self.crowd.fairness[i] + self.crowd.fairness[j]))
        rounds_ago = self.met.value(i, j)
        found -= np.where(rounds_ago > 0, 0.1 + 2 * np.exp((1 - rounds_ago) / MEMORY_ROUNDS), 0.0)
        return found

    def gain(self, i: Ints, j: Ints) -> Floats:
        """The weighted mean of what the terms say, fairness and the past aside."""
        found = np.zeros(np.broadcast_shapes(i.shape, j.shape))
        for term, weight in self._weights.items():
            found += weight * SAYS[term](self.crowd, i, j)
        return found

    def never(self, i: Ints, j: Ints) -> Flags:
        """Whether they block each other, the rule keeps them apart, or they are one person."""
        return np.equal(i, j) | self.blocked.known(i, j) | self.against_rule(i, j)

    def against_rule(self, i: Ints, j: Ints) -> Flags:
        """Whether the rule keeps them apart, by what is known of them."""
        if self._rule is None:
            return np.zeros(np.broadcast_shapes(i.shape, j.shape), np.bool_)
        return _broken(self._rule, self.crowd, i, j)


def _interests(crowd: Crowd, i: Ints, j: Ints) -> Floats:
    return np.take(SHARED_INTERESTS, np.minimum(crowd.interests.common(i, crowd.interests, j), 4))


def _goals(crowd: Crowd, i: Ints, j: Ints) -> Floats:
    return np.take(SHARED_GOALS, np.minimum(crowd.seeks.common(i, crowd.seeks, j), 2))


def _offers(crowd: Crowd, i: Ints, j: Ints) -> Floats:
    given = crowd.offers.common(i, crowd.seeks, j) + crowd.seeks.common(i, crowd.offers, j)
    return np.take(SHARED_GOALS, np.minimum(given, 2))


def _language(crowd: Crowd, i: Ints, j: Ints) -> Floats:
    known = crowd.languages.any[i] & crowd.languages.any[j]
    common = np.minimum(crowd.languages.common(i, crowd.languages, j), 1)
    return np.where(known, np.take(COMMON_LANGUAGE, common), 0.0)


def _hours(crowd: Crowd, i: Ints, j: Ints) -> Floats:
    mine, theirs = crowd.hours[i], crowd.hours[j]
    both = np.minimum(np.bitwise_count(mine & theirs), 8)
    return np.where((mine != 0) & (theirs != 0), np.take(COMMON_HALF_HOURS, both), 0.0)


def _other_team(crowd: Crowd, i: Ints, j: Ints) -> Floats:
    return _unlike(crowd.teams[i], crowd.teams[j])


def _far(crowd: Crowd, i: Ints, j: Ints) -> Floats:
    return _unlike(crowd.places[i], crowd.places[j])


def _near(crowd: Crowd, i: Ints, j: Ints) -> Floats:
    return ((crowd.places[i] == crowd.places[j]) & (crowd.places[i] >= 0)).astype(np.float64)


def _seniority(crowd: Crowd, i: Ints, j: Ints) -> Floats:
    one_way, other_way = crowd.newcomers[i] & crowd.veterans[j], crowd.veterans[i] & crowd.newcomers[j]
    return (one_way | other_way).astype(np.float64)


def _unlike(mine: Ints, theirs: Ints) -> Floats:
    return ((mine != theirs) & (mine >= 0) & (theirs >= 0)).astype(np.float64)


SAYS: Mapping[Term, Callable[[Crowd, Ints, Ints], Floats]] = {
    Term.INTERESTS: _interests,
    Term.GOALS: _goals,
    Term.OFFERS: _offers,
    Term.OTHER_TEAM: _other_team,
    Term.NEAR: _near,
    Term.FAR: _far,
    Term.LANGUAGE: _language,
    Term.HOURS: _hours,
    Term.SENIORITY: _seniority,
}
"""What each term says of two people: 1 at best, 0 when it says nothing or what it needs is not known."""


def _broken(rule: Rule, crowd: Crowd, i: Ints, j: Ints) -> Flags:
    term, when = rule
    holds = np.greater(SAYS[term](crowd, i, j), 0)
    if when == "never":
        return holds
    known = _KNOWN[term](crowd)
    return np.logical_not(holds) & known[i] & known[j]


_KNOWN: Mapping[Term, Callable[[Crowd], Flags]] = {
    Term.OTHER_TEAM: lambda crowd: crowd.teams >= 0,
    Term.NEAR: lambda crowd: crowd.places >= 0,
    Term.FAR: lambda crowd: crowd.places >= 0,
    Term.LANGUAGE: lambda crowd: crowd.languages.any,
    Term.HOURS: lambda crowd: crowd.hours != 0,
    Term.INTERESTS: lambda crowd: crowd.interests.any,
    Term.GOALS: lambda crowd: crowd.seeks.any,
    Term.OFFERS: lambda crowd: crowd.seeks.any | crowd.offers.any,
    Term.SENIORITY: lambda crowd: np.ones(len(crowd.newcomers), np.bool_),
}
"""Of whom enough is known to say that a term does not hold."""
