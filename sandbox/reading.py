"""What someone reads in a message or a view, as lines of plain text."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.engine.channels import Message
from sandbox.engine.world import View, World

MENTION = re.compile(r"<([@#!])([^>|]*)(?:\|([^>]*))?>")
LINK = re.compile(r"<(https?:[^>|]*)(?:\|([^>]*))?>")


def message_lines(world: World, message: Message) -> list[str]:
    """A message: its blocks, or its text where it has none; then its files."""
    lines = [readable(world, line) for line in block_lines(message.blocks)] or [readable(world, message.text)]
    shown = [world.files[file_id] for file_id in message.file_ids]
    files = [f"📎 {one.name}" + (f" ({one.alt_txt})" if one.alt_txt else "") for one in shown]
    return [part for line in lines for part in line.splitlines() if part.strip()] + files


def view_lines(world: World, view: View) -> list[str]:
    """A modal or a Home: its title, its blocks, its buttons."""
    title = (view.shown.get("title") or {}).get("text", "") if view.kind == "modal" else ""
    lines = [f"— {title} —"] if title else []
    lines += [part for line in block_lines(view.shown["blocks"]) for part in readable(world, line).splitlines()]
    ends = [view.shown[name]["text"] for name in ("submit", "close") if view.shown.get(name)]
    return lines + ([" ".join(f"[{end}]" for end in ends)] if ends else [])


def block_lines(blocks: object) -> Iterator[str]:
    """The text of blocks, one line and more for each."""
    for block in blocks if isinstance(blocks, list) else []:
        kind = block.get("type")
        if kind == "divider":
            continue
        if kind == "input":
            yield f"{block['label']['text']} ▏{shown_in(block['element'])}"
        elif kind == "actions":
            yield " ".join(filter(None, (button(element) for element in block["elements"])))
        elif kind == "context":
            yield " ".join(words(element) for element in block["elements"])
        else:
            yield from other(block)


def other(block: Mapping[str, Any]) -> Iterator[str]:
    """Sections, headers and whatever else has words in it."""
    if block.get("type") == "section":
        if block.get("text"):
            yield words(block["text"])
        yield from (words(field) for field in block.get("fields") or [])
        if block.get("accessory"):
            yield button(block["accessory"])
    else:
        yield " ".join(texts_in(block))


def texts_in(part: object) -> Iterator[str]:
    """Every text within, in order."""
    if isinstance(part, Mapping):
        if isinstance(part.get("text"), str):
            yield part["text"]
        if part.get("type") == "user":
            yield f"<@{part['user_id']}>"
        for inner in part.values():
            if isinstance(inner, Mapping | list):
                yield from texts_in(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from texts_in(inner)


def words(text: Mapping[str, Any]) -> str:
    """A text object's words; for an image, what it says to those who do not see it."""
    return str(text.get("text") or text.get("alt_text") or "")


def button(element: Mapping[str, Any]) -> str:
    """A button by its label, a choice by what it offers."""
    label = element.get("text") or element.get("placeholder")
    if label:
        return f"[{label['text']}]"
    options = [option["text"]["text"] for option in element.get("options") or []]
    return f"({' / '.join(options)})" if options else ""


def shown_in(element: Mapping[str, Any]) -> str:
    """What stands in an input before anyone touches it."""
    return str(element.get("initial_value") or "")


def readable(world: World, text: str) -> str:
    """The text with people, channels and links by their names."""
    return unescaped(
        LINK.sub(lambda link: link.group(2) or link.group(1), MENTION.sub(lambda hit: named(world, hit), text))
    )


def named(world: World, hit: re.Match[str]) -> str:
    """A mention by name."""
    sign, what, label = hit.groups()
    if sign == "@" and what in world.people:
        return f"@{world.people[what].real_name}"
    if sign == "#" and what in world.channels:
        return f"#{world.channels[what].name}"
    return label or what


def unescaped(text: str) -> str:
    """Slack's three escapes, undone."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
