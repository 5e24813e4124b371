"""What the app said for which purpose: how the journey of the digest finds its way in messages."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sandbox.coffee.seen import key_of
from sandbox.engine.acting import Actor
from sandbox.engine.channels import Channel, Message
from sandbox.engine.elements import interactive
from sandbox.engine.world import World

WEEKLY, DETAILS, NOW, RECAP, BRIEF = "weekly_digest", "digest_details", "digest_now", "weekly_recap", "daily_brief"
TAKE, OPEN, DONE, THANK = "todo_take", "todo_open", "todo_done", "todo_thank"
Figures = Mapping[str, float | None]


def written(channel: Channel, key: str) -> list[Message]:
    """What the app wrote there for a purpose, by the beginning of its key, in order."""
    return [one for one in channel.messages.values() if key_of(one).startswith(key)]


def in_thread(channel: Channel, message: Message) -> list[Message]:
    """The replies to a message."""
    return [channel.messages[ts] for ts in channel.threads.get(message.ts, ()) if ts in channel.messages]


def buttons(message: Message) -> Iterator[tuple[str, str, str]]:
    """Every button: its action id, its value, and the address that it opens (empty if none)."""
    for _, element in interactive(message.blocks):
        if element["type"] == "button":
            yield element["action_id"], str(element.get("value") or ""), str(element.get("url") or "")


def on_the_list(message: Message) -> list[tuple[str, str]]:
    """What there is to do and is not settled, by kind and object, in order."""
    values = [value for action, value, _ in buttons(message) if action in {TAKE, DONE, THANK}]
    found = (value.partition(" ") for value in dict.fromkeys(values))
    return [(kind, about) for kind, _, about in found if about]


def links(message: Message) -> dict[str, str]:
    """Where the list's links lead, by the value of the button."""
    return {value: url for action, value, url in buttons(message) if action == OPEN and url}


def files(world: World, message: Message) -> list[str]:
    """The names of the files of a message."""
    return [world.files[file_id].name for file_id in message.file_ids]


def exported(who: Actor) -> dict[date, Figures]:
    """The figures of every week that somebody was last sent as JSON; empty if they were sent none."""
    shared = [who.world.files[file_id] for one in who.inbox() for file_id in one.file_ids]
    found = [one for one in shared if one.name.endswith(".json") and one.name.startswith("digest")]
    if not found:
        return {}
    whole: Any = json.loads(found[-1].content or b"{}")
    return {date.fromisoformat(one["week"]): amounts(one) for one in whole["weeks"]}


def amounts(week: Mapping[str, Any]) -> Figures:
    """The amounts of a week's measures by their names."""
    values = week.get("values") or week.get("measures") or {}
    return {name: one[0] if isinstance(one, list) else one.get("amount") for name, one in values.items()}
