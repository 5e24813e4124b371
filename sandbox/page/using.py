"""Verbs of using the app: commands, shortcuts, elements, forms."""

from typing import TYPE_CHECKING

from sandbox.delivery.payloads.state import CHOSEN
from sandbox.engine.acting import Actor
from sandbox.engine.channels import Message
from sandbox.engine.elements import NotThereError, element_in, interactive
from sandbox.engine.interacting import blocks_of
from sandbox.engine.world import View
from sandbox.page.asked import JSON, Asked, RefusedError, answered, message_of

if TYPE_CHECKING:
    from sandbox.page.routes import Page


PRESSED = {"button", "workflow_button", "icon_button", "feedback_buttons"}


def command(_: "Page", actor: Actor, asked: Asked) -> JSON:
    """Type a slash command."""
    name, _space, text = str(asked["text"]).partition(" ")
    try:
        return answered(actor.run_command(str(asked["channel"]), name, text))
    except LookupError:
        raise RefusedError("unknown_command") from None


def shortcut(_: "Page", actor: Actor, asked: Asked) -> JSON:
    """Choose a global shortcut."""
    return answered(actor.shortcut(str(asked["callback_id"])))


def message_action(_: "Page", actor: Actor, asked: Asked) -> JSON:
    """Choose a shortcut in a message's menu."""
    return answered(actor.message_shortcut(message_of(actor, asked), str(asked["callback_id"])))


def open_home(_: "Page", actor: Actor, asked: Asked) -> JSON:
    """Open the app's Home; what it shows before the app answers."""
    view = actor.open_home(str(asked.get("tab", "home")))
    return {"view": view.shown if view else None}


def place(page: "Page", actor: Actor, container: Asked) -> Message | View:
    """The message or view in which an element stands; RefusedError if it is gone or someone else's."""
    if container.get("type") == "message":
        return message_of(actor, container)
    view = page.world.views.get(str(container.get("view")))
    if view is None or view.user_id != actor.user_id:
        raise RefusedError("not_found")
    return view


def keep(page: "Page", where: Message | View, typed: Asked) -> None:
    """Put what the person typed so far into the container, as far as its elements are still there."""
    for block_id, values in typed.items():
        for action_id, chosen in values.items():
            try:
                _, element = element_in(blocks_of(where), action_id, block_id)
            except LookupError:
                continue
            if element["type"] not in CHOSEN:
                continue
            if isinstance(where, View):
                page.hall.viewing.put(where, block_id, action_id, chosen)
            else:
                where.typed.setdefault(block_id, {})[action_id] = chosen


def meant(blocks: list[JSON], action_id: str, block_id: str) -> tuple[str, JSON]:
    """The element that was used; where the app has drawn it anew meanwhile, under another block's id, the only one of it."""
    try:
        return element_in(blocks, action_id, block_id)
    except NotThereError:
        found = [one for one in interactive(blocks) if one[1]["action_id"] == action_id]
        if len(found) != 1:
            raise
        return found[0]


def action(page: "Page", actor: Actor, asked: Asked) -> JSON:
    """Press, choose or type: the app is told as Slack tells it, with the state of the whole container."""
    where = place(page, actor, asked["container"])
    keep(page, where, asked.get("typed") or {})
    action_id = str(asked["action_id"])
    block_id, element = meant(blocks_of(where), action_id, str(asked["block_id"]))
    if element["type"] in PRESSED:
        return answered(actor.click(where, action_id, block_id=block_id, value=str(asked.get("chosen") or "")))
    return answered(actor.choose(where, action_id, asked.get("chosen"), block_id=block_id))


def suggest(page: "Page", actor: Actor, asked: Asked) -> JSON:
    """Type in an external select: the app's options, in groups where it groups them."""
    where = place(page, actor, asked["container"])
    keep(page, where, asked.get("typed") or {})
    block_id, typed = str(asked.get("block_id") or ""), str(asked.get("value", ""))
    offered = actor.offers(where, str(asked["action_id"]), typed, block_id=block_id)
    return {"options": list(offered.options), "option_groups": list(offered.option_groups)}


def submit(page: "Page", actor: Actor, asked: Asked) -> JSON:
    """Press a modal's button: `errors` by block when the app (or the client) refuses."""
    view = place(page, actor, {"view": asked["view"]})
    if not isinstance(view, View):
        raise RefusedError("not_found")
    keep(page, view, asked.get("typed") or {})
    outcome = actor.submit(view)
    if outcome.kind == "failed":
        answered(outcome.answer)
        raise RefusedError("app_error")
    return {"outcome": outcome.kind, "errors": dict(outcome.errors)}


def close(page: "Page", actor: Actor, asked: Asked) -> JSON:
    """Close a modal, or all that are open."""
    view = place(page, actor, {"view": asked["view"]})
    if isinstance(view, View):
        actor.close(view, cleared=bool(asked.get("all")))
    return {}
