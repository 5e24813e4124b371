"""Modals and Home tabs, from the app."""

from collections.abc import Mapping
from typing import Any

from sandbox.engine.calls import Answer, Call
from sandbox.engine.errors import SlackError, invalid
from sandbox.engine.methods.places import person_of
from sandbox.engine.world import View


def given(call: Call, kind: str) -> Mapping[str, Any]:
    """The view that the app gives; SlackError if it is not of this kind."""
    view: Any = call.structure("view")
    if not isinstance(view, dict):
        raise invalid("[ERROR] must be an object [json-pointer:/view]")
    if view.get("type") != kind:
        raise invalid(f"[ERROR] invalid view type, must be {kind} [json-pointer:/view/type]")
    return view


def answered(view: View) -> Answer:
    """The answer that holds a view."""
    return {"view": view.shown}


def open_modal(call: Call) -> Answer:
    """`views.open`."""
    view, trigger = given(call, "modal"), call.hall.triggers.spend(call.text("trigger_id"), call.team_id)
    return answered(call.hall.viewing.open(call.team_id, trigger.user_id, view))


def push(call: Call) -> Answer:
    """`views.push`."""
    view, trigger = given(call, "modal"), call.hall.triggers.spend(call.text("trigger_id"), call.team_id)
    return answered(call.hall.viewing.push(call.team_id, trigger.user_id, view))


def update(call: Call) -> Answer:
    """`views.update`: a modal that is open, or a Home tab, by either of its ids."""
    view_id, external_id = call.text("view_id"), call.text("external_id")
    if not view_id and not external_id:
        raise invalid("[ERROR] missing required field: view_id")
    view = call.hall.viewing.find(call.team_id, view_id, external_id)
    return answered(call.hall.viewing.update(view, given(call, view.kind), call.text("hash")))


def publish(call: Call) -> Answer:
    """`views.publish`: someone's Home tab."""
    if not call.hall.spec.home_tab:
        raise SlackError("not_enabled")
    try:
        person = person_of(call, call.text("user_id"))
    except SlackError:
        raise invalid("[ERROR] invalid user_id [json-pointer:/user_id]") from None
    return answered(call.hall.viewing.publish(call.team_id, person.user_id, given(call, "home"), call.text("hash")))


METHODS = {
    "views.open": open_modal,
    "views.push": push,
    "views.update": update,
    "views.publish": publish,
}
