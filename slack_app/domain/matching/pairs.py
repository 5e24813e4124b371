"""A round of pairs: everyone in one, an odd one joins a pair, and whoever cannot be matched is left out in turn."""

from itertools import combinations

import numpy as np

from slack_app.domain.matching.crowd import Floats, Ints
from slack_app.domain.matching.exact import best_of_all
from slack_app.domain.matching.scores import Scores

Groups = list[tuple[int, ...]]
_PAIR = 2


def square(scores: Scores, who: Ints) -> Floats:
    """What each two of `who` are worth to each other, as a square; minus infinity on the diagonal."""
    return scores.of(who[:, None], who[None, :])


def pairs_of(worth: Floats, first_to_go: Ints, likes_three: Floats) -> tuple[Groups, list[int]]:
    """Pairs of everyone, the best there are; who is left over joins a pair where no two are kept apart.

    Answers the groups, by row of `worth`, and who had to be left out. `likes_three` is added to what one is worth in a
    group of three.
    """
    groups: Groups = [tuple(sorted(pair)) for pair in _with_a_bench(worth, first_to_go, likes_three)]
    over = sorted(
        set(range(len(worth))) - {one for group in groups for one in group}, key=lambda one: -first_to_go[one]
    )
    return _joined(worth, groups, over, likes_three)


def worth_of(worth: Floats, group: tuple[int, ...]) -> float:
    """What a group is worth: everyone counts as much as in a pair."""
    return 2 / len(group) * float(sum(worth[a, b] for a, b in combinations(group, 2)))


def _with_a_bench(worth: Floats, first_to_go: Ints, likes_three: Floats) -> Groups:
    """The best pairs; of an odd number one sits out who would do well as a third."""
    if len(worth) % 2 == 0:
        return list(best_of_all(worth, first_to_go))
    best: Groups = []
    best_worth = -np.inf
    for third in _thirds(worth, likes_three):
        rest = np.delete(np.arange(len(worth)), third)
        pairs = [(int(rest[a]), int(rest[b])) for a, b in best_of_all(worth[np.ix_(rest, rest)], first_to_go[rest])]
        groups, over = _joined(worth, list(pairs), [third], likes_three)
        value = sum(worth_of(worth, group) for group in groups) - 1e15 * len(over)
        if value > best_worth:
            best, best_worth = list(pairs), value
    return best or list(best_of_all(worth, first_to_go))


def _thirds(worth: Floats, likes_three: Floats) -> list[int]:
    """A few who may do well as a third: the easiest to match, the hardest, and who wishes it."""
    usual = np.where(worth > -np.inf, worth, 0).mean(axis=1)
    order = np.argsort(usual + likes_three, kind="stable")
    wishes = np.flatnonzero(likes_three > 0)[:3]
    return list(dict.fromkeys(int(one) for one in [*wishes, *order[:3], *order[-3:]]))


def _joined(worth: Floats, groups: Groups, over: list[int], likes_three: Floats) -> tuple[Groups, list[int]]:
    out: list[int] = []
    for third in over:
        gains = [
            worth_of(worth, (*group, third)) - worth_of(worth, group) + float(likes_three[list(group)].sum())
            if len(group) == _PAIR and worth_of(worth, (*group, third)) > -np.inf
            else -np.inf
            for group in groups
        ]
        if gains and max(gains) > -np.inf:
            at = int(np.argmax(gains))
            groups[at] = tuple(sorted((*groups[at], third)))
        else:
            out.append(third)
    return groups, out
