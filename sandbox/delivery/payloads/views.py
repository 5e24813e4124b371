"""The view object that Slack makes of the view that an app gives."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.delivery.payloads.parties import Installation, Payload
from sandbox.delivery.payloads.state import state_values


@dataclass(frozen=True)
class Shelf:
    """Where a view stands: its id, the one below it, the one at the bottom of the stack."""

    view_id: str
    root_view_id: str
    previous_view_id: str | None = None


def view_object(app: Installation, given: Mapping[str, Any], shelf: Shelf, *, at: float) -> Payload:
    """Return the whole view that Slack stores, answers and sends back, with block ids filled in and a new hash."""
    blocks = with_block_ids(given.get("blocks", []), shelf.view_id)
    return {
        "id": shelf.view_id,
        "team_id": app.team_id,
        "type": given["type"],
        "blocks": blocks,
        "private_metadata": given.get("private_metadata", ""),
        "callback_id": given.get("callback_id", ""),
        "state": {"values": state_values(blocks)},
        "hash": view_hash(blocks, at),
        "title": given.get("title", {"type": "plain_text", "text": "View Title", "emoji": True}),
        "clear_on_close": given.get("clear_on_close", False),
        "notify_on_close": given.get("notify_on_close", False),
        "submit_disabled": given.get("submit_disabled", False),
        "close": given.get("close"),
        "submit": given.get("submit"),
        "previous_view_id": shelf.previous_view_id,
        "root_view_id": shelf.root_view_id,
        "app_id": app.app_id,
        "external_id": given.get("external_id", ""),
        "app_installed_team_id": app.team_id,
        "bot_id": app.bot_id,
    }


def with_block_ids(blocks: list[Mapping[str, Any]], salt: str) -> list[Payload]:
    """Return the blocks, each with an id: its own, or one made of `salt` and where it stands."""
    return [{**block, "block_id": block.get("block_id") or made_id(salt, str(at))} for at, block in enumerate(blocks)]


def with_action_ids(blocks: list[Mapping[str, Any]], salt: str) -> list[Payload]:
    """Return the blocks with an action id in every interactive element that the app left without one."""
    return [{**block, **filled(block, f"{salt}/{at}")} for at, block in enumerate(blocks)]


def filled(block: Mapping[str, Any], salt: str) -> Payload:
    """Return those parts of a block that hold elements, each with an action id."""
    parts: Payload = {}
    for key in ("element", "accessory"):
        if isinstance(block.get(key), Mapping):
            parts[key] = named(block[key], f"{salt}/{key}")
    if block.get("type") == "actions":
        parts["elements"] = [named(element, f"{salt}/{at}") for at, element in enumerate(block["elements"])]
    return parts


def named(element: Mapping[str, Any], salt: str) -> Payload:
    """Return an element with its action id; images have none."""
    if element.get("type") == "image" or element.get("action_id"):
        return dict(element)
    return {**element, "action_id": made_id(salt, "action")}


def made_id(*parts: str) -> str:
    """Return five characters such as Slack gives to what an app left unnamed."""
    return hashlib.sha256("/".join(parts).encode()).hexdigest()[:5]


def view_hash(blocks: list[Payload], at: float) -> str:
    """Return the hash by which an app says which version of a view it means."""
    return f"{int(at)}.{hashlib.sha256(repr((blocks, at)).encode()).hexdigest()[:8]}"
