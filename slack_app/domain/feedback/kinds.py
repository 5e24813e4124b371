"""The kind of many texts at once, after so many corrections: as a community that uses these kinds would see it."""

from collections.abc import Sequence

import numpy as np

from slack_app.domain.feedback import subjects
from slack_app.domain.feedback.general import General, read
from slack_app.domain.feedback.linear import Floats
from slack_app.domain.feedback.local import Local, Taught, blended, learned_from
from slack_app.domain.feedback.terms import Kind

ALL = tuple(kind.value for kind in Kind)


def probabilities(
    texts: Sequence[str],
    corrections: Sequence[tuple[str, str]] = (),
    kinds: Sequence[str] = ALL,
    general_model: General | None = None,
) -> Floats:
    """How likely each of `kinds` is for each text (a row a text, each sums to 1), after these corrections (words, kind).

    Words are as people wrote them, a title in the first line; `general_model` takes the place of the one that comes with the app. Raises ValueError for a kind that is not among `kinds`.
    """
    subject = subjects.of_kinds(kinds, general_model)
    local = _learned(subject, corrections)
    rows = []
    for words in texts:
        text = read(words)
        rows.append(blended(local, text, subject.prior(words, text), subject.names, subject.half))
    return np.stack(rows) if rows else np.zeros((0, len(kinds)), np.float32)


def _learned(subject: subjects.OfKind, corrections: Sequence[tuple[str, str]]) -> Local | None:
    for _, kind in corrections:
        if kind not in subject.names:
            raise ValueError(f"{kind} is not among the kinds.")
    texts = [(words, read(words), kind) for words, kind in corrections]
    return learned_from(
        [Taught(at, text, kind, subject.prior(words, text)) for at, (words, text, kind) in enumerate(texts)]
    )
