"""How much is said in a week, by how many, in which channels; how evenly, and by members or their team."""

from dataclasses import dataclass

import numpy as np

from slack_app.domain.measures.figures import ChannelWeek
from slack_app.domain.measures.log import Act, Flag, Log
from slack_app.domain.measures.numbers import Counts, Flags, count, how_many, once, share, tally, total
from slack_app.domain.measures.rows import Rows
from slack_app.domain.measures.terms import Measure, Value

TOP = 10
"""The top tenth."""


@dataclass(frozen=True)
class Said:
    """The week's messages and reactions: how many each of the crowd wrote, replied, reacted; and who shared how much."""

    rows: Rows
    messages: Counts
    replies: Counts
    reactions: Counts
    resources: Counts

    @classmethod
    def of(cls, rows: Rows) -> "Said":
        """Counted by person."""
        posts, replies = rows.by_person(Act.POST), rows.by_person(Act.REPLY)
        said = rows.messages()
        shared = said[(rows.flags[said] & Flag.RESOURCE) > 0]
        resources = tally(rows.who[shared], rows.crowd.size)
        return cls(rows, posts + replies, replies, rows.by_person(Act.REACTION), resources)


def voices(said: Said, active: Flags, known: int) -> dict[Measure, Value]:
    """Members who wrote, and who only reacted; messages of members; everybody who wrote, whoever they are."""
    is_member, wrote = said.rows.crowd.is_member, said.messages > 0
    messages, actives = int(said.messages[is_member].sum()), how_many(active)
    return {
        Measure.POSTERS: count(wrote & is_member, known),
        Measure.REACTORS: count((said.reactions > 0) & ~wrote & is_member, known),
        Measure.MESSAGES: total(messages, known),
        Measure.MESSAGES_PER_ACTIVE: share(messages, actives),
        Measure.VOICES: count(wrote, known),
    }


def evenness(said: Said) -> dict[Measure, Value]:
    """The share of the tenth that writes most (rounded up to a whole person), and members' share of the replies."""
    crowd = said.rows.crowd
    by_member = np.sort(said.messages[crowd.is_member & (said.messages > 0)])[::-1]
    top = by_member[: -(-len(by_member) // TOP)]
    ours, teams = int(said.replies[crowd.is_member].sum()), int(said.replies[crowd.is_team].sum())
    part = float(top.sum()) / float(by_member.sum()) if len(by_member) else None
    return {
        Measure.TOP_SHARE: Value(part, len(by_member)),
        Measure.MEMBERS_REPLIES: share(ours, ours + teams),
    }


def contribution(said: Said, replies_to_others: Counts, known: int) -> dict[Measure, Value]:
    """Members who replied to somebody else or shared a link or a file, and how many messages carried one."""
    is_member = said.rows.crowd.is_member
    gave = (replies_to_others > 0) | (said.resources > 0)
    messages = int(said.messages[is_member].sum())
    return {
        Measure.CONTRIBUTORS: count(gave & is_member, known),
        Measure.RESOURCES: total(int(said.resources[is_member].sum()), messages),
    }


def channels(rows: Rows, log: Log) -> dict[str, ChannelWeek]:
    """Each channel in which something was said, by whomever."""
    said = rows.messages()
    where, size = rows.where[said], rows.crowd.size
    messages = tally(where, len(log.channels))
    people = tally(once(where * np.int64(size) + rows.who[said]) // max(size, 1), len(log.channels))
    spoken = np.flatnonzero(messages)
    return {log.channels[n]: ChannelWeek(int(messages[n]), int(people[n])) for n in spoken.tolist()}
