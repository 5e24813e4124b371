"""What a classifier outside thinks of a ticket: data from strangers, of which only known values are taken, and which decides nothing."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from slack_app.domain.feedback.learned.calibration import ASK
from slack_app.domain.feedback.learned.guess import Guess
from slack_app.domain.feedback.routed.because import Reason, Why
from slack_app.domain.feedback.routed.without_names import without_names
from slack_app.domain.feedback.terms import By, Field, Kind
from slack_app.domain.feedback.trackers.issues import TITLE
from slack_app.domain.plain import JSON, float_at, str_at
from slack_app.domain.words import clean, says_something, topic_key

LONGEST = 3000
"""So many characters of a ticket are shown outside."""
ASKED_FOR = (Field.KIND, Field.AREA)


class NotAnOpinionError(Exception):
    """It is not what was asked for."""


@dataclass(frozen=True)
class Question:
    """What is asked: words in which nobody is named, and what there is to choose from."""

    words: str
    areas: tuple[str, ...] = ()
    kinds: tuple[str, ...] = tuple(Kind)


@dataclass(frozen=True)
class Opinion:
    """What was answered, as far as it is of use; `confidence` is between 0 and 1, `title` a draft, or empty."""

    kind: str
    area: str | None
    confidence: float
    title: str = ""

    @classmethod
    def from_json(cls, stored: object, areas: Sequence[str]) -> Self:
        """An answer; its reason is left out. Raises NotAnOpinionError where it has no known kind, or no confidence."""
        kind, sure = str_at(stored, "kind"), float_at(stored, "confidence")
        if kind not in set(Kind) or sure is None or not 0 <= sure <= 1:
            raise NotAnOpinionError
        wanted = topic_key(str_at(stored, "area") or "")
        area = next((one for one in areas if wanted and topic_key(one) == wanted), None)
        return cls(str(kind), area, sure, _title(str_at(stored, "title") or ""))

    def to_json(self) -> dict[str, JSON]:
        """The opinion as plain JSON."""
        return {"kind": self.kind, "area": self.area, "confidence": round(self.confidence, 3), "title": self.title}


def read(text: str, areas: Sequence[str]) -> Opinion:
    """The opinion in an answer's text, which is to be one JSON object. Raises NotAnOpinionError."""
    try:
        return Opinion.from_json(json.loads(text), areas)
    except (ValueError, RecursionError):
        raise NotAnOpinionError from None


def unsure_of(reasons: Mapping[Field, Reason], areas: Sequence[str]) -> bool:
    """Whether the kind, or which of the areas, was left to people: only then is anybody asked."""
    return any(reasons[one].by is By.NOBODY for one in ASKED_FOR if one is Field.KIND or areas)


def suggested(
    reasons: Mapping[Field, Reason], opinion: Opinion, guesses: Mapping[Field, Guess]
) -> Mapping[Field, Reason]:
    """The reasons, where what was left to people is suggested: the opinion first, then what the app thought itself.

    What is decided stays so, and an opinion that is itself unsure says nothing.
    """
    said = {Field.KIND: opinion.kind, Field.AREA: opinion.area}
    return {one: _with(reason, said.get(one), opinion, guesses.get(one)) for one, reason in reasons.items()}


def _with(reason: Reason, said: str | None, opinion: Opinion, guess: Guess | None) -> Reason:
    if said is None or reason.by is not By.NOBODY or opinion.confidence < ASK:
        return reason
    thought = (guess.value, guess.second) if guess else ()
    candidates = tuple(dict.fromkeys(one for one in (said, *thought) if one))[:2]
    bare = replace(reason, terms=(), near=())
    return replace(bare, confidence=opinion.confidence, why=Why.OUTSIDE, candidates=candidates)


def _title(text: str) -> str:
    """A title that names nobody, and leads nowhere."""
    title = clean(without_names(text), TITLE)
    return title if says_something(title) else ""
