"""Messages: what Slack takes is taken, what it refuses is refused where it is wrong."""

import pytest
from slack_sdk.models.blocks import Block

from sandbox.blockkit import check_message
from tests.sandbox.blockkit.examples import (
    RIGHT_IN_MESSAGES,
    button,
    card,
    cell,
    chart,
    confirm,
    data_table,
    field,
    image,
    menu,
    mrkdwn,
    option,
    options,
    pie,
    rich,
    section,
    table,
    text,
    typing,
)

LONG = "x" * 3001


@pytest.mark.parametrize("block", RIGHT_IN_MESSAGES, ids=lambda block: block["type"])
def test_what_slack_takes_is_taken(block):
    assert check_message({"text": "t", "blocks": [block]}) == []


@pytest.mark.parametrize("block", RIGHT_IN_MESSAGES, ids=lambda block: block["type"])
def test_the_client_library_agrees_that_it_is_right(block):
    parsed = Block.parse(block)
    if block["type"] not in {"data_table", "data_visualization"}:
        assert parsed.to_dict()["type"] == block["type"]


def acting(*elements):
    return {"type": "actions", "elements": list(elements)}


def uneven(drawn):
    drawn["chart"]["series"][0]["data"].pop()
    return drawn


def doubled(drawn):
    drawn["chart"]["series"] *= 2
    return drawn


WRONG = {
    "an unknown block": ([{"type": "marquee"}], "/0/type", "unsupported_type"),
    "no type": ([{"text": text()}], "/0", "missing_field"),
    "a type that is no word": ([{"type": ["section"]}], "/0/type", "unsupported_type"),
    "no object": (["section"], "/0", "invalid_type"),
    "an unknown key": ([section(colour="red")], "/0/colour", "unknown_field"),
    "an empty text": ([section("")], "/0/text/text", "failed_constraint"),
    "a long text": ([section(LONG)], "/0/text/text", "failed_constraint"),
    "a section with nothing": ([{"type": "section"}], "/0", "missing_field"),
    "no text object": ([{"type": "section", "text": "words"}], "/0/text", "invalid_type"),
    "a text of no kind": (
        [{"type": "section", "text": {"type": "text", "text": "a"}}],
        "/0/text/type",
        "unsupported_type",
    ),
    "emoji in mrkdwn": ([{"type": "section", "text": {**mrkdwn(), "emoji": True}}], "/0/text/emoji", "unknown_field"),
    "eleven fields": ([{"type": "section", "fields": [text()] * 11}], "/0/fields", "failed_constraint"),
    "a long field": ([{"type": "section", "fields": [text("x" * 2001)]}], "/0/fields/0/text", "failed_constraint"),
    "an input as accessory": ([section(accessory=typing())], "/0/accessory/type", "unsupported_type"),
    "a long header": ([{"type": "header", "text": text("h" * 151)}], "/0/text/text", "failed_constraint"),
    "mrkdwn in a header": ([{"type": "header", "text": mrkdwn()}], "/0/text/type", "unsupported_type"),
    "a header's level": ([{"type": "header", "text": text(), "level": 5}], "/0/level", "failed_constraint"),
    "a long block_id": ([{"type": "divider", "block_id": "b" * 256}], "/0/block_id", "failed_constraint"),
    "a block_id twice": ([section(block_id="b"), section(block_id="b")], "/1/block_id", "duplicate"),
    "eleven in a context": ([{"type": "context", "elements": [text()] * 11}], "/0/elements", "failed_constraint"),
    "a button in a context": ([{"type": "context", "elements": [button()]}], "/0/elements/0/type", "unsupported_type"),
    "no actions": ([acting()], "/0/elements", "failed_constraint"),
    "26 actions": ([acting(*(button(str(n)) for n in range(26)))], "/0/elements", "failed_constraint"),
    "an action_id twice": ([acting(button("a"), button("a"))], "/0/elements/1/action_id", "duplicate"),
    "a long action_id": ([acting(button("a" * 256))], "/0/elements/0/action_id", "failed_constraint"),
    "a long button": (
        [acting({"type": "button", "text": text("b" * 76)})],
        "/0/elements/0/text/text",
        "failed_constraint",
    ),
    "a mrkdwn button": ([acting({"type": "button", "text": mrkdwn()})], "/0/elements/0/text/type", "unsupported_type"),
    "a long value": ([acting(button(value="v" * 2001))], "/0/elements/0/value", "failed_constraint"),
    "a long url": ([acting(button(url="https://e.com/" + LONG))], "/0/elements/0/url", "failed_constraint"),
    "a script as url": ([acting(button(url="javascript:alert(1)"))], "/0/elements/0/url", "failed_constraint"),
    "a strange style": ([acting(button(style="loud"))], "/0/elements/0/style", "failed_constraint"),
    "a long label": (
        [acting(button(accessibility_label="l" * 76))],
        "/0/elements/0/accessibility_label",
        "failed_constraint",
    ),
    "a long confirm title": (
        [acting(button(confirm=confirm(title=text("t" * 101))))],
        "/0/elements/0/confirm/title/text",
        "failed_constraint",
    ),
    "a confirm without a no": (
        [acting(button(confirm={"title": text(), "text": text(), "confirm": text()}))],
        "/0/elements/0/confirm",
        "missing_field",
    ),
    "no options": ([section(accessory=menu("static_select", options=[]))], "/0/accessory/options", "failed_constraint"),
    "neither options nor groups": ([section(accessory=menu("static_select"))], "/0/accessory", "missing_field"),
    "options and groups": (
        [
            section(
                accessory=menu(
                    "static_select", options=options(1), option_groups=[{"label": text(), "options": options(1)}]
                )
            )
        ],
        "/0/accessory",
        "failed_constraint",
    ),
    "101 options": (
        [section(accessory=menu("static_select", options=options(101)))],
        "/0/accessory/options",
        "failed_constraint",
    ),
    "a long option": (
        [section(accessory=menu("static_select", options=[option("a", "x" * 76)]))],
        "/0/accessory/options/0/text/text",
        "failed_constraint",
    ),
    "a long option value": (
        [section(accessory=menu("static_select", options=[option("v" * 151, "a")]))],
        "/0/accessory/options/0/value",
        "failed_constraint",
    ),
    "a long description": (
        [section(accessory=menu("static_select", options=[{**option(), "description": text("d" * 76)}]))],
        "/0/accessory/options/0/description/text",
        "failed_constraint",
    ),
    "a formatted description in a menu": (
        [section(accessory=menu("static_select", options=[{**option(), "description": mrkdwn()}]))],
        "/0/accessory/options/0/description/type",
        "unsupported_type",
    ),
    "an initial option that is none": (
        [section(accessory=menu("static_select", options=options(2), initial_option=option("9")))],
        "/0/accessory/initial_option",
        "failed_constraint",
    ),
    "a long placeholder": (
        [section(accessory={**menu("users_select"), "placeholder": text("p" * 151)})],
        "/0/accessory/placeholder/text",
        "failed_constraint",
    ),
    "six in an overflow": (
        [section(accessory={"type": "overflow", "options": options(6)})],
        "/0/accessory/options",
        "failed_constraint",
    ),
    "eleven checkboxes": (
        [section(accessory={"type": "checkboxes", "options": options(11)})],
        "/0/accessory/options",
        "failed_constraint",
    ),
    "eleven radio buttons": (
        [section(accessory={"type": "radio_buttons", "options": options(11)})],
        "/0/accessory/options",
        "failed_constraint",
    ),
    "a day that is none": (
        [section(accessory=menu("datepicker", initial_date="2026-13-01"))],
        "/0/accessory/initial_date",
        "failed_constraint",
    ),
    "an hour that is none": (
        [section(accessory=menu("timepicker", initial_time="24:00"))],
        "/0/accessory/initial_time",
        "failed_constraint",
    ),
    "an image without alt_text": ([{"type": "image", "image_url": "https://e.com/a"}], "/0", "missing_field"),
    "an image from nowhere": ([{"type": "image", "alt_text": "a"}], "/0", "missing_field"),
    "an image of two": ([image(slack_file={"id": "F1"})], "/0", "failed_constraint"),
    "an image that is no address": ([image(image_url="tree.png")], "/0/image_url", "failed_constraint"),
    "a long alt_text": ([image(alt_text="a" * 2001)], "/0/alt_text", "failed_constraint"),
    "an input without label": ([{"type": "input", "element": typing()}], "/0", "missing_field"),
    "a long input label": ([field(typing(), label=text("l" * 2001))], "/0/label/text", "failed_constraint"),
    "an input with a button": ([field(button())], "/0/element/type", "unsupported_type"),
    "a file input": ([field({"type": "file_input", "action_id": "a"})], "/0/element/type", "unsupported_type"),
    "too long an input": ([field(typing(max_length=3001))], "/0/element/max_length", "failed_constraint"),
    "markdown in all": ([{"type": "markdown", "text": "m" * 6001}] * 2, "/1/text", "failed_constraint"),
    "one long markdown": ([{"type": "markdown", "text": "m" * 12_001}], "/0/text", "failed_constraint"),
    "101 rows": ([table(101)], "/0/rows", "failed_constraint"),
    "21 columns": ([table(2, 21)], "/0/rows/0", "failed_constraint"),
    "two tables": ([table(), table()], "/1", "only_one_table_allowed"),
    "a table's cells in all": (
        [table(rows=1, columns=1) | {"rows": [[cell("x" * 10_001)]]}],
        "/0/rows",
        "failed_constraint",
    ),
    "a data table of one row": ([data_table(1)], "/0/rows", "failed_constraint"),
    "a data table without caption": ([{**table(), "type": "data_table"}], "/0", "missing_field"),
    "an uneven data table": (
        [data_table(rows=2) | {"rows": [[cell()], [cell(), cell()]]}],
        "/0/rows/1",
        "failed_constraint",
    ),
    "a rich header": ([data_table() | {"rows": [[rich()], [cell()]]}], "/0/rows/0/0/type", "failed_constraint"),
    "a page of none": ([data_table(page_size=0)], "/0/page_size", "failed_constraint"),
    "a row header elsewhere": (
        [data_table(row_header_column_index=2)],
        "/0/row_header_column_index",
        "failed_constraint",
    ),
    "three charts": ([chart(), chart(), chart()], "/2", "failed_constraint"),
    "13 series": ([chart(series=13)], "/0/chart/series", "failed_constraint"),
    "21 categories": ([chart(categories=21)], "/0/chart/series/0/data", "failed_constraint"),
    "13 segments": ([pie(13)], "/0/chart/segments", "failed_constraint"),
    "a chart of no kind": ([chart("radar")], "/0/chart/type", "unsupported_type"),
    "a long chart title": ([chart(title="t" * 51)], "/0/title", "failed_constraint"),
    "an empty card": ([{"type": "card", "subtitle": text()}], "/0", "missing_field"),
    "a long card": ([card(body=text("b" * 201))], "/0/body/text", "failed_constraint"),
    "11 cards": ([{"type": "carousel", "elements": [card()] * 11}], "/0/elements", "failed_constraint"),
    "a section in a carousel": (
        [{"type": "carousel", "elements": [section()]}],
        "/0/elements/0/type",
        "unsupported_type",
    ),
    "11 children": (
        [{"type": "container", "title": text(), "child_blocks": [section()] * 11}],
        "/0/child_blocks",
        "failed_constraint",
    ),
    "a container in a container": (
        [{"type": "container", "title": text(), "child_blocks": [{"type": "container"}]}],
        "/0/child_blocks/0/type",
        "unsupported_type",
    ),
    "a folded container with a line": (
        [
            {
                "type": "container",
                "title": text(),
                "child_blocks": [section()],
                "is_collapsible": True,
                "has_header_divider": True,
            }
        ],
        "/0/has_header_divider",
        "failed_constraint",
    ),
    "a closed container that cannot open": (
        [{"type": "container", "title": text(), "child_blocks": [section()], "default_collapsed": True}],
        "/0/default_collapsed",
        "failed_constraint",
    ),
    "a least above the most": (
        [field(typing(min_length=9, max_length=3))],
        "/0/element/min_length",
        "failed_constraint",
    ),
    "more first choices than may be": (
        [section(accessory=menu("multi_users_select", initial_users=["U1", "U2"], max_selected_items=1))],
        "/0/accessory/max_selected_items",
        "failed_constraint",
    ),
    "a filter that says nothing": (
        [section(accessory=menu("conversations_select", filter={}))],
        "/0/accessory/filter",
        "missing_field",
    ),
    "a series of other points": ([uneven(chart())], "/0/chart/series/0/data", "failed_constraint"),
    "two series of one name": ([doubled(chart())], "/0/chart/series/1/name", "duplicate"),
    "an alert in a message": ([{"type": "alert", "text": text()}], "/0/type", "unsupported_type"),
    "six context actions": (
        [{"type": "context_actions", "elements": [{"type": "icon_button", "icon": "trash", "text": text()}] * 6}],
        "/0/elements",
        "failed_constraint",
    ),
    "a strange icon": (
        [{"type": "context_actions", "elements": [{"type": "icon_button", "icon": "cat", "text": text()}]}],
        "/0/elements/0/icon",
        "failed_constraint",
    ),
    "a long film": (
        [
            {
                "type": "video",
                "alt_text": "a",
                "title": text("t" * 201),
                "thumbnail_url": "https://e.com",
                "video_url": "https://e.com",
            }
        ],
        "/0/title/text",
        "failed_constraint",
    ),
    "a rich text of nothing": ([{"type": "rich_text", "elements": []}], "/0/elements", "failed_constraint"),
    "a strange rich text": ([rich({"type": "shout"})], "/0/elements/0/elements/0/type", "unsupported_type"),
    "a script as link": (
        [rich({"type": "link", "url": "javascript:x"})],
        "/0/elements/0/elements/0/url",
        "failed_constraint",
    ),
    "51 blocks": ([{"type": "divider"}] * 51, "", "failed_constraint"),
    "too long in all": ([section("x" * 2900) for _ in range(5)], "", "msg_blocks_too_long"),
    "no list": ({"type": "section"}, "", "invalid_type"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_slack_refuses_is_refused_where_it_is_wrong(name):
    blocks, pointer, code = WRONG[name]
    found = [(problem.pointer, problem.code) for problem in check_message({"text": "t", "blocks": blocks})]
    assert ("/blocks" + pointer, code) in found, found


def test_blocks_of_attachments_are_checked_too():
    [problem] = check_message({"attachments": [{"text": "old"}, {"blocks": [section("")]}]})
    assert problem.pointer == "/attachments/1/blocks/0/text/text"
    assert check_message({"attachments": [{}] * 101})[0].code == "too_many_attachments"


def test_a_message_of_plain_text_has_no_problems():
    assert check_message({"text": "Hello", "blocks": None}) == []


def test_the_sentences_are_like_those_that_slack_says():
    [problem] = check_message({"blocks": [section("x" * 3001)]})
    assert problem.message == "must be less than 3001 characters"
