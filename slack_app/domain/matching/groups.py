"""A round of groups of three to five: sizes, a start, and swaps until none is better."""

import numpy as np

from slack_app.domain.matching.crowd import Floats, Ints
from slack_app.domain.matching.pairs import Groups

_NEVER = -1e13
_STARTS = 8
_GAIN = 1e-6


def sizes_of(people: int, size: int) -> list[int]:
    """How many people each group gets: `size`, or one more or less where that cannot be; all in one when they are few."""
    if people <= size + 1:
        return [people]
    options = [[people // many + (at < people % many) for at in range(many)] for many in range(1, people // 2 + 1)]
    return min(options, key=lambda sizes: (sum(abs(one - size) for one in sizes), -len(sizes)))


def groups_of(worth: Floats, size: int, seed: int) -> tuple[Groups, list[int]]:
    """Groups of everyone, by row of `worth`, and who could not be placed without breaking a rule."""
    sizes = sizes_of(len(worth), size)
    values = np.where(worth > -np.inf, worth, _NEVER)
    np.fill_diagonal(values, 0)
    chance = np.random.default_rng(seed)
    tries = [_swapped(values, _start(chance, sizes), sizes) for _ in range(_STARTS)]
    best = max(tries, key=lambda place: _total(values, place, sizes))
    return _legal(worth, [np.flatnonzero(best == at) for at in range(len(sizes))])


def _start(chance: np.random.Generator, sizes: list[int]) -> Ints:
    return chance.permutation(np.repeat(np.arange(len(sizes)), sizes))


def _total(values: Floats, place: Ints, sizes: list[int]) -> float:
    same = place[:, None] == place[None, :]
    return float((values * same * (1 / np.array(sizes))[place][:, None]).sum())


def _swapped(values: Floats, place: Ints, sizes: list[int]) -> Ints:
    """The best swap of two people, again and again, until no swap gains."""
    share = 2 / np.array(sizes)
    ties = np.stack([values[:, place == at].sum(axis=1) for at in range(len(sizes))], axis=1)
    while True:
        mine = share[place] * ties[np.arange(len(place)), place]
        there = share[place][None, :] * (ties[:, place] - values)
        gain = there + there.T - mine[:, None] - mine[None, :]
        a, b = divmod(int(np.argmax(gain)), len(place))
        if gain[a, b] <= _GAIN or place[a] == place[b]:
            return place
        ties[:, place[a]] += values[:, b] - values[:, a]
        ties[:, place[b]] += values[:, a] - values[:, b]
        place[a], place[b] = place[b], place[a]


def _legal(worth: Floats, members: list[Ints]) -> tuple[Groups, list[int]]:
    """The groups without those who must not be in them."""
    groups: Groups = []
    out: list[int] = []
    for group in members:
        kept = [int(one) for one in group]
        while len(kept) > 1:
            bad = (worth[np.ix_(kept, kept)] == -np.inf).sum(axis=1) - 1
            if not bad.any():
                break
            out.append(kept.pop(int(np.argmax(bad))))
        if len(kept) > 1:
            groups.append(tuple(kept))
        else:
            out += kept
    return groups, out
