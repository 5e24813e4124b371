"""Texts as numbers: their words, pairs of words and runs of three to five letters, each hashed, so that no model holds a word."""

import re
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

BITS = 20
MOST_CHARS = 3000
LETTERS = (3, 4, 5)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[?!]+|\.{2,}|[\u2600-\U0001faff]")
_PRIME = np.uint32(0x01000193)
_MASK = np.uint32((1 << BITS) - 1)
_CHARS_APART = np.uint32(1 << BITS)
SPACE = 1 << (BITS + 1)
"""How many different grams there may be: words below half of it, runs of letters above."""


@dataclass(frozen=True)
class Grams:
    """Which grams a text has (sorted, each once) and how often."""

    ids: NDArray[np.uint32]
    counts: NDArray[np.float32]


def words_of(text: str) -> list[str]:
    """The words and marks of a text, in lower case, numbers as 0, long rows of a mark as two."""
    folded = unicodedata.normalize("NFC", text).lower().replace("’", "'")  # noqa: RUF001  as phones type it
    return [_shorter(word) for word in _WORD.findall(folded[:MOST_CHARS])]


def grams(text: str) -> Grams:
    """The grams of a text; of a long one, of its first 3,000 characters."""
    words = words_of(text)
    found = np.concatenate([_of_words(words), _of_letters(words)])
    ids, counts = np.unique(found, return_counts=True)
    return Grams(ids, counts.astype(np.float32))


def word_ids(words: Sequence[str]) -> NDArray[np.uint32]:
    """The gram of each word by itself."""
    return np.array([zlib.crc32(word.encode(errors="replace")) for word in words], np.uint32) & _MASK


def letter_ids(word: str) -> NDArray[np.uint32]:
    """The grams of the runs of letters of one word."""
    return _of_letters([word])


def _of_words(words: Sequence[str]) -> NDArray[np.uint32]:
    pairs = [f"{one} {two}" for one, two in pairwise(words)]
    return word_ids([*words, *pairs])


def _of_letters(words: Sequence[str]) -> NDArray[np.uint32]:
    """Runs of three to five characters that cross no space: the edges of a word count as characters."""
    codes = np.frombuffer(f" {' '.join(words)} ".encode("utf-32-le", "replace"), np.uint32)
    is_space = codes == ord(" ")
    found = []
    for size in LETTERS:
        many = len(codes) - size + 1
        if many <= 0:
            continue
        mixed, inside = np.full(many, size, np.uint32), np.zeros(many, bool)
        for at in range(size):
            mixed = (mixed ^ codes[at : at + many]) * _PRIME
            if 0 < at < size - 1:
                inside |= is_space[at : at + many]
        mixed ^= mixed >> np.uint32(15)
        found.append((mixed[~inside] & _MASK) + _CHARS_APART)
    return np.concatenate(found) if found else np.zeros(0, np.uint32)


def _shorter(word: str) -> str:
    if word.isdigit():
        return "0"
    return word[:2] if word[0] in "?!." else word[:40]
