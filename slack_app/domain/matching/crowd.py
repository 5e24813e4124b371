"""People as arrays: what they wrote becomes bits and numbers that can be compared a million pairs at a time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from slack_app.domain.matching.topics import keys_of, languages_of, team_of, town_of
from slack_app.domain.matching.values import Person

Ints = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint64]
Small = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NEWCOMER_UNTIL_DAYS = 90
VETERAN_FROM_DAYS = 365
_WORD = 64
_MOST_WORDS = 4
_NOBODY = -1


@dataclass(frozen=True)
class Topics:
    """Each person's topics: a bit for each of the frequent ones; their numbers (padded with -1), and those of the rare.

    `hint` has one bit for each rare topic, shared by some: where two hints have none in common, so have the people.
    """

    words: tuple[Bits, ...]
    rare: Ints
    hint: Bits
    numbers: Ints
    many: Ints

    def common(self, mine: Ints, other: "Topics", theirs: Ints) -> Small:
        """How many topics `mine` of this and `theirs` of the other share, element by element as numpy broadcasts."""
        found = np.zeros(np.broadcast_shapes(mine.shape, theirs.shape), np.uint8)
        for here, there in zip(self.words, other.words, strict=True):
            found += np.bitwise_count(here[mine] & there[theirs])
        if self.rare.shape[1] and other.rare.shape[1]:
            self._add_rare(found, mine, other, theirs)
        return found

    def _add_rare(self, found: Small, mine: Ints, other: "Topics", theirs: Ints) -> None:
        perhaps = np.nonzero(self.hint[mine] & other.hint[theirs])
        left = self.rare[np.broadcast_to(mine, found.shape)[perhaps]]
        right = other.rare[np.broadcast_to(theirs, found.shape)[perhaps]]
        for column in left.T:
            found[perhaps] += ((column[:, None] == right) & (column[:, None] >= 0)).any(axis=1)


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
        sought, offered = _numbered(
            [list(keys_of(one.seeks)) for one in people], [list(keys_of(one.offers)) for one in people]
        )
        (interests,) = _numbered([list(keys_of(one.interests)) for one in people])
        (languages,) = _numbered([list(languages_of(one.languages)) for one in people])
        return cls(
            interests=interests,
            seeks=sought,
            offers=offered,
            languages=languages,
            teams=_codes(team_of(one.team) for one in people),
            places=_codes(town_of(one.place) for one in people),
            hours=np.array([one.hours for one in people], np.uint64),
            newcomers=np.array([one.member_for_days < NEWCOMER_UNTIL_DAYS for one in people], np.bool_),
            veterans=np.array([one.member_for_days >= VETERAN_FROM_DAYS for one in people], np.bool_),
            fairness=np.array([one.fairness for one in people], np.float64),
        )


def _numbered(*columns: Sequence[Sequence[str]]) -> list[Topics]:
    """Each column's topics by number, the most frequent first; what two columns share has one number."""
    held = Counter(key for column in columns for keys in column for key in keys)
    number = {key: at for at, (key, _) in enumerate(sorted(held.items(), key=lambda item: (-item[1], item[0])))}
    width = min(-(-len(number) // _WORD), _MOST_WORDS)
    return [_topics([[number[key] for key in keys] for keys in column], width) for column in columns]


def _topics(numbers: Sequence[Sequence[int]], width: int) -> Topics:
    many = np.array([len(row) for row in numbers], np.int64)
    who = np.repeat(np.arange(len(numbers)), many)
    what = np.array([number for row in numbers for number in row], np.int64)
    words, hint = np.zeros((width, len(numbers)), np.uint64), np.zeros(len(numbers), np.uint64)
    is_rare = what >= width * _WORD
    bits = np.left_shift(np.uint64(1), (what % _WORD).astype(np.uint64))
    np.bitwise_or.at(words, (what[~is_rare] // _WORD, who[~is_rare]), bits[~is_rare])
    np.bitwise_or.at(hint, who[is_rare], bits[is_rare])
    rare = _padded(who[is_rare], what[is_rare], len(numbers))
    return Topics(tuple(words), rare, hint, _padded(who, what, len(numbers)), many)


def _padded(who: Ints, what: Ints, people: int) -> Ints:
    """Rows of numbers, one row a person; `who` ascends."""
    many = np.bincount(who, minlength=people)
    rows = np.full((people, int(many.max(initial=0))), _NOBODY)
    rows[who, np.arange(len(who)) - np.repeat(np.cumsum(many) - many, many)] = what
    return rows


def _codes(names: Iterable[str]) -> Ints:
    """The same number for the same name, -1 for none."""
    numbers: dict[str, int] = {"": _NOBODY}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], np.int64)
