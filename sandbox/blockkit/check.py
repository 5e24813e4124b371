"""The doors: a whole message, a whole view, and the rules that hold over all of their blocks."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sandbox.blockkit.blocks import BLOCKS, HOME, MESSAGE, MODAL, SURFACES
from sandbox.blockkit.figures import texts_in
from sandbox.blockkit.rules import Flag, JSONObject, Kinds, ListOf, Problem, Rule, Shape, Text, wrong
from sandbox.blockkit.texts import plain

MOST_BLOCKS = {MESSAGE: 50, MODAL: 100, HOME: 100}
MARKDOWN_CHARACTERS = 12_000
MESSAGE_CHARACTERS = 13_000
VIEW_BYTES = 250_000
MOST_ATTACHMENTS = 100
TABLES = {"table", "data_table"}
TOO_LONG = "msg_blocks_too_long"

Numbered = list[tuple[str, Mapping[str, Any]]]
"""Blocks, each with its pointer."""

VIEW_OPTIONAL: Mapping[str, Rule] = {
    "private_metadata": Text(3000, 0),
    "callback_id": Text(255, 0),
    "external_id": Text(255, 0),
}
ANY_BLOCKS = ListOf(BLOCKS, least=0, most=100)
VIEWS = Kinds(
    {
        MODAL: Shape(
            {"title": plain(24), "blocks": ANY_BLOCKS},
            {
                **VIEW_OPTIONAL,
                "submit": plain(24),
                "close": plain(24),
                "clear_on_close": Flag(),
                "notify_on_close": Flag(),
                "submit_disabled": Flag(),
            },
        ),
        HOME: Shape({"blocks": ANY_BLOCKS}, VIEW_OPTIONAL),
    }
)


def check_message(message: JSONObject) -> list[Problem]:
    """Return what Slack would refuse in a message's `blocks` and in those of its `attachments`.

    A code `msg_blocks_too_long` is Slack's own error of that name; all others are `invalid_blocks`.
    """
    problems: list[Problem] = []
    if message.get("blocks") is not None:
        problems += check_blocks(message["blocks"], MESSAGE, "/blocks")
    attachments = message.get("attachments")
    if isinstance(attachments, list):
        problems += in_attachments(attachments)
    return problems


def in_attachments(attachments: list[Any]) -> Iterator[Problem]:
    """Yield what is wrong with the blocks of attachments, and with too many of these."""
    if len(attachments) > MOST_ATTACHMENTS:
        yield wrong("/attachments", f"no more than {MOST_ATTACHMENTS} items allowed", "too_many_attachments")
        return
    for number, attachment in enumerate(attachments):
        if isinstance(attachment, Mapping) and attachment.get("blocks") is not None:
            yield from check_blocks(attachment["blocks"], MESSAGE, f"/attachments/{number}/blocks")


def check_view(view: object) -> list[Problem]:
    """Return what Slack would refuse in a modal or a Home; a code `view_too_large` is Slack's own error."""
    problems = list(VIEWS.check(view, ""))
    if not isinstance(view, Mapping) or not isinstance(view.get("blocks"), list):
        return problems
    surface = HOME if view.get("type") == HOME else MODAL
    problems += over_all(numbered(view["blocks"], "/blocks"), surface)
    if surface == MODAL and "submit" not in view and any(holds_input(one) for one in view["blocks"]):
        problems.append(wrong("/submit", "submit is required when an input block is within blocks", "missing_field"))
    if not problems and len(json.dumps(view).encode()) > VIEW_BYTES:
        problems.append(wrong("", f"must be less than {VIEW_BYTES} bytes", "view_too_large"))
    return problems


def check_blocks(blocks: object, surface: str = MESSAGE, at: str = "") -> list[Problem]:
    """Return what Slack would refuse in a list of blocks that stands at `at` on a surface."""
    problems = list(ListOf(BLOCKS, least=0, most=MOST_BLOCKS[surface]).check(blocks, at))
    if isinstance(blocks, list):
        problems += over_all(numbered(blocks, at), surface)
    return problems


def numbered(blocks: list[Any], at: str) -> Numbered:
    """Return those blocks that are objects, and the children of containers, each with its pointer."""
    found: Numbered = []
    for number, block in enumerate(blocks):
        if isinstance(block, Mapping):
            where = f"{at}/{number}"
            found.append((where, block))
            inner = block.get("child_blocks")
            found += [
                (f"{where}/child_blocks/{child}", one)
                for child, one in enumerate(inner if isinstance(inner, list) else [])
                if isinstance(one, Mapping)
            ]
    return found


def over_all(blocks: Numbered, surface: str) -> list[Problem]:
    """Return what is wrong with blocks taken together."""
    return [problem for rule in OVER_ALL for problem in rule(blocks, surface)]


def kind_of(block: JSONObject) -> str:
    """Return a block's type, or nothing for one without."""
    kind = block.get("type")
    return kind if isinstance(kind, str) else ""


def holds_input(block: object) -> bool:
    """Return whether a block needs a submit button."""
    return isinstance(block, Mapping) and block.get("type") == "input"


def on_its_surface(blocks: Numbered, surface: str) -> Iterator[Problem]:
    """Yield a problem for a block where Slack does not show it."""
    for at, block in blocks:
        if surface not in SURFACES.get(kind_of(block), {surface}):
            yield wrong(f"{at}/type", f"unsupported type: {kind_of(block)} in a {surface}", "unsupported_type")
        element = block.get("element")
        if surface != MODAL and isinstance(element, Mapping) and element.get("type") == "file_input":
            yield wrong(f"{at}/element/type", f"unsupported type: file_input in a {surface}", "unsupported_type")


def unique_block_ids(blocks: Numbered, _surface: str) -> Iterator[Problem]:
    """Yield a problem for a block id that another block has."""
    seen: set[str] = set()
    for at, block in blocks:
        name = block.get("block_id")
        if isinstance(name, str) and name:
            if name in seen:
                yield wrong(f"{at}/block_id", f"block_id already exists: {name[:80]}", "duplicate")
            seen.add(name)


def one_table(blocks: Numbered, surface: str) -> Iterator[Problem]:
    """Yield a problem for a second table in a message."""
    tables = [at for at, block in blocks if kind_of(block) == "table"]
    if surface == MESSAGE:
        yield from (wrong(at, "only one table is allowed in a message", "only_one_table_allowed") for at in tables[1:])


def two_charts(blocks: Numbered, surface: str) -> Iterator[Problem]:
    """Yield a problem for a third chart in a message."""
    charts = [at for at, block in blocks if kind_of(block) == "data_visualization"]
    if surface == MESSAGE:
        yield from (wrong(at, "no more than 2 charts are allowed in a message") for at in charts[2:])


def not_too_much_markdown(blocks: Numbered, _surface: str) -> Iterator[Problem]:
    """Yield a problem for markdown blocks that are too long together."""
    total = 0
    for at, block in blocks:
        if kind_of(block) == "markdown" and isinstance(block.get("text"), str):
            total += len(block["text"])
            if total > MARKDOWN_CHARACTERS >= len(block["text"]):
                yield wrong(
                    f"{at}/text", f"all markdown together must be less than {MARKDOWN_CHARACTERS + 1} characters"
                )
                return


def not_too_long(blocks: Numbered, surface: str) -> Iterator[Problem]:
    """Yield a problem for a message whose blocks hold too much text in all (tables have a limit of their own)."""
    texts = (text for _, block in blocks if kind_of(block) not in {*TABLES, "container"} for text in texts_in(block))
    if surface == MESSAGE and sum(map(len, texts)) > MESSAGE_CHARACTERS:
        at = blocks[0][0].rpartition("/")[0]
        yield wrong(at, f"all blocks together must be less than {MESSAGE_CHARACTERS + 1} characters", TOO_LONG)


def one_focus(blocks: Numbered, _surface: str) -> Iterator[Problem]:
    """Yield a problem for a second element that wants the focus."""
    found = False
    for at, block in blocks:
        element = block.get("element")
        if isinstance(element, Mapping) and element.get("focus_on_load") is True:
            if found:
                yield wrong(f"{at}/element/focus_on_load", "only one element can have the focus", "duplicate")
            found = True


OVER_ALL: tuple[Callable[[Numbered, str], Iterator[Problem]], ...] = (
    on_its_surface,
    unique_block_ids,
    one_table,
    two_charts,
    not_too_much_markdown,
    not_too_long,
    one_focus,
)
