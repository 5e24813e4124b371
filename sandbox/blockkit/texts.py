"""Composition objects: texts, options, confirmations, and what else elements are made of."""

from collections.abc import Iterator

from sandbox.blockkit.rules import (
    Flag,
    JSONObject,
    Kinds,
    ListOf,
    Problem,
    Rule,
    Shape,
    Text,
    Together,
    exactly_one,
    words,
    wrong,
)

LINK = Text(3000, like=r"(?:https?://|mailto:|tel:|slack:)\S+", kind="URL")
WEB_LINK = Text(3000, like=r"https?://\S+", kind="URL")
BLOCK_ID = Text(255, least=0)
ACTION_ID = Text(255)


def plain(most: int, least: int = 1) -> Kinds:
    """Return the rule for a text without formatting."""
    return Kinds({"plain_text": Shape({"text": Text(most, least)}, {"emoji": Flag()})})


def formatted(most: int) -> Kinds:
    """Return the rule for a text with Slack's own formatting."""
    return Kinds({"mrkdwn": Shape({"text": Text(most)}, {"verbatim": Flag()})})


def either_text(most: int) -> Kinds:
    """Return the rule for a text with or without formatting."""
    return Kinds({**plain(most).shapes, **formatted(most).shapes})


def option(text: Rule, *, link: bool = False) -> Shape:
    """Return the rule for one option, whose description is of the same kind; only those of overflow menus may be links."""
    return Shape(
        {"text": text, "value": Text(150)},
        {"description": text, **({"url": LINK} if link else {})},
        typed=False,
    )


def at_least_something(value: JSONObject) -> Iterator[Problem]:
    """Yield a problem for a filter that says nothing."""
    if not value:
        yield wrong(
            "", "must provide one of: include, exclude_external_shared_channels, exclude_bot_users", "missing_field"
        )


PLAIN_OPTION = option(plain(75))
ANY_OPTION = option(either_text(75))
OPTION_GROUP = Shape({"label": plain(75), "options": ListOf(PLAIN_OPTION)}, typed=False)

CONFIRM = Shape(
    {"title": plain(100), "text": either_text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": words("primary", "danger")},
    typed=False,
)
DISPATCH = Shape(
    {},
    {"trigger_actions_on": ListOf(words("on_enter_pressed", "on_character_entered"), most=2)},
    typed=False,
)
FILTER = Shape(
    {},
    {
        "include": ListOf(words("im", "mpim", "private", "public"), most=4),
        "exclude_external_shared_channels": Flag(),
        "exclude_bot_users": Flag(),
    },
    (at_least_something,),
    typed=False,
)
SLACK_FILE = Shape({}, {"id": Text(255), "url": WEB_LINK}, (exactly_one("id", "url"),), typed=False)
WORKFLOW = Shape(
    {
        "trigger": Shape(
            {"url": WEB_LINK},
            {
                "customizable_input_parameters": ListOf(
                    Shape({"name": Text(255), "value": Text(3000)}, typed=False), least=0
                )
            },
            typed=False,
        )
    },
    typed=False,
)


def initial_among_options(key: str) -> Together:
    """Return the rule that what is chosen at first (one or several) is one of the options, exactly as it is there."""

    def rule(value: JSONObject) -> Iterator[Problem]:
        if key not in value:
            return
        groups = value.get("option_groups", [])
        offered = [*value.get("options", []), *(one for group in groups for one in group["options"])]
        several = isinstance(value[key], list)
        for number, chosen in enumerate(value[key] if several else [value[key]]):
            if chosen not in offered:
                yield wrong(f"/{key}" + (f"/{number}" if several else ""), "must be one of the options")

    return rule
