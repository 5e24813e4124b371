"""Coffee as people live it: they write in their group, say whether they met, and answer when asked if they still want to."""

import random
from typing import Any

from sandbox.engine.channels import Channel, ChannelKind, Message
from sandbox.life.doings import press
from sandbox.life.hand import Hand
from sandbox.life.words.coffee import OPENERS, REPLIES

JSON = dict[str, Any]
FATES = {"coffee_met": 60, "coffee_planned": 20, "coffee_not_yet": 13, "coffee_cannot": 7}
"""How often a group that is asked has met, and so on; all of them say the same."""
AFTER_SILENCE = {"coffee_silence_keep": 40, "coffee_silence_later": 35, "coffee_silence_out": 25}


def pass_by(*_: object) -> str:
    """Leave it as it is."""
    return "left"


def write_in_group(hand: Hand, message: Message, _: JSON) -> str:
    """Write to those whom one is introduced to: the first word, or an answer to it."""
    channel = hand.channel_of(message)
    if channel.kind is not ChannelKind.MPIM or not hand.may_write_in(channel):
        return "left"
    lines = REPLIES if people_wrote(hand, channel) else OPENERS
    hand.actor.post(channel, hand.chance.choice(lines[hand.language]))
    return "wrote"


def people_wrote(hand: Hand, channel: Channel) -> bool:
    """Whether anybody but a program has written there."""
    return any(not hand.actor.world.people[one.user_id].is_bot for one in channel.messages.values())


def say_whether_met(hand: Hand, message: Message, _: JSON) -> str:
    """Press one of the four answers: the same as the others of the group, for they were all there or not."""
    return press(hand, message, {"action_id": fate(FATES, f"{message.channel_id}/{message.ts}")})


def answer_silence(hand: Hand, message: Message, _: JSON) -> str:
    """Say whether one still wants to be introduced to people."""
    return press(hand, message, {"action_id": fate(AFTER_SILENCE, f"{hand.actor.user_id}/{message.ts}")})


def fate(shares: dict[str, int], of: str) -> str:
    """One of these by its share; the same each time for the same thing."""
    dice = random.Random(of)  # noqa: S311 (a seeded world, no secrets)
    return dice.choices(list(shares), list(shares.values()))[0]
