"""What each person did, in the week and in those before, in columns: what members' weeks and to-dos are made of."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from slack_app.domain.measures.answers import Help
from slack_app.domain.measures.columns import MemberWeeks
from slack_app.domain.measures.crowd import Crowd
from slack_app.domain.measures.numbers import Counts, Flags, Micros
from slack_app.domain.measures.presence import Presence
from slack_app.domain.measures.recently import Recently
from slack_app.domain.measures.talking import Said

_BITS = 1 << np.arange(7)


@dataclass(frozen=True)
class Persons:
    """Columns in the order of Standing.

    This week: `messages`, of these `replies` to another person, `reactions`, how many others they `helped`, and the bits of
    their `days` (0: silent). `helping` has a bit for each of the last twelve weeks in which they helped (1: this one). Of the
    four weeks before: `before` (messages) and `weeks_before` (in how many they were active). `…_4` are of four weeks, this
    one included. `wrote_first`: their first message ever is of this week.
    """

    people: Sequence[str]
    is_member: Flags
    is_here: Flags
    joined: Micros
    first_posted: Micros
    messages: Counts
    replies: Counts
    reactions: Counts
    helped: Counts
    days: Counts
    helping: Counts
    before: Counts
    weeks_before: Counts
    messages_4: Counts
    replies_4: Counts
    helped_4: Counts
    wrote_first: Flags

    @classmethod
    def of(cls, seen: Presence, crowd: Crowd, said: Said, help_given: Help, recently: Recently) -> "Persons":
        """Those who are known, in the week whose rows were counted."""
        standing, known = crowd.standing, crowd.known
        messages, replies, helped = said.messages[:known], help_given.replies[:known], help_given.people[:known]
        return cls(
            standing.people,
            seen.is_member,
            standing.is_here,
            standing.joined,
            standing.first_posted,
            messages,
            replies,
            said.reactions[:known],
            helped,
            seen.days @ _BITS,
            recently.helping | (helped > 0),
            recently.messages,
            recently.weeks,
            recently.messages_3 + messages,
            recently.replies_3 + replies,
            recently.helped_3 + helped,
            (messages > 0) & (standing.first_posted >= said.rows.edges[0]),
        )

    def rows(self) -> MemberWeeks:
        """The week of everybody who was active in it, to be kept."""
        active = np.flatnonzero(self.days)
        people = [self.people[n] for n in active.tolist()]
        posts = self.messages - self.replies
        columns = (posts, self.replies, self.reactions, self.days, self.helped, self.helping)
        return MemberWeeks(people, *(column[active] for column in columns))
