"""Blocks that Slack takes, and ways to spoil them; written for these tests."""


def text(words="Words"):
    return {"type": "plain_text", "text": words}


def mrkdwn(words="*Words*"):
    return {"type": "mrkdwn", "text": words}


def option(value="one", words=None):
    return {"text": text(words or value), "value": value}


def options(count):
    return [option(str(number)) for number in range(count)]


def button(action_id="press", **more):
    return {"type": "button", "text": text("Press"), "action_id": action_id, **more}


def section(words="*Words*", **more):
    return {"type": "section", "text": mrkdwn(words), **more}


def field(element, **more):
    return {"type": "input", "label": text("Label"), "element": element, **more}


def typing(**more):
    return {"type": "plain_text_input", "action_id": "typed", **more}


def image(**more):
    return {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A tree", **more}


def rich(*parts):
    line = {"type": "rich_text_section", "elements": list(parts) or [{"type": "text", "text": "Words"}]}
    return {"type": "rich_text", "elements": [line]}


def cell(words="1"):
    return {"type": "raw_text", "text": words}


def table(rows=2, columns=2, **more):
    return {"type": "table", "rows": [[cell() for _ in range(columns)] for _ in range(rows)], **more}


def data_table(rows=3, columns=2, **more):
    return {**table(rows, columns), "type": "data_table", "caption": "People", **more}


def chart(kind="line", series=1, categories=3, **more):
    names = [f"c{number}" for number in range(categories)]
    points = [{"label": name, "value": 1.5} for name in names]
    plots = [{"name": f"s{number}", "data": points} for number in range(series)]
    drawn = {
        "type": kind,
        "series": plots,
        "axis_config": {"categories": names, "x_label": "Weeks", "y_label": "People"},
    }
    return {"type": "data_visualization", "title": "Joined", "chart": drawn, **more}


def pie(segments=3):
    drawn = {"type": "pie", "segments": [{"label": f"s{number}", "value": 1} for number in range(segments)]}
    return {"type": "data_visualization", "title": "Parts", "chart": drawn}


def card(**more):
    return {"type": "card", "title": mrkdwn("A name"), **more}


def confirm(**more):
    return {"title": text("Sure?"), "text": mrkdwn("It goes"), "confirm": text("Yes"), "deny": text("No"), **more}


def modal(*blocks, **more):
    return {"type": "modal", "title": text("Title"), "submit": text("Send"), "blocks": list(blocks), **more}


def home(*blocks, **more):
    return {"type": "home", "blocks": list(blocks), **more}


def menu(kind, **more):
    return {"type": kind, "action_id": kind, "placeholder": text("Choose"), **more}


MENUS = [
    menu("static_select", options=options(100), initial_option=option("7"), confirm=confirm(style="danger")),
    menu("static_select", option_groups=[{"label": text("Group"), "options": options(3)}], initial_option=option("2")),
    menu("multi_static_select", options=options(3), initial_options=[option("1")], max_selected_items=2),
    menu("external_select", min_query_length=0),
    menu("multi_external_select", initial_options=options(2)),
    menu("users_select", initial_user="U1"),
    menu("multi_users_select", initial_users=["U1", "U2"]),
    menu("conversations_select", default_to_current_conversation=True, filter={"include": ["im", "public"]}),
    menu("multi_conversations_select", filter={"exclude_bot_users": True}),
    menu("channels_select", initial_channel="C1"),
    menu("multi_channels_select", initial_channels=["C1"]),
    menu("datepicker", initial_date="2026-11-21"),
    menu("timepicker", initial_time="09:30", timezone="Europe/Paris"),
]
CHOICES = [
    *MENUS,
    {"type": "checkboxes", "action_id": "a", "options": options(10), "initial_options": options(2)},
    {"type": "radio_buttons", "action_id": "a", "options": [{**option(), "text": mrkdwn(), "description": text()}]},
]
TYPED = [
    typing(multiline=True, min_length=1, max_length=3000, initial_value="", placeholder=text("Say")),
    typing(dispatch_action_config={"trigger_actions_on": ["on_enter_pressed"]}, focus_on_load=True),
    {"type": "rich_text_input", "action_id": "a", "initial_value": rich()},
    {"type": "email_text_input", "action_id": "a"},
    {"type": "url_text_input", "action_id": "a", "initial_value": "https://example.com"},
    {"type": "number_input", "action_id": "a", "is_decimal_allowed": True, "min_value": "-1.5", "max_value": "9"},
    {"type": "file_input", "action_id": "a", "filetypes": ["pdf"], "max_files": 10},
    {"type": "datetimepicker", "action_id": "a", "initial_date_time": 1_800_000_000},
]

RIGHT_IN_MESSAGES = [
    section("x" * 3000),
    section(fields=[text("y" * 2000), *[mrkdwn()] * 9], block_id="b" * 255, expand=True),
    {"type": "section", "fields": [mrkdwn()]},
    section(accessory=image()),
    section(accessory={"type": "overflow", "action_id": "o", "options": [{**option(), "url": "https://example.com"}]}),
    section(accessory=button(style="primary", value="v" * 2000, url="https://example.com/é?x=1", confirm=confirm())),
    {"type": "header", "text": text("h" * 150), "level": 2},
    {"type": "divider"},
    {"type": "context", "elements": [text(), mrkdwn(), image()]},
    {"type": "actions", "elements": [button(f"a{number}") for number in range(25)]},
    {"type": "actions", "elements": [{"type": "button", "text": text()}, {"type": "button", "text": text()}]},
    {"type": "actions", "elements": [{"type": "datetimepicker", "action_id": "when"}]},
    image(title=text()),
    {"type": "image", "alt_text": "A file", "slack_file": {"id": "F1"}},
    {"type": "markdown", "text": "#" * 12_000},
    {"type": "file", "external_id": "x", "source": "remote"},
    {"type": "call", "call_id": "R1"},
    rich(
        {"type": "text", "text": "a", "style": {"bold": True, "code": True}},
        {"type": "user", "user_id": "U1"},
        {"type": "channel", "channel_id": "C1"},
        {"type": "link", "url": "mailto:a@example.com", "text": "a"},
        {"type": "emoji", "name": "wave", "unicode": "1f44b"},
        {"type": "date", "timestamp": 1, "format": "{date}", "fallback": "then"},
        {"type": "broadcast", "range": "here"},
        {"type": "color", "value": "#00ff00"},
        {"type": "usergroup", "usergroup_id": "S1"},
    ),
    {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_list", "style": "ordered", "indent": 1, "offset": 2, "elements": rich()["elements"]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x"}], "border": 0},
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "x"}]},
        ],
    },
    {
        "type": "video",
        "alt_text": "A film",
        "title": text(),
        "thumbnail_url": "https://example.com/a.png",
        "video_url": "https://example.com/a",
        "author_name": "Ada",
    },
    table(100, 20, column_settings=[None, {"align": "right", "is_wrapped": True}]),
    data_table(101, 20, page_size=100, row_header_column_index=1),
    data_table() | {"rows": [[cell()], [{"type": "raw_number", "value": 1.5, "text": "1.50"}]]},
    *(chart(kind, series=12, categories=20) for kind in ("line", "bar", "area")),
    pie(12),
    card(hero_image=image(), subtitle=mrkdwn(), body=text("b" * 200), actions=[button()]),
    {"type": "carousel", "elements": [card()] * 10},
    {"type": "container", "title": text(), "child_blocks": [section()] * 10, "is_collapsible": True, "width": "wide"},
    {
        "type": "plan",
        "title": "Plan",
        "tasks": [{"type": "task_card", "task_id": "1", "title": "T", "status": "error"}],
    },
    {"type": "task_card", "task_id": "1", "title": "T", "status": "complete", "details": rich()},
    {
        "type": "context_actions",
        "elements": [
            {"type": "icon_button", "action_id": "i", "icon": "trash", "text": text("Delete")},
            {
                "type": "feedback_buttons",
                "action_id": "f",
                "positive_button": {"text": text("Good"), "value": "+"},
                "negative_button": {"text": text("Bad"), "value": "-"},
            },
        ],
    },
    *(section(accessory=choice) for choice in CHOICES),
    *(field(element) for element in [*CHOICES, *TYPED] if element["type"] != "file_input"),
]
RIGHT_VIEWS = [
    modal(*(field(element) for element in TYPED)),
    modal({"type": "alert", "text": mrkdwn(), "level": "warning"}, private_metadata="p" * 3000, callback_id="c"),
    modal(section(), close=text("Back"), clear_on_close=True, notify_on_close=True, external_id="e"),
    modal(*[{"type": "divider"}] * 100),
    modal(field(typing(), hint=text(), optional=True, dispatch_action=True)),
    home(section(), table(), data_table(), chart(), chart(), chart(), card(), callback_id="home"),
    home(field(typing(), dispatch_action=True)),
    home(),
]
