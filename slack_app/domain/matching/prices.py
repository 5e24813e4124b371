"""What company costs: for each person the price at which it is the same to others whether they meet them or not.

On the edges of a graph every two people bargain over what they are worth together; each asks for what their next best
choice would give them and half of what is then left over (Kanoria, Bayati, Borgs, Chayes and Montanari: Fast
convergence of natural bargaining dynamics in exchange networks, 2011). Where that comes to rest, prices are a solution
of the dual linear programme: a pair is part of a best matching only if it is worth both prices.
"""

from dataclasses import dataclass

import numpy as np

from slack_app.domain.matching.crowd import Flags, Floats, Ints

_DAMPING = 0.5
_FURTHEST = 0.2
_NOTHING = -1e9


@dataclass(frozen=True)
class Edges:
    """Pairs that may meet, each once, with `first` < `second`, and what they are worth."""

    first: Ints
    second: Ints
    worth: Floats

    @classmethod
    def of_lists(cls, ids: Ints, worth: Floats) -> "Edges":
        """From a row of candidates for each person; those of minus infinity are none."""
        one = np.repeat(np.arange(len(ids)), ids.shape[1])[worth.ravel() > -np.inf]
        other, values = ids[worth > -np.inf], worth[worth > -np.inf]
        _, at = np.unique(np.minimum(one, other) * len(ids) + np.maximum(one, other), return_index=True)
        return cls(np.minimum(one, other)[at], np.maximum(one, other)[at], values[at])

    def among(self, chosen: Flags) -> "Edges":
        """Those of the edges that are chosen."""
        return Edges(self.first[chosen], self.second[chosen], self.worth[chosen])

    def spare(self, prices: Floats) -> Floats:
        """What each pair is worth beyond both prices."""
        return self.worth - prices[self.first] - prices[self.second]


@dataclass(frozen=True)
class Ends:
    """The edges seen from either end, sorted by the person who looks."""

    person: Ints
    other: Ints
    worth: Floats
    reverse: Ints
    people: Ints
    starts: Ints
    row: Ints

    @classmethod
    def of(cls, edges: Edges) -> "Ends":
        """Both ends of each edge, and where each person's begin."""
        both = np.concatenate([edges.first, edges.second])
        order = np.argsort(both, kind="stable")
        at = np.empty_like(order)
        at[order] = np.arange(len(order))
        person, other = both[order], np.concatenate([edges.second, edges.first])[order]
        worth = np.concatenate([edges.worth, edges.worth])[order]
        reverse = np.empty_like(order)
        reverse[at] = np.roll(at, len(edges.first))
        people, starts, many = np.unique(person, return_index=True, return_counts=True)
        return cls(person, other, worth, reverse, people, starts, np.repeat(np.arange(len(people)), many))

    def best(self, values: Floats) -> Floats:
        """The greatest of the values at each person's ends, in the order of `people`."""
        return np.maximum.reduceat(values, self.starts)


def bargained(edges: Edges, prices: Floats, steps: int) -> Floats:
    """The prices after some steps of bargaining that starts from `prices`; none falls by more than 0.2 at once."""
    found = prices.copy()
    if not len(edges.first):
        return found
    ends = Ends.of(edges)
    asked, least = prices[ends.person], prices[ends.people] - _FURTHEST
    for _ in range(steps):
        spare = ends.worth - asked
        offered = (spare - 0.5 * np.maximum(spare - asked[ends.reverse], 0))[ends.reverse]
        best = ends.best(offered)
        is_best = offered == best[ends.row]
        is_tie = np.add.reduceat(is_best, ends.starts, dtype=np.int64) > 1
        next_best = np.where(is_tie, best, ends.best(np.where(is_best, _NOTHING, offered)))
        best, next_best = np.maximum(best, least), np.maximum(next_best, least)
        asked += (1 - _DAMPING) * (np.where(is_best, next_best[ends.row], best[ends.row]) - asked)
    found[ends.people] = best
    return found
