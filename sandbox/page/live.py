"""What happened, told to each open page as server-sent events."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool

from sandbox.engine.people import Person
from sandbox.engine.world import Change
from sandbox.page import seen

if TYPE_CHECKING:
    from sandbox.page.routes import Page

JSON = dict[str, Any]
TOGETHER_SECONDS = 0.03
BREATH_SECONDS = 15
LOOK_SECONDS = 0.5
TOO_MANY = 400


class Listener:
    """One open page: what it has not been told yet. `put` may be called from any thread.

    What happened together is told together, as one event that holds a list: the page then draws once, not for each.
    """

    def __init__(self, page: "Page", person: Person) -> None:
        self.page, self.person = page, person
        self._waiting: deque[Change | JSON] = deque()
        self._loop = asyncio.get_running_loop()
        self._ring = asyncio.Event()

    def put(self, item: Change | JSON) -> None:
        """Something to tell: a change of the world, an entry of the journal or news as they are."""
        self._waiting.append(item)
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._ring.set)

    async def stream(self) -> AsyncIterator[str]:
        """Server-sent events until the page goes away; a comment now and then keeps the line open."""
        yield 'retry: 800\n\ndata: [{"type": "hello"}]\n\n'
        quiet = 0.0
        while not self.page.sandbox.ending:
            try:
                await asyncio.wait_for(self._ring.wait(), LOOK_SECONDS)
            except TimeoutError:
                quiet += LOOK_SECONDS
                if quiet >= BREATH_SECONDS:
                    quiet = 0.0
                    yield ": still here\n\n"
                continue
            await asyncio.sleep(TOGETHER_SECONDS)
            self._ring.clear()
            if news := await run_in_threadpool(self._told):
                yield f"data: {json.dumps(news, ensure_ascii=False)}\n\n"

    def _told(self) -> list[JSON]:
        taken = [self._waiting.popleft() for _ in range(len(self._waiting))]
        changes = [one for one in taken if isinstance(one, Change)]
        entries = [one["entry"] for one in taken if isinstance(one, dict) and one["type"] == "entry"]
        plain = [one for one in taken if isinstance(one, dict) and one["type"] != "entry"]
        return [
            *self._changed(changes),
            *plain,
            *([{"type": "journal", "entries": entries[-TOO_MANY:]}] if entries else []),
        ]

    def _changed(self, changes: list[Change]) -> list[JSON]:
        if len(changes) > TOO_MANY or any(change.kind == "all_anew" for change in changes):
            return [{"type": "reload"}]
        with self.page.world.lock:
            return without_repeats([each for change in changes for each in self._news(change)])

    def _news(self, change: Change) -> Iterator[JSON]:
        tell = TELLERS.get(change.kind)
        if tell:
            yield from tell(self.page, self.person, change)


def without_repeats(news: list[JSON]) -> list[JSON]:
    """Only the last of several equal things, but a message's first appearance stays marked as fresh."""
    last: dict[str, JSON] = {}
    for one in news:
        key = json.dumps(
            [one["type"], one.get("channel") if isinstance(one.get("channel"), str) else "", one.get("key")]
        )
        fresh = one.get("fresh", False) or last.pop(key, {}).get("fresh", False)
        last[key] = one | ({"fresh": fresh} if one["type"] == "message" else {})
    return list(last.values())


def message_news(page: "Page", who: Person, change: Change) -> Iterator[JSON]:
    """A message that came or changed, with its thread's first message, whose count of replies changed too."""
    channel = page.world.channels.get(change.channel_id)
    reader = change.facts.get("ephemeral_to")
    if channel is None or not seen.visible(channel, who) or reader not in {None, who.user_id}:
        return
    fresh = change.kind == "message_posted"
    parent = str(change.facts.get("thread_ts") or "")
    for ts, is_new in ((str(change.facts["ts"]), fresh), (parent, False)):
        found = seen.find(channel, ts, who) if ts else None
        if found and not (ts == parent and reader):
            shown = seen.message(page.world, found)
            yield {"type": "message", "key": ts, "channel": channel.channel_id, "message": shown, "fresh": is_new}
    if fresh and channel.is_direct and channel.timeline[:1] == [change.facts["ts"]]:
        yield channel_news(page, who, change.channel_id)


def gone_news(page: "Page", who: Person, change: Change) -> Iterator[JSON]:
    """A message that is no more."""
    channel = page.world.channels.get(change.channel_id)
    if channel and seen.visible(channel, who):
        ts = str(change.facts["ts"])
        yield {"type": "gone", "key": ts, "channel": channel.channel_id, "ts": ts}
        yield from message_news(page, who, Change("message_changed", "", change.channel_id, "", change.facts))


def channel_news(page: "Page", who: Person, channel_id: str) -> JSON:
    """A conversation as it is now for someone."""
    shown = seen.channel(page.world, page.world.channels[channel_id], who, page.since)
    return {"type": "channel", "key": channel_id, "channel": shown}


def membership_news(page: "Page", who: Person, change: Change) -> Iterator[JSON]:
    """A conversation that someone joined or left, that is new or changed."""
    channel = page.world.channels.get(change.channel_id)
    if channel and seen.visible(channel, who):
        yield channel_news(page, who, change.channel_id)
    elif change.user_id == who.user_id:
        yield {"type": "left", "key": change.channel_id, "channel": change.channel_id}


def person_news(page: "Page", who: Person, change: Change) -> Iterator[JSON]:
    """Someone who came or changed."""
    if change.team_id == who.team_id:
        yield {"type": "person", "key": change.user_id, "person": seen.person(page.world.people[change.user_id])}


def home_news(page: "Page", who: Person, change: Change) -> Iterator[JSON]:
    """The app's Home, when it is this person's."""
    if change.user_id == who.user_id:
        for app, view in seen.homes(page.world, who).items():
            yield {"type": "home", "key": app, "app": app, "view": view}


def views_news(page: "Page", who: Person, change: Change) -> Iterator[JSON]:
    """The open modals, when they are this person's."""
    if change.user_id == who.user_id:
        yield {"type": "views", "key": "", "views": seen.views(page.world, who)}


Teller = Callable[["Page", Person, Change], Iterator[JSON]]
TELLERS: dict[str, Teller] = {
    "message_posted": message_news,
    "message_changed": message_news,
    "message_deleted": gone_news,
    "member_joined": membership_news,
    "member_left": membership_news,
    "channel_created": membership_news,
    "channel_changed": membership_news,
    "person_joined": person_news,
    "person_changed": person_news,
    "home_published": home_news,
    "modals_changed": views_news,
}
