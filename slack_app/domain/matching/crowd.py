"""People as arrays: what they wrote becomes bits and numbers that can be compared a million pairs at a time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from slack_app.domain.matching.topics import keys_of, languages_of, town_of
from slack_app.domain.matching.values import Person

Ints = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NEWCOMER_UNTIL_DAYS = 90
VETERAN_FROM_DAYS = 365
_WORD = 64
_MOST_WORDS = 4
_NOBODY = -1


@dataclass(frozen=True)
class Topics:
    """Each person's topics: a bit for each of the frequent ones, numbers (padded with -1) for the rare.

    `hint` has one bit for each rare topic, shared by some: where two hints have none in common, so have the people.
    """

    words: Bits
    rare: npt.NDArray[np.int32]
    hint: Bits

    @property
    def any(self) -> Flags:
        """Who has any."""
        return np.any(self.words, axis=1) | np.not_equal(self.hint, 0)

    def common(self, mine: Ints, other: "Topics", theirs: Ints) -> Ints:
        """How many topics `mine` of this and `theirs` of the other share, element by element as numpy broadcasts."""
        found = np.zeros(np.broadcast_shapes(mine.shape, theirs.shape), np.int64)
        for word in range(self.words.shape[1]):
            found += np.bitwise_count(self.words[mine, word] & other.words[theirs, word])
        if self.rare.shape[1] and other.rare.shape[1]:
            perhaps = (self.hint[mine] & other.hint[theirs]) != 0
            here, there = (np.broadcast_to(side, found.shape)[perhaps] for side in (mine, theirs))
            left, right = self.rare[here], other.rare[there]
            found[perhaps] += ((left[:, :, None] == right[:, None, :]) & (left[:, :, None] >= 0)).sum(axis=(1, 2))
        return found


@dataclass(frozen=True)
class Crowd:
    """What is known of all people, one row each, in the order in which they were given."""

    interests: Topics
    seeks: Topics
    offers: Topics
    languages: Topics
    teams: Ints
    places: Ints
    hours: Bits
    newcomers: Flags
    veterans: Flags
    fairness: Floats

    @classmethod
    def of(cls, people: Sequence[Person]) -> "Crowd":
        """The people as arrays; what two of them share is numbered alike."""
        sought, offered = _numbered([one.seeks for one in people], [one.offers for one in people])
        return cls(
            interests=_numbered([one.interests for one in people])[0],
            seeks=sought,
            offers=offered,
            languages=_topics(*_ranked([[list(languages_of(one.languages)) for one in people]])[0]),
            teams=_codes([" ".join(keys_of((one.team,))) for one in people]),
            places=_codes([town_of(one.place) for one in people]),
            hours=np.array([one.hours for one in people], np.uint64),
            newcomers=np.array([one.member_for_days < NEWCOMER_UNTIL_DAYS for one in people], np.bool_),
            veterans=np.array([one.member_for_days >= VETERAN_FROM_DAYS for one in people], np.bool_),
            fairness=np.array([one.fairness for one in people], np.float64),
        )


def _numbered(*columns: Sequence[tuple[str, ...]]) -> list[Topics]:
    known: dict[tuple[str, ...], list[str]] = {}
    keyed = [[known.setdefault(topics, list(keys_of(topics))) for topics in column] for column in columns]
    return [_topics(*one) for one in _ranked(keyed)]


def _ranked(columns: Sequence[Sequence[Sequence[str]]]) -> list[tuple[list[list[int]], int]]:
    """For each column each person's topics by number, the most frequent first; and how many topics there are in all."""
    held = Counter(key for column in columns for keys in column for key in keys)
    number = {key: at for at, (key, _) in enumerate(sorted(held.items(), key=lambda item: (-item[1], item[0])))}
    return [([[number[key] for key in keys] for keys in column], len(number)) for column in columns]


def _topics(numbers: Sequence[Sequence[int]], vocabulary: int) -> Topics:
    width = min(-(-vocabulary // _WORD), _MOST_WORDS)
    who = np.repeat(np.arange(len(numbers)), [len(row) for row in numbers])
    what = np.array([number for row in numbers for number in row], np.int64)
    words, hint = np.zeros((len(numbers), width), np.uint64), np.zeros(len(numbers), np.uint64)
    is_rare = what >= width * _WORD
    bits = np.left_shift(np.uint64(1), (what % _WORD).astype(np.uint64))
    np.bitwise_or.at(words, (who[~is_rare], what[~is_rare] // _WORD), bits[~is_rare])
    np.bitwise_or.at(hint, who[is_rare], bits[is_rare])
    return Topics(words, _padded(who[is_rare], what[is_rare], len(numbers)), hint)


def _padded(who: Ints, what: Ints, people: int) -> npt.NDArray[np.int32]:
    """Rows of numbers, one row a person; `who` ascends."""
    many = np.bincount(who, minlength=people)
    rows = np.full((people, int(many.max(initial=0))), _NOBODY, np.int32)
    rows[who, np.arange(len(who)) - np.repeat(np.cumsum(many) - many, many)] = what
    return rows


def _codes(names: Iterable[str]) -> Ints:
    """The same number for the same name, -1 for none."""
    numbers: dict[str, int] = {"": _NOBODY}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], np.int64)
