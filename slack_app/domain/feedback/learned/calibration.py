"""How sure a model must be before it may decide alone: learned from what it said of items that it had not seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

START, ASK = 0.70, 0.45
NEVER = 1.01
LAST = 200
RIGHT_ALONE = 0.95
_LEAST_ITEMS = 40
_LEAST_ALONE = 10
_STEPS = 25
_AT_ITS_WORD = np.array([0.0, 1.0])


@dataclass(frozen=True)
class Said:
    """What a model that had not seen it said of a ticket, how sure, and what people said."""

    ticket_id: int
    said: str
    confidence: float
    truth: str

    @property
    def is_right(self) -> bool:
        """Whether people agreed."""
        return self.said == self.truth


def accuracy(items: Sequence[Said]) -> float:
    """The share that was right; 0 of none."""
    return sum(one.is_right for one in items) / len(items) if items else 0.0


def alone_from(items: Sequence[Said], *, right: float = RIGHT_ALONE, start: float = START) -> float:
    """From which confidence on a model is right as often as `right` asks; `start` while there are too few to tell, else maybe never.

    How often it is right is drawn as a curve through all of the last 200 items, so that a few lucky ones do not decide.
    """
    if len(items) < _LEAST_ITEMS:
        return start
    surest = sorted(items[-LAST:], key=lambda one: -one.confidence)
    expected = list(accumulate(_chances(surest)))
    good = [many for many, rights in enumerate(expected, 1) if many >= _LEAST_ALONE and rights >= right * many]
    return surest[good[-1] - 1].confidence if good else NEVER


def _chances(items: Sequence[Said]) -> list[float]:
    """How likely each item is right: a logistic curve over the confidence, which it takes at its word until items tell otherwise."""
    sure = np.clip([one.confidence for one in items], 1e-6, 1 - 1e-6)
    seen = np.stack([np.ones(len(items)), np.log(sure / (1 - sure))], axis=1)
    rights = np.array([one.is_right for one in items], float)
    curve = _AT_ITS_WORD.copy()
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-seen @ curve))
        bend = (seen * (chances * (1 - chances))[:, None]).T @ seen + np.eye(2)
        curve += np.linalg.solve(bend, seen.T @ (rights - chances) - (curve - _AT_ITS_WORD))
    return [float(chance) for chance in 1 / (1 + np.exp(-seen @ curve))]
