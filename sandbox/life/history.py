"""Writing the past into channels: no event is told, no call is made; in order, as if it had happened."""

import random
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from sandbox.engine.channels import Channel, Message
from sandbox.engine.people import Person
from sandbox.life.chronicle import Reaction, Utterance
from sandbox.life.residents import Character, Resident
from sandbox.life.rhythm import DAY

READ_UP_TO_DAYS = {Character.KEEN: 0.0, Character.ORDINARY: 0.8, Character.READER: 2.0, Character.SILENT: 30.0}


def write(
    channels: Mapping[str, Channel], people: Mapping[str, Person], said: Iterable[Utterance], now: float
) -> list[Utterance]:
    """Put everything up to `now` into its channel; what is left lies ahead, in order."""
    ahead = []
    for one in sorted(said, key=attrgetter("at")):
        if one.at < now and one.author.speaks_up(one.at):
            keep(channels[one.room], people[one.author.user_id], one, now)
        elif one.at >= now and (one.parent is None or one.parent.at >= now or one.parent.ts):
            ahead.append(one)
    return ahead


def keep(channel: Channel, author: Person, one: Utterance, now: float) -> None:
    """One message of the past, with the reactions that it has by now."""
    if one.parent is not None and not one.parent.ts:
        return
    one.ts = channel.next_ts(one.at)
    thread_ts = one.parent.ts if one.parent else None
    channel.keep(
        Message(
            ts=one.ts,
            channel_id=channel.channel_id,
            team_id=channel.team_id,
            user_id=author.user_id,
            bot_id=author.bot_id,
            app_id=author.app_id,
            text=one.text,
            thread_ts=thread_ts,
            reactions=counted(
                reaction for reaction in one.reactions if reaction.at < now and reaction.who.speaks_up(reaction.at)
            ),
        )
    )


def counted(reactions: Iterable[Reaction]) -> dict[str, list[str]]:
    """Who reacted with what, each once."""
    found: dict[str, list[str]] = {}
    for reaction in reactions:
        users = found.setdefault(reaction.emoji, [])
        if reaction.who.user_id not in users:
            users.append(reaction.who.user_id)
    return found


def mark_as_read(channels: Iterable[Channel], residents: Sequence[Resident], now: float, chance: random.Random) -> None:
    """How far each has read: the keen everything, others up to some days ago."""
    until = {one.user_id: now - READ_UP_TO_DAYS[one.character] * 2 * chance.random() * DAY for one in residents}
    for channel in channels:
        channel.last_read |= {user_id: f"{until[user_id]:.6f}" for user_id in channel.members if user_id in until}
