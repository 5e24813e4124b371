"""Verbs of talking and of moving between channels."""

from typing import TYPE_CHECKING

from sandbox.engine.acting import Actor
from sandbox.engine.speaking import Words
from sandbox.page import seen
from sandbox.page.asked import JSON, Asked, message_of

if TYPE_CHECKING:
    from sandbox.page.routes import Page


def post(page: "Page", actor: Actor, asked: Asked) -> JSON:
    """Write a message, a reply (`thread_ts`), or share `files` by their ids."""
    thread = message_of(actor, asked, "thread_ts") if asked.get("thread_ts") else None
    if not asked.get("files"):
        return {"ts": actor.post(str(asked["channel"]), str(asked["text"]), thread=thread).ts}
    channel = actor.channel(str(asked["channel"]))
    for file_id in asked["files"]:
        page.world.files[file_id].channel_ids.append(channel.channel_id)
    words = Words(text=str(asked.get("text", "")), file_ids=list(asked["files"]), subtype="file_share")
    words.thread_ts = thread.ts if thread else None
    return {"ts": page.hall.speaking.post(actor.person, channel, words).ts}


def edit(_: "Page", actor: Actor, asked: Asked) -> JSON:
    """Change one's own message."""
    actor.edit(message_of(actor, asked), str(asked["text"]))
    return {}


def delete(_: "Page", actor: Actor, asked: Asked) -> JSON:
    """Take one's own message away."""
    actor.delete(message_of(actor, asked))
    return {}


def dismiss(page: "Page", actor: Actor, asked: Asked) -> JSON:
    """Put an ephemeral message away."""
    message = message_of(actor, asked)
    ephemerals = page.world.channels[message.channel_id].ephemerals
    if message in ephemerals:
        ephemerals.remove(message)
        page.hall.speaking.vanished(message)
    return {}


def react(_: "Page", actor: Actor, asked: Asked) -> JSON:
    """Add a reaction."""
    actor.react(message_of(actor, asked), str(asked["name"]))
    return {}


def unreact(_: "Page", actor: Actor, asked: Asked) -> JSON:
    """Take a reaction back."""
    actor.unreact(message_of(actor, asked), str(asked["name"]))
    return {}


def join(_: "Page", actor: Actor, asked: Asked) -> JSON:
    """Join a channel."""
    actor.join(str(asked["channel"]))
    return {}


def leave(_: "Page", actor: Actor, asked: Asked) -> JSON:
    """Leave a channel."""
    actor.leave(str(asked["channel"]))
    return {}


def open_direct(page: "Page", actor: Actor, asked: Asked) -> JSON:
    """Open the conversation with some people."""
    together = {actor.user_id, *(user_id for user_id in asked["users"] if user_id in page.world.people)}
    channel = page.world.direct(actor.team_id, together)
    return {"channel": seen.channel(page.world, channel, actor.person, page.since)}


def read(page: "Page", actor: Actor, asked: Asked) -> JSON:
    """See all of a channel."""
    channel = actor.channel(str(asked["channel"]))
    with page.world.lock:
        if channel.timeline:
            channel.last_read[actor.user_id] = channel.timeline[-1]
    return {}
