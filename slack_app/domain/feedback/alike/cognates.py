"""What the words of feedback mean, so that French and English meet: a list of meanings, and stems for the rest."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources

_WORD = re.compile(r"[a-z0-9]+")
_LEAST_PREFIX, _STEM = 3, 6
SAID_OF_ALL, KNOWN = "~", "="


def folded(text: str) -> str:
    """The words of a text in small letters without accents, with one space between them."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    return " ".join(_WORD.findall("".join(char for char in plain if not unicodedata.combining(char))))


def meanings(words: str) -> list[str]:
    """What folded words mean, in order, without the small words and numbers.

    A known meaning begins with `=`, or with `~` where almost anything is said with it; of other words it is the stem.
    """
    said = f" {words} "
    for phrase, word in _phrases():
        if phrase in said:
            said = said.replace(phrase, word)
    return [meaning(word) for word in said.split() if word not in _common() and not word.isdigit()]


@lru_cache(maxsize=20_000)
def meaning(word: str) -> str:
    """What one folded word means."""
    whole, begins = _known()
    if word in whole:
        return whole[word]
    for length in range(len(word), _LEAST_PREFIX - 1, -1):
        if word[:length] in begins:
            return begins[word[:length]]
    return word[:_STEM] if len(word) > _STEM else word.rstrip("s")


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    lines = (line.partition(": ") for line in _lines("phrases"))
    return tuple((f" {phrase} ", f" {word} ") for word, _, phrases in lines for phrase in phrases.split(", "))


@cache
def _common() -> frozenset[str]:
    return frozenset(word for line in _lines("common") for word in line.split())


@cache
def _known() -> tuple[dict[str, str], dict[str, str]]:
    """Of whole words and of beginnings, what they mean: named by the first word of their line."""
    whole: dict[str, str] = {}
    begins: dict[str, str] = {}
    for line in _lines("meanings"):
        sign, words = (SAID_OF_ALL, line[1:].split()) if line.startswith(SAID_OF_ALL) else (KNOWN, line.split())
        for word in words:
            (begins if word.endswith("*") else whole).setdefault(word.rstrip("*"), sign + words[0].rstrip("*"))
    return whole, begins


def _lines(section: str) -> Iterator[str]:
    text = resources.files(__package__).joinpath("weights", "meanings.txt").read_text("utf-8")
    _, _, rest = text.partition(f"[{section}]\n")
    for line in rest.partition("\n[")[0].splitlines():
        if line and not line.startswith("#"):
            yield line
