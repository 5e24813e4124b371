"""Reading forms back: whatever Slack or a stranger sends, an answer is of its type or it is not there."""

from collections.abc import Mapping
from typing import Any

State = Mapping[str, Any]
"""What stands in a field, by the field's block id."""

_NOTHING: Mapping[str, Any] = {}


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else _NOTHING


def state_of(view: object) -> State:
    """The fields of a submitted view, or of its bare `state`: block id → what stands in it. Anything else is no field."""
    whole = _mapping(view)
    state = _mapping(whole.get("state")) or whole
    fields = _mapping(state.get("values"))
    return {
        str(name): next((_mapping(part) for part in _mapping(block).values()), _NOTHING)
        for name, block in fields.items()
    }


def typed(state: State, block_id: str) -> str:
    """The text in a field; empty where there is none."""
    value = _mapping(state.get(block_id)).get("value")
    return _storable(value) if isinstance(value, str) else ""


def chosen(state: State, block_id: str) -> str:
    """The value, conversation or date chosen in a field; empty where there is none."""
    part = _mapping(state.get(block_id))
    option = _mapping(part.get("selected_option")).get("value")
    for value in (option, part.get("selected_conversation"), part.get("selected_date")):
        if isinstance(value, str):
            return _storable(value)
    return ""


def chosen_many(state: State, block_id: str) -> tuple[str, ...]:
    """The values, people or channels chosen in a field, in their order."""
    part = _mapping(state.get(block_id))
    options = part.get("selected_options")
    values = [_mapping(one).get("value") for one in options] if isinstance(options, list) else None
    for ids in (part.get("selected_users"), part.get("selected_conversations")):
        values = ids if values is None and isinstance(ids, list) else values
    return tuple(_storable(one) for one in values or () if isinstance(one, str))


def _storable(text: str) -> str:
    """Text without what no database keeps: lone surrogates and the null character."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
