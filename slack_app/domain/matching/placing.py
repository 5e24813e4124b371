"""Everyone's place in a round: groups of the programme's size, and of the size that some wish where that costs nobody."""

from collections.abc import Sequence

import numpy as np

from slack_app.domain.matching.crowd import Ints
from slack_app.domain.matching.groups import groups_of
from slack_app.domain.matching.pairs import Groups, pairs_of
from slack_app.domain.matching.scores import PeopleScores, Some
from slack_app.domain.matching.values import Person

_PAIR, _TRIPLE = 2, 3
_LIKES = 0.3


def placed(people: Sequence[Person], size: int, scores: PeopleScores, seed: int) -> tuple[Groups, list[int]]:
    """The groups, by row of `people`, and who is left out.

    Those who wish for three in a programme of pairs, or for two in one of threes, meet among themselves, if that leaves
    nobody out and makes nobody meet again who else would not.
    """
    usual = _of_size(people, np.arange(len(people)), size, scores, seed)
    other = {_PAIR: _TRIPLE, _TRIPLE: _PAIR}.get(size)
    wishing = [at for at, one in enumerate(people) if one.wish == other]
    wishing = wishing[: len(wishing) // other * other] if other else []
    if other is None or not wishing or len(people) - len(wishing) == 1:
        return usual
    rest = np.setdiff1d(np.arange(len(people)), wishing)
    apart = _of_size(people, np.array(wishing), other, scores, seed), _of_size(people, rest, size, scores, seed)
    wished = [*apart[0][0], *apart[1][0]], [*apart[0][1], *apart[1][1]]
    return min(wished, usual, key=lambda one: (len(one[1]), _repeats(one[0], scores)))


def _of_size(
    people: Sequence[Person], who: Ints, size: int, scores: PeopleScores, seed: int
) -> tuple[Groups, list[int]]:
    """The groups of some of the people."""
    if len(who) < _PAIR:
        return [], who.tolist()
    some = Some(scores, who) if len(who) < len(people) else scores
    first_to_go = np.array([people[one].times_left_out for one in who])
    likes_three = np.array([{None: 0.0, _PAIR: -_LIKES, _TRIPLE: _LIKES}[people[one].wish] for one in who])
    if size == _PAIR:
        groups, out = pairs_of(some, first_to_go, likes_three, seed)
    else:
        groups, out = groups_of(some, size, first_to_go, seed)
    return [tuple(who[list(group)].tolist()) for group in groups], who[out].tolist()


def _repeats(groups: Groups, scores: PeopleScores) -> int:
    """How many pairs meet again."""
    pairs = [(a, b) for group in groups for at, a in enumerate(group) for b in group[:at]]
    first, second = np.array(pairs, np.int64).reshape(-1, 2).T
    return int((scores.past.of(first, second) > 0).sum())
