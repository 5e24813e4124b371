"""A guess from its parts: what is likeliest, what comes next, and whether that is enough to act or to ask."""

import numpy as np

from slack_app.domain.feedback.learned.general import Read
from slack_app.domain.feedback.learned.guess import Guess
from slack_app.domain.feedback.learned.linear import Floats
from slack_app.domain.feedback.learned.local import Local, blended
from slack_app.domain.feedback.learned.reports import Limits
from slack_app.domain.feedback.learned.subjects import Subject
from slack_app.domain.feedback.learned.telling import terms

_APART = 0.02
"""What is so near to all the same says nothing of any of them."""


def think(words: str, text: Read, subject: Subject, local: Local | None, limits: Limits) -> Guess:
    """The likeliest of the subject's values for a text; there must be one value at least."""
    shares = blended(local, text, subject.prior(words, text), subject.names, subject.half)
    first, *rest = np.argsort(-shares, kind="stable").tolist()
    value, confidence = subject.names[first], float(shares[first])
    second = rest[0] if rest else None
    second_confidence = float(shares[second]) if second is not None else 0.0
    return Guess(
        value=value,
        confidence=confidence,
        second=subject.names[second] if second is not None else None,
        second_confidence=second_confidence,
        terms=terms(words, subject, value, local),
        near=local.near(text, value) if local else (),
        may_act_alone=confidence >= limits.alone,
        worth_asking=_tells_apart(shares)
        and (confidence >= limits.ask or confidence + second_confidence >= limits.ask_of_two),
    )


def _tells_apart(shares: Floats) -> bool:
    return float(shares.max() - shares.min()) > _APART
