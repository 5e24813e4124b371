"""One round, from people to groups with their reasons; and one person's best company."""

import random
from collections.abc import Sequence
from itertools import combinations

import numpy as np

from slack_app.domain.matching.checks import check
from slack_app.domain.matching.crowd import Ints
from slack_app.domain.matching.placing import placed
from slack_app.domain.matching.reasons import reasons_for
from slack_app.domain.matching.scores import PeopleScores
from slack_app.domain.matching.values import Group, LeftOut, Matching, Past, Person, Reason, Recipe, Without

_PAIR = 2


def match(people: Sequence[Person], recipe: Recipe, past: Past, *, seed: int) -> Matching:
    """The best groups for everyone: nobody meets whom they must not, and nobody again while someone new is there.

    The same seed gives the same groups, whatever the order of the people. Raises InvalidMatchingError.
    """
    check(people, recipe, past)
    everyone = sorted(people, key=lambda one: one.user_id)
    random.Random(seed).shuffle(everyone)  # noqa: S311 only ties are broken so
    if len(everyone) < _PAIR:
        return Matching((), tuple(LeftOut(one.user_id, Without.ALONE) for one in everyone), 0.0)
    scores = PeopleScores(everyone, recipe, past)
    groups, out = placed(everyone, recipe.size, scores, seed)
    told = [_told(everyone, group, recipe, scores) for group in groups]
    told.sort(key=lambda group: (-group.score, group.user_ids))
    left_out = sorted((_left_out(everyone, one, scores) for one in out), key=lambda one: one.user_id)
    return Matching(tuple(told), tuple(left_out), sum(group.score for group in told))


def explain(people: Sequence[Person], recipe: Recipe, past: Past) -> tuple[Reason, ...]:
    """Why these people, strongest first; nothing speaks for those who must never be together.

    Raises InvalidMatchingError.
    """
    check(people, recipe, past)
    scores = PeopleScores(people, recipe, past)
    first, second = _couples(tuple(range(len(people))))
    return () if scores.never(first, second).any() else reasons_for(people, recipe)


def who_with(newcomer: Person, willing: Sequence[Person], recipe: Recipe, past: Past) -> str | None:
    """With whom of the willing a late newcomer does best, by id; None when they may meet none of them.

    Raises InvalidMatchingError.
    """
    others = sorted((one for one in willing if one.user_id != newcomer.user_id), key=lambda one: one.user_id)
    check([newcomer, *others], recipe, past)
    if not others:
        return None
    worth = PeopleScores([newcomer, *others], recipe, past).of(np.array(0), np.arange(1, len(others) + 1))
    best = int(np.argmax(worth))
    return others[best].user_id if worth[best] > -np.inf else None


def _told(people: Sequence[Person], group: tuple[int, ...], recipe: Recipe, scores: PeopleScores) -> Group:
    them = sorted((people[one] for one in group), key=lambda one: one.user_id)
    first, second = _couples(group)
    score = 2 / len(group) * float(scores.told(first, second).sum())
    weakness = float(np.clip(1 - scores.gain(first, second).mean(), 0, 1))
    return Group(tuple(one.user_id for one in them), score, reasons_for(them, recipe), weakness)


def _couples(group: tuple[int, ...]) -> tuple[Ints, Ints]:
    first, second = np.array(list(combinations(group, 2)), np.int64).reshape(-1, 2).T
    return first, second


def _left_out(people: Sequence[Person], one: int, scores: PeopleScores) -> LeftOut:
    against = scores.against_rule(np.array(one), np.arange(len(people)))
    against[one] = False
    return LeftOut(people[one].user_id, Without.RULE if against.any() else Without.BLOCKED)
