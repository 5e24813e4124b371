"""When a routing rule applies: everything that is asked of a ticket must be so; what is not asked for does not matter."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Self, TypeVar

from slack_app.domain.feedback.channels import AREA_LENGTH
from slack_app.domain.feedback.terms import Impact, Kind, Source
from slack_app.domain.plain import ID, JSON, int_at, strs_at
from slack_app.domain.words import clean, distinct, topic_key, words_of

LANGUAGES = ("fr", "en")
WORD_LENGTH = 60
MOST_WORDS = 50
MOST_LISTED = 100
VOICES = range(1, 1001)
SURE = 0.70
UNSURE = 0.45
_ENDS = "*"
_Choice = TypeVar("_Choice", bound=StrEnum)


class Confidence(StrEnum):
    """How sure one may be of a ticket's kind or area; what a person, the channel or a rule said is sure."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class AuthorGroup(StrEnum):
    """Who speaks, where they gave their name."""

    NEWCOMER = "newcomer"
    """Here for less than a month."""
    TEAM = "team"
    """Of a product team, or a manager."""


def level_of(confidence: float) -> Confidence:
    """How sure a model may be called."""
    if confidence >= SURE:
        return Confidence.HIGH
    return Confidence.MEDIUM if confidence >= UNSURE else Confidence.LOW


@dataclass(frozen=True)
class Item:
    """A ticket as rules see it. Of who gave no name there is no `author_id` and no group."""

    words: str = ""
    language: str = "en"
    source: Source = Source.FORM
    channel_id: str | None = None
    kind: Kind | None = None
    kind_level: Confidence = Confidence.LOW
    area: str | None = None
    area_level: Confidence = Confidence.LOW
    author_id: str | None = None
    groups: frozenset[AuthorGroup] = frozenset()
    voices: int = 1
    impact: Impact | None = None


@dataclass(frozen=True)
class Conditions:
    """What is asked: one of each list must be so. `words` are words or phrases, of which one must stand in the text.

    A word that ends in * stands for all that begin so. `confidences` are those of the kind or area that is asked for too, else of the kind.
    """

    channels: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    kinds: tuple[Kind, ...] = ()
    areas: tuple[str, ...] = ()
    confidences: tuple[Confidence, ...] = ()
    words: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    groups: tuple[AuthorGroup, ...] = ()
    people: tuple[str, ...] = ()
    impacts: tuple[Impact, ...] = ()
    voices: int | None = None

    @classmethod
    def from_json(cls, stored: object) -> Self:
        """What `to_json` wrote; what is unknown is left out."""
        voices = int_at(stored, "voices")
        return cls(
            channels=_ids(strs_at(stored, "channels")),
            sources=_known(Source, stored, "sources"),
            kinds=_known(Kind, stored, "kinds"),
            areas=distinct(clean(one, AREA_LENGTH) for one in strs_at(stored, "areas"))[:MOST_LISTED],
            confidences=_known(Confidence, stored, "confidences"),
            words=distinct(clean(one, WORD_LENGTH) for one in strs_at(stored, "words"))[:MOST_WORDS],
            languages=tuple(one for one in LANGUAGES if one in strs_at(stored, "languages")),
            groups=_known(AuthorGroup, stored, "groups"),
            people=_ids(strs_at(stored, "people")),
            impacts=_known(Impact, stored, "impacts"),
            voices=voices if voices in VOICES else None,
        )

    def to_json(self) -> dict[str, JSON]:
        """What is asked, as plain JSON."""
        asked: dict[str, Any] = {one.name: getattr(self, one.name) for one in fields(self)}
        return {
            name: [str(one) for one in value] if isinstance(value, tuple) else value
            for name, value in asked.items()
            if value
        }

    def is_met_by(self, item: Item) -> bool:
        """Whether all that is asked is so."""
        return (
            _among(self.channels, item.channel_id)
            and _among(self.sources, item.source)
            and _among(self.kinds, item.kind)
            and _among({topic_key(area) for area in self.areas}, topic_key(item.area) if item.area else None)
            and self._is_as_sure_as(item)
            and (not self.words or bool(found_in(item.words, self.words)))
            and _among(self.languages, item.language)
            and (not self.groups or bool(item.groups & set(self.groups)))
            and _among(self.people, item.author_id)
            and _among(self.impacts, item.impact)
            and (self.voices is None or item.voices >= self.voices)
        )

    def _is_as_sure_as(self, item: Item) -> bool:
        if not self.confidences:
            return True
        levels = [item.kind_level] if self.kinds or not self.areas else []
        levels += [item.area_level] if self.areas else []
        return all(level in self.confidences for level in levels)


NOTHING_ASKED = Conditions()


def found_in(text: str, words: Iterable[str]) -> tuple[str, ...]:
    """Those of the words or phrases that stand in the text, as whole words; accents, case and hyphens do not count."""
    spaced = f" {' '.join(words_of(text))} "
    return tuple(word for word in words if (sought := _sought(word)) and sought in spaced)


def _sought(word: str) -> str:
    """What must stand in the spaced text: whole words, of which the last may only begin so."""
    begins = word.rstrip().endswith(_ENDS)
    folded = " ".join(words_of(word))
    return f" {folded}{'' if begins else ' '}" if folded else ""


def _among(asked: Collection[str], found: str | None) -> bool:
    return not asked or (found is not None and found in asked)


def _known(choices: type[_Choice], stored: object, name: str) -> tuple[_Choice, ...]:
    said = set(strs_at(stored, name))
    return tuple(one for one in choices if one.value in said)


def _ids(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if ID.fullmatch(text)))[:MOST_LISTED]
