"""What each term says of two people.

A term speaks in a few steps (no shared interest, one, two …); each has its value: 1 at best, 0 when it says nothing or
what it needs is not known. No common language and no common hour are worth less than nothing: such a pair can
hardly meet.
"""

from collections.abc import Callable, Mapping

import numpy as np

from slack_app.domain.matching.crowd import Crowd, Flags, Floats, Ints, Small
from slack_app.domain.matching.values import Term

SHARED_INTERESTS = (0.0, 0.45, 0.70, 0.87, 1.0)
SHARED_GOALS = (0.0, 0.7, 1.0)
_YES = (0.0, 1.0)
_NO_LANGUAGE, _NO_HOURS = -2.5, -0.7
COMMON_HALF_HOURS = (0.0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1.0)

VALUES: Mapping[Term, Floats] = {
    Term.INTERESTS: np.array(SHARED_INTERESTS),
    Term.GOALS: np.array(SHARED_GOALS),
    Term.OFFERS: np.array(SHARED_GOALS),
    Term.OTHER_TEAM: np.array(_YES),
    Term.NEAR: np.array(_YES),
    Term.FAR: np.array(_YES),
    Term.LANGUAGE: np.array((0.0, _NO_LANGUAGE, 1.0)),
    Term.HOURS: np.array((0.0, _NO_HOURS, *COMMON_HALF_HOURS[1:])),
    Term.SENIORITY: np.array(_YES),
}
"""The value of each step of a term."""


def _interests(crowd: Crowd, i: Ints, j: Ints) -> Small:
    return np.minimum(crowd.interests.common(i, crowd.interests, j), np.uint8(4))


def _goals(crowd: Crowd, i: Ints, j: Ints) -> Small:
    return np.minimum(crowd.seeks.common(i, crowd.seeks, j), 2)


def _offers(crowd: Crowd, i: Ints, j: Ints) -> Small:
    given = crowd.offers.common(i, crowd.seeks, j)
    given += crowd.seeks.common(i, crowd.offers, j)
    return np.minimum(given, 2)


def _language(crowd: Crowd, i: Ints, j: Ints) -> Small:
    """Not known, none, some."""
    known = crowd.languages.many > 0
    step: Small = np.minimum(crowd.languages.common(i, crowd.languages, j), 1)
    step += 1
    step *= known[i] & known[j]
    return step


def _hours(crowd: Crowd, i: Ints, j: Ints) -> Small:
    """Not known, none, one half-hour … eight."""
    mine, theirs = crowd.hours[i], crowd.hours[j]
    step: Small = np.minimum(np.bitwise_count(mine & theirs), 8)
    step += 1
    step *= (mine != 0) & (theirs != 0)
    return step


def _other_team(crowd: Crowd, i: Ints, j: Ints) -> Small:
    return _unlike(crowd.teams[i], crowd.teams[j])


def _far(crowd: Crowd, i: Ints, j: Ints) -> Small:
    return _unlike(crowd.places[i], crowd.places[j])


def _near(crowd: Crowd, i: Ints, j: Ints) -> Small:
    mine, theirs = crowd.places[i], crowd.places[j]
    return np.asarray((mine == theirs) & (mine >= 0), np.uint8)


def _seniority(crowd: Crowd, i: Ints, j: Ints) -> Small:
    one_way, other_way = crowd.newcomers[i] & crowd.veterans[j], crowd.veterans[i] & crowd.newcomers[j]
    return np.asarray(one_way | other_way, np.uint8)


def _unlike(mine: Ints, theirs: Ints) -> Small:
    return np.asarray((mine != theirs) & (mine >= 0) & (theirs >= 0), np.uint8)


STEPS: Mapping[Term, Callable[[Crowd, Ints, Ints], Small]] = {
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
"""The step of a term for i and j, element by element as numpy broadcasts; the same either way."""

KNOWN: Mapping[Term, Callable[[Crowd], Flags]] = {
    Term.INTERESTS: lambda crowd: crowd.interests.many > 0,
    Term.GOALS: lambda crowd: crowd.seeks.many > 0,
    Term.OFFERS: lambda crowd: (crowd.seeks.many > 0) | (crowd.offers.many > 0),
    Term.OTHER_TEAM: lambda crowd: crowd.teams >= 0,
    Term.NEAR: lambda crowd: crowd.places >= 0,
    Term.FAR: lambda crowd: crowd.places >= 0,
    Term.LANGUAGE: lambda crowd: crowd.languages.many > 0,
    Term.HOURS: lambda crowd: crowd.hours != 0,
    Term.SENIORITY: lambda crowd: np.ones(len(crowd.newcomers), np.bool_),
}
"""Of whom enough is known to say that a term does not hold."""
