"""What a person has put into the elements of a form: `state.values`, and the entry of `actions` for one of them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sandbox.delivery.payloads.parties import Payload

# element type → (key of what was chosen, key of what the app had filled in)
CHOSEN: dict[str, tuple[str, str]] = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", ""),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "checkboxes": ("selected_options", "initial_options"),
    "radio_buttons": ("selected_option", "initial_option"),
}
LISTS = {"files", "selected_options", "selected_users", "selected_conversations", "selected_channels"}
SHOWN_IN_ACTION = ("text", "value", "style", "placeholder", "accessibility_label")


def state_of(element: Mapping[str, Any], chosen: object = None) -> Payload:
    """Return what `state.values` says of an element in which a person chose `chosen` (None: nothing)."""
    kind = str(element["type"])
    key, _ = CHOSEN[kind]
    state: Payload = {"type": kind, key: [] if chosen is None and key in LISTS else chosen}
    if kind == "timepicker" and element.get("timezone"):
        state["timezone"] = element["timezone"]
    return state


def initial_state(element: Mapping[str, Any]) -> Payload:
    """Return what `state.values` says of an element that nobody has touched."""
    return state_of(element, element.get(CHOSEN[str(element["type"])][1]))


def state_values(
    blocks: Iterable[Mapping[str, Any]], typed: Mapping[str, Mapping[str, object]] | None = None
) -> Payload:
    """Return `state.values` of whole `blocks`: what was `typed` (block_id → action_id → choice), else what stood there."""
    values: Payload = {}
    for block_id, element in elements_of(blocks):
        action_id, chosen = str(element["action_id"]), (typed or {}).get(block_id, {})
        state = state_of(element, chosen[action_id]) if action_id in chosen else initial_state(element)
        values.setdefault(block_id, {})[action_id] = state
    return values


def elements_of(blocks: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Walk over the elements that hold a choice, each with the id of its block, in the order that they are shown."""
    for block in blocks:
        one = block.get("element") or block.get("accessory")
        inside = [one] if one else block.get("elements") if block.get("type") == "actions" else []
        for element in inside or []:
            if element.get("type") in CHOSEN and "action_id" in element:
                yield str(block.get("block_id", "")), element
        yield from elements_of(block.get("child_blocks") or [])


def action_of(element: Mapping[str, Any], block_id: str, chosen: object, action_ts: str) -> Payload:
    """Return the entry of `actions` for an element that a person just used.

    `chosen` is an option for selects, overflow and radio buttons, a list for those with several, an id, a date, a
    time or a number for pickers, text for inputs; a button needs none.
    """
    kind = str(element["type"])
    action: Payload = {"type": kind, "action_id": element.get("action_id", ""), "block_id": block_id}
    if kind in CHOSEN:
        initial = CHOSEN[kind][1]
        action |= state_of(element, chosen)
        if initial != "initial_value" and initial in element:
            action[initial] = element[initial]
    elif kind == "overflow":
        action["selected_option"] = chosen
    shown = {key: element[key] for key in SHOWN_IN_ACTION if key in element and key not in action}
    return {**action, **shown, "action_ts": action_ts}
