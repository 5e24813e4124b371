"""What stories of the digest share: a community that lives, weeks that pass, and reading what was told of them."""

import itertools
from datetime import datetime, timedelta
from typing import Any

from slack_app.domain.digest.choices import DigestChoices
from slack_app.flows.digest import doing
from slack_app.gateway.protocol import Channel, Post, Receipt
from slack_app.store.schema import Report
from tests.flows.coffee_stories import BOSS, arrive, manage
from tests.house import TEAM, House

CLUB = ("UANA", "UBEN", "UCAT", "UDAN")
_moments = itertools.count(1)


def alive(house: House, *, community: Any = None, **digest: Any) -> None:
    """A community in Paris whose digest is on, with four members who have been there for long, and two open channels."""
    manage(house, digest=DigestChoices(**digest))
    house.set_up(**(community or {}))
    arrive(house, BOSS, is_admin=True, locale="en-GB")
    arrive(house, *CLUB)
    with_room(house, "C1", "general")
    with_room(house, "C2", "random")


def with_room(house: House, channel_id: str, name: str, **more: Any) -> None:
    """A channel in which the app is."""
    house.slack.rooms[channel_id] = Channel(channel_id, name, **{"is_member": True, **more})


def write(house: House, user_id: str, text: str = "hello", *, channel: str = "C1", to: str | None = None) -> str:
    """Somebody writes now, in a thread or not; the message's timestamp."""
    ts = f"{int(house.at.timestamp())}.{next(_moments):06d}"
    more = {"thread_ts": to} if to else {}
    event = house.event("message", user=user_id, channel=channel, channel_type="channel", ts=ts, text=text, **more)
    event["event"]["event_ts"] = ts
    house.hear(event)
    return ts


def react(house: House, user_id: str, ts: str, author_id: str, *, channel: str = "C1") -> None:
    """Somebody reacts to a message."""
    item = {"type": "message", "channel": channel, "ts": ts}
    house.hear(house.event("reaction_added", user=user_id, item=item, item_user=author_id, reaction="wave"))


def a_day(house: House) -> None:
    """Ana asks, Ben answers, Cat says hello, Dan reacts."""
    asked = write(house, "UANA", "Does anyone know a good baker?")
    house.at += timedelta(minutes=10)
    write(house, "UBEN", "Yes, at the corner", to=asked)
    write(house, "UCAT")
    react(house, "UDAN", asked, "UANA")
    house.settle()


def a_week(house: House, *days: int) -> None:
    """A week from Monday to Sunday, with such days in it."""
    monday = house.at
    for day in days or (0, 2, 4):
        house.until(monday + timedelta(days=day))
        a_day(house)


def next_monday(house: House, hour: int = 9, minute: int = 30) -> None:
    """Time passes until the next Monday, half past nine in Paris."""
    days = 7 - house.at.weekday()
    there = (house.at + timedelta(days=days)).replace(hour=hour - 1, minute=minute, second=0, microsecond=0)
    house.until(there)


def reports(house: House, name: str = "digest") -> list[Report]:
    return [row for row in house.rows(Report) if row.name == name or row.name.startswith(f"{name}:")]


def digests(house: House, channel: str = "CTEAM") -> list[Post]:
    """The digests themselves, without what stands in their threads."""
    return [post for post in house.slack.into(channel) if post.key.startswith("weekly_digest")]


def in_thread(house: House, channel: str = "CTEAM") -> list[Post]:
    return [post for post in house.slack.into(channel) if post.thread_ts]


def standing(house: House, channel: str = "CTEAM", key: str = "weekly_digest") -> Receipt:
    """Where the newest digest stands."""
    found = [where for _, post, where in house.slack.posts if post.channel_id == channel and post.key.startswith(key)]
    return found[-1]


def take(house: House, user_id: str, value: str, where: Receipt | None = None) -> bool:
    won = doing.take(house.deps, TEAM, user_id, value, where or standing(house))
    house.settle()
    return won


def done(house: House, user_id: str, value: str, where: Receipt | None = None) -> bool:
    won = doing.done(house.deps, TEAM, user_id, value, where or standing(house))
    house.settle()
    return won


def said(post: Post) -> str:
    return f"{post.text} {post.blocks}"


def redrawn(house: House, where: Receipt) -> str:
    """What a message shows since it was drawn again."""
    found = [(text, blocks) for at, text, blocks in house.slack.updates if at == where]
    return str(found[-1])


def at(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime.fromisoformat(f"{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00+00:00")
