"""A stretch of a community's life as columns of numbers: who did what, where, when; the measures are counted on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, IntFlag

import numpy as np
from numpy.typing import NDArray

MICROSECONDS = 1_000_000
UNKNOWN = -1


class Act(IntEnum):
    """What somebody did; the numbers are those of the table, for ever."""

    POST = 1
    """A message that begins a thread, or might have."""
    REPLY = 2
    REACTION = 3
    CLICK = 4
    """They used the app, at most one row a day."""
    JOINED = 5
    LEFT = 6


class Flag(IntFlag):
    """What is known of a message, decided when it was heard."""

    QUESTION = 1
    RESOURCE = 2
    """It carries a link or a file."""
    OUTSIDE = 4
    """By somebody of another workspace, in a shared channel."""


@dataclass(frozen=True)
class Log:
    """Rows as columns, all of length n, in any order; times are whole microseconds since 1970, UTC.

    `who` and `to` are places in `people`, `where` in `channels`. `head` is the Slack timestamp of the message that began the
    thread (its own for a post, 0 where there is none), `to` who wrote it or the message that was reacted to (UNKNOWN: -1).
    """

    people: Sequence[str]
    channels: Sequence[str]
    who: NDArray[np.int32]
    where: NDArray[np.int32]
    at: NDArray[np.int64]
    act: NDArray[np.int8]
    head: NDArray[np.int64]
    to: NDArray[np.int32]
    flags: NDArray[np.int8]

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.at)


def micros(ts: str) -> int:
    """Slack's timestamp in microseconds; ValueError where it is none."""
    seconds, _, fraction = ts.partition(".")
    return int(seconds) * MICROSECONDS + int(fraction[:6].ljust(6, "0"))


def slack_ts(at: int) -> str:
    """Slack's timestamp of so many microseconds."""
    return f"{at // MICROSECONDS}.{at % MICROSECONDS:06d}"
