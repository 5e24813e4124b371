"""What must hold of a digest, judged from what was said: the figures of a week, counted anew in plain Python."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import isclose
from statistics import median_low
from zoneinfo import ZoneInfo

from sandbox.engine.channels import Channel, ChannelKind, Message
from sandbox.engine.world import World

DAY = 86_400.0
HUMAN = {None, "file_share", "thread_broadcast", "me_message"}


@dataclass(frozen=True)
class Said:
    """Something that somebody wrote: where, when (seconds) and in which thread; `head` is its first message's timestamp."""

    channel_id: str
    ts: str
    head: str
    user_id: str
    reactors: frozenset[str]

    @property
    def at(self) -> float:
        """When."""
        return float(self.ts)

    @property
    def is_head(self) -> bool:
        """Whether it stands in the channel itself."""
        return self.ts == self.head


def public_talk(world: World, team_id: str) -> list[Said]:
    """Everything that people wrote in the public channels in which the app is, in order."""
    bot = world.installations[team_id].bot_user_id
    heard = [one for one in world.channels_of(team_id) if is_heard(one, bot)]
    found = [said(one) for channel in heard for one in channel.messages.values() if is_human(world, one)]
    return sorted(found, key=lambda one: one.ts)


def is_heard(channel: Channel, bot: str) -> bool:
    """Whether what is said there is the community's, and the app hears it."""
    return channel.kind is ChannelKind.PUBLIC and bot in channel.members and not channel.is_archived


def is_human(world: World, message: Message) -> bool:
    """Whether a person wrote it."""
    return not message.bot_id and not world.people[message.user_id].is_bot and message.subtype in HUMAN


def said(message: Message) -> Said:
    """A message of the world, as far as it is counted."""
    reactors = frozenset(user_id for users in message.reactions.values() for user_id in users)
    return Said(message.channel_id, message.ts, message.thread_ts or message.ts, message.user_id, reactors)


@dataclass(frozen=True)
class Stretch:
    """From a moment to another, in seconds."""

    start: float
    end: float

    def holds(self, one: Said) -> bool:
        """Whether it was said then."""
        return self.start <= one.at < self.end


def week_of(monday: date, tz: str) -> Stretch:
    """The week from a Monday's midnight to the next, where people live."""
    edges = (datetime.combine(monday + timedelta(days=days), time(), ZoneInfo(tz)).timestamp() for days in (0, 7))
    return Stretch(*edges)


class Judge:
    """Counts weeks of a talk, and says where figures differ from it; `team` are not members."""

    def __init__(self, talk: Iterable[Said], team: Collection[str], bots: Collection[str], tz: str) -> None:
        self.talk, self.team, self.bots, self.tz = list(talk), set(team), set(bots), tz
        self.threads: dict[tuple[str, str], list[Said]] = {}
        for one in self.talk:
            self.threads.setdefault((one.channel_id, one.head), []).append(one)

    def count(self, monday: date) -> dict[str, float | None]:
        """What is counted of a week by its names; None where there is nothing that a share could be of."""
        week = week_of(monday, self.tz)
        told = [one for one in self.talk if week.holds(one)]
        members = [one for one in told if one.user_id not in self.team]
        judged = [one for one in self.talk if week.start - DAY <= one.at < week.end - DAY and one.is_head]
        waits = [self.first_answer(one) for one in judged if one.user_id not in self.team]
        in_time = [wait for wait in waits if wait is not None and wait <= DAY]
        return {
            "messages": len(members),
            "posters": len({one.user_id for one in members}),
            "voices": len({one.user_id for one in told}),
            "reply_rate": len(in_time) / len(waits) if waits else None,
        }

    def seen_in_history(self, monday: date) -> dict[str, float]:
        """The active members of a week of which reactions are known by the messages that they were given to."""
        week = week_of(monday, self.tz)
        told = [one for one in self.talk if week.holds(one)]
        active = {one.user_id for one in told} | {user_id for one in told for user_id in one.reactors}
        wrote = {one.user_id for one in told}
        members = active - self.team - self.bots
        return {"active_weekly": len(members), "reactors": len(members - wrote)}

    def first_answer(self, one: Said) -> float | None:
        """After how many seconds another person answered; None if nobody did."""
        others = [reply.at for reply in self.threads[one.channel_id, one.head] if reply.user_id != one.user_id]
        return min(others) - one.at if others else None

    def is_waiting(self, channel_id: str, ts: str, now: float) -> bool:
        """Whether a message has waited for an answer of another person for a day or longer, and not too long."""
        found = self.threads.get((channel_id, ts), [])
        heads = [one for one in found if one.is_head]
        return bool(heads) and self.first_answer(heads[0]) is None and DAY <= now - heads[0].at <= 8 * DAY + 1

    def silent_since(self, user_id: str, at: float) -> bool:
        """Whether somebody wrote nothing, and reacted to nothing that was said, since."""
        return not any(user_id == one.user_id or user_id in one.reactors for one in self.talk if one.at >= at)

    def usual(self, channel_id: str, mondays: Iterable[date]) -> float:
        """The median of a channel's messages in these weeks."""
        counts = [self.in_channel(channel_id, monday) for monday in mondays]
        return median_low(counts) if counts else 0

    def in_channel(self, channel_id: str, monday: date) -> int:
        """How many messages a channel had in a week."""
        week = week_of(monday, self.tz)
        return sum(one.channel_id == channel_id and week.holds(one) for one in self.talk)

    def people_in(self, channel_id: str, head: str) -> int:
        """How many people wrote in a thread."""
        return len({one.user_id for one in self.threads.get((channel_id, head), [])})


def differences(said_of: Mapping[str, float | None], counted: Mapping[str, float | None]) -> list[str]:
    """Where figures are not what was counted; a figure that was not told is no difference."""
    pairs = [(name, said_of.get(name, right), right) for name, right in counted.items()]
    return [f"{name}: {told}, but it is {right}" for name, told, right in pairs if not same(told, right)]


def same(told: float | None, right: float | None) -> bool:
    """Whether two figures are one, but for rounding."""
    return told is right if told is None or right is None else isclose(told, right)
