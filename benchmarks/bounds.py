"""What no matching can exceed, and the best groups there are: independent of how the app searches."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from slack_app.domain.matching.candidates import of_all, priced, usable
from slack_app.domain.matching.crowd import Floats
from slack_app.domain.matching.exact import best_pairs
from slack_app.domain.matching.prices import Edges, bargained
from slack_app.domain.matching.scores import Scores

_ROWS, _COLUMNS = 128, 1024
_LOOK_AT_ALL, _STEPS_OF_BARGAINING = 3000, 60
_STEPS, _ENOUGH, _MOST_LOOKS = 900, 2.0, 3_000_000


def optimum(scores: Scores) -> float:
    """The greatest total of pairs, by rustworkx on all pairs; for a few hundred people, a thousand in ten seconds."""
    first, second = np.triu_indices(scores.size, 1)
    worth = usable(scores, first, second)
    known = worth > -np.inf
    first, second, worth = first[known], second[known], worth[known]
    pairs = np.array(best_pairs(first, second, worth, np.zeros(scores.size, np.int64)))
    return float(scores.of(pairs[:, 0], pairs[:, 1]).sum())


def upper_bound(scores: Scores, *, passes: int, tell: bool = False) -> float:
    """A total that no pairs exceed: a dual solution, bettered `passes` times, then made feasible over all pairs.

    A price a person, such that no pair is worth more than both prices, bounds every matching by the sum of the prices
    (weak duality). What a pair exceeds its prices by is added to them, half of the greatest excess to each person.
    """
    edges, prices = of_all(scores) if scores.size <= _LOOK_AT_ALL else priced(scores, 0)
    for _ in range(passes):
        edges = _with_more(edges, _dear_pairs(scores, prices, tell=tell), scores.size)
        prices = bargained(edges, prices, _STEPS_OF_BARGAINING)
    excess = np.zeros(scores.size)
    for rows, columns, worth in _all_pairs(scores, "verified", tell=tell):
        beyond = worth - prices[rows][:, None] - prices[columns]
        excess[rows] = np.maximum(excess[rows], beyond.max(axis=1))
        excess[columns] = np.maximum(excess[columns], beyond.max(axis=0))
    return float(prices.sum() + excess.sum() / 2)


def _dear_pairs(scores: Scores, prices: Floats, *, tell: bool) -> Edges:
    """All pairs that are worth more than both their prices."""
    found = []
    for rows, columns, worth in _all_pairs(scores, "looked at", tell=tell):
        row, column = np.nonzero(worth - prices[rows][:, None] - prices[columns] > 0)
        found.append((rows[row], columns[column], worth[row, column]))
    first, second, worth = (np.concatenate(part) for part in zip(*found, strict=True))
    above = first < second
    return Edges(first[above], second[above], worth[above])


def _with_more(edges: Edges, more: Edges, people: int) -> Edges:
    first, second = np.append(edges.first, more.first), np.append(edges.second, more.second)
    _, at = np.unique(first * people + second, return_index=True)
    return Edges(first[at], second[at], np.append(edges.worth, more.worth)[at])


def _all_pairs(scores: Scores, what: str, *, tell: bool) -> Iterator[tuple[np.ndarray, np.ndarray, Floats]]:
    """Every pair of people at least once, in squares of rows, columns and what they are worth."""
    everyone = np.arange(scores.size)
    for number, at in enumerate(range(0, scores.size, _ROWS)):
        if tell and number % 100 == 0:
            print(f"  {what}: {at:,} of {scores.size:,} people with all who come after", flush=True)
        for column in range(at, scores.size, _COLUMNS):
            rows, columns = everyone[at : at + _ROWS], everyone[column : column + _COLUMNS]
            yield rows, columns, usable(scores, rows[:, None], columns[None, :])


def best_division(worth: Floats, sizes: Sequence[int], aim: float) -> tuple[float, bool]:
    """The greatest total of groups of these sizes, and whether that is certain; else it is one that none exceeds.

    With a price a person (Lagrange's multipliers of set partitioning), a division loses on every group what that falls
    short of the best conceivable one beyond its members' prices. Only divisions that lose less than what separates the
    bound from `aim`, a total that was reached, are better: those few are searched.
    """
    prices = _multipliers(worth, sizes, aim)
    kinds, bound = sorted(set(sizes)), float(prices.sum())
    by_first: dict[int, list[tuple[float, int, int]]] = {one: [] for one in range(len(worth))}
    for kind, size in enumerate(kinds):
        groups, values = _all_groups(worth, size)
        beyond = values - prices[groups].sum(axis=1)
        bound += float(beyond.max()) * sizes.count(size)
        for at in np.flatnonzero(beyond.max() - beyond < _ENOUGH).tolist():
            by_first[groups[at, 0]].append(
                (float(beyond.max() - beyond[at]), kind, sum(1 << one for one in groups[at].tolist()))
            )
    for columns in by_first.values():
        columns.sort()
    search = _Search(by_first, bound - aim)
    search.go((1 << len(worth)) - 1, [sizes.count(size) for size in kinds], 0.0)
    is_certain = search.looks < _MOST_LOOKS and bound - aim < _ENOUGH
    return (bound - search.least, True) if is_certain else (bound, False)


class _Search:
    """The division that loses least, depth first."""

    def __init__(self, by_first: Mapping[int, Sequence[tuple[float, int, int]]], least: float) -> None:
        self.by_first, self.least, self.looks = by_first, least, 0

    def go(self, free: int, left: list[int], lost: float) -> None:
        """Every way to divide those who are free that loses less than the best so far."""
        if not free:
            self.least = min(self.least, lost)
            return
        for loss, kind, mask in self.by_first[(free & -free).bit_length() - 1]:
            if lost + loss >= self.least or self.looks > _MOST_LOOKS:
                return
            self.looks += 1
            if left[kind] and mask & free == mask:
                left[kind] -= 1
                self.go(free ^ mask, left, lost + loss)
                left[kind] += 1


def _multipliers(worth: Floats, sizes: Sequence[int], aim: float) -> Floats:
    """Prices for which the bound is least, by Polyak's steps towards `aim`."""
    kinds = {size: _all_groups(worth, size) for size in set(sizes)}
    prices, best, eager = np.full(len(worth), aim / len(worth)), (np.inf, np.zeros(len(worth))), 1.0
    for step in range(_STEPS):
        bound, slope = float(prices.sum()), np.ones(len(worth))
        for size, (groups, values) in kinds.items():
            beyond = values - prices[groups].sum(axis=1)
            bound += float(beyond.max()) * sizes.count(size)
            many = sizes.count(size)
            chosen = np.argpartition(-beyond, many)[:many] if len(beyond) > many else np.arange(len(beyond))
            np.subtract.at(slope, groups[chosen].ravel(), 1.0)
        best = min(best, (bound, prices), key=lambda one: one[0])
        if not slope.any():
            break
        eager *= 0.7 if step % 60 == 59 else 1.0
        prices = prices - eager * max(bound - aim, 1e-3 * abs(aim)) / float((slope**2).sum()) * slope
    return best[1]


def _all_groups(worth: Floats, size: int) -> tuple[np.ndarray, Floats]:
    """Every group of that size, and what it is worth."""
    groups = np.array(list(combinations(range(len(worth)), size)))
    values = sum(worth[groups[:, a], groups[:, b]] for a, b in combinations(range(size), 2))
    return groups, np.asarray(values) * 2 / size
