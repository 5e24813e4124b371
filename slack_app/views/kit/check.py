"""What Slack would refuse: the limits of messages, modals and Home tabs, checked before anything is sent."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

from slack_app.views.kit.blocks import Block, Element, Letter, View
from slack_app.views.kit.check_figures import CHART, TABLE, figures

Surface = Literal["message", "modal", "home"]

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
MESSAGE_CHARACTERS = 13_000
MOST_TEXT = 6000
"""Slack takes more; nobody listens to more."""
VIEW_BYTES = 250_000
BLOCK_TYPES = {"section", "header", "context", "actions", "divider", "rich_text", "input", "image", CHART, TABLE}
LONGEST = {
    "block_id": 255,
    "action_id": 255,
    "callback_id": 255,
    "accessibility_label": 75,
    "url": 3000,
    "private_metadata": 3000,
    "alt_text": 2000,
}
LONGEST_TEXT = {
    ("section", "text"): 3000,
    ("header", "text"): 150,
    ("button", "text"): 75,
    ("input", "label"): 2000,
    ("input", "hint"): 2000,
    ("option", "text"): 75,
    ("option", "description"): 75,
    ("confirm", "title"): 100,
    ("confirm", "text"): 300,
    ("confirm", "confirm"): 30,
    ("confirm", "deny"): 30,
    ("modal", "title"): 24,
    ("modal", "submit"): 24,
    ("modal", "close"): 24,
}
MOST_OPTIONS = {"overflow": 5, "checkboxes": 10, "radio_buttons": 10}


def check(payload: Letter | View, surface: Surface) -> list[str]:
    """Everything Slack would refuse in a rendered view, in words; nothing when it is well."""
    if isinstance(payload, Letter):
        return [*_message(payload), *_blocks(payload.blocks, surface)]
    blocks = payload.get("blocks", [])
    return [*_view(payload, surface), *_blocks(blocks, surface), *_node(payload, surface)]


def _message(letter: Letter) -> Iterator[str]:
    if not letter.text.strip():
        yield "text: empty, so notifications and screen readers say nothing"
    if len(letter.text) > MOST_TEXT:
        yield f"text: {len(letter.text)} characters for a notification"
    if len(json.dumps(letter.blocks, ensure_ascii=False)) > MESSAGE_CHARACTERS:
        yield "blocks: msg_blocks_too_long"


def _view(view: View, surface: str) -> Iterator[str]:
    if view.get("type") != surface:
        yield f"type: {view.get('type')} is not a {surface}"
    if len(json.dumps(view).encode()) > VIEW_BYTES:
        yield "view_too_large"
    needs_submit = any(block.get("type") == "input" for block in view.get("blocks", []))
    if surface == "modal" and needs_submit and "submit" not in view:
        yield "submit: missing where there is an input"
    if surface == "modal" and "title" not in view:
        yield "title: missing"


def _blocks(blocks: list[Block], surface: str) -> Iterator[str]:
    if not 1 <= len(blocks) <= MOST_BLOCKS[surface]:
        yield f"blocks: {len(blocks)} of them"
    ids = Counter(block["block_id"] for block in blocks if "block_id" in block)
    yield from (f"block_id: {name} stands twice" for name, times in ids.items() if times > 1)
    for block in blocks:
        if block.get("type") not in BLOCK_TYPES:
            yield f"type: {block.get('type')} is no block we know"
        if block.get("type") == "input" and surface == "message":
            yield "input: not in a message"
        yield from _node(block, str(block.get("type")))
        yield from _parts(block)
    yield from figures(blocks, surface)


def _parts(block: Block) -> Iterator[str]:
    elements = block.get("elements", [])
    most = {"actions": 25, "context": 10}.get(block["type"])
    if most and not 1 <= len(elements) <= most:
        yield f"{block['type']}: {len(elements)} elements"
    names = Counter(element["action_id"] for element in elements if "action_id" in element)
    yield from (f"action_id: {name} stands twice in a block" for name, times in names.items() if times > 1)
    for part in (*elements, block.get("accessory"), block.get("element")):
        if isinstance(part, dict):
            yield from _element(part)


def _element(element: Element) -> Iterator[str]:
    kind = str(element.get("type"))
    yield from _node(element, kind)
    if kind == "image" and not element.get("alt_text"):
        yield "image: no alt_text"
    if "options" in element:
        yield from _options(element, kind)
    if "confirm" in element:
        yield from _node(element["confirm"], "confirm")
    if len(str(element.get("value", ""))) > 2000:  # noqa: PLR2004 (a button's value)
        yield "value: too long"
    yield from _initial(element)


def _options(element: Element, kind: str) -> Iterator[str]:
    options = element["options"]
    if not 1 <= len(options) <= MOST_OPTIONS.get(kind, 100):
        yield f"{kind}: {len(options)} options"
    values = Counter(option["value"] for option in options)
    yield from (f"{kind}: option {value} stands twice" for value, times in values.items() if times > 1)
    for option in options:
        yield from _option(option)


def _option(option: Element) -> Iterator[str]:
    yield from _node(option, "option")
    if not 1 <= len(option["value"]) <= 150:  # noqa: PLR2004 (Slack's limit)
        yield f"option: value of {len(option['value'])} characters"


def _initial(element: Element) -> Iterator[str]:
    """What is chosen beforehand: never an empty list, each among the options, no more than may be chosen."""
    chosen = element.get("initial_options", [element["initial_option"]] if "initial_option" in element else None)
    if chosen is None:
        return
    if not chosen or len(chosen) > element.get("max_selected_items", 100):
        yield f"initial_options: {len(chosen)}"
    for option in chosen:
        yield from _option(option)
        if "options" in element and option not in element["options"]:
            yield f"initial_option: {option['value']} is not among the options"


def _node(node: dict[str, Any], kind: str) -> Iterator[str]:
    for name, limit in LONGEST.items():
        if name in node and len(node[name]) > limit:
            yield f"{kind}.{name}: {len(node[name])} characters"
    for name, part in node.items():
        if isinstance(part, dict) and part.get("type") in {"plain_text", "mrkdwn"}:
            yield from _text(part, kind, name)
    if kind == "header" and node.get("text", {}).get("type") == "mrkdwn":
        yield "header: mrkdwn"
    if kind == "context":
        yield from (problem for part in node["elements"] for problem in _text(part, "section", "text"))
    if kind == "rich_text":
        yield from _rich(node)


def _text(part: Element, kind: str, name: str) -> Iterator[str]:
    limit = 150 if name == "placeholder" else LONGEST_TEXT.get((kind, name), 3000)
    if not 1 <= len(part["text"]) <= limit:
        yield f"{kind}.{name}: {len(part['text'])} characters"


def _rich(block: Block) -> Iterator[str]:
    for part in block["elements"]:
        yield from ("rich_text: empty text" for leaf in part["elements"] if leaf["type"] == "text" and not leaf["text"])
    if not block["elements"]:
        yield "rich_text: empty"
