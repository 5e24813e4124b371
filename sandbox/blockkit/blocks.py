"""Every block, declared, and the surfaces on which each may stand."""

from collections.abc import Iterator, Mapping

from sandbox.blockkit.elements import (
    BUTTON,
    IMAGE,
    IN_ACTIONS,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
)
from sandbox.blockkit.figures import DATA_TABLE, DATA_VISUALIZATION, TABLE
from sandbox.blockkit.rich_text import RICH_TEXT
from sandbox.blockkit.rules import (
    Flag,
    JSONObject,
    Kinds,
    ListOf,
    Number,
    Problem,
    Rule,
    Shape,
    Text,
    Together,
    at_least_one,
    exactly_one,
    words,
    wrong,
)
from sandbox.blockkit.texts import BLOCK_ID, SLACK_FILE, WEB_LINK, either_text, plain

TEXT_ELEMENTS = Kinds({**either_text(3000).shapes, **IMAGE.shapes})
RICH = RICH_TEXT


def block(required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None, *together: Together) -> Shape:
    """Return the rule for a block: every one may have an id."""
    return Shape(required, {"block_id": BLOCK_ID, **(optional or {})}, together)


def unique_action_ids(value: JSONObject) -> Iterator[Problem]:
    """Yield a problem for an action id that stands twice in one block."""
    seen: set[str] = set()
    for number, element in enumerate(value["elements"]):
        name = element.get("action_id")
        if name is not None and name in seen:
            yield wrong(f"/elements/{number}/action_id", f"duplicate action_id: {name}", "duplicate")
        seen.add(name or "")


def header_divider_or_collapsible(value: JSONObject) -> Iterator[Problem]:
    """Yield a problem for a container that asks for what its folding rules out."""
    if value.get("is_collapsible") and value.get("has_header_divider"):
        yield wrong("/has_header_divider", "cannot be set when is_collapsible is true")
    if value.get("default_collapsed") and not value.get("is_collapsible"):
        yield wrong("/default_collapsed", "requires is_collapsible to be true")


CARD = block(
    {},
    {
        "hero_image": IMAGE,
        "icon": IMAGE,
        "title": either_text(150),
        "subtitle": either_text(150),
        "body": either_text(200),
        "actions": ListOf(BUTTON, most=25),
    },
    at_least_one("hero_image", "title", "actions", "body"),
)
TASK_CARD = block(
    {"task_id": Text(255), "title": Text(3000), "status": words("pending", "in_progress", "complete", "error")},
    {
        "details": RICH,
        "output": RICH,
        "sources": ListOf(Kinds({"url": Shape({"url": WEB_LINK, "text": Text(3000)})}), least=0),
    },
)

SIMPLE: Mapping[str, Rule] = {
    "section": block(
        {},
        {
            "text": either_text(3000),
            "fields": ListOf(either_text(2000), most=10),
            "accessory": IN_SECTION,
            "expand": Flag(),
        },
        at_least_one("text", "fields"),
    ),
    "header": block({"text": plain(150)}, {"level": Number(1, 4)}),
    "divider": block({}),
    "context": block({"elements": ListOf(TEXT_ELEMENTS, most=10)}),
    "actions": block({"elements": ListOf(IN_ACTIONS, most=25)}, None, unique_action_ids),
    "context_actions": block({"elements": ListOf(IN_CONTEXT_ACTIONS, most=5)}, None, unique_action_ids),
    "image": block(
        {"alt_text": Text(2000)},
        {"image_url": WEB_LINK, "slack_file": SLACK_FILE, "title": plain(2000)},
        exactly_one("image_url", "slack_file"),
    ),
    "input": block(
        {"label": plain(2000), "element": IN_INPUT},
        {"hint": plain(2000), "optional": Flag(), "dispatch_action": Flag()},
    ),
    "file": block({"external_id": Text(255), "source": words("remote")}),
    "call": block({"call_id": Text(255)}, {"api_decoration_available": Flag(), "call": Shape()}),
    "markdown": block({"text": Text(12_000)}),
    "video": block(
        {"alt_text": Text(2000), "title": plain(200), "thumbnail_url": WEB_LINK, "video_url": WEB_LINK},
        {
            "title_url": WEB_LINK,
            "description": plain(200),
            "provider_icon_url": WEB_LINK,
            "provider_name": Text(50),
            "author_name": Text(50),
        },
    ),
    "rich_text": RICH_TEXT,
    "table": TABLE,
    "task_card": TASK_CARD,
    "plan": block({"title": Text(3000)}, {"tasks": ListOf(Kinds({"task_card": TASK_CARD}), most=50)}),
    "alert": block({"text": either_text(3000)}, {"level": words("default", "info", "warning", "error", "success")}),
    "card": CARD,
    "carousel": block({"elements": ListOf(Kinds({"card": CARD}), most=10)}),
    "data_table": DATA_TABLE,
    "data_visualization": DATA_VISUALIZATION,
}
IN_CONTAINER = Kinds({name: shape for name, shape in SIMPLE.items() if name not in {"alert", "carousel", "input"}})
CONTAINER = block(
    {"child_blocks": ListOf(IN_CONTAINER, most=10)},
    {
        "title": plain(150),
        "rich_text_title": RICH,
        "subtitle": either_text(150),
        "width": words("narrow", "standard", "wide", "full"),
        "icon": IMAGE,
        "is_collapsible": Flag(),
        "default_collapsed": Flag(),
        "has_header_divider": Flag(),
    },
    at_least_one("title", "rich_text_title"),
    header_divider_or_collapsible,
)
BLOCKS = Kinds({**SIMPLE, "container": CONTAINER})

MESSAGE, MODAL, HOME = "message", "modal", "home"
EVERYWHERE = frozenset({MESSAGE, MODAL, HOME})
NOT_IN_MODALS = frozenset({MESSAGE, HOME})
IN_MESSAGES = frozenset({MESSAGE})
SURFACES: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(BLOCKS.shapes, EVERYWHERE),
    **dict.fromkeys(("file", "call", "markdown", "context_actions", "task_card", "plan"), IN_MESSAGES),
    **dict.fromkeys(("table", "data_table", "data_visualization"), NOT_IN_MODALS),
    "alert": frozenset({MODAL}),
}
