"""What the app said for which purpose, and who is who: how the journey of coffee finds its way in conversations."""

from collections.abc import Iterator

from sandbox.engine.acting import Actor
from sandbox.engine.channels import Channel, Message
from sandbox.engine.elements import interactive
from sandbox.engine.world import World

INTRODUCTION, QUESTION, REPORT = "introduce_meeting", "ask_met", "report_round"
HELLO = {"fr": "Bonjour", "en": "Hello"}


def members(world: World, channel_id: str) -> list[str]:
    """The ids of the people of a group, without programs."""
    return [user_id for user_id in world.channels[channel_id].members if not world.people[user_id].is_bot]


def written(channel: Channel, key: str) -> Iterator[Message]:
    """What the app wrote there for a purpose, by the beginning of its key."""
    return (one for one in channel.messages.values() if key_of(one).startswith(key))


def key_of(message: Message) -> str:
    """The app's own name for a message; empty for one of a person."""
    return str(((message.metadata or {}).get("event_payload") or {}).get("key") or "")


def has(message: Message, action_id: str) -> bool:
    """Whether a message has such a button."""
    return any(element["action_id"] == action_id for _, element in interactive(message.blocks))


def name_of(who: Actor) -> str:
    """Somebody's first name."""
    return who.person.display_name


def language_of(who: Actor) -> str:
    """French or English."""
    return "fr" if (who.person.locale or "").startswith("fr") else "en"
