"""Every element that can stand in a block, declared."""

from collections.abc import Iterator, Mapping

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
    exactly_one,
    words,
    wrong,
)
from sandbox.blockkit.texts import (
    ACTION_ID,
    ANY_OPTION,
    CONFIRM,
    DISPATCH,
    FILTER,
    LINK,
    OPTION_GROUP,
    PLAIN_OPTION,
    SLACK_FILE,
    WEB_LINK,
    WORKFLOW,
    initial_among_options,
    option,
    plain,
)

ID = Text(255)
DATE = Text(10, like=r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", kind="date")
TIME = Text(5, like=r"(?:[01]\d|2[0-3]):[0-5]\d", kind="time")
MOMENT = Number(1_000_000_000, 9_999_999_999)
DECIMAL = Text(40, like=r"-?\d+(?:\.\d+)?", kind="number")
OPTIONS = ListOf(PLAIN_OPTION)
GROUPS = ListOf(OPTION_GROUP)

COMMON: Mapping[str, Rule] = {"action_id": ACTION_ID, "confirm": CONFIRM, "focus_on_load": Flag()}
PLACED: Mapping[str, Rule] = {**COMMON, "placeholder": plain(150)}
TYPED: Mapping[str, Rule] = {
    "action_id": ACTION_ID,
    "placeholder": plain(150),
    "focus_on_load": Flag(),
    "dispatch_action_config": DISPATCH,
}
SEVERAL: Mapping[str, Rule] = {**PLACED, "max_selected_items": Number(1, 100)}


def menu(own: Mapping[str, Rule], *together: Together, several: bool = False) -> Shape:
    """Return the rule for a select menu, with what is its own."""
    return Shape({}, {**(SEVERAL if several else PLACED), **own}, together)


def ordered(low: str, high: str) -> Together:
    """Return the rule that one limit is not above the other."""

    def rule(value: JSONObject) -> Iterator[Problem]:
        if low in value and high in value and float(value[low]) > float(value[high]):
            yield wrong(f"/{low}", f"must not be more than {high}")

    return rule


def no_more_than_allowed(value: JSONObject) -> Iterator[Problem]:
    """Yield a problem for more first choices than may be chosen."""
    first: list[object] = next((value[key] for key in value if key.startswith("initial_")), [])
    if len(first) > value.get("max_selected_items", len(first)):
        yield wrong("/max_selected_items", "must not be less than the number of initial choices")


STATIC = (exactly_one("options", "option_groups"),)

ELEMENTS = Kinds(
    {
        "button": Shape(
            {"text": plain(75)},
            {
                "action_id": ACTION_ID,
                "url": LINK,
                "value": Text(2000),
                "style": words("primary", "danger"),
                "confirm": CONFIRM,
                "accessibility_label": Text(75),
            },
        ),
        "workflow_button": Shape(
            {"text": plain(75), "workflow": WORKFLOW},
            {"action_id": ACTION_ID, "style": words("primary", "danger"), "accessibility_label": Text(75)},
        ),
        "icon_button": Shape(
            {"icon": words("trash"), "text": plain(75)},
            {
                "action_id": ACTION_ID,
                "value": Text(2000),
                "confirm": CONFIRM,
                "accessibility_label": Text(75),
                "visible_to_user_ids": ListOf(ID),
            },
        ),
        "feedback_buttons": Shape(
            {
                side: Shape({"text": plain(75), "value": Text(2000)}, {"accessibility_label": Text(75)}, typed=False)
                for side in ("positive_button", "negative_button")
            },
            {"action_id": ACTION_ID},
        ),
        "image": Shape(
            {"alt_text": Text(2000)},
            {"image_url": WEB_LINK, "slack_file": SLACK_FILE},
            (exactly_one("image_url", "slack_file"),),
        ),
        "overflow": Shape(
            {"options": ListOf(option(plain(75), link=True), most=5)},
            {"action_id": ACTION_ID, "confirm": CONFIRM},
        ),
        "checkboxes": Shape(
            {"options": ListOf(ANY_OPTION, most=10)},
            {**COMMON, "initial_options": ListOf(ANY_OPTION, most=10)},
            (initial_among_options("initial_options"),),
        ),
        "radio_buttons": Shape(
            {"options": ListOf(ANY_OPTION, most=10)},
            {**COMMON, "initial_option": ANY_OPTION},
            (initial_among_options("initial_option"),),
        ),
        "static_select": menu(
            {"options": OPTIONS, "option_groups": GROUPS, "initial_option": PLAIN_OPTION},
            *STATIC,
            initial_among_options("initial_option"),
        ),
        "multi_static_select": menu(
            {"options": OPTIONS, "option_groups": GROUPS, "initial_options": OPTIONS},
            *STATIC,
            initial_among_options("initial_options"),
            no_more_than_allowed,
            several=True,
        ),
        "external_select": menu({"min_query_length": Number(0, 3000), "initial_option": PLAIN_OPTION}),
        "multi_external_select": menu(
            {"min_query_length": Number(0, 3000), "initial_options": OPTIONS}, no_more_than_allowed, several=True
        ),
        "users_select": menu({"initial_user": ID}),
        "multi_users_select": menu({"initial_users": ListOf(ID)}, no_more_than_allowed, several=True),
        "conversations_select": menu(
            {
                "initial_conversation": ID,
                "default_to_current_conversation": Flag(),
                "response_url_enabled": Flag(),
                "filter": FILTER,
            }
        ),
        "multi_conversations_select": menu(
            {"initial_conversations": ListOf(ID), "default_to_current_conversation": Flag(), "filter": FILTER},
            no_more_than_allowed,
            several=True,
        ),
        "channels_select": menu({"initial_channel": ID, "response_url_enabled": Flag()}),
        "multi_channels_select": menu({"initial_channels": ListOf(ID)}, no_more_than_allowed, several=True),
        "datepicker": menu({"initial_date": DATE}),
        "timepicker": menu({"initial_time": TIME, "timezone": Text(100)}),
        "datetimepicker": Shape({}, {**COMMON, "initial_date_time": MOMENT}),
        "plain_text_input": Shape(
            {},
            {
                **TYPED,
                "initial_value": Text(3000, 0),
                "multiline": Flag(),
                "min_length": Number(0, 3000),
                "max_length": Number(1, 3000),
            },
            (ordered("min_length", "max_length"),),
        ),
        "rich_text_input": Shape(
            {}, {**TYPED, "initial_value": RICH_TEXT, "min_lines": Number(1, 100), "max_lines": Number(1, 100)}
        ),
        "email_text_input": Shape({}, {**TYPED, "initial_value": Text(3000, 0)}),
        "url_text_input": Shape({}, {**TYPED, "initial_value": Text(3000, 0)}),
        "number_input": Shape(
            {"is_decimal_allowed": Flag()},
            {**TYPED, "initial_value": DECIMAL, "min_value": DECIMAL, "max_value": DECIMAL},
            (ordered("min_value", "max_value"),),
        ),
        "file_input": Shape({}, {"action_id": ACTION_ID, "filetypes": ListOf(Text(40)), "max_files": Number(1, 10)}),
    }
)

MENUS = tuple(name for name in ELEMENTS.shapes if name.endswith("_select"))
CHOICES = ("checkboxes", "radio_buttons", "datepicker", "timepicker", *MENUS)
TYPING = ("plain_text_input", "rich_text_input", "email_text_input", "url_text_input", "number_input", "file_input")

IN_SECTION = ELEMENTS.only("button", "workflow_button", "image", "overflow", *CHOICES)
IN_ACTIONS = ELEMENTS.only("button", "workflow_button", "overflow", "datetimepicker", *CHOICES)
IN_INPUT = ELEMENTS.only("datetimepicker", *TYPING, *CHOICES)
IN_CONTEXT_ACTIONS = ELEMENTS.only("feedback_buttons", "icon_button")
BUTTON = ELEMENTS.only("button")
OVERFLOW = ELEMENTS.only("overflow")
IMAGE = ELEMENTS.only("image")
