"""What many methods ask: which channel is meant, may the app see it, which page of a list."""

import base64
from collections.abc import Callable, Sequence
from typing import TypeVar

from sandbox.engine.calls import Call
from sandbox.engine.channels import Channel, ChannelKind, Message
from sandbox.engine.errors import SlackError
from sandbox.engine.people import Person

READ = {
    ChannelKind.PUBLIC: "channels:read",
    ChannelKind.PRIVATE: "groups:read",
    ChannelKind.IM: "im:read",
    ChannelKind.MPIM: "mpim:read",
}
HISTORY = {
    ChannelKind.PUBLIC: "channels:history",
    ChannelKind.PRIVATE: "groups:history",
    ChannelKind.IM: "im:history",
    ChannelKind.MPIM: "mpim:history",
}
MANAGE = {
    ChannelKind.PUBLIC: "channels:manage",
    ChannelKind.PRIVATE: "groups:write",
    ChannelKind.IM: "im:write",
    ChannelKind.MPIM: "mpim:write",
}
LARGEST_PAGE = 1000
Item = TypeVar("Item")


def channel_of(call: Call, name: str = "channel") -> Channel:
    """The channel that is named, as far as the app's bot may know of it; SlackError otherwise."""
    channel = call.world.channels.get(call.text(name))
    if channel is None or not channel.is_in(call.team_id) or not visible(call, channel):
        raise SlackError("channel_not_found")
    return channel


def visible(call: Call, channel: Channel) -> bool:
    """Whether the bot may know of a channel: a public one, or one it is in."""
    return not channel.is_private or call.bot.user_id in channel.members


def named(channel: Channel) -> Channel:
    """The same channel if it is a channel with a name; SlackError for direct messages."""
    if channel.is_direct:
        raise SlackError("method_not_supported_for_channel_type")
    return channel


def inside(call: Call, channel: Channel) -> Channel:
    """The same channel if the bot is a member."""
    if call.bot.user_id not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def living(channel: Channel) -> Channel:
    """The same channel if it is not archived."""
    if channel.is_archived:
        raise SlackError("is_archived")
    return channel


def message_of(channel: Channel, ts: str) -> Message:
    """The message with that timestamp; SlackError if there is none."""
    if ts not in channel.messages:
        raise SlackError("message_not_found")
    return channel.messages[ts]


def person_of(call: Call, user_id: str) -> Person:
    """Someone the workspace knows: one of its own people, or a stranger of a channel shared with it."""
    person = call.world.people.get(user_id)
    if person is None:
        raise SlackError("user_not_found")
    if person.team_id == call.team_id:
        return person
    shared = (one for one in call.world.conversations_of(user_id) if one.is_in(call.team_id))
    if next(shared, None) is None:
        raise SlackError("user_not_found")
    return person


def page(
    call: Call, items: Sequence[Item], shown: Callable[[Item], object], *, default: int = 100
) -> tuple[list[object], str]:
    """One page of a list, each item as it is `shown`, and the cursor of the next one ("" after the last)."""
    limit = call.number("limit", default)
    if not 0 < limit <= LARGEST_PAGE:
        raise SlackError("invalid_limit")
    return page_of(call, items, shown, limit)


def page_of(call: Call, items: Sequence[Item], shown: Callable[[Item], object], limit: int) -> tuple[list[object], str]:
    """The same for a method that says by itself how many stand on a page."""
    start = opened(call.text("cursor"))
    end = start + limit
    return [shown(item) for item in items[start:end]], closed(end) if end < len(items) else ""


def closed(position: int) -> str:
    """A cursor for a position."""
    return base64.b64encode(f"next:{position}".encode()).decode()


def opened(cursor: str) -> int:
    """The position of a cursor; SlackError if it is none of ours."""
    if not cursor:
        return 0
    try:
        word, _, position = base64.b64decode(cursor, validate=True).decode().partition(":")
        if word != "next":
            raise SlackError("invalid_cursor")
        return int(position)
    except ValueError:
        raise SlackError("invalid_cursor") from None
