"""A form as Slack sends it back."""

from typing import Any

STANDS: dict[str, tuple[str, str, Any]] = {
    "plain_text_input": ("value", "initial_value", None),
    "number_input": ("value", "initial_value", None),
    "static_select": ("selected_option", "initial_option", None),
    "external_select": ("selected_option", "initial_option", None),
    "multi_static_select": ("selected_options", "initial_options", []),
    "radio_buttons": ("selected_option", "initial_option", None),
    "checkboxes": ("selected_options", "initial_options", []),
    "multi_users_select": ("selected_users", "initial_users", []),
    "multi_conversations_select": ("selected_conversations", "initial_conversations", []),
    "conversations_select": ("selected_conversation", "initial_conversation", None),
    "datepicker": ("selected_date", "initial_date", None),
}
"""What Slack sends of each kind of field, and where its first value stands."""


def sent(view: dict[str, Any]) -> dict[str, Any]:
    """The form when nothing was changed."""
    fields = {
        block["block_id"]: {"answer": _standing(block["element"])}
        for block in view["blocks"]
        if block["type"] == "input"
    }
    return {"private_metadata": view["private_metadata"], "state": {"values": fields}}


def changed(view: dict[str, Any], block_id: str, **part: Any) -> dict[str, Any]:
    """The form when one field was changed."""
    form = sent(view)
    form["state"]["values"][block_id] = {"answer": part}
    return form


def fields(view: dict[str, Any]) -> set[str]:
    """The block ids of all its fields."""
    return {block["block_id"] for block in view["blocks"] if "block_id" in block}


def _standing(element: dict[str, Any]) -> dict[str, Any]:
    name, initial, nothing = STANDS[element["type"]]
    return {"type": element["type"], name: element.get(initial, nothing)}
