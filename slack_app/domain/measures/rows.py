"""What happened within one week, row by row, with people numbered as in the crowd."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from slack_app.domain.measures.crowd import Crowd
from slack_app.domain.measures.log import Act, Log
from slack_app.domain.measures.numbers import Counts, Flags, Matrix, Micros, Places, tally

_DAYS = 7


@dataclass(frozen=True)
class Rows:
    """The rows of a week as columns; `edges` are its eight midnights."""

    crowd: Crowd
    edges: Sequence[int]
    who: Places
    where: Places
    at: Micros
    act: np.ndarray[tuple[int], np.dtype[np.int8]]
    flags: np.ndarray[tuple[int], np.dtype[np.int8]]

    @classmethod
    def of(cls, log: Log, crowd: Crowd, edges: Sequence[int]) -> "Rows":
        """Those of the log's rows that lie in the week."""
        inside = (log.at >= edges[0]) & (log.at < edges[-1])
        who = crowd.places[log.who[inside]]
        return cls(crowd, edges, who, log.where[inside], log.at[inside], log.act[inside], log.flags[inside])

    def messages(self) -> Counts:
        """The rows that are messages, by their places."""
        return np.flatnonzero(self.act <= Act.REPLY)

    def by_person(self, act: Act) -> Counts:
        """How often each of the crowd did so."""
        return tally(self.who[self.act == act], self.crowd.size)

    def days(self) -> Matrix:
        """Of each of the crowd, on which of the seven days they were active."""
        lived = np.flatnonzero(self.act <= Act.CLICK)
        day = np.searchsorted(np.asarray(self.edges[1:-1]), self.at[lived], side="right")
        active = np.zeros(self.crowd.size * _DAYS, np.bool_)
        active[self.who[lived] * np.int64(_DAYS) + day] = True
        return active.reshape(-1, _DAYS)

    def has_left(self) -> Flags:
        """Of each of the crowd whether they left and did not come back within the week."""
        moves = np.flatnonzero(self.act >= Act.JOINED)
        moves = moves[np.lexsort((self.act[moves], self.at[moves]))]
        last = np.zeros(self.crowd.size, np.int8)
        last[self.who[moves]] = self.act[moves]
        found: Flags = last == Act.LEFT
        return found
