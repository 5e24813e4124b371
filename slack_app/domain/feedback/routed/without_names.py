"""Words as strangers may read them: without people, channels, addresses, telephone numbers, ids and what looks like a secret."""

import re
import unicodedata
from collections.abc import Iterable

from slack_app.domain.feedback.said.secrets import MASK, without_secrets
from slack_app.domain.feedback.text.plain_words import joins_others
from slack_app.domain.words import words_of

GONE = "…"
_SHORTEST, _LONGEST = 2, 8
_SLACKS = re.compile(r"<[@#!][^<>]{0,500}>")
_LINK = re.compile(r"<(?:https?|mailto|tel|slack):[^<>|]{0,3000}(?:\|([^<>]{0,500}))?>", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,20}://|www\.)\S+"
    r"|(?<![\w.+-])(?:mailto:)?[\w.+'-]{1,100}@[\w-]{1,100}(?:\.[\w-]{1,100})*"
    r"|(?<![\w.-])(?:[a-z0-9-]{1,60}\.)+(?:com|org|net|io|fr|eu|co|uk|de|be|ch|ca|dev|app|slack|ai)\b(?:/\S*)?",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![^\W_])[@#][^\W_][\w.'-]{0,100}")
_NUMBER = re.compile(r"(?<!\w)(?:\+|00)?\(?\d(?:[\s().\-/\u00a0\u202f]{0,3}\d){6,}\w*")
_ID = re.compile(r"\b(?:[UWCTBGD][A-Z0-9]{8,20}|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|[0-9a-fA-F]{12,64})\b")
_WORD = re.compile(r"[^\W_]+")
_AGAIN = re.compile(rf"(?:{GONE}[\s'’.-]{{0,3}})+{GONE}")  # noqa: RUF001  as phones type it


def known_by(names: Iterable[str]) -> frozenset[str]:
    """The words by which people are known, from all that they are called. Small words that join others are nobody's."""
    words = (word for name in names for part in _WORD.findall(name) for word in words_of(part))
    return frozenset(word for word in words if len(word) >= _SHORTEST and not joins_others(word))


def without_names(text: str, known: frozenset[str] = frozenset()) -> str:
    """The words without whom and what they name; `known` are words of names (`known_by`), however they are written here."""
    plain = unicodedata.normalize("NFC", without_secrets(text)).replace(MASK, GONE)
    plain = _LINK.sub(lambda found: f"{GONE} {found[1] or ''}".strip(), _SLACKS.sub(GONE, plain))
    for shape in (_ADDRESS, _HANDLE, _ID, _NUMBER):
        plain = shape.sub(GONE, plain)
    return _AGAIN.sub(GONE, _WORD.sub(lambda found: GONE if _is_known(found[0], known) else found[0], plain))


def _is_known(word: str, known: frozenset[str]) -> bool:
    """Whether it is a word of a name, also with the s of the genitive; in a script without spaces, whether one stands in it."""
    return any(one in known or one.removesuffix("s") in known or _holds(one, known) for one in words_of(word))


def _holds(word: str, known: frozenset[str]) -> bool:
    if not word.isalpha() or word.upper() != word.lower():
        return False
    starts = range(len(word) - _SHORTEST + 1)
    return any(word[start:end] in known for start in starts for end in range(start + _SHORTEST, start + _LONGEST))
