"""What several stories share: people with profiles, rooms, and reading what was said."""

from typing import Any

from slack_app.domain.profile import Profile
from slack_app.flows import introductions
from slack_app.gateway.protocol import Channel, Post
from slack_app.store.schema import OutboxRow
from tests.house import TEAM, House

ANA = Profile(
    role="Designer", place="Lyon", languages=("fr", "en"), interests=("Accessibility",), offers=("Drawing",),
    looking_for=("A mentor",), hopes="To find friends", in_directory=True,
)  # fmt: skip
BEN = Profile(role="Engineer", interests=("accessibility",), offers=("A mentor",), in_directory=True)


def introduce(house: House, user_id: str, profile: Profile, **person: Any) -> None:
    """Someone sends the form, and what follows is done."""
    if user_id not in house.slack.people:
        house.person(user_id, **person)
    introductions.submit(house.deps, TEAM, user_id, profile)
    house.settle()


def open_room(house: House, channel_id: str, name: str, purpose: str = "", **more: Any) -> None:
    """A channel that everyone can see."""
    house.slack.rooms[channel_id] = Channel(channel_id, name, purpose, **more)


def said(post: Post) -> str:
    """Everything that can be read in a message."""
    return f"{post.text} {post.blocks}"


def redrawn(house: House) -> str:
    """What the last message that was drawn again shows."""
    _, text, blocks = house.slack.updates[-1]
    return f"{text} {blocks}"


def errand_rows(house: House, key: str) -> list[OutboxRow]:
    """The rows whose key begins so."""
    return [row for row in house.rows(OutboxRow) if row.key.startswith(key)]
