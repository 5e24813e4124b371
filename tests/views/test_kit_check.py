"""The check finds what Slack would refuse (facts: limits of blocks, messages, modals and Home tabs)."""

import pytest

from slack_app.views import kit
from slack_app.views.kit import Letter

BUTTON = kit.button("Say hello", "hello")
FIELD = kit.field("Where?", kit.text_input(), "place")


def text(characters):
    return {"type": "plain_text", "text": "x" * characters}


def chart_of(series):
    """A chart as nobody cut it to fit; each series is its labels."""
    drawn = [{"name": name, "data": [{"label": one, "value": 1} for one in labels]} for name, labels in series.items()]
    categories = next(iter(series.values()))
    chart = {"type": "line", "series": drawn, "axis_config": {"categories": categories}}
    return {"type": "data_visualization", "title": "x", "chart": chart}


def table_of(rows):
    """A table as nobody cut it to fit."""
    cells = [[{"type": "raw_text", "text": text} for text in row] for row in rows]
    return {"type": "data_table", "caption": "x", "rows": cells}


MESSAGES = {
    "no notification text": Letter(" ", [kit.divider()]),
    "no block": Letter("x", []),
    "51 blocks": Letter("x", [kit.divider()] * 51),
    "too much in all": Letter("x", [kit.section("x" * 2900)] * 5),
    "empty section": Letter("x", [kit.section("")]),
    "long section": Letter("x", [{"type": "section", "text": text(3001)}]),
    "long header": Letter("x", [{"type": "header", "text": text(151)}]),
    "mrkdwn header": Letter("x", [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}]),
    "unknown block": Letter("x", [{"type": "chart"}]),
    "no element": Letter("x", [kit.actions()]),
    "26 elements": Letter("x", [kit.actions(*(kit.button("x", f"a{n}") for n in range(26)))]),
    "11 lines of small print": Letter("x", [{"type": "context", "elements": [text(1)] * 11}]),
    "empty small print": Letter("x", [kit.context("")]),
    "the same action twice in a block": Letter("x", [kit.actions(BUTTON, BUTTON)]),
    "the same block id twice": Letter("x", [kit.section("x", block_id="a"), kit.section("x", block_id="a")]),
    "long block id": Letter("x", [kit.section("x", block_id="a" * 256)]),
    "long action id": Letter("x", [kit.actions(kit.button("x", "a" * 256))]),
    "long button": Letter("x", [kit.actions(BUTTON | {"text": text(76)})]),
    "long value": Letter("x", [kit.actions(kit.button("x", "a", value="v" * 2001))]),
    "long address": Letter("x", [kit.actions(kit.button("x", "a", url="h" * 3001))]),
    "long confirmation": Letter("x", [kit.actions(BUTTON | {"confirm": {"title": text(101), "text": text(1)}})]),
    "6 options in a menu": Letter(
        "x", [kit.actions({"type": "overflow", "options": [kit.option(f"{n}", f"{n}") for n in range(6)]})]
    ),
    "no option": Letter("x", [kit.actions(kit.overflow("a", []))]),
    "option without a value": Letter("x", [kit.actions(kit.overflow("a", [kit.option("x", "")]))]),
    "long option": Letter("x", [kit.actions(kit.overflow("a", [{"text": text(76), "value": "v"}]))]),
    "the same option twice": Letter("x", [kit.actions(kit.overflow("a", [kit.option("x", "v")] * 2))]),
    "image without words": Letter(
        "x", [kit.context("x") | {"elements": [{"type": "image", "image_url": "x", "text": ""}]}]
    ),
    "a field in a message": Letter("x", [FIELD]),
    "empty quotation": Letter("x", [kit.quoted([])]),
    "three charts": Letter("x", [kit.line_chart("x", ["a"], {"y": [1]})] * 3),
    "a chart without a title": Letter("x", [kit.line_chart("", ["a"], {"y": [1]})]),
    "a chart without points": Letter("x", [kit.bar_chart("x", [], {"y": []})]),
    "a chart without series": Letter("x", [kit.bar_chart("x", ["a"], {})]),
    "7 series": Letter("x", [chart_of({f"{n}": ["a"] for n in range(7)})]),
    "21 points": Letter("x", [chart_of({"y": [f"{n}" for n in range(21)]})]),
    "a long label": Letter("x", [chart_of({"y" * 21: ["a"]})]),
    "a label twice": Letter("x", [chart_of({"y": ["a", "a"]})]),
    "other points than the axis": Letter("x", [chart_of({"y": ["a"], "z": ["b"]})]),
    "a table without rows": Letter("x", [kit.table("x", ["a"], [])]),
    "a table without a caption": Letter("x", [kit.table("", ["a"], [["b"]])]),
    "uneven rows": Letter("x", [kit.table("x", ["a", "b"], [["c"]])]),
    "an empty cell": Letter("x", [table_of([["a"], [""]])]),
    "102 rows": Letter("x", [table_of([["a"]] * 102)]),
    "21 columns": Letter("x", [table_of([["a"] * 21] * 2)]),
    "too much in a table": Letter("x", [table_of([["a" * 10_001]] * 2)]),
    "choice that is not offered": Letter(
        "x", [kit.actions(kit.select("a", [kit.option("x", "v")]) | {"initial_option": kit.option("y", "w")})]
    ),
}
MODALS = {
    "a chart": kit.modal("c", "Title", [kit.line_chart("x", ["a"], {"y": [1]})], close="Close"),
    "a table": kit.modal("c", "Title", [kit.table("x", ["a"], [["b"]])], close="Close"),
    "nothing to send it with": kit.modal("c", "Title", [FIELD], close="Close"),
    "a long title": kit.modal("c", "Title", [FIELD], close="Close", submit="Send") | {"title": text(25)},
    "a long button": kit.modal("c", "Title", [FIELD], close="Close") | {"submit": text(25)},
    "no title": {"type": "modal", "blocks": [kit.divider()]},
    "a home": kit.home([kit.divider()], "home"),
    "101 blocks": kit.modal("c", "Title", [], close="Close") | {"blocks": [kit.divider()] * 101},
    "a long memory": kit.modal("c", "Title", [kit.divider()], close="Close", private="x" * 3001),
    "more than 250 kB": kit.modal("c", "Title", [kit.section("x" * 2900)] * 90, close="Close"),
    "11 boxes": kit.modal(
        "c",
        "Title",
        [FIELD | {"element": {"type": "checkboxes", "options": [kit.option(f"{n}", f"{n}") for n in range(11)]}}],
        close="Close",
        submit="Send",
    ),
    "more chosen than may be": kit.modal(
        "c",
        "Title",
        [kit.field("x", kit.multi_external_select("a", initial=[kit.option("x", "x")] * 2, most=1), "b")],
        close="Close",
        submit="Send",
    ),
}


@pytest.mark.parametrize("letter", MESSAGES.values(), ids=MESSAGES)
def test_a_message_that_slack_refuses_is_found(letter):
    assert kit.check(letter, "message")


@pytest.mark.parametrize("view", MODALS.values(), ids=MODALS)
def test_a_modal_that_slack_refuses_is_found(view):
    assert kit.check(view, "modal")


def test_a_text_is_never_cut_inside_an_entity_or_a_mention():
    assert kit.cut("ab &amp; cd", 8) == "ab…"
    assert kit.cut("ab <@U0ANA> cd", 8) == "ab…"
    assert kit.cut("short", 8) == "short"


def test_what_is_built_for_a_chart_or_a_table_fits_whatever_it_is_given():
    numbers = list(range(60))
    long = {f"{'name ' * 9}{n}": numbers for n in range(9)}
    for build in (kit.line_chart, kit.bar_chart):
        chart = build("title " * 40, ["the same long label of a week"] * 60, long)
        assert kit.check(Letter("x", [chart]), "message") == []
        assert [point["value"] for point in chart["chart"]["series"][0]["data"]] == numbers[-20:]
    table = kit.table("caption " * 90, ["column"] * 30, [["x" * 300, *[""] * 29]] * 150)
    assert kit.check(Letter("x", [table]), "message") == ["blocks: msg_blocks_too_long"], "nothing of the table itself"


def test_a_table_says_what_each_row_is_about_and_shows_all_of_them():
    table = kit.table("Who is active", ["Measure", "n"], [["Voices", "4"], ["Questions", ""]])
    assert (table["row_header_column_index"], table["page_size"]) == (0, 2)
    assert [[cell["text"] for cell in row] for row in table["rows"]] == [
        ["Measure", "n"],
        ["Voices", "4"],
        ["Questions", "\N{EN DASH}"],
    ]
