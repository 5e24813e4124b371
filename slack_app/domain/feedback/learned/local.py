"""What one workspace taught: a small model of its own, and how it is blended with what is thought without it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from slack_app.domain.feedback.learned.fitting import fitted, softened
from slack_app.domain.feedback.learned.general import Read
from slack_app.domain.feedback.learned.linear import Floats, Linear, NotAModelError, from_bytes, softmax, to_bytes
from slack_app.domain.feedback.text.sketches import Sketches, sketches
from slack_app.domain.feedback.text.vocabulary import vocabulary_of

STRENGTH = 5.0
OF_CUES, OF_PRIOR = 0.5, 0.4
_FEW = 20
_LEAST = np.float32(1e-6)
_KEPT = ("names_of", "many", "ticket_ids", "values", "rows")
_MOST_SKETCHES = 1500


@dataclass(frozen=True)
class Taught:
    """A text that people said the value of, and what was thought of it without the workspace's model: a share for each name."""

    ticket_id: int
    text: Read
    value: str
    prior: Floats


@dataclass(frozen=True)
class Local:
    """A workspace's own model of one field: learned from `many` lessons."""

    model: Linear
    many: int
    past: Sketches

    def shares(self, text: Read, prior: Floats, names: Sequence[str]) -> Floats:
        """How likely each name is by this model alone; a name that it never met has none."""
        scores = softmax(self.model.scores(text.grams, numbers_of(text, prior)))
        own = dict(zip(self.model.names, scores, strict=True))
        told = np.array([own.get(name, 0.0) for name in names], np.float32)
        return told / total if (total := float(told.sum())) > 0 else prior

    def near(self, text: Read, value: str) -> tuple[int, ...]:
        """The two tickets confirmed as that value that are most like the text."""
        names = self.model.names
        return self.past.nearest(text.grams, self.model.vocabulary, names.index(value)) if value in names else ()


def blended(local: Local | None, text: Read, prior: Floats, names: Sequence[str], half: float) -> Floats:
    """Prior and own model as one: after `half` lessons each weighs as much as the other."""
    if local is None:
        return prior
    own = local.many / (local.many + half)
    return (1 - own) * prior + own * local.shares(text, prior, names)


def numbers_of(text: Read, prior: Floats) -> Floats:
    """What the model sees besides the grams: the cues, and what was thought without it."""
    return np.concatenate([OF_CUES * text.hits.marks(), OF_PRIOR * np.log(prior + _LEAST)])


def learned_from(lessons: Sequence[Taught]) -> Local | None:
    """A model of these lessons; None where they teach no difference."""
    labels = [lesson.value for lesson in lessons]
    if len(set(labels)) < 2:  # noqa: PLR2004  one value is no choice
        return None
    texts = [lesson.text.grams for lesson in lessons]
    numbers = np.stack([numbers_of(lesson.text, lesson.prior) for lesson in lessons])
    known = vocabulary_of(texts, at_least=2 if len(lessons) > _FEW else 1)
    model = fitted(known, texts, numbers, labels, strength=STRENGTH, weights=softened(labels))
    last = lessons[-_MOST_SKETCHES:]
    values = [model.names.index(lesson.value) for lesson in last]
    past = sketches([one.ticket_id for one in last], values, [one.text.grams for one in last], known)
    return Local(model, len(lessons), past)


def kept(local: Local) -> bytes:
    """The model as figures; no words among them."""
    past = local.past
    return to_bytes(
        local.model, many=np.array([local.many]), ticket_ids=past.ticket_ids, values=past.values, rows=past.rows
    )


def local_from(figures: bytes) -> Local:
    """What `kept` wrote. Raises NotAModelError."""
    model, more = from_bytes(figures, _KEPT)
    try:
        past = Sketches(more["ticket_ids"], more["values"], more["rows"])
        return Local(model, int(more["many"][0]), past)
    except (KeyError, IndexError) as wrong:
        raise NotAModelError("These figures are not whole.") from wrong
