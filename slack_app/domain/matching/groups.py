"""A round of groups of three to five: which sizes, and who with whom."""

import numpy as np

from slack_app.domain.matching.crowd import Flags, Ints
from slack_app.domain.matching.large_groups import assembled
from slack_app.domain.matching.pairs import Groups, pairs_of
from slack_app.domain.matching.scores import Scores, Some
from slack_app.domain.matching.swaps import Table, searched

MOST_SEARCHED = 300
_ASSEMBLED_FROM = 60
_SMALLER = 2
_HOPELESS = 10


def sizes_of(people: int, size: int, more: int = 0) -> list[int]:
    """How many people each group gets: `size`, or one more or less where that cannot be; all in one when they are few.

    With `more` there are so many more groups, each smaller.
    """
    fewest = -(-people // (size + 1))
    options = [_even(people, many) for many in {fewest, people // size, -(-people // size)} if many >= fewest]
    best = min(options, key=lambda sizes: (sum(abs(one - size) for one in sizes), -len(sizes)))
    return _even(people, len(best) + more) if more else best


def groups_of(scores: Scores, size: int, first_to_go: Ints, seed: int) -> tuple[Groups, list[int]]:
    """Groups of everyone, close to the best there are, and who had to be left out.

    Where someone would be left out, groups are smaller, down to pairs, if that leaves out fewer.
    """
    found = _tried(scores, sizes_of(scores.size, size), size, first_to_go, seed)
    if not found[1]:
        return found
    pairs = pairs_of(scores, first_to_go, np.zeros(scores.size), seed)
    tries = [found, pairs]
    if not pairs[1]:  # else no groups can seat everyone, for they could be parted into pairs
        smaller = (sizes_of(scores.size, size, more) for more in range(1, _SMALLER + 1))
        tries[1:1] = [_tried(scores, sizes, size, first_to_go, seed) for sizes in smaller if min(sizes) > 1]
    return min(tries, key=lambda one: (len(one[1]), int(first_to_go[one[1]].sum())))


def _tried(scores: Scores, sizes: list[int], size: int, first_to_go: Ints, seed: int) -> tuple[Groups, list[int]]:
    return _legal(scores, _divided(scores, sizes, seed), size, first_to_go)


def _even(people: int, many: int) -> list[int]:
    return [people // many + (at < people % many) for at in range(many)]


def _divided(scores: Scores, sizes: list[int], seed: int) -> Ints:
    """For each person the number of their group."""
    first = assembled(scores, sizes, seed) if scores.size >= _ASSEMBLED_FROM else None
    if first is not None and scores.size > MOST_SEARCHED:
        return first
    everyone = np.arange(scores.size)
    table = Table.of(scores.of(everyone[:, None], everyone[None, :]), scores.last_resort)
    return searched(table, sizes, np.random.default_rng(seed), first)


def _legal(scores: Scores, place: Ints, size: int, first_to_go: Ints) -> tuple[Groups, list[int]]:
    """The groups without those who must not be in them, who are then seated elsewhere where that can be."""
    order = np.argsort(place, kind="stable")
    members = np.split(order, np.flatnonzero(np.diff(place[order])) + 1)
    groups: list[list[int]] = []
    out: list[int] = []
    for group in members:
        kept, rest = _parted(scores, group, first_to_go)
        groups += [kept] if len(kept) > 1 else []
        out += rest if len(kept) > 1 else rest + kept
    left = [
        one for one in sorted(out, key=lambda one: -int(first_to_go[one])) if not _seated(scores, one, groups, size)
    ]
    more, left = _paired(scores, left, first_to_go)
    out = _in_turn(scores, left, groups, first_to_go)
    return [tuple(group) for group in [*groups, *more]], out


def _parted(scores: Scores, group: Ints, first_to_go: Ints) -> tuple[list[int], list[int]]:
    kept, rest = group.tolist(), list[int]()
    while (bad := _never(scores, np.array(kept), np.array(kept)).sum(axis=1)).any():
        worst = max(range(len(kept)), key=lambda at: (bad[at], -int(first_to_go[kept[at]])))
        rest.append(kept.pop(worst))
    return kept, rest


def _never(scores: Scores, some: Ints, others: Ints) -> Flags:
    """For each of some whether they must not be with each of others; one may be with oneself."""
    kept_apart = np.equal(scores.of(some[:, None], others[None, :]), -np.inf)
    return np.logical_and(kept_apart, np.not_equal(some[:, None], others[None, :]))


def _seated(scores: Scores, one: int, groups: list[list[int]], size: int) -> bool:
    room = [group for group in groups if len(group) <= size]
    worth = [_with(scores, one, group) for group in room]
    if not worth or max(worth) == -np.inf:
        return False
    room[int(np.argmax(worth))].append(one)
    return True


def _with(scores: Scores, one: int, group: list[int]) -> float:
    return float(scores.of(np.full(len(group), one), np.array(group)).mean())


def _paired(scores: Scores, left: list[int], first_to_go: Ints) -> tuple[list[list[int]], list[int]]:
    """Pairs of those who are left, and who is left then."""
    if len(left) <= 1:
        return [], left
    who = np.array(left)
    pairs, alone = pairs_of(Some(scores, who), first_to_go[who], np.zeros(len(who)), 0)
    return [who[list(pair)].tolist() for pair in pairs], who[alone].tolist()


def _in_turn(scores: Scores, left: list[int], groups: list[list[int]], first_to_go: Ints) -> list[int]:
    """Who was left out more often takes the seat of one who was less often, where the others may."""
    queue, out = sorted(left, key=lambda one: int(first_to_go[one])), list[int]()
    while queue:
        one = queue.pop()
        seats = [
            (int(first_to_go[other]), group, at)
            for group in groups
            for at, other in enumerate(group)
            if first_to_go[other] < first_to_go[one] and _with(scores, one, group[:at] + group[at + 1 :]) > -np.inf
        ]
        if not seats:
            out.append(one)
            continue
        _, group, at = min(seats, key=lambda seat: seat[0])
        queue.append(group[at])
        group[at] = one
        queue.sort(key=lambda other: int(first_to_go[other]))
    return out
