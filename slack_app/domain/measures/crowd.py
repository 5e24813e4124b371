"""Who is who: everybody who is known and everybody who did something, under one numbering."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from slack_app.domain.measures.columns import Standing
from slack_app.domain.measures.log import UNKNOWN, Flag, Log
from slack_app.domain.measures.numbers import Flags, Places


@dataclass(frozen=True)
class Crowd:
    """Everybody under one numbering: first those of `standing`, in its order, then strangers of the log.

    `places` gives the number of each of the log's people, and UNKNOWN for UNKNOWN.
    """

    standing: Standing
    size: int
    places: Places
    is_member: Flags
    is_team: Flags
    numbers: Mapping[str, int]

    @property
    def known(self) -> int:
        """How many are known; their numbers are below this."""
        return len(self.standing.people)

    @classmethod
    def of(cls, log: Log, standing: Standing, team: Collection[str], until: int) -> "Crowd":
        """A member is known, neither of the team nor, by what they did before `until`, of another workspace."""
        numbers = {user_id: n for n, user_id in enumerate(standing.people)}
        known = len(numbers)
        places = places_of(log.people, numbers)
        strangers = np.flatnonzero(places[:-1] == UNKNOWN)
        places[strangers] = known + np.arange(len(strangers))
        size = known + len(strangers)
        is_team, is_outside = np.zeros(size, np.bool_), np.zeros(size, np.bool_)
        ours = [numbers[user_id] for user_id in team if user_id in numbers]
        ours += [int(places[n]) for n in strangers.tolist() if log.people[n] in team]
        is_team[np.array(ours, np.int64)] = True
        is_outside[places[log.who[((log.flags & Flag.OUTSIDE) > 0) & (log.at < until)]]] = True
        is_member = ~is_team & ~is_outside & (np.arange(size) < known)
        return cls(standing, size, places, is_member, is_team, numbers)


def places_of(people: Sequence[str], numbers: Mapping[str, int]) -> Places:
    """The number of each, UNKNOWN for who has none; and at the end UNKNOWN for UNKNOWN, which as a place is the last."""
    found = map(numbers.get, people, repeat(UNKNOWN))
    return np.append(np.fromiter(found, np.int32, len(people)), np.int32(UNKNOWN))
