"""Finding the element that someone means in what is on the screen, and what they can choose in it."""

from collections.abc import Iterator, Mapping
from typing import Any

JSON = dict[str, Any]
SEVERAL = ("multi_static_select", "multi_external_select", "checkboxes")
ONE_OF = ("static_select", "external_select", "radio_buttons", "overflow")


class NotThereError(LookupError):
    """What someone wants to use is not on their screen."""


def element_in(blocks: object, action_id: str, block_id: str = "") -> tuple[str, JSON]:
    """The block id and the element with this action id (and in this block, if one is named)."""
    for found_in, element in interactive(blocks):
        if element["action_id"] == action_id and block_id in {"", found_in}:
            return found_in, element
    raise NotThereError(action_id)


def element_by(blocks: object, name: str) -> tuple[str, JSON]:
    """The block id and the element, by action id or by block id."""
    for found_in, element in interactive(blocks):
        if name in {element["action_id"], found_in}:
            return found_in, element
    raise NotThereError(name)


def interactive(part: object, block_id: str = "") -> Iterator[tuple[str, JSON]]:
    """Every element with an action id, with the id of the block around it."""
    if isinstance(part, Mapping):
        inside = str(part.get("block_id") or block_id)
        if "action_id" in part and "type" in part:
            yield inside, dict(part)
        for inner in part.values():
            if isinstance(inner, list | Mapping):
                yield from interactive(inner, inside)
    elif isinstance(part, list):
        for inner in part:
            yield from interactive(inner, block_id)


def options_of(element: Mapping[str, Any]) -> list[JSON]:
    """What can be chosen in an element, groups laid flat."""
    grouped = [option for group in element.get("option_groups") or [] for option in group["options"]]
    return [*(element.get("options") or []), *grouped]


def chosen_in(element: Mapping[str, Any], value: object) -> object:
    """What Slack would say was chosen, for a value that may be an option's `value` or text, several of them, or plain."""
    kind = str(element["type"])
    if kind in SEVERAL:
        return [option_for(element, one) for one in (value if isinstance(value, list | tuple) else [value])]
    if kind in ONE_OF:
        return None if value is None else option_for(element, value)
    return list(value) if isinstance(value, tuple) else value


def option_for(element: Mapping[str, Any], value: object) -> JSON:
    """The option with this value or text; a whole option (from a suggestion) stays as it is."""
    if isinstance(value, Mapping):
        return dict(value)
    for option in options_of(element):
        if value in {option.get("value"), option["text"]["text"]}:
            return option
    raise NotThereError(str(value))


def pressed_in(element: Mapping[str, Any], value: object) -> JSON:
    """The button that is pressed: itself, or of a pair for feedback the one with this value (the first, if none)."""
    pair = [element[side] for side in ("positive_button", "negative_button") if side in element]
    one = next((button for button in pair if button["value"] == value), pair[0] if pair else {})
    return {**{key: said for key, said in element.items() if not key.endswith("_button")}, **one}
