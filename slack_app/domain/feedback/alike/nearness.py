"""What may be the same as something: the likeliest, no two of them alike, and what is the same word for word."""

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from slack_app.domain.feedback.alike.likeness import alike
from slack_app.domain.feedback.alike.signature import Signature

SUGGESTED_AT = 0.12
"""So likely a ticket must be to be asked about; `benchmarks/nearness.py` holds what that finds, and how often it asks in vain."""
LIKELIER_THAN_NOT = 0.5
RECENTLY = timedelta(days=90)
"""So long after it was resolved a ticket is still asked about."""
EXACT_FROM = 25
_ACCENTS = re.compile("[\u0300-\u036f]+")
_BETWEEN = re.compile(r"[.,;:!?…'’\"«»*]+(?=\s|$)|(?<!\S)['’\"«*]+|'|’")  # noqa: RUF001  as phones type it
_DIFFERENT = 2.7
"""How much less a ticket is worth asking about (in the logarithm of its odds) beside one with the same words."""


@dataclass(frozen=True)
class Candidate:
    """A ticket that may be the same; `entry_id` is the one of its family that is most like what was said."""

    ticket_id: int
    entry_id: int
    signature: Signature
    features: tuple[float, ...]
    probability: float


def picked(candidates: Iterable[Candidate], many: int, *, at_least: float = SUGGESTED_AT) -> list[Candidate]:
    """The likeliest that differ from each other, the likeliest first: at most so many."""
    left = sorted((one for one in candidates if one.probability >= at_least), key=_likeliest_first)
    found: list[Candidate] = []
    while left and len(found) < many:
        best = max(left, key=lambda one: (_worth(one, found), one.probability, one.ticket_id))
        found.append(best)
        left.remove(best)
    return sorted(found, key=_likeliest_first)


def is_word_for_word(one: str, other: str) -> bool:
    """Whether two texts are the same but for accents, case, spaces and marks, and long enough that this is no accident.

    In whatever script; another address, number or line of code makes another text, for a voice may be counted by this alone.
    """
    said = plainly(one)
    return len(said) >= EXACT_FROM and said == plainly(other)


def plainly(text: str) -> str:
    """A text in small letters, without the accents of Latin letters and what stands between sentences."""
    letters = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return " ".join(_BETWEEN.sub(" ", letters).split())


def _likeliest_first(one: Candidate) -> tuple[float, int]:
    return -one.probability, -one.ticket_id


def _worth(one: Candidate, found: list[Candidate]) -> float:
    odds = math.log(one.probability / max(1 - one.probability, 1e-9))
    return odds - _DIFFERENT * max((alike(one.signature, other.signature) for other in found), default=0.0)
