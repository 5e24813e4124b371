"""Blocks that say something, and the elements that stand beside them."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

Block = dict[str, Any]
Element = dict[str, Any]
View = dict[str, Any]

SPOKEN = 3000
ROOM = 11_000
"""Characters of its blocks that a message has room for, besides what stands around them; Slack refuses it whole beyond 13,000."""
_BROKEN_END = re.compile(r"(&[a-z]{0,3}|<[^<>]*)$")


@dataclass(frozen=True)
class Letter:
    """A message: `text` for notifications and screen readers, always filled, and `blocks` for the eye."""

    text: str
    blocks: list[Block]


def cut(text: str, limit: int) -> str:
    """The text within `limit` characters, marked where it was cut and never inside an entity or a mention."""
    if len(text) <= limit:
        return text
    return _BROKEN_END.sub("", text[: limit - 1]).rstrip() + "…"


def plain(text: str, limit: int) -> Element:
    """A plain text object."""
    return {"type": "plain_text", "text": cut(text, limit), "emoji": True}


def mrkdwn(text: str, limit: int) -> Element:
    """A mrkdwn text object; `verbatim` lets no bare name become a mention."""
    return {"type": "mrkdwn", "text": cut(text, limit), "verbatim": True}


def section(text: str, *, accessory: Element | None = None, block_id: str = "") -> Block:
    """A paragraph of mrkdwn, with one element beside it."""
    block: Block = {"type": "section", "text": mrkdwn(text, 3000)}
    if accessory is not None:
        block["accessory"] = accessory
    return _named(block, block_id)


def header(text: str) -> Block:
    """A heading, in plain text."""
    return {"type": "header", "text": plain(text, 150)}


def context(*texts: str) -> Block:
    """Small print: at most ten lines of mrkdwn."""
    return {"type": "context", "elements": [mrkdwn(text, 3000) for text in texts[:10]]}


def divider() -> Block:
    """A line between two parts."""
    return {"type": "divider"}


def actions(*elements: Element, block_id: str = "") -> Block:
    """Buttons and menus in a row: at most 25."""
    return _named({"type": "actions", "elements": list(elements)}, block_id)


def button(  # noqa: PLR0913  these are the parts of a button
    text: str,
    action: str,
    *,
    value: str = "",
    style: str = "",
    url: str = "",
    label: str = "",
    confirmation: Element | None = None,
) -> Element:
    """A button; `label` says more to screen readers where the text alone is ambiguous."""
    element: Element = {"type": "button", "text": plain(text, 75), "action_id": str(action)}
    more = {"value": value, "style": style, "url": url, "accessibility_label": label[:75], "confirm": confirmation}
    return element | {key: part for key, part in more.items() if part}


def confirm(title: str, text: str, yes: str, no: str, *, danger: bool = False) -> Element:
    """The question asked before an action is taken."""
    return {
        "title": plain(title, 100),
        "text": plain(text, 300),
        "confirm": plain(yes, 30),
        "deny": plain(no, 30),
        "style": "danger" if danger else "primary",
    }


def overflow(action: str, options: Sequence[Element]) -> Element:
    """The ⋯ menu: up to five options."""
    return {"type": "overflow", "action_id": str(action), "options": list(options)[:5]}


def quoted(paragraphs: Sequence[tuple[str, str]], *, block_id: str = "") -> Block:
    """Someone's words, under a bold title or as a quotation: literal text, nothing in it is a mark, a mention or a link."""
    sections = [
        {
            "type": "rich_text_section" if title else "rich_text_quote",
            "elements": _paragraph(title, text, last=place == len(paragraphs)),
        }
        for place, (title, text) in enumerate(paragraphs, start=1)
    ]
    return _named({"type": "rich_text", "elements": sections}, block_id)


def spoken(blocks: Sequence[Block], limit: int = SPOKEN) -> str:
    """All paragraphs in one text: screen readers and notifications read it in place of the blocks."""
    paragraphs = [block["text"]["text"].replace("\n", " ") for block in blocks if block["type"] == "section"]
    return cut(" ".join(paragraphs), limit)


def fitting(parts: Sequence[Sequence[Block]]) -> list[Sequence[Block]]:
    """As many of these parts, from the first, as one message has room for; the first in any case."""
    sizes = accumulate(len(json.dumps(part, ensure_ascii=False)) for part in parts)
    return [part for place, (part, size) in enumerate(zip(parts, sizes, strict=True)) if place == 0 or size <= ROOM]


def home(blocks: Sequence[Block], callback: str) -> View:
    """A Home tab: at most a hundred blocks."""
    return {"type": "home", "callback_id": str(callback), "blocks": list(blocks)[:100]}


def _paragraph(title: str, text: str, *, last: bool) -> list[Element]:
    lead = [{"type": "text", "text": f"{title}\n", "style": {"bold": True}}] if title else []
    end = [] if last else [{"type": "text", "text": "\n"}]
    return [*lead, {"type": "text", "text": text or "…"}, *end]


def _named(block: Block, block_id: str) -> Block:
    return block | {"block_id": str(block_id)} if block_id else block
