"""Emoji under messages."""

import re

from sandbox.engine import shapes
from sandbox.engine.calls import Answer, Call
from sandbox.engine.channels import Message
from sandbox.engine.errors import SlackError
from sandbox.engine.methods.places import channel_of, living, message_of

NAME = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")


def meant(call: Call) -> Message:
    """The message that is meant."""
    if not call.text("channel") or not call.text("timestamp"):
        raise SlackError("no_item_specified")
    return message_of(living(channel_of(call)), call.text("timestamp"))


def emoji(call: Call) -> str:
    """The emoji's name, without colons."""
    name = call.text("name").strip(":")
    if not NAME.fullmatch(name):
        raise SlackError("invalid_name")
    return name


def add(call: Call) -> Answer:
    """`reactions.add`."""
    if not call.hall.speaking.react(call.bot, meant(call), emoji(call)):
        raise SlackError("already_reacted")
    return {}


def remove(call: Call) -> Answer:
    """`reactions.remove`."""
    if not call.hall.speaking.react(call.bot, meant(call), emoji(call), back=True):
        raise SlackError("no_reaction")
    return {}


def get(call: Call) -> Answer:
    """`reactions.get`."""
    message = meant(call)
    return {"type": "message", "channel": message.channel_id, "message": shapes.message(call.world, message)}


METHODS = {"reactions.add": add, "reactions.remove": remove, "reactions.get": get}
