"""Pairs of people of whom something is remembered, looked up a million at a time."""

from collections.abc import Iterable, Mapping

import numpy as np

from slack_app.domain.matching.crowd import Ints
from slack_app.domain.matching.values import Past

NEVER = -1
_ROOM = 16
_MOST_ROOM = 1 << 25
_MIX = 0x9E3779B97F4A7C15


class Acquaintance:
    """For two people: how many rounds ago they last met, NEVER when they must not meet, 0 when nothing is remembered.

    Few of the pairs that are asked for are known: a table of flags, which several pairs share, answers for most.
    """

    def __init__(self, past: Past, number: Mapping[str, int]) -> None:
        self._people = len(number)
        met = _numbered(past.met, number)
        never = _numbered(((a, b, NEVER) for a, b in past.blocks), number)
        first, second, values = np.concatenate([never, met], axis=1)
        keys = self._keys(first, second)
        order = np.lexsort((values, keys))  # of several memories of a pair the smallest: never, then the latest
        self._known, at = np.unique(keys[order], return_index=True)
        self._values = values[order][at]
        room = (max(len(self._known), 1) * _ROOM).bit_length()
        self._shift = np.uint64(64 - min(room, _MOST_ROOM.bit_length()))
        self._flags = np.zeros(1 << (64 - int(self._shift)), np.bool_)
        self._flags[self._slots(self._known)] = True

    def of(self, i: Ints, j: Ints) -> Ints:
        """What is remembered of i and j, element by element as numpy broadcasts."""
        found = np.zeros(np.broadcast_shapes(i.shape, j.shape), np.int64)
        if len(self._known):
            keys = self._keys(i, j)
            perhaps = np.nonzero(self._flags[self._slots(keys)])
            asked = keys[perhaps]
            at = np.minimum(np.searchsorted(self._known, asked), len(self._known) - 1)
            found[perhaps] = np.where(self._known[at] == asked, self._values[at], 0)
        return found

    @property
    def is_empty(self) -> bool:
        """Whether nothing is remembered of anyone."""
        return not len(self._known)

    def _keys(self, i: Ints, j: Ints) -> Ints:
        return np.minimum(i, j) * self._people + np.maximum(i, j)

    def _slots(self, keys: Ints) -> Ints:
        return ((keys.astype(np.uint64) * np.uint64(_MIX)) >> self._shift).astype(np.int64)


def _numbered(pairs: Iterable[tuple[str, str, int]], number: Mapping[str, int]) -> Ints:
    known = [(number[a], number[b], value) for a, b, value in pairs if a in number and b in number]
    return np.array(known, np.int64).reshape(-1, 3).T
