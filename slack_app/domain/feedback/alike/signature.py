"""A text as the sixty-four figures that tell it from others: no word can be read from them, and two can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from slack_app.domain.feedback.alike.cognates import SAID_OF_ALL, folded, meanings
from slack_app.domain.feedback.text.grams import letter_ids, word_ids
from slack_app.domain.feedback.text.plain_words import normalised

Ids = NDArray[np.uint16]
Floats = NDArray[np.float32]

MOST = 64
"""How many figures are kept of a text: the most telling."""
SPACE = 1 << 16
LETTERS, MEANINGS, PAIRS = slice(0, 1 << 15), slice(1 << 15, 3 << 14), slice(3 << 14, 1 << 16)
"""Where runs of letters, meanings, and meanings side by side stand among the figures."""
_BITS = {LETTERS.start: 15, MEANINGS.start: 14, PAIRS.start: 14}
_SHARES = {LETTERS.start: (0.5, 1.2), MEANINGS.start: (0.7, 0.9), PAIRS.start: (1.0, 1.1)}
"""Of each part: how much of the whole it weighs, and the power of rarity."""
_LITTLE = 0.5
_MOST_READ, _MOST_CHARS = 4000, 500
_VERSION = b"\x01"
_SPREAD = np.uint64(0x9E3779B1)


@dataclass(frozen=True)
class Signature:
    """Which figures a text has, each once, in order, and how much each weighs (1 to 255; together of length 255)."""

    ids: Ids
    weights: NDArray[np.uint8]

    def __bool__(self) -> bool:
        return len(self.ids) > 0

    @property
    def lengths(self) -> Floats:
        """The weights, together of length 1."""
        return self.weights.astype(np.float32) / np.float32(255)


NONE = Signature(np.zeros(0, np.uint16), np.zeros(0, np.uint8))


def signature_of(text: str) -> Signature:
    """The signature of a text, of the first 500 characters that are not Slack's marks; of no words, an empty one."""
    words = folded(_readable(text))
    if not words:
        return NONE
    parts = [_weighed(base, *found) for base, found in _grams(words).items() if len(found[0])]
    ids, weights = (np.concatenate(part) for part in zip(*parts, strict=True))
    most = np.sort(np.argsort(-weights, kind="stable")[:MOST])
    kept = weights[most] / np.linalg.norm(weights[most])
    return Signature(ids[most].astype(np.uint16), np.clip(np.rint(kept * 255), 1, 255).astype(np.uint8))


def packed(signature: Signature) -> bytes | None:
    """The signature as a row keeps it; None of an empty one."""
    if not signature:
        return None
    return _VERSION + signature.ids.astype("<u2").tobytes() + signature.weights.tobytes()


def unpacked(stored: bytes | None) -> Signature:
    """What `packed` wrote; an empty one where it is of another version or damaged."""
    if stored is None or not is_sound(stored):
        return NONE
    _, ids, weights = unpacked_all([stored])
    return Signature(ids, weights)


def is_sound(stored: bytes) -> bool:
    """Whether these are the bytes of a signature of this version."""
    return stored[:1] == _VERSION and len(stored) % 3 == 1 and 1 < len(stored) <= 1 + 3 * MOST


def unpacked_all(stored: Sequence[bytes]) -> tuple[NDArray[np.int64], Ids, NDArray[np.uint8]]:
    """Of many sound signatures how many figures each has, then all figures and all weights, one signature after the other."""
    many = np.array([len(one) // 3 for one in stored], np.int64)
    bytes_of = np.frombuffer(b"".join(stored), np.uint8)
    begins = np.repeat(np.cumsum(3 * many + 1) - 3 * many, many)
    within = np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many)
    low, high = (bytes_of[begins + 2 * within + at].astype(np.uint16) for at in (0, 1))
    return many, low | (high << np.uint16(8)), bytes_of[begins + 2 * np.repeat(many, many) + within]


def gram_ids(text: str) -> NDArray[np.int64]:
    """All figures that a text of any length has, each once: what rarity is counted by."""
    found = [ids for ids, _ in _grams(folded(normalised(text))).values()]
    return np.unique(np.concatenate(found))


@cache
def rarity() -> Floats:
    """How rare each figure is in product feedback (0 to 1): counted once over reviews in French and English."""
    stored = resources.files(__package__).joinpath("weights", "rarity.bin").read_bytes()
    return np.frombuffer(stored, np.uint8).astype(np.float32) / np.float32(255)


def _readable(text: str) -> str:
    """Of what is nothing but code the code itself."""
    begins = text[:_MOST_READ]
    return (normalised(begins) or begins)[:_MOST_CHARS]


def _grams(words: str) -> dict[int, tuple[NDArray[np.int64], frozenset[int]]]:
    """The figures of each part, as often as they come, and those of them that weigh little."""
    means = meanings(words)
    pairs = [" ".join(sorted(pair)) for pair in pairwise(means) if pair[0] != pair[1]]
    little = [word for word in set(means) if word.startswith(SAID_OF_ALL)]
    none = frozenset[int]()
    return {
        LETTERS.start: (_placed(letter_ids(words), LETTERS.start), none),
        MEANINGS.start: (_of_words(means, MEANINGS.start), frozenset(_of_words(little, MEANINGS.start).tolist())),
        PAIRS.start: (_of_words(pairs, PAIRS.start), none),
    }


def _of_words(words: list[str], base: int) -> NDArray[np.int64]:
    return _placed(word_ids(words), base)


def _placed(ids: NDArray[np.uint32], base: int) -> NDArray[np.int64]:
    """The figures of a part that these hashes fall on, spread evenly."""
    spread = (ids.astype(np.uint64) * _SPREAD) & np.uint64(0xFFFFFFFF)
    return (spread >> np.uint64(32 - _BITS[base])).astype(np.int64) + base


def _weighed(base: int, ids: NDArray[np.int64], little: frozenset[int]) -> tuple[NDArray[np.int64], Floats]:
    """Each figure of a part once, and its weight: by how often it comes, how rare it is, and the part's share."""
    share, power = _SHARES[base]
    each, times = np.unique(ids, return_counts=True)
    weights = ((1 + np.log(times)) * rarity()[each] ** power).astype(np.float32)
    if little:
        weights[np.isin(each, list(little))] *= _LITTLE
    return each, (weights / np.linalg.norm(weights) * np.sqrt(share)).astype(np.float32)
