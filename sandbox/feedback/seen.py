"""What the app said for which purpose: how the journey of feedback finds its way in channels and messages."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZipFile

from sandbox.coffee.seen import key_of
from sandbox.engine.acting import Actor
from sandbox.engine.channels import Channel, Message
from sandbox.engine.elements import interactive
from sandbox.engine.world import View, World
from sandbox.reading import message_lines

CARD, NEWS = "card:", "news:"
MINE_TOO, SHORTCUT = "feedback_mine_too", "send_to_product"
SIMILAR = "feedback_similar"


def cards(channel: Channel) -> list[Message]:
    """The cards in a team's channel, in order."""
    return [one for one in channel.messages.values() if key_of(one).startswith(CARD)]


def card_of(world: World, channel: Channel, words: str) -> list[Message]:
    """The cards on which these words stand."""
    return [one for one in cards(channel) if words in text_of(world, [one])]


def under(channel: Channel, card: Message) -> list[Message]:
    """The replies under a card."""
    return [channel.messages[ts] for ts in channel.threads.get(card.ts, ()) if ts in channel.messages]


def news(who: Actor) -> list[Message]:
    """What somebody was told of decisions, in order."""
    return [one for one in who.inbox() if key_of(one).startswith(NEWS)]


def text_of(world: World, messages: Iterable[Message]) -> str:
    """All that stands in these messages, as somebody reads it."""
    return "\n".join(line for one in messages for line in message_lines(world, one))


def offers(view: View | None) -> list[str]:
    """The values of the buttons with which somebody may join what others said."""
    found = interactive(view.shown["blocks"]) if view else ()
    return [str(element["value"]) for _, element in found if element["action_id"] == MINE_TOO]


def is_similar(view: View | None) -> bool:
    """Whether somebody is asked if it is one of those that are there."""
    return bool(view and view.shown.get("callback_id") == SIMILAR)


def unpacked(archive: bytes) -> str:
    """All files of an archive, as text."""
    with ZipFile(BytesIO(archive)) as files:
        return "\n".join(files.read(name).decode("utf-8", "replace") for name in files.namelist())
