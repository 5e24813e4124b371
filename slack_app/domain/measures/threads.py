"""Threads as columns: who began each, who else spoke, how soon somebody answered."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from slack_app.domain.measures.log import UNKNOWN, Act, Flag, Log
from slack_app.domain.measures.numbers import Counts, Flags, Micros, Places, once, tally

_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Thread:
    """One thread. `head` is the timestamp of its first message, in microseconds; `at` None: it began before the log."""

    channel_id: str
    head: int
    author_id: str | None
    at: int | None
    is_question: bool
    people: int
    replies: int
    answered_at: int | None


@dataclass(frozen=True)
class Threads:
    """What began in a stretch of time, answered or not, and what was replied to in it; the replies of that stretch.

    `author` and `at` are UNKNOWN where they are not in the log; `people` counts the author where known. `answered_at` is
    the first reply by somebody else (by anybody, where the author is not known), UNKNOWN where there is none.
    """

    log: Log
    where: Places
    head: Micros
    author: Places
    at: Micros
    is_question: Flags
    people: Counts
    replies: Counts
    answered_at: Micros

    def __len__(self) -> int:
        """How many there are."""
        return len(self.head)

    def __getitem__(self, n: int) -> Thread:
        """One of them, with its names."""
        author, at, answered_at = int(self.author[n]), int(self.at[n]), int(self.answered_at[n])
        return Thread(
            self.log.channels[int(self.where[n])],
            int(self.head[n]),
            self.log.people[author] if author != UNKNOWN else None,
            at if at != UNKNOWN else None,
            bool(self.is_question[n]),
            int(self.people[n]),
            int(self.replies[n]),
            answered_at if answered_at != UNKNOWN else None,
        )


@dataclass(frozen=True)
class Talk:
    """All threads of a log, in columns (`where` … `is_question`), and all replies: in which thread (`of`), by whom, when."""

    log: Log
    where: Places
    head: Micros
    author: Places
    at: Micros
    is_question: Flags
    of: Counts
    who: Places
    said_at: Micros

    def between(self, since: int, until: int) -> Threads:
        """The threads of a stretch of time, with the replies of that stretch."""
        inside = (self.said_at >= since) & (self.said_at < until)
        of, who = self.of[inside], self.who[inside]
        replies = tally(of, len(self.head))
        kept = np.flatnonzero((replies > 0) | (self.at >= since) & (self.at < until))
        people, answered_at = self._speakers(of, who), self._answered_at(of, who, self.said_at[inside])
        columns = (self.where, self.head, self.author, self.at, self.is_question, people, replies, answered_at)
        return Threads(self.log, *(column[kept] for column in columns))  # type: ignore[arg-type]

    def _speakers(self, of: Counts, who: Places) -> Counts:
        """How many people spoke in each thread, its author included."""
        size, crowd = len(self.head), max(len(self.log.people), 1)
        spoke = once(of * crowd + who)
        thread = spoke // crowd
        besides = thread[spoke % crowd != self.author[thread]]
        speakers: Counts = tally(besides, size) + (self.author != UNKNOWN)
        return speakers

    def _answered_at(self, of: Counts, who: Places, said_at: Micros) -> Micros:
        by_another = who != self.author[of]
        first = np.full(len(self.head), _NEVER)
        np.minimum.at(first, of[by_another], said_at[by_another])
        first[first == _NEVER] = UNKNOWN
        return first


def threads_of(log: Log, since: int, until: int, known: Collection[str] | None = None) -> Threads:
    """The threads of a stretch of time; the log may begin earlier, so that who began them is known.

    `known` are people: a thread that was begun by somebody else who wrote nothing themselves, an app, has no author.
    """
    people = None if known is None else np.fromiter(map(known.__contains__, log.people), np.bool_, len(log.people))
    return talk_of(log, until, people).between(since, until)


def talk_of(log: Log, until: int, known: Flags | None = None) -> Talk:
    """Every thread of the log, and every reply, before `until`; `known` says of each of the log's people whether they are."""
    said = np.flatnonzero((log.act <= Act.REPLY) & (log.at < until))
    is_post = log.act[said] == Act.POST
    head, where, thread = _numbered(log.head[said], log.where[said], len(log.channels))
    posts, replies, of = said[is_post], said[~is_post], thread[~is_post]
    author = np.full(len(head), UNKNOWN, np.int32)
    at, is_question = np.full(len(head), UNKNOWN, np.int64), np.zeros(len(head), np.bool_)
    named = log.to[replies] != UNKNOWN
    author[of[named]] = log.to[replies[named]]
    began = thread[is_post]
    author[began], at[began] = log.who[posts], log.at[posts]
    is_question[began] = (log.flags[posts] & Flag.QUESTION) > 0
    author[~_people(log, said, known)[author]] = UNKNOWN
    return Talk(log, where, head, author, at, is_question, of, log.who[replies], log.at[replies])


def _numbered(head: Micros, where: Places, channels: int) -> tuple[Micros, Places, Counts]:
    """Each thread once (its head and channel), and the number of the thread of each message."""
    if not len(head):
        return head, where, np.zeros(0, np.int64)
    first, span = int(head.min()), int(head.max() - head.min()) + 1
    if span > np.iinfo(np.int64).max // max(channels, 1):
        heads, head = np.unique(head, return_inverse=True)
    else:
        heads, head = None, head - first
    codes, thread = np.unique(head * channels + where, return_inverse=True)
    head, where = codes // channels, (codes % channels).astype(np.int32)
    return heads[head] if heads is not None else head + first, where, thread


def _people(log: Log, said: Counts, known: Flags | None) -> Flags:
    """Of each of the log's people whether they are one: who wrote, and who is known. The last entry is UNKNOWN's."""
    found = np.ones(len(log.people) + 1, np.bool_)
    if known is not None:
        found[:-1] = known
        found[log.who[said]] = True
    return found
