"""What is asked more than once of a week's columns: who is a member, which threads they began, where all may read."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from slack_app.domain.digest.candidates import Waiting
from slack_app.domain.measures.log import MICROSECONDS, UNKNOWN, Log, slack_ts
from slack_app.domain.measures.numbers import Counts, Flags
from slack_app.domain.measures.persons import Persons
from slack_app.domain.measures.threads import Threads

HOUR = 3600 * MICROSECONDS


@dataclass(frozen=True)
class Sight:
    """The week's people and threads. Times are microseconds: since when the log is known, the end of the week, and now.

    Messages are looked at until now, and shown only where everybody may read them (`open_channels`).
    """

    persons: Persons
    threads: Threads
    open_channels: Collection[str]
    begins: int
    ends: int
    now: int

    @property
    def log(self) -> Log:
        """The rows that all this was counted on."""
        return self.threads.log

    @cached_property
    def members(self) -> Flags:
        """Of each of `persons`: whether they are a member, and here."""
        return self.persons.is_member & self.persons.is_here

    @cached_property
    def person(self) -> Counts:
        """Of each of the log's people their place in `persons`; one more entry for UNKNOWN, and for who is not there."""
        place = {user_id: n for n, user_id in enumerate(self.persons.people)}
        return np.array([*(place.get(user_id, UNKNOWN) for user_id in self.log.people), UNKNOWN], np.int64)

    @cached_property
    def author(self) -> Counts:
        """Of each thread its author's place in `persons`, or UNKNOWN."""
        return self.person[self.threads.author]

    @cached_property
    def is_begun(self) -> Flags:
        """Of each thread whether a member who is here began it in the log."""
        is_begun: Flags = self.by(self.members) & (self.threads.at != UNKNOWN)
        return is_begun

    @cached_property
    def is_open(self) -> Flags:
        """Of each thread whether everybody may read it."""
        may_read = np.array([channel_id in self.open_channels for channel_id in self.log.channels], np.bool_)
        found: Flags = may_read[self.threads.where]
        return found

    def waiting(self, n: int) -> Waiting:
        """A thread's first message."""
        thread = self.threads[n]
        hours = (self.now - int(self.threads.at[n])) / HOUR
        return Waiting(thread.author_id or "", thread.channel_id, slack_ts(thread.head), hours)

    def by(self, people: Flags) -> Flags:
        """Of each thread whether one of these of `persons` began it."""
        began: Flags = np.append(people, np.False_)[self.author]
        return began

    def first_of_each(self, chosen: Counts) -> dict[int, int]:
        """The earliest of these threads of each author, by the author's place."""
        in_order = chosen[np.lexsort((self.threads.head[chosen], self.threads.at[chosen]))]
        authors, first = np.unique(self.author[in_order], return_index=True)
        return dict(zip(authors.tolist(), in_order[first].tolist(), strict=True))
