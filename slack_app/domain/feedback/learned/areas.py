"""Which of a workspace's own areas a text is about, by the words of the areas' names: what holds until the workspace taught more."""

from collections.abc import Sequence

import numpy as np

from slack_app.domain.feedback.learned.linear import Floats, softmax
from slack_app.domain.feedback.text.plain_words import is_function_word, normalised
from slack_app.domain.words import singular, words_of

_OF_TITLE, _OF_BODY, _SHARPNESS = 2.0, 1.0, 1.2
_STEM = 5


def shares(text: str, areas: Sequence[str]) -> Floats:
    """How likely each area is: its name's words count, most in the first line; all the same where none is found."""
    title, _, body = normalised(text).partition("\n")
    in_title, in_body = stems(title), stems(body)
    scores = [_OF_TITLE * _found(area, in_title) + _OF_BODY * _found(area, in_body) for area in areas]
    return softmax(_SHARPNESS * np.array(scores, np.float32))


def _found(area: str, among: frozenset[str]) -> float:
    return float(min(2, len(stems(area) & among)))


def stems(text: str) -> frozenset[str]:
    """Its words without their ends: plurals, and what comes after the fifth letter of long ones but one."""
    words = (singular(word) for word in words_of(text) if not is_function_word(word))
    return frozenset(word[: max(_STEM, len(word) - 3)] for word in words)
