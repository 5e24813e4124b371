"""A linear model over grams and a few plain numbers: how it is applied (numpy alone), kept and read again."""

import io
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from slack_app.domain.feedback.text.grams import Grams
from slack_app.domain.feedback.text.vocabulary import Vocabulary

Floats = NDArray[np.float32]


class NotAModelError(ValueError):
    """These figures are no model of ours, or one that is damaged."""


@dataclass(frozen=True)
class Linear:
    """A score for each of `names`: of a text's grams (`weights`), of its plain numbers (`dense`), and a constant (`base`)."""

    names: tuple[str, ...]
    vocabulary: Vocabulary
    weights: NDArray[np.float16]
    dense: Floats
    base: Floats

    def scores(self, text: Grams, numbers: Floats) -> Floats:
        """The text's score for each name."""
        at, values = self.vocabulary.vector(text)
        told: Floats = values @ self.weights[at].astype(np.float32) + numbers @ self.dense + self.base
        return told

    def of_grams(self, ids: NDArray[np.uint32]) -> Floats:
        """What each of these grams by itself adds to each score, were it alone in its text: rows as `ids`, 0 where unknown."""
        told = np.zeros((len(ids), len(self.names)), np.float32)
        if len(self.vocabulary.ids):
            at = np.minimum(np.searchsorted(self.vocabulary.ids, ids), len(self.vocabulary.ids) - 1)
            known = self.vocabulary.ids[at] == ids
            weighed = self.weights[at].astype(np.float32) * self.vocabulary.weights[at].astype(np.float32)[:, None]
            told[known] = weighed[known]
        return told


def softmax(scores: Floats) -> Floats:
    """Scores as probabilities that sum to 1."""
    grown = np.exp(scores - scores.max())
    shares: Floats = (grown / grown.sum()).astype(np.float32)
    return shares


def sigmoid(score: float) -> float:
    """A score as a probability."""
    return float(1 / (1 + np.exp(-np.clip(score, -30, 30))))


def to_bytes(model: Linear, **more: NDArray[Any]) -> bytes:
    """The model's figures, and others that belong to it, as one small file; it holds names and numbers, no words."""
    known = model.vocabulary
    figures: dict[str, NDArray[Any]] = {
        "names": np.frombuffer(json.dumps(model.names).encode(), np.uint8),
        "steps": np.diff(known.ids, prepend=np.uint32(0)),
        "known": known.weights,
        "weights": model.weights,
        "dense": model.dense,
        "base": model.base,
    }
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **figures, **more)
    return file.getvalue()


def from_bytes(figures: bytes, more: Sequence[str] = ()) -> tuple[Linear, dict[str, NDArray[Any]]]:
    """The model again, and what else of these names was kept with it. Raises NotAModelError."""
    try:
        with np.load(io.BytesIO(figures), allow_pickle=False) as kept:
            names = tuple(json.loads(kept["names"].tobytes()))
            known = Vocabulary(np.cumsum(kept["steps"], dtype=np.uint32), kept["known"])
            model = Linear(names, known, kept["weights"], kept["dense"], kept["base"])
            return model, {name: kept[name] for name in more if name in kept}
    except (ValueError, KeyError, OSError, EOFError, TypeError, BadZipFile, zlib.error) as wrong:
        raise NotAModelError("These figures cannot be read.") from wrong
