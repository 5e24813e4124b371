"""What a person does, asked for in plain values: each verb reads them, acts, and tells what came of it as JSON."""

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.engine import shapes
from sandbox.engine.acting import Actor
from sandbox.engine.channels import Message
from sandbox.engine.ports import Answer
from sandbox.engine.world import View

JSON = dict[str, Any]
Asked = Mapping[str, Any]


class NoSuchVerbError(Exception):
    """Nobody can do that here."""


def message_in(actor: Actor, asked: Asked, name: str = "ts") -> Message:
    """The message that is meant, also one that only this person sees."""
    channel = actor.channel(str(asked["channel"]))
    ts = str(asked[name])
    if ts in channel.messages:
        return channel.messages[ts]
    return next(one for one in channel.ephemerals if one.ts == ts and one.ephemeral_to == actor.user_id)


def place(actor: Actor, asked: Asked) -> Message | View:
    """Where an element stands: a view by its id, or a message."""
    if asked.get("view"):
        view = actor.world.views[str(asked["view"])]
        if view.user_id != actor.user_id:
            raise LookupError(view.view_id)
        return view
    return message_in(actor, asked)


def form(actor: Actor, asked: Asked) -> View:
    """The modal that is meant: by its id, or the topmost."""
    view = actor.world.views.get(str(asked["view"])) if asked.get("view") else actor.modal
    if view is None or view.user_id != actor.user_id:
        raise LookupError("no modal is open")
    return view


def told(answer: Answer | None) -> JSON:
    """How the app answered."""
    return {"answer": {"status": answer.status, "body": dict(answer.body)} if answer else None}


def post(actor: Actor, asked: Asked) -> JSON:
    """Write in a `channel`, or in a thread of it (`thread_ts`)."""
    thread = message_in(actor, asked, "thread_ts") if asked.get("thread_ts") else None
    message = actor.post(
        str(asked["channel"]), str(asked["text"]), thread=thread, broadcast=bool(asked.get("broadcast"))
    )
    return {"message": shapes.message(actor.world, message)}


def edit(actor: Actor, asked: Asked) -> JSON:
    """Change an own message."""
    actor.edit(message_in(actor, asked), str(asked["text"]))
    return {}


def delete(actor: Actor, asked: Asked) -> JSON:
    """Delete an own message."""
    actor.delete(message_in(actor, asked))
    return {}


def react(actor: Actor, asked: Asked) -> JSON:
    """React with an `emoji`, or take it `back`."""
    message, emoji = message_in(actor, asked), str(asked["emoji"])
    return {"done": actor.unreact(message, emoji) if asked.get("back") else actor.react(message, emoji)}


def join(actor: Actor, asked: Asked) -> JSON:
    """Join a channel."""
    return {"done": actor.join(str(asked["channel"]))}


def leave(actor: Actor, asked: Asked) -> JSON:
    """Leave a channel."""
    return {"done": actor.leave(str(asked["channel"]))}


def leave_workspace(actor: Actor, _: Asked) -> JSON:
    """Be deactivated."""
    actor.leave_workspace()
    return {}


def come_back(actor: Actor, asked: Asked) -> JSON:
    """Be active again."""
    actor.come_back(announced=bool(asked.get("announced")))
    return {}


def change(actor: Actor, asked: Asked) -> JSON:
    """Another `locale` or `tz`, `title` or name."""
    names = ("locale", "tz", "title", "display_name", "real_name", "pronouns")
    actor.change(**{name: asked[name] for name in names if name in asked})
    return {}


def open_home(actor: Actor, asked: Asked) -> JSON:
    """Open the app's tab."""
    view = actor.open_home(str(asked.get("tab") or "home"))
    return {"view": view.shown if view else None}


def see(actor: Actor, _: Asked) -> JSON:
    """What stands before this person: the Home, the modals, the direct message with the app."""
    stack = [actor.world.views[view_id].shown for view_id in actor.world.open_modals.get(actor.user_id, [])]
    home = actor.home
    inbox = [shapes.message(actor.world, one) for one in actor.inbox()]
    return {"home": home.shown if home else None, "modals": stack, "dm": actor.dm.channel_id, "inbox": inbox}


def run_command(actor: Actor, asked: Asked) -> JSON:
    """Type a `command` with its `text` in a `channel`."""
    channel = actor.channel(str(asked["channel"]))
    return told(actor.run_command(channel, str(asked["command"]), str(asked.get("text") or "")))


def shortcut(actor: Actor, asked: Asked) -> JSON:
    """Choose a shortcut: a message's if a `ts` is given, else a global one."""
    callback_id = str(asked["callback_id"])
    if asked.get("ts"):
        return told(actor.message_shortcut(message_in(actor, asked), callback_id))
    return told(actor.shortcut(callback_id))


def click(actor: Actor, asked: Asked) -> JSON:
    """Press the button `action_id`."""
    answer = actor.click(place(actor, asked), str(asked["action_id"]), block_id=str(asked.get("block_id") or ""))
    return told(answer)


def choose(actor: Actor, asked: Asked) -> JSON:
    """Put a `value` into the element `action_id`."""
    where, block_id = place(actor, asked), str(asked.get("block_id") or "")
    return told(actor.choose(where, str(asked["action_id"]), asked.get("value"), block_id=block_id))


def suggest(actor: Actor, asked: Asked) -> JSON:
    """Type in the external select `action_id`."""
    typed = str(asked.get("typed") or "")
    name = str(asked.get("block_id") or asked["action_id"])
    return {"options": actor.suggest(place(actor, asked), name, typed)}


def submit(actor: Actor, asked: Asked) -> JSON:
    """Send a modal, with `values` by block id or action id."""
    outcome = actor.submit(form(actor, asked), asked.get("values") or {}, anyway=bool(asked.get("anyway")))
    shown = outcome.view.shown if outcome.view else None
    return {"outcome": outcome.kind, "errors": dict(outcome.errors), "view": shown}


def close(actor: Actor, asked: Asked) -> JSON:
    """Close a modal, or (`cleared`) all."""
    actor.close(form(actor, asked), cleared=bool(asked.get("cleared")))
    return {}


VERBS: Mapping[str, Callable[[Actor, Asked], JSON]] = {
    function.__name__: function
    for function in (
        post,
        edit,
        delete,
        react,
        join,
        leave,
        leave_workspace,
        come_back,
        change,
        open_home,
        see,
        run_command,
        shortcut,
        click,
        choose,
        suggest,
        submit,
        close,
    )
} | {"join_workspace": see}
"""By name; `join_workspace` makes the person, and is done by `control` itself."""
