"""Which grams a model knows, and a text as its numbers: those that are rare weigh more, words and runs of letters weigh alike."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from slack_app.domain.feedback.text.grams import SPACE, Grams

_LETTERS_FROM = SPACE // 2
Rows = tuple[NDArray[np.float32], NDArray[np.int32], NDArray[np.int64]]
"""Values, columns, and where each row begins: a sparse matrix, as scipy's csr_matrix takes it."""


@dataclass(frozen=True)
class Vocabulary:
    """Known grams (sorted hashes) and how much each weighs."""

    ids: NDArray[np.uint32]
    weights: NDArray[np.float16]

    def vector(self, text: Grams) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Which known grams the text has, and their values; both halves (words, letters) have length 1."""
        if not len(self.ids):
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        at = np.minimum(np.searchsorted(self.ids, text.ids), len(self.ids) - 1)
        is_known = self.ids[at] == text.ids
        at = at[is_known].astype(np.int32)
        values = (1 + np.log(text.counts[is_known])) * self.weights[at].astype(np.float32)
        for half in (self.ids[at] < _LETTERS_FROM, self.ids[at] >= _LETTERS_FROM):
            values[half] /= max(float(np.linalg.norm(values[half])), 1e-9)
        return at, values

    def rows(self, texts: Sequence[Grams]) -> Rows:
        """Many texts as the rows of a sparse matrix."""
        vectors = [self.vector(text) for text in texts]
        starts = np.cumsum([0, *(len(at) for at, _ in vectors)])
        values = np.concatenate([values for _, values in vectors])
        return values, np.concatenate([at for at, _ in vectors]), starts.astype(np.int64)


def vocabulary_of(texts: Sequence[Grams], *, at_least: int = 2) -> Vocabulary:
    """The grams that stand in at least so many of these texts."""
    ids, times = np.unique(np.concatenate([text.ids for text in texts]), return_counts=True)
    kept = times >= at_least
    weights = np.log((1 + len(texts)) / (1 + times[kept])) + 1
    return Vocabulary(ids[kept].astype(np.uint32), weights.astype(np.float16))
