"""What kind a text is in general, before a workspace taught anything: hand-written cues, and a model learned from two apps' reviews."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from slack_app.domain.feedback.learned import rules_of_kind
from slack_app.domain.feedback.learned.linear import Floats, Linear, from_bytes, sigmoid, softmax, to_bytes
from slack_app.domain.feedback.learned.rules_of_kind import KINDS, Hits
from slack_app.domain.feedback.terms import Kind
from slack_app.domain.feedback.text.grams import Grams, grams
from slack_app.domain.feedback.text.plain_words import normalised

OF_RULES = 0.3
OF_CUES = 0.6
UNHAPPY, OTHER = "unhappy", "other"
_WEIGHTS = "weights/kinds.npz"


@dataclass(frozen=True)
class Read:
    """A text, read once: its grams and its cues."""

    grams: Grams
    hits: Hits

    def numbers(self) -> Floats:
        """What the general model sees besides the grams: each cue, and what all cues together lean to."""
        return np.concatenate([OF_CUES * self.hits.marks(), OF_CUES * rules_of_kind.leanings(self.hits)])


@dataclass(frozen=True)
class General:
    """What is said (bug, idea or other) and, apart from it, whether its author is unhappy: other and unhappy is a complaint."""

    said: Linear
    mood: Linear

    def probabilities(self, text: Read, kinds: Sequence[Kind] = KINDS) -> Floats:
        """How likely each of these kinds is, cues and model together; they sum to 1."""
        of_rules = rules_of_kind.probabilities(text.hits, kinds)
        modelled = self._all(text)[[KINDS.index(kind) for kind in kinds]]
        shares: Floats = OF_RULES * of_rules + (1 - OF_RULES) * modelled / modelled.sum()
        return shares

    def _all(self, text: Read) -> Floats:
        """By the model; questions, which it has not seen, by the cues."""
        numbers = text.numbers()
        said = dict(zip(self.said.names, softmax(self.said.scores(text.grams, numbers)), strict=True))
        scores = self.mood.scores(text.grams, numbers)
        unhappy = sigmoid(float(scores[1] - scores[0]))
        asks = float(rules_of_kind.probabilities(text.hits)[KINDS.index(Kind.QUESTION)])
        other = said[OTHER]
        four = [said[Kind.BUG], said[Kind.IDEA], other * (1 - unhappy), other * unhappy]
        return np.array([*((1 - asks) * one for one in four), asks], np.float32)


def read(text: str) -> Read:
    """The text as models see it: code is looked at for cues alone."""
    return Read(grams(normalised(text)), rules_of_kind.hits(text))


@cache
def shipped() -> General:
    """The model that comes with the app."""
    from_file = files(__package__).joinpath(_WEIGHTS).read_bytes()
    return general_from(from_file)


def general_from(figures: bytes) -> General:
    """The two models of one file."""
    both, kept = from_bytes(figures, ("split",))
    at = int(kept["split"][0])
    parts = (slice(None, at), slice(at, None))
    said, mood = (
        Linear(both.names[part], both.vocabulary, both.weights[:, part], both.dense[:, part], both.base[part])
        for part in parts
    )
    return General(said, mood)


def kept(general: General) -> bytes:
    """The two models as one file."""
    one, two = general.said, general.mood
    both = Linear(
        one.names + two.names,
        one.vocabulary,
        np.hstack([one.weights, two.weights]),
        np.hstack([one.dense, two.dense]),
        np.concatenate([one.base, two.base]),
    )
    return to_bytes(both, split=np.array([len(one.names)]))
