"""Pairs of people of whom something is remembered, looked up a million at a time."""

from collections.abc import Iterable, Mapping

import numpy as np

from slack_app.domain.matching.crowd import Flags, Ints

_ROOM = 16
_MOST_ROOM = 1 << 25


class KnownPairs:
    """A number for each of some pairs, 0 for all others.

    Few of the pairs that are asked for are known: a table of flags, which several pairs share, answers for most.
    """

    def __init__(self, first: Ints, second: Ints, values: Ints, people: int) -> None:
        self._people = people
        keys = self._keys(first, second)
        order = np.lexsort((values, keys))
        self._keyed, at = np.unique(keys[order], return_index=True)
        self._values = values[order][at]
        self._flags = np.zeros(min(1 << (max(len(self._keyed), 1) * _ROOM).bit_length(), _MOST_ROOM), np.bool_)
        self._flags[self._slots(self._keyed)] = True

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str, int]], number: Mapping[str, int]) -> "KnownPairs":
        """From pairs of ids; of several numbers for one pair the smallest; who has no number is passed over."""
        known = [(number[a], number[b], value) for a, b, value in pairs if a in number and b in number]
        first, second, values = np.array(known, np.int64).reshape(-1, 3).T
        return cls(first, second, values, len(number))

    def value(self, i: Ints, j: Ints) -> Ints:
        """What is remembered of i and j, element by element as numpy broadcasts."""
        found = np.zeros(np.broadcast_shapes(i.shape, j.shape), np.int64)
        if not len(self._keyed):
            return found
        keys = self._keys(i, j)
        perhaps = self._flags[self._slots(keys)]
        asked = keys[perhaps]
        at = np.minimum(np.searchsorted(self._keyed, asked), len(self._keyed) - 1)
        found[perhaps] = np.where(self._keyed[at] == asked, self._values[at], 0)
        return found

    def known(self, i: Ints, j: Ints) -> Flags:
        """Whether anything is remembered of i and j."""
        return self.value(i, j) > 0

    def _keys(self, i: Ints, j: Ints) -> Ints:
        return np.minimum(i, j) * self._people + np.maximum(i, j)

    def _slots(self, keys: Ints) -> Ints:
        mixed = keys * np.int64(0x9E3779B1)
        return (mixed ^ (mixed >> 17)) & (len(self._flags) - 1)
