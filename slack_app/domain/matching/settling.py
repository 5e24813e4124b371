"""From prices to pairs: a first matching along the best edges, then the best there is in one neighbourhood at a time."""

from collections import deque
from collections.abc import Iterator

import numpy as np

from slack_app.domain.matching.crowd import Floats, Ints
from slack_app.domain.matching.exact import best_pairs
from slack_app.domain.matching.prices import Edges, Ends

ALONE = -1
_AT_ONCE = 1000
_WHOLE = 2000
_SWEEPS = 2
_NEARLY = 0.15
_TIGHT = 0.03


def settled(edges: Edges, prices: Floats, first_to_go: Ints) -> Ints:
    """For each person their partner, or ALONE: close to the best that the edges allow."""
    partner = np.full(len(prices), ALONE)
    if len(prices) <= _WHOLE:
        _solve(np.arange(len(prices)), edges, partner, first_to_go)
        return partner
    near = edges.among(edges.spare(prices) > -_NEARLY)
    _dominant(near, prices, partner)
    for _ in range(_SWEEPS):
        ends = Ends.of(near)
        for block in _blocks(near, prices, partner):
            _solve_within(np.array(block, np.int64), ends, partner, first_to_go)
    return partner


def _dominant(edges: Edges, prices: Floats, partner: Ints) -> None:
    """Pairs each of whom is the other's best, as long as there are such."""
    while len(edges.first):
        ends = Ends.of(edges)
        spare = ends.worth - prices[ends.person] - prices[ends.other]
        is_best = spare >= ends.best(spare)[ends.row]
        both = is_best & is_best[ends.reverse] & (ends.person < ends.other)
        first, at = np.unique(ends.person[both], return_index=True)
        second = ends.other[both][at]
        _, once = np.unique(second, return_index=True)
        first, second = first[once], second[once]
        single = ~np.isin(second, first)
        partner[first[single]], partner[second[single]] = second[single], first[single]
        if not single.any():
            return
        edges = edges.among((partner[edges.first] == ALONE) & (partner[edges.second] == ALONE))


def _blocks(edges: Edges, prices: Floats, partner: Ints) -> Iterator[list[int]]:
    """Everyone, with their partner, in neighbourhoods; first around those who do worst by their price."""
    ends = Ends.of(edges.among(edges.spare(prices) > -_TIGHT))
    begins = np.searchsorted(ends.person, np.arange(len(prices) + 1)).tolist()
    is_taken, waiting, block = np.zeros(len(prices), np.bool_).tolist(), deque[int](), list[int]()
    mates = partner.tolist()
    for seed in _worst_first(edges, prices, partner).tolist():
        waiting.append(seed)
        while waiting:
            one = waiting.popleft()
            for each in (one, mates[one]):
                if each != ALONE and not is_taken[each]:
                    is_taken[each] = True
                    block.append(each)
                    waiting.extend(ends.other[begins[each] : begins[each + 1]].tolist())
            if len(block) >= _AT_ONCE:
                yield block
                waiting, block = deque(), []
    if block:
        yield block


def _worst_first(edges: Edges, prices: Floats, partner: Ints) -> Ints:
    loss = np.full(len(prices), np.inf)
    is_pair = partner[edges.first] == edges.second
    for side in (edges.first, edges.second):
        loss[side[is_pair]] = -edges.spare(prices)[is_pair]
    return np.argsort(-loss, kind="stable")


def _solve_within(block: Ints, ends: Ends, partner: Ints, first_to_go: Ints) -> None:
    """The best matching among the people of a block, who are all paired among themselves or alone."""
    inside = np.full(len(partner), ALONE)
    inside[block] = np.arange(len(block))
    begins, until = np.searchsorted(ends.person, block), np.searchsorted(ends.person, block + 1)
    at = np.concatenate([np.arange(begin, end) for begin, end in zip(begins, until, strict=True)])
    at = at[(inside[ends.other[at]] >= 0) & (ends.person[at] < ends.other[at])]
    edges = Edges(inside[ends.person[at]], inside[ends.other[at]], ends.worth[at])
    _solve(block, edges, partner, first_to_go)


def _solve(block: Ints, edges: Edges, partner: Ints, first_to_go: Ints) -> None:
    partner[block] = ALONE
    pairs = best_pairs(edges.first, edges.second, edges.worth, first_to_go[block])
    first, second = block[np.array(pairs, np.int64).reshape(-1, 2).T]
    partner[first], partner[second] = second, first
