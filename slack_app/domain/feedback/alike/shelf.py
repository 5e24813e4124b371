"""The signatures of a workspace's tickets, laid out so that the nearest of a hundred thousand are found in milliseconds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from slack_app.domain.feedback.alike.signature import SPACE, Floats, Signature, is_sound, rarity, unpacked_all

_SEALED_AT, _MOST_IN_BLOCK = 1024, 16_384
_MUCH = 150
"""With so many tickets what is rare among them counts as much as what is rare anywhere."""


@dataclass(frozen=True)
class _Block:
    """Tickets that are not added to any more: under each figure who has it and its weight there."""

    ticket_ids: NDArray[np.int64]
    starts: NDArray[np.int32]
    places: NDArray[np.uint16]
    weights: NDArray[np.uint8]

    @classmethod
    def of(cls, entries: Sequence[tuple[int, bytes]]) -> "_Block":
        """At most 65,536 tickets, laid out by figure."""
        many, ids, weights = unpacked_all([stored for _, stored in entries])
        places = np.repeat(np.arange(len(entries), dtype=np.uint16), many)
        order = np.argsort(ids, kind="stable")
        starts = np.zeros(SPACE + 1, np.int32)
        np.cumsum(np.bincount(ids, minlength=SPACE), out=starts[1:])
        return cls(np.array([one for one, _ in entries], np.int64), starts, places[order], weights[order])

    def how_many_have(self, ids: NDArray[np.uint16]) -> NDArray[np.int64]:
        """Of each figure how many of the tickets have it."""
        at = ids.astype(np.int64)
        return (self.starts[at + 1] - self.starts[at]).astype(np.int64)

    def likenesses(self, ids: NDArray[np.uint16], weights: Floats) -> Floats:
        """Of each ticket how like it is to what weighs its figures so."""
        many, at = self.how_many_have(ids), ids.astype(np.int64)
        ends = np.cumsum(many)
        found = np.arange(int(ends[-1])) + np.repeat(self.starts[at] - (ends - many), many)
        products = self.weights[found] * np.repeat(weights / 255, many)
        return np.bincount(self.places[found], products, len(self.ticket_ids)).astype(np.float32)


class Shelf:
    """All signatures of one workspace that were put on it. A ticket put twice stands there twice: nothing is taken down."""

    def __init__(self) -> None:
        self._blocks: list[_Block] = []
        self._loose: list[tuple[int, bytes]] = []
        self._laid_out: tuple[tuple[int, int], _Block] | None = None
        self.size = 0

    def put(self, entries: Iterable[tuple[int, bytes]]) -> None:
        """Add tickets, each by its id and packed signature; damaged ones are left out. Who looks meanwhile sees some of them."""
        for entry in entries:
            if is_sound(entry[1]):
                self._loose.append(entry)
                self.size += 1
            if len(self._loose) == _MOST_IN_BLOCK:
                self._seal()
        if len(self._loose) >= _SEALED_AT:
            self._seal()

    def _seal(self) -> None:
        self._blocks = [*self._blocks, _Block.of(self._loose)]
        self._loose = []

    def weighed(self, signature: Signature) -> Floats:
        """The weights of a signature's figures where what is rare among these tickets, too, weighs more; together of length 1."""
        having = sum((block.how_many_have(signature.ids) for block in self._all()), np.zeros(len(signature.ids), int))
        rare_here = (np.log((1 + self.size) / (1 + having)) + 1) / (np.log(1 + self.size) + 1)
        trust = min(1.0, self.size / _MUCH)
        weights = signature.weights * (rare_here / np.maximum(rarity()[signature.ids], 0.05)) ** trust
        return np.asarray(weights / max(float(np.linalg.norm(weights)), 1e-9), np.float32)

    def nearest(self, signature: Signature, many: int, weights: Floats | None = None) -> list[tuple[int, float]]:
        """The tickets that are most like a signature with how like (0 to 1), the likest first: at most so many.

        `weights` are what `weighed` says of it, where that was asked already.
        """
        if not signature or not self.size:
            return []
        weights, blocks = self.weighed(signature) if weights is None else weights, self._all()
        likenesses = np.concatenate([block.likenesses(signature.ids, weights) for block in blocks])
        ticket_ids = np.concatenate([block.ticket_ids for block in blocks])
        best = np.argpartition(-likenesses, many)[:many] if len(likenesses) > many else np.arange(len(likenesses))
        order = best[np.lexsort((-ticket_ids[best], -likenesses[best]))]
        return [(int(ticket_ids[at]), float(likenesses[at])) for at in order if likenesses[at] > 0]

    def _all(self) -> list[_Block]:
        blocks, loose = self._blocks, list(self._loose)
        if not loose:
            return blocks
        named = (len(blocks), len(loose))
        if self._laid_out is None or self._laid_out[0] != named:
            self._laid_out = named, _Block.of(loose)
        return [*blocks, self._laid_out[1]]
