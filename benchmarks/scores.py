"""How right what was said is."""

from collections.abc import Sequence
from statistics import fmean

import numpy as np


def macro_f1(truth: Sequence[str], said: Sequence[str], names: Sequence[str]) -> float:
    """The mean over the names of the harmonic mean of how many are found and how many of those said are right."""
    told, is_so = np.array(said), np.array(truth)
    scores = []
    for name in names:
        hits = float(((told == name) & (is_so == name)).sum())
        scores.append(2 * hits / max(float((told == name).sum() + (is_so == name).sum()), 1.0))
    return fmean(scores)


def right(truth: Sequence[str], said: Sequence[str]) -> float:
    """The share that is right."""
    return fmean(one == other for one, other in zip(truth, said, strict=True))
