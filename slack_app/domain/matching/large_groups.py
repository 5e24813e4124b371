"""Groups of many people: pairs, pairs of pairs, one more where the size is odd; then swaps that a sample of looks finds."""

import numpy as np

from slack_app.domain.matching.candidates import priced
from slack_app.domain.matching.crowd import Floats, Ints
from slack_app.domain.matching.prices import Ends
from slack_app.domain.matching.scores import Kin, Scores
from slack_app.domain.matching.settling import ALONE, settled

_LOOKS, _SWEEPS = 24, 40
_NEVER = -1e12
_LEAST_GAIN = 1e-6
_PAIR = 2
_EMPTY = -1


class Units:
    """The scores of groups that may become one: what their members are worth across; only unlike kinds join."""

    def __init__(self, scores: Scores, members: Ints, kinds: Ints) -> None:
        self._all, self._members, self._kinds = scores, members, kinds
        self.size, self.last_resort = len(members), scores.last_resort

    def of(self, i: Ints, j: Ints) -> Floats:
        """What all members of i are worth to all of j together."""
        i, j = np.broadcast_arrays(i, j)
        found = np.where(self._kinds[i] + self._kinds[j] == 1, 0.0, -np.inf)
        for mine in self._members.T:
            for theirs in self._members.T:
                one, other = mine[i], theirs[j]
                both = (one != _EMPTY) & (other != _EMPTY)
                found[both] += self._all.of(one[both], other[both])
        return found

    def kin(self) -> Kin | None:
        """Where to look first: as for the first member."""
        kin = self._all.kin()
        first = self._members[:, 0]
        return kin and Kin(kin.topics[first], kin.kinds, kin.beside[first])


def assembled(scores: Scores, sizes: list[int], seed: int) -> Ints:
    """For each person the number of their group; `sizes` differ by one at most."""
    chance = np.random.default_rng(seed)
    least, many = min(sizes), len(sizes)
    cut = np.cumsum([many] * least)
    seats = chance.permutation(scores.size)
    parts = [part[:, None] for part in np.split(seats, cut)]
    *lone, rest = parts
    groups = _joined(scores, lone[0], lone[1], seed)
    if least > _PAIR + 1:
        groups = _joined(scores, groups, _joined(scores, lone[2], lone[3], seed), seed)
    if least % _PAIR:
        groups = _joined(scores, groups, lone[-1], seed)
    if len(rest):
        groups = _joined(scores, groups, rest, seed)
    return _swapped(scores, groups, seed)


def _joined(scores: Scores, left: Ints, right: Ints, seed: int) -> Ints:
    """Each of the right joined to another of the left: rows of members, padded where there are fewer."""
    width = max(left.shape[1], right.shape[1])
    kinds = np.repeat([0, 1], [len(left), len(right)])
    members = np.concatenate([_padded(left, width), _padded(right, width)])
    partner = settled(*priced(Units(scores, members, kinds), seed), np.zeros(len(members), np.int64))
    mate = partner[: len(left)] - len(left)
    free = np.flatnonzero(mate < 0)
    spare = np.setdiff1d(np.arange(len(right)), mate)
    mate[free] = ALONE
    mate[free[: len(spare)]] = spare
    return np.concatenate([left, np.where(mate[:, None] >= 0, right[mate], _EMPTY)], axis=1)


def _padded(members: Ints, width: int) -> Ints:
    return np.pad(members, ((0, 0), (0, width - members.shape[1])), constant_values=_EMPTY)


def _swapped(scores: Scores, groups: Ints, seed: int) -> Ints:
    """Swaps of people, as long as some of many that are looked at gain; answers each one's group."""
    chance = np.random.default_rng(seed)
    ends = Ends.of(priced(scores, seed)[0])
    place = np.zeros(scores.size, np.int64)
    for _ in range(_SWEEPS):
        is_there = groups != _EMPTY
        place[groups[is_there]] = np.nonzero(is_there)[0]
        one, other = _looks(ends, groups, place, chance)
        gain = _gains(scores, groups, place, one, other)
        order = np.argsort(-gain, kind="stable")
        order = _disjoint(order[gain[order] > _LEAST_GAIN], place[one], place[other])
        if not len(order):
            break
        _swap(groups, place, one[order], other[order])
    return place


def _looks(ends: Ends, groups: Ints, place: Ints, chance: np.random.Generator) -> tuple[Ints, Ints]:
    """Whom to swap with whom: someone by lot, or who sits beside one whom I should like to meet."""
    at = chance.integers(0, len(ends.person), _LOOKS * len(place))
    beside = groups[place[ends.other[at]], chance.integers(0, groups.shape[1], len(at))]
    lot = chance.integers(0, len(place), (2, _LOOKS * len(place) // 4))
    one, other = np.concatenate([ends.person[at], lot[0]]), np.concatenate([beside, lot[1]])
    fits = (other != _EMPTY) & (other != one)
    one, other = one[fits], other[fits]
    apart = place[one] != place[other]
    return one[apart], other[apart]


def _gains(scores: Scores, groups: Ints, place: Ints, one: Ints, other: Ints) -> Floats:
    share: Floats = 2 / (groups != _EMPTY).sum(axis=1)
    mine, theirs = share[place[one]], share[place[other]]
    stays: Floats = mine * _ties(scores, groups, place[one], one, one) + theirs * _ties(
        scores, groups, place[other], other, other
    )
    swaps: Floats = mine * _ties(scores, groups, place[one], other, one) + theirs * _ties(
        scores, groups, place[other], one, other
    )
    return swaps - stays


def _ties(scores: Scores, groups: Ints, group: Ints, one: Ints, instead_of: Ints) -> Floats:
    """What `one` is worth to the members of a group but `instead_of`."""
    found = np.zeros(len(one))
    for member in groups.T:
        them = member[group]
        counts = (them != _EMPTY) & (them != instead_of)
        found[counts] += np.maximum(scores.of(one[counts], them[counts]), _NEVER)
    return found


def _disjoint(order: Ints, one: Ints, other: Ints) -> Ints:
    """Of swaps in order of preference those that touch no group that one before them touches."""
    touched, kept = set[int](), list[int]()
    for at, a, b in zip(order.tolist(), one[order].tolist(), other[order].tolist(), strict=True):
        if a not in touched and b not in touched:
            touched |= {a, b}
            kept.append(at)
    return np.array(kept, np.int64)


def _swap(groups: Ints, place: Ints, one: Ints, other: Ints) -> None:
    a, b = np.nonzero(groups[place[one]] == one[:, None])[1], np.nonzero(groups[place[other]] == other[:, None])[1]
    groups[place[one], a], groups[place[other], b] = other, one
