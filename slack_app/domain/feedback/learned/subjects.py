"""What can be learned of a ticket: its kind, its area; each with what is thought of it before anybody taught anything."""

from dataclasses import dataclass
from typing import Protocol

from slack_app.domain.feedback.learned import areas, general
from slack_app.domain.feedback.learned.general import General, Read
from slack_app.domain.feedback.learned.linear import Floats
from slack_app.domain.feedback.terms import Kind


class Subject(Protocol):
    """A field's possible values, and what speaks for each without the workspace's own model."""

    @property
    def names(self) -> tuple[str, ...]:
        """The possible values."""

    @property
    def half(self) -> float:
        """After how many lessons the workspace's model weighs as much as all else."""

    def prior(self, words: str, text: Read) -> Floats:
        """How likely each value is without the workspace's model; they sum to 1."""


@dataclass(frozen=True)
class OfKind:
    """The kind: by the cues and by the general model."""

    kinds: tuple[Kind, ...] = tuple(Kind)
    half: float = 30.0
    model: General | None = None
    """The general model; None: the one that comes with the app."""

    @property
    def names(self) -> tuple[str, ...]:
        """The kinds' values."""
        return tuple(kind.value for kind in self.kinds)

    def prior(self, words: str, text: Read) -> Floats:  # noqa: ARG002  an area is looked for in the words
        """By the general model and the cues."""
        return (self.model or general.shipped()).probabilities(text, self.kinds)


@dataclass(frozen=True)
class OfArea:
    """The area: by the words of the areas' names."""

    names: tuple[str, ...]
    half: float = 60.0

    def prior(self, words: str, text: Read) -> Floats:  # noqa: ARG002  a kind is read from its grams
        """By the words of the names."""
        return areas.shares(words, self.names)
