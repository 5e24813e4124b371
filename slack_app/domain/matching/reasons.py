"""Why these people: what the score's own terms say of them, in words that can be checked against what they wrote."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

import numpy as np

from slack_app.domain.matching.checks import weights_of
from slack_app.domain.matching.crowd import NEWCOMER_UNTIL_DAYS, VETERAN_FROM_DAYS
from slack_app.domain.matching.terms import COMMON_HALF_HOURS, SHARED_GOALS, SHARED_INTERESTS
from slack_app.domain.matching.topics import keys_of, languages_of, team_of, town_of
from slack_app.domain.matching.values import Person, Reason, Recipe, Term

_Keyed = Mapping[str, str]


@dataclass(frozen=True)
class _Said:
    """A reason, how far it holds (0..1), and of how many pairs."""

    reason: Reason
    strength: float
    pairs: int


def reasons_for(people: Sequence[Person], recipe: Recipe) -> tuple[Reason, ...]:
    """What speaks for these people meeting, strongest first; only terms that weigh something."""
    in_order = sorted(people, key=lambda one: one.user_id)
    weights, order = weights_of(recipe), list(Term)
    said = [one for term in order if term in weights for one in _SAY[term](in_order)]
    said.sort(key=lambda one: -weights[one.reason.term] * one.strength * one.pairs)
    return tuple(one.reason for one in said)


def _by_topic(
    term: Term, people: Sequence[Person], topics: Callable[[Person], _Keyed], strengths: Sequence[float]
) -> Iterator[_Said]:
    """One reason for all topics that the same people share."""
    keyed = {one.user_id: topics(one) for one in people}
    holders: dict[str, tuple[str, ...]] = {}
    for key in (key for written in keyed.values() for key in written):
        holders[key] = tuple(user_id for user_id, written in keyed.items() if key in written)
    for ids in dict.fromkeys(holders.values()):
        if len(ids) > 1:
            written = tuple(keyed[ids[0]][key] for key, held_by in holders.items() if held_by == ids)
            yield _Said(Reason(term, written, ids), _strength(strengths, len(written)), _pairs(len(ids)))


def _offers(people: Sequence[Person]) -> Iterator[_Said]:
    for giver, seeker in permutations(people, 2):
        sought = keys_of(seeker.seeks)
        given = tuple(topic for key, topic in keys_of(giver.offers).items() if key in sought)
        if given:
            ids = (giver.user_id, seeker.user_id)
            yield _Said(Reason(Term.OFFERS, given, ids), _strength(SHARED_GOALS, len(given)), 1)


def _by_circle(term: Term, people: Sequence[Person], holds: Callable[[Sequence[Person]], float]) -> Iterator[_Said]:
    """The largest circle for which something holds, found from each person in turn."""
    circles = (_grown(first, people, holds) for first in people)
    best = max(circles, key=len, default=[])
    if len(best) > 1:
        ids = tuple(one.user_id for one in people if one in best)
        yield _Said(Reason(term, (), ids), holds(best), _pairs(len(best)))


def _grown(first: Person, people: Sequence[Person], holds: Callable[[Sequence[Person]], float]) -> list[Person]:
    circle = [first]
    for one in people:
        if one is not first and holds([*circle, one]) > 0:
            circle.append(one)
    return circle


def _seniority(people: Sequence[Person]) -> Iterator[_Said]:
    new = tuple(one.user_id for one in people if one.member_for_days < NEWCOMER_UNTIL_DAYS)
    old = tuple(one.user_id for one in people if one.member_for_days >= VETERAN_FROM_DAYS)
    if new and old:
        yield _Said(Reason(Term.SENIORITY, (), new + old), 1.0, len(new) * len(old))


def _all_unlike(named: Callable[[Person], str]) -> Callable[[Sequence[Person]], float]:
    def holds(people: Sequence[Person]) -> float:
        names = [named(one) for one in people]
        return float(all(names) and len(set(names)) == len(names))

    return holds


def _common_hours(people: Sequence[Person]) -> float:
    both = int(np.bitwise_and.reduce([one.hours for one in people])).bit_count()
    return _strength(COMMON_HALF_HOURS, both) if both else 0.0


def _town(one: Person) -> _Keyed:
    town = town_of(one.place)
    return {town: one.place} if town else {}


def _strength(strengths: Sequence[float], many: int) -> float:
    return float(strengths[min(many, len(strengths) - 1)])


def _pairs(many: int) -> int:
    return len(list(combinations(range(many), 2)))


_SAY: Mapping[Term, Callable[[Sequence[Person]], Iterator[_Said]]] = {
    Term.INTERESTS: lambda them: _by_topic(Term.INTERESTS, them, lambda one: keys_of(one.interests), SHARED_INTERESTS),
    Term.GOALS: lambda them: _by_topic(Term.GOALS, them, lambda one: keys_of(one.seeks), SHARED_GOALS),
    Term.OFFERS: _offers,
    Term.OTHER_TEAM: lambda them: _by_circle(Term.OTHER_TEAM, them, _all_unlike(lambda one: team_of(one.team))),
    Term.NEAR: lambda them: _by_topic(Term.NEAR, them, _town, (0.0, 1.0)),
    Term.FAR: lambda them: _by_circle(Term.FAR, them, _all_unlike(lambda one: town_of(one.place))),
    Term.LANGUAGE: lambda them: _by_topic(Term.LANGUAGE, them, lambda one: languages_of(one.languages), (0.0, 1.0)),
    Term.HOURS: lambda them: _by_circle(Term.HOURS, them, _common_hours),
    Term.SENIORITY: _seniority,
}
