"""Blocks and fields of every kind, as an app sends them: texts, and fields of a form."""

from typing import Any

Blocks = list[dict[str, Any]]
NAMES = ("Apricot", "Bilberry", "Cherry", "Damson", "Elderberry")


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": True}


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def option(text: str, description: str = "") -> dict[str, Any]:
    more = {"description": plain(description)} if description else {}
    return {"text": plain(text), "value": text.lower(), **more}


OPTIONS = [option(name) for name in NAMES]
CONFIRM = {
    "title": plain("Are you sure?"),
    "text": mrkdwn("This *cannot* be taken back."),
    "confirm": plain("Yes, do it"),
    "deny": plain("No"),
    "style": "danger",
}


def field(name: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "input", "block_id": name, "label": plain(name), "optional": True} | {
        "element": {"action_id": "put", **element},
        **more,
    }


TEXTS: Blocks = [
    {"type": "header", "text": plain("Every block :wave:")},
    {
        "type": "section",
        "text": mrkdwn(
            "*bold* _italic_ ~strike~ `code` :tada: :wave::skin-tone-3: :no_such: <https://example.org|a link>"
        ),
        "accessory": {"type": "overflow", "action_id": "more", "options": OPTIONS[:3]},
    },
    {"type": "section", "fields": [mrkdwn("*Where*\nLyon"), mrkdwn("*Since*\n<!date^1700000000^{date_long}|2023>")]},
    {"type": "section", "text": mrkdwn("> a quote\n> of two lines\n• one\n• two\n```a = 1\nb = 2```")},
    {"type": "context", "elements": [mrkdwn("Small print, <!here>, snake_case_stays and 2*3*4")]},
    {"type": "divider"},
    {
        "type": "actions",
        "block_id": "row",
        "elements": [
            {"type": "button", "action_id": "press", "text": plain("Press"), "style": "primary", "value": "1"},
            {"type": "button", "action_id": "sure", "text": plain("Delete"), "style": "danger", "confirm": CONFIRM},
            {"type": "static_select", "action_id": "pick", "placeholder": plain("A fruit"), "options": OPTIONS},
            {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-21"},
        ],
    },
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "Rich ", "style": {"bold": True}},
                    {"type": "text", "text": "and code", "style": {"code": True}},
                    {"type": "emoji", "name": "seedling"},
                    {"type": "text", "text": " then "},
                    {"type": "link", "url": "https://example.org/x", "text": "a link"},
                    {"type": "text", "text": " and "},
                    {"type": "color", "value": "#0e6b62"},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "first"}]},
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "second"}]},
                ],
            },
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "quoted"}]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x = 1"}]},
        ],
    },
]

FIELDS: Blocks = [
    {"type": "alert", "level": "warning", "text": mrkdwn("Only a rehearsal")},
    field("Name", {"type": "plain_text_input", "placeholder": plain("Your name")}, optional=False),
    field("Story", {"type": "plain_text_input", "multiline": True, "max_length": 200}),
    field("E-mail", {"type": "email_text_input"}),
    field("Site", {"type": "url_text_input"}),
    field("Age", {"type": "number_input", "is_decimal_allowed": False}),
    field("Fruit", {"type": "static_select", "options": OPTIONS}),
    field("Fruits", {"type": "multi_static_select", "options": OPTIONS}),
    field("Asked", {"type": "multi_external_select", "min_query_length": 1}),
    field("Person", {"type": "users_select"}),
    field("People", {"type": "multi_users_select"}),
    field("Room", {"type": "channels_select"}),
    field("Talk", {"type": "conversations_select"}),
    field("Day", {"type": "datepicker"}),
    field("Hour", {"type": "timepicker"}),
    field("Moment", {"type": "datetimepicker"}),
    field("Agree", {"type": "checkboxes", "options": [option("Yes", "really"), option("Also")]}),
    field("One", {"type": "radio_buttons", "options": OPTIONS[:3]}),
    field("Rich", {"type": "rich_text_input"}),
    field("Files", {"type": "file_input", "max_files": 2}),
]


def grouped(wanted: str = "") -> Blocks:
    """The options in two groups, those whose names have these letters."""
    halves = (("Early", OPTIONS[:2]), ("Late", OPTIONS[2:]))
    found = [(name, [one for one in half if wanted.lower() in one["value"]]) for name, half in halves]
    return [{"label": plain(name), "options": half} for name, half in found if half]


MORE_FIELDS: Blocks = [
    field("Grouped", {"type": "static_select", "option_groups": grouped()}),
    field("Offered", {"type": "external_select", "action_id": "grouped", "min_query_length": 1}),
    field("Offered too", {"type": "multi_external_select", "action_id": "grouped", "min_query_length": 1}),
    field("Rooms", {"type": "multi_channels_select"}),
    field("Talks", {"type": "multi_conversations_select", "filter": {"include": ["public"]}}),
    field("Weight", {"type": "number_input", "is_decimal_allowed": True}),
    field("Noon", {"type": "timepicker", "initial_time": "12:00"}),
]


def modal(title: str, blocks: Blocks, **more: Any) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain(title),
        "submit": plain("Send"),
        "blocks": blocks,
    } | more
