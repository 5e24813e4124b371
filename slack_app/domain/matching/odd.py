"""Of an odd number three meet together: which three, so that the pairs of all others lose least."""

import numpy as np

from slack_app.domain.matching.candidates import of_all
from slack_app.domain.matching.crowd import Floats, Ints
from slack_app.domain.matching.scores import Scores

Triple = tuple[int, ...]
_EFFORT = 1200
_FEWEST, _MOST = 4, 60
_FOR_EACH = 3


def triples_to_try(scores: Scores, worth: Floats, likes_three: Floats) -> list[Triple]:
    """The triples that are worth most beyond the prices of the three; none (or one of nobody) when all can be pairs."""
    many = scores.size
    if many % 2 == 0:
        return [()]
    _, prices = of_all(scores)
    lone = likes_three - prices
    found: dict[Triple, float] = {}
    for one in range(many - 2):
        found |= _best_with(one, worth, lone)
    ranked = sorted(found, key=lambda triple: (-found[triple], triple))
    return ranked[: min(max(_EFFORT // many, _FEWEST), _MOST)]


def _best_with(one: int, worth: Floats, lone: Floats) -> dict[Triple, float]:
    """The best triples whose first is `one`."""
    others = np.arange(one + 1, len(worth))
    mine = worth[one, others]
    value = (mine[:, None] + mine[None, :] + worth[np.ix_(others, others)]) * 2 / 3
    value += lone[one] + lone[others][:, None] + lone[others][None, :]
    value[np.tril_indices(len(others))] = -np.inf
    few = min(_FOR_EACH, value.size)
    best: Ints = np.argpartition(-value, few - 1, axis=None)[:few]
    seconds, thirds = np.unravel_index(best, value.shape)
    return {
        (one, int(others[b]), int(others[c])): float(value[b, c])
        for b, c in zip(seconds, thirds, strict=True)
        if value[b, c] > -np.inf
    }
