"""What a cue is, and the text that cues are looked for in."""

import re
import unicodedata
from dataclasses import dataclass

from slack_app.domain.feedback.terms import Kind

MOST_CHARS = 1600
_ACCENTS = re.compile("[\u0300-\u036f]+")
_SPACES = re.compile(r"[ \t]+")


@dataclass(frozen=True)
class Cue:
    """Words that speak for a kind, and how strongly: `pattern` is read on a folded text."""

    name: str
    kind: Kind
    weight: float
    pattern: str


def folded(text: str) -> str:
    """The beginning of a text in lower case, without accents; one kind of apostrophe, single spaces, lines kept."""
    lowered = text[:MOST_CHARS].lower().replace("’", "'").replace("œ", "oe")  # noqa: RUF001  as phones type it
    return _SPACES.sub(" ", _ACCENTS.sub("", unicodedata.normalize("NFKD", lowered))).strip()
