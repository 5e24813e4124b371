"""Past texts as a few small numbers each, enough to find the one most like a new one and too few to read it from them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from slack_app.domain.feedback.text.grams import Grams
from slack_app.domain.feedback.text.vocabulary import Vocabulary

WIDTH = 256
_ALIKE = 0.2
_MIX = np.uint32(2654435761)
_FULL = 127


@dataclass(frozen=True)
class Sketches:
    """The tickets that a model learned from, what each was said to be (an index into its names), and their sketches."""

    ticket_ids: NDArray[np.int64]
    values: NDArray[np.int16]
    rows: NDArray[np.int8]

    def nearest(self, text: Grams, known: Vocabulary, value: int, *, limit: int = 2) -> tuple[int, ...]:
        """The tickets of that value most like the text, the likest first; those that are hardly like it are left out."""
        mine = np.flatnonzero(self.values == value)
        if not len(mine):
            return ()
        likeness = self.rows[mine].astype(np.float32) @ sketch(text, known).astype(np.float32) / _FULL**2
        best = np.argsort(-likeness, kind="stable")[:limit]
        return tuple(int(self.ticket_ids[mine[at]]) for at in best if likeness[at] >= _ALIKE)


def sketches(ticket_ids: Sequence[int], values: Sequence[int], texts: Sequence[Grams], known: Vocabulary) -> Sketches:
    """A sketch of each text."""
    rows = np.stack([sketch(text, known) for text in texts]) if texts else np.zeros((0, WIDTH), np.int8)
    return Sketches(np.array(ticket_ids, np.int64), np.array(values, np.int16), rows)


def sketch(text: Grams, known: Vocabulary) -> NDArray[np.int8]:
    """Every known gram is added to or taken from one of 256 numbers; the whole has length 127."""
    at, values = known.vector(text)
    mixed = known.ids[at] * _MIX
    signed = np.where(mixed >> np.uint32(31), values, -values)
    summed = np.bincount((mixed >> np.uint32(20)) % np.uint32(WIDTH), signed, WIDTH)
    return np.round(summed * _FULL / max(float(np.linalg.norm(summed)), 1e-9)).astype(np.int8)
