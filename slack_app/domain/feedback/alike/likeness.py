"""How likely two texts ask for the same: a few features of their signatures, and figures that a team's own answers teach."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from slack_app.domain.feedback.alike.signature import MEANINGS, PAIRS, Floats, Signature

FEATURES = ("likeness", "letters", "meanings", "pairs", "covered", "shortness")
_STEPS, _STIFFNESS = 30, 2.0
_ENDS = np.array([MEANINGS.start, PAIRS.start])


@dataclass(frozen=True)
class Ranker:
    """A logistic regression: how much each of FEATURES speaks for the same, and how little does without them."""

    slopes: tuple[float, ...]
    level: float

    def probability(self, features: Sequence[float]) -> float:
        """How likely two are the same, 0 to 1."""
        score = self.level + float(np.dot(self.slopes, features))
        return float(1 / (1 + np.exp(-np.clip(score, -30, 30))))

    def stored(self) -> bytes:
        """The figures as a row keeps them."""
        return np.array([*self.slopes, self.level], "<f8").tobytes()


SHIPPED = Ranker((13.99, 0.25, 0.44, -0.18, 0.0, 0.21), -2.76)
"""Learned by `benchmarks/teach_nearness.py`."""


def ranker_from(stored: bytes | None) -> Ranker:
    """What `stored` wrote; the shipped one where there is none, or it is damaged."""
    figures = np.frombuffer(stored, "<f8") if stored and len(stored) == 8 * (len(FEATURES) + 1) else np.zeros(0)
    if not len(figures) or not np.isfinite(figures).all():
        return SHIPPED
    return Ranker(tuple(figures[:-1].tolist()), float(figures[-1]))


def features_of(weights: Floats, one: Signature, other: Signature) -> tuple[float, ...]:
    """What the re-ranker sees of two signatures, in the order of FEATURES; `weights` are what the shelf says of the first."""
    _, at, there = np.intersect1d(one.ids, other.ids, assume_unique=True, return_indices=True)
    ours, theirs = one.lengths, other.lengths
    both = ours[at] * theirs[there]
    ends = np.searchsorted(one.ids[at], _ENDS)
    parts = [
        float(some.sum()) / length if (length := mine * its) else 0.0
        for some, mine, its in zip(np.split(both, ends), _norms(one), _norms(other), strict=True)
    ]
    covered = max(float(ours[at] @ ours[at]), float(theirs[there] @ theirs[there]))
    few = min(_meanings(one), _meanings(other))
    seen = (float(weights[at] @ theirs[there]), *parts, covered, 1 / (1 + few))
    return tuple(round(value, 4) for value in seen)


def alike(one: Signature, other: Signature) -> float:
    """The cosine of two signatures."""
    _, at, there = np.intersect1d(one.ids, other.ids, assume_unique=True, return_indices=True)
    return float(one.lengths[at] @ other.lengths[there])


def _norms(signature: Signature) -> list[float]:
    """The length of each part: letters, meanings, pairs."""
    return [float(np.linalg.norm(part)) for part in np.split(signature.lengths, np.searchsorted(signature.ids, _ENDS))]


def _meanings(signature: Signature) -> int:
    first, last = np.searchsorted(signature.ids, _ENDS)
    return int(last - first)


def taught(pairs: Sequence[Sequence[float]], is_same: Sequence[bool], before: Ranker = SHIPPED) -> Ranker:
    """The ranker that people's answers speak for, drawn towards the one before as long as they are few.

    Ridge regression around the former figures, by Newton's steps: the same answers always teach the same.
    """
    known = [(seen, same) for seen, same in zip(pairs, is_same, strict=True) if len(seen) == len(FEATURES)]
    if not known:
        return before
    seen = np.array([[*one, 1.0] for one, _ in known])
    same = np.array([one for _, one in known], float)
    figures = _fitted(seen, same, np.array([*before.slopes, before.level]))
    return Ranker(tuple(figures[:-1].tolist()), float(figures[-1]))


def surprise(ranker: Ranker, pairs: Sequence[Sequence[float]], is_same: Sequence[bool]) -> float:
    """How little a ranker foresaw these answers: the mean of the logarithms of what it held against each, 0 at best."""
    held = [ranker.probability(seen) for seen in pairs]
    return float(np.mean([-np.log(one if same else 1 - one) for one, same in zip(held, is_same, strict=True)]))


def _fitted(seen: NDArray[np.float64], same: NDArray[np.float64], before: NDArray[np.float64]) -> NDArray[np.float64]:
    figures = before.copy()
    stiff = np.eye(len(before)) * _STIFFNESS
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-np.clip(seen @ figures, -30, 30)))
        slope = seen.T @ (likely - same) + stiff @ (figures - before)
        curve = (seen * (likely * (1 - likely))[:, None]).T @ seen + stiff
        figures = figures - np.linalg.solve(curve, slope)
    return figures
