"""Weights learned from examples: the only place that asks scikit-learn, and only when there is something to learn."""

from collections.abc import Sequence

import numpy as np

from slack_app.domain.feedback.learned.linear import Floats, Linear
from slack_app.domain.feedback.text.grams import Grams
from slack_app.domain.feedback.text.vocabulary import Vocabulary

ROUGHLY, TO_THE_END = (1e-4, 300), (1e-8, 10_000)
"""How near to the best weights the search stops, and after how many rounds at last."""


def fitted(  # noqa: PLR0913  the examples, and how they are learned from
    known: Vocabulary, texts: Sequence[Grams], numbers: Floats, labels: Sequence[str], *, strength: float,
    weights: Floats | None = None, until: tuple[float, int] = ROUGHLY,
) -> Linear:  # fmt: skip
    """A logistic regression over the texts' grams and numbers (a row each); the larger `strength`, the closer to the examples.

    There must be two different labels at least. Names are sorted; of two, both have a score all the same.
    """
    from scipy.sparse import csr_matrix, hstack  # noqa: PLC0415  only who learns needs them, and they take a second
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  the same

    grams = csr_matrix(known.rows(texts), shape=(len(texts), len(known.ids)))
    near_enough, rounds = until
    model = LogisticRegression(C=strength, tol=near_enough, max_iter=rounds)
    model.fit(hstack([grams, csr_matrix(numbers)], dtype=np.float64).tocsr(), np.array(labels), sample_weight=weights)
    learned, base = np.asarray(model.coef_, np.float32).T, np.asarray(model.intercept_, np.float32)
    if learned.shape[1] == 1:
        learned, base = np.hstack([-learned / 2, learned / 2]), np.hstack([-base / 2, base / 2])
    many = len(known.ids)
    names = tuple(str(name) for name in model.classes_)
    return Linear(names, known, learned[:many].astype(np.float16), learned[many:], base)


def balanced(labels: Sequence[str]) -> Floats:
    """A weight for each example, so that every label weighs as much as any other."""
    names, which = np.unique(np.array(labels), return_inverse=True)
    told: Floats = (len(labels) / len(names) / np.bincount(which))[which].astype(np.float32)
    return told


def softened(labels: Sequence[str]) -> Floats:
    """A weight for each example, half way to every label weighing as much as any other: what is rare counts, and not too much."""
    told: Floats = np.sqrt(balanced(labels))
    return told
