"""What must hold of feedback, judged from the messages alone: who was told what, how often, and whose name stands where."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sandbox.engine.channels import Message
from sandbox.engine.world import World

WORDS: Mapping[str, Mapping[str, str]] = {
    "accepted": {"fr": "Accepté", "en": "Accepted"},
    "declined": {"fr": "Refusé", "en": "Declined"},
    "shipped": {"fr": "C\u2019est fait", "en": "Done"},
}
"""The word by which a decision is known, by language."""


@dataclass(frozen=True)
class Owed:
    """Somebody is to hear of a decision, in a language; `reason` is what they must be able to read, too."""

    name: str
    decision: str
    language: str
    reason: str = ""


def faults(owed: Iterable[Owed], heard: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What is missing, twice, or in another language; `heard` is every message of news that somebody was sent, as it reads."""
    for one in owed:
        told = [text for text in heard.get(one.name, ()) if WORDS[one.decision][one.language] in text]
        if len(told) != 1:
            yield f"{one.name} was told {len(told)} times that it is {one.decision}, in {one.language}"
        elif one.reason not in told[0]:
            yield f"{one.name} was not told why"


def strangers(heard: Mapping[str, Sequence[str]], owed: Iterable[Owed]) -> list[str]:
    """Who was told something, and was owed nothing."""
    names = {one.name for one in owed}
    return sorted(name for name, texts in heard.items() if texts and name not in names)


def betrayals(world: World, team_id: str, names: Collection[str], own: str) -> list[Message]:
    """The app's messages outside somebody's own conversation (`own`) in which their id or name stands."""
    bot = world.installations[team_id].bot_user_id
    elsewhere = (one for one in world.channels_of(team_id) if one.channel_id != own)
    said = (message for one in elsewhere for message in [*one.messages.values(), *one.ephemerals])
    by_app = (message for message in said if message.user_id == bot and message.ephemeral_to not in names)
    return [one for one in by_app if any(name in one.text + str(one.blocks) for name in names)]
