"""Forms: fields, the choices in them, and the modal around them."""

from collections.abc import Sequence

from slack_app.views.actions import Action
from slack_app.views.kit.blocks import Block, Element, View, plain

OPTIONS = 100


def option(text: str, value: str, description: str = "") -> Element:
    """One choice of a list; `value` is cut to Slack's 150 characters."""
    choice: Element = {"text": plain(text, 75), "value": value[:150]}
    return choice | {"description": plain(description, 75)} if description else choice


def field(label: str, element: Element, block_id: str, *, hint: str = "", optional: bool = False) -> Block:
    """A field with its label above and its hint below."""
    block: Block = {
        "type": "input",
        "block_id": str(block_id),
        "label": plain(label, 2000),
        "element": element,
        "optional": optional,
    }
    return block | {"hint": plain(hint, 2000)} if hint else block


def modal(
    callback: str, title: str, blocks: Sequence[Block], *, close: str, submit: str = "", private: str = ""
) -> View:
    """A modal; without `submit` it is only read. `private` comes back with it (at most 3,000 characters)."""
    view: View = {
        "type": "modal",
        "callback_id": str(callback),
        "title": plain(title, 24),
        "close": plain(close, 24),
        "blocks": list(blocks)[:100],
        "private_metadata": private,
    }
    return view | {"submit": plain(submit, 24)} if submit else view


def text_input(*, initial: str = "", longest: int = 3000, lines: bool = False, placeholder: str = "") -> Element:
    """A place to write plain text, on one line or many."""
    element: Element = {
        "type": "plain_text_input",
        "action_id": str(Action.ANSWER),
        "multiline": lines,
        "max_length": longest,
    }
    more = {"initial_value": initial[:longest], "placeholder": placeholder and plain(placeholder, 150)}
    return element | {key: part for key, part in more.items() if part}


def number_input(*, initial: int, least: int, most: int) -> Element:
    """A whole number between two bounds."""
    return {
        "type": "number_input",
        "action_id": str(Action.ANSWER),
        "is_decimal_allowed": False,
        "initial_value": str(initial),
        "min_value": str(least),
        "max_value": str(most),
    }


def select(action: str, options: Sequence[Element], *, initial: str = "", placeholder: str = "") -> Element:
    """A list of which one is chosen; `initial` is a value, shown only if it is in the list."""
    element: Element = {"type": "static_select", "action_id": str(action), "options": list(options)[:OPTIONS]}
    found = next((choice for choice in element["options"] if choice["value"] == initial), None)
    more = {"initial_option": found, "placeholder": placeholder and plain(placeholder, 150)}
    return element | {key: part for key, part in more.items() if part}


def multi_select(
    action: str, options: Sequence[Element], *, initial: Sequence[str] = (), placeholder: str = ""
) -> Element:
    """A list of which several are chosen; `initial` are values, shown only if they are in the list."""
    element: Element = {"type": "multi_static_select", "action_id": str(action), "options": list(options)[:OPTIONS]}
    found = [choice for choice in element["options"] if choice["value"] in initial]
    more = {"initial_options": found, "placeholder": placeholder and plain(placeholder, 150)}
    return element | {key: part for key, part in more.items() if part}


def external_select(action: str, *, initial: Element | None = None, placeholder: str = "") -> Element:
    """A list that asks us for its choices, of which one is chosen."""
    element: Element = {"type": "external_select", "action_id": str(action), "min_query_length": 1}
    more = {"initial_option": initial, "placeholder": placeholder and plain(placeholder, 150)}
    return element | {key: part for key, part in more.items() if part}


def multi_external_select(
    action: str, *, initial: Sequence[Element] = (), most: int = 10, placeholder: str = ""
) -> Element:
    """A list that asks us for its choices from the first letter on, of which up to `most` are chosen."""
    element: Element = {
        "type": "multi_external_select",
        "action_id": str(action),
        "min_query_length": 0,
        "max_selected_items": most,
    }
    more = {"initial_options": list(initial), "placeholder": placeholder and plain(placeholder, 150)}
    return element | {key: part for key, part in more.items() if part}


def checkboxes(action: str, options: Sequence[Element], *, initial: Sequence[str] = ()) -> Element:
    """Up to ten choices, each ticked or not."""
    element: Element = {"type": "checkboxes", "action_id": str(action), "options": list(options)[:10]}
    found = [choice for choice in element["options"] if choice["value"] in initial]
    return element | {"initial_options": found} if found else element


def radio(action: str, options: Sequence[Element], *, initial: str = "") -> Element:
    """Up to ten choices, one of them taken."""
    element: Element = {"type": "radio_buttons", "action_id": str(action), "options": list(options)[:10]}
    found = next((choice for choice in element["options"] if choice["value"] == initial), None)
    return element | {"initial_option": found} if found else element


def channel_select(*, initial: str | None, placeholder: str, only_public: bool = False) -> Element:
    """A channel, public or private, where no outsiders are; or a public one."""
    kinds = ["public"] if only_public else ["public", "private"]
    element: Element = {
        "type": "conversations_select",
        "action_id": str(Action.ANSWER),
        "placeholder": plain(placeholder, 150),
        "filter": {"include": kinds, "exclude_external_shared_channels": True},
    }
    return element | {"initial_conversation": initial} if initial else element


def channels_select(*, initial: Sequence[str], most: int, placeholder: str) -> Element:
    """Several channels, public or private."""
    element: Element = {
        "type": "multi_conversations_select",
        "action_id": str(Action.ANSWER),
        "max_selected_items": most,
        "placeholder": plain(placeholder, 150),
        "filter": {"include": ["public", "private"]},
    }
    return element | {"initial_conversations": list(initial)[:most]} if initial else element


def users_select(*, initial: Sequence[str], most: int, placeholder: str) -> Element:
    """Several people."""
    element: Element = {
        "type": "multi_users_select",
        "action_id": str(Action.ANSWER),
        "max_selected_items": most,
        "placeholder": plain(placeholder, 150),
    }
    return element | {"initial_users": list(initial)[:most]} if initial else element


def date_picker(action: str, *, initial: str = "", placeholder: str) -> Element:
    """A day, as 2026-11-28."""
    element: Element = {"type": "datepicker", "action_id": str(action), "placeholder": plain(placeholder, 150)}
    return element | {"initial_date": initial} if initial else element
