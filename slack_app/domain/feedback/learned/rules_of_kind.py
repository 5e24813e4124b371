"""How strongly the hand-written cues speak for each kind: what holds where nothing was learned yet."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from slack_app.domain.feedback.learned.cues import english, french, issues
from slack_app.domain.feedback.learned.cues.cue import Cue, folded
from slack_app.domain.feedback.terms import Kind

CUES: tuple[Cue, ...] = english.CUES + french.CUES + issues.CUES
KINDS = (Kind.BUG, Kind.IDEA, Kind.PRAISE, Kind.COMPLAINT, Kind.QUESTION)
_BEFORE_ANY_CUE = np.array([0.0, -0.3, 0.2, -0.6, -0.3], np.float32)
_OF_BODY = 0.6
_MOST = (2, 3)
_LEAST = np.float32(1e-6)

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Hits:
    """How often each cue stands in a text's first line (at most twice) and in the rest (at most three times)."""

    title: Floats
    body: Floats

    def marks(self) -> Floats:
        """One number a cue: 1 where it stands in the first line, a half where it stands further down, else 0."""
        return np.maximum(np.minimum(self.title, 1.0), 0.5 * np.minimum(self.body, 1.0)).astype(np.float32)


def hits(text: str) -> Hits:
    """Which cues stand where."""
    title, _, body = folded(text).partition("\n")
    return Hits(_counted(title, _MOST[0]), _counted(body, _MOST[1]))


def probabilities(found: Hits, kinds: Sequence[Kind] = KINDS) -> Floats:
    """How likely each of these kinds is by the cues alone; they sum to 1."""
    scores = np.sqrt(found.title) @ _weights() + _OF_BODY * (np.sqrt(found.body) @ _weights()) + _BEFORE_ANY_CUE
    chosen = scores[[KINDS.index(kind) for kind in kinds]]
    grown = np.exp(chosen - chosen.max())
    shares: Floats = (grown / grown.sum()).astype(np.float32)
    return shares


def leanings(found: Hits) -> Floats:
    """The cues' verdict as four numbers to learn from: bug and idea against praise, bug against idea, complaint against praise."""
    bug, idea, praise, complaint, _ = np.log(probabilities(found) + _LEAST)
    return np.array([bug - praise, idea - praise, bug - idea, complaint - praise], np.float32)


def spoken(text: str, kind: Kind) -> Iterator[tuple[float, int, int]]:
    """Where cues for the kind stand: how strong, and from which to which character of the folded text."""
    read = folded(text)
    for cue, pattern in zip(CUES, _patterns(), strict=True):
        if cue.kind is kind:
            yield from ((cue.weight, *found.span()) for found in pattern.finditer(read))


def _counted(text: str, most: int) -> Floats:
    if not text:
        return np.zeros(len(CUES), np.float32)
    return np.array([min(most, _times(pattern, text, most)) for pattern in _patterns()], np.float32)


def _times(pattern: re.Pattern[str], text: str, most: int) -> int:
    times = 0
    for _ in pattern.finditer(text):
        times += 1
        if times >= most:
            break
    return times


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(cue.pattern) for cue in CUES)


@cache
def _weights() -> Floats:
    weights = np.zeros((len(CUES), len(KINDS)), np.float32)
    for row, cue in enumerate(CUES):
        weights[row, KINDS.index(cue.kind)] = cue.weight
    return weights
