"""The digest as people live it: managers do what is on its list, members read the threads of the recap."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sandbox.engine.channels import Channel, ChannelKind, Message
from sandbox.engine.elements import interactive
from sandbox.engine.world import World
from sandbox.life.doings import CANNOT, press
from sandbox.life.hand import Hand
from sandbox.life.residents import FOREVER
from sandbox.life.words.common import EMOJI, HELLOS, PERSONAL
from sandbox.life.words.digest import BACK, JOINING_IN, LATE_ANSWERS, MISSED

JSON = dict[str, Any]
PLACE = re.compile(r"/archives/([A-Z0-9]+)(?:/p(\d{10})(\d{6}))?")
DONE = "todo_done"
COMES_BACK, SAYS_SOMETHING = 0.6, 0.3


def take_on(hand: Hand, message: Message, element: JSON) -> str:
    """Say that one will greet a newcomer, or write to somebody who has gone quiet; and do it."""
    kind, about = of_list(element)
    who = hand.actor.world.people.get(about)
    outcome = press(hand, message, element)
    if outcome != "pressed" or who is None or who.deleted or who.user_id == hand.actor.user_id:
        return outcome
    lines = PERSONAL if kind == "greet" else MISSED
    hand.actor.write_to([about], hand.chance.choice(lines[hand.language]).format(name=who.shown_name))
    if kind == "quiet" and hand.chance.random() < COMES_BACK:
        comes_back(hand, about)
    return outcome


def comes_back(hand: Hand, user_id: str) -> None:
    """Whoever is missed is touched, answers, and takes part again."""
    one = hand.community.resident(user_id)
    if one is not None:
        one.quiet_from = FOREVER
        there = type(hand.actor)(hand.actor.hall, hand.actor.world.people[user_id])
        there.write_to([hand.actor.user_id], hand.chance.choice(BACK[one.language]))


def open_it(hand: Hand, message: Message, element: JSON) -> str:
    """Follow a link: answer the question or the newcomer that waits there, and say so; or read a thread of the week."""
    outcome = press(hand, message, element)
    kind, _ = of_list(element)
    found = led_to(hand.actor.world, str(element.get("url") or ""))
    if outcome == "failed" or found is None:
        return outcome
    channel, there = found
    if kind and there:
        say_in(hand, channel, there, HELLOS if kind == "greet" else LATE_ANSWERS)
    elif there:
        read(hand, channel, there)
    return settle(hand, message, element) if kind and kind != "greet" else "read"


def settle(hand: Hand, message: Message, element: JSON) -> str:
    """Say that something of the list is done, if it still can be said."""
    wanted = element.get("value")
    found = (one for _, one in interactive(message.blocks) if (one["action_id"], one.get("value")) == (DONE, wanted))
    return press(hand, message, next(found, {"action_id": DONE, "value": wanted}))


def read(hand: Hand, channel: Channel, there: Message) -> None:
    """React to what began a thread, or say a word in it."""
    if hand.chance.random() < SAYS_SOMETHING:
        say_in(hand, channel, there, JOINING_IN)
    elif hand.may_write_in(channel):
        hand.actor.react(there, hand.chance.choice(EMOJI["!"]))


def say_in(hand: Hand, channel: Channel, there: Message, lines: Mapping[str, Sequence[str]]) -> None:
    """Write in a thread, also where one must join the channel first."""
    if channel.kind is ChannelKind.PUBLIC and not hand.may_write_in(channel):
        hand.actor.join(channel)
    author = hand.actor.world.people[there.user_id].shown_name
    try:
        hand.actor.reply(there, hand.chance.choice(lines[hand.language]).format(name=author))
    except CANNOT:
        return


def of_list(element: JSON) -> tuple[str, str]:
    """What a button of the list is about: its kind and its object; empty for any other button."""
    kind, _, about = str(element.get("value") or "").partition(" ")
    return (kind, about) if about else ("", "")


def led_to(world: World, address: str) -> tuple[Channel, Message | None] | None:
    """The channel and the message to which a link of Slack's leads; None for the world outside."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    place = PLACE.search(urlsplit(address).path)
    channel = world.channels.get(place.group(1) if place else asked.get("channel", ""))
    if channel is None:
        return None
    ts = f"{place.group(2)}.{place.group(3)}" if place and place.group(2) else ""
    return channel, channel.messages.get(asked.get("thread_ts", ts))
