"""How people's words are cleaned, and when two of them mean the same."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

MOST_MARKS = 4
_PLURAL_FROM = 4
_REMEMBERED = 1 << 16
_NOWHERE = frozenset({"remote", "anywhere", "everywhere", "online", "teletravail", "a distance", "partout", "en ligne"})
_JOINERS = "\u200c\u200d"
_LOOK_EMPTY = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_HYPHENS = re.compile(r"[\s_\-\u2010-\u2015\u2212/]+")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "’": "'"})  # noqa: RUF001 typed so
_ACCENTS = re.compile("[\u0300-\u036f]+")
_WORD = re.compile(r"\w[\w+#]*")


def clean(text: str, limit: int, *, lines: bool = False) -> str:
    """The text as it may be kept and shown: at most `limit` characters, in NFC, trimmed; newlines only with `lines`.

    Control characters, bidirectional overrides, invisible fillers and lone surrogates go; a letter keeps four marks.
    """
    return tidy(text, lines=lines)[: max(limit, 0)].strip(_JOINERS + " \n")


def tidy(text: str, *, lines: bool = False) -> str:
    """`clean` without a limit."""
    kept = "".join(char for char in _LINE_ENDS.sub("\n", text) if _is_kept(char))
    bounded = "".join(_few_marks(unicodedata.normalize("NFC", kept)))
    spaced = _paragraphs(bounded) if lines else " ".join(bounded.split())
    return unicodedata.normalize("NFC", spaced.strip(_JOINERS + " \n"))


def says_something(text: str) -> bool:
    """Whether there is a letter, a digit or a symbol in it."""
    return any(unicodedata.category(char)[0] in "LNS" for char in text)


def topic_key(topic: str) -> str:
    """What makes two topics the same: upper case, accents, hyphens and spaces do not count («Développement»)."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", topic).casefold().translate(_LETTERS))
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", folded))
    return _HYPHENS.sub(" ", plain).strip()


@lru_cache(maxsize=_REMEMBERED)
def match_key(topic: str) -> str:
    """What makes two topics the same for bringing people together: as `topic_key`, and Podcasts is podcast."""
    return " ".join(singular(word) for word in topic_key(topic).split())


def singular(word: str) -> str:
    """A folded word of four letters or more without the s or x at its end."""
    return word[:-1] if len(word) >= _PLURAL_FROM and word[-1] in "sx" else word


@lru_cache(maxsize=_REMEMBERED)
def town_in(place: str) -> str:
    """The place before its first comma or bracket (Lyon, France); empty when it is no place at all (remote)."""
    town = place.split(",", maxsplit=1)[0].split("(", maxsplit=1)[0].strip()
    return "" if topic_key(town) in _NOWHERE else town


def distinct(topics: Iterable[str]) -> tuple[str, ...]:
    """The topics, tidied, in their order, each once; those that say nothing are left out."""
    by_key: dict[str, str] = {}
    for topic in map(tidy, topics):
        if says_something(topic):
            by_key.setdefault(topic_key(topic), topic)
    return tuple(by_key.values())


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded as topics are."""
    return tuple(_WORD.findall(topic_key(text)))


def _is_kept(char: str) -> bool:
    if char in "\n\t" or char in _JOINERS:
        return True
    return char not in _LOOK_EMPTY and unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Cn"}


def _few_marks(text: str) -> Iterator[str]:
    marks = MOST_MARKS
    for char in text:
        is_mark = unicodedata.category(char) in {"Mn", "Me"}
        marks = marks + 1 if is_mark else 0
        if marks <= MOST_MARKS:
            yield char


def _paragraphs(text: str) -> str:
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
