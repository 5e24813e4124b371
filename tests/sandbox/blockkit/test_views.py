"""Modals and Homes: their own keys and limits, and what may stand in them."""

import pytest

from sandbox.blockkit import check_message, check_view
from tests.sandbox.blockkit.examples import RIGHT_VIEWS, chart, field, home, modal, section, table, text, typing

DIVIDER = {"type": "divider"}
MARKDOWN = {"type": "markdown", "text": "# Words"}


@pytest.mark.parametrize("view", RIGHT_VIEWS)
def test_what_slack_takes_is_taken(view):
    assert check_view(view) == []


def without(view, key):
    return {name: value for name, value in view.items() if name != key}


WRONG = {
    "no view": ([], "", "invalid_type"),
    "of no kind": ({"type": "window", "blocks": []}, "/type", "unsupported_type"),
    "without title": (without(modal(section()), "title"), "", "missing_field"),
    "a long title": (modal(section(), title=text("t" * 25)), "/title/text", "failed_constraint"),
    "a long submit": (modal(section(), submit=text("t" * 25)), "/submit/text", "failed_constraint"),
    "a long close": (modal(section(), close=text("t" * 25)), "/close/text", "failed_constraint"),
    "long private metadata": (modal(section(), private_metadata="p" * 3001), "/private_metadata", "failed_constraint"),
    "a long callback_id": (modal(section(), callback_id="c" * 256), "/callback_id", "failed_constraint"),
    "a long external_id": (home(external_id="c" * 256), "/external_id", "failed_constraint"),
    "an unknown key": (modal(section(), colour="red"), "/colour", "unknown_field"),
    "a title on a Home": (home(title=text()), "/title", "unknown_field"),
    "101 blocks": (modal(*[DIVIDER] * 101), "/blocks", "failed_constraint"),
    "an input without submit": (without(modal(field(typing())), "submit"), "/submit", "missing_field"),
    "a table in a modal": (modal(table()), "/blocks/0/type", "unsupported_type"),
    "a chart in a modal": (modal(chart()), "/blocks/0/type", "unsupported_type"),
    "markdown in a modal": (modal(MARKDOWN), "/blocks/0/type", "unsupported_type"),
    "markdown in a Home": (home(MARKDOWN), "/blocks/0/type", "unsupported_type"),
    "an alert in a Home": (home({"type": "alert", "text": text()}), "/blocks/0/type", "unsupported_type"),
    "a file input in a Home": (home(field({"type": "file_input"})), "/blocks/0/element/type", "unsupported_type"),
    "a block_id twice": (modal(section(block_id="b"), section(block_id="b")), "/blocks/1/block_id", "duplicate"),
    "two that want the focus": (
        modal(field(typing(focus_on_load=True)), field(typing(focus_on_load=True))),
        "/blocks/1/element/focus_on_load",
        "duplicate",
    ),
    "too large": (modal(*[section("é" * 3000)] * 40), "", "view_too_large"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_slack_refuses_is_refused_where_it_is_wrong(name):
    view, pointer, code = WRONG[name]
    found = [(problem.pointer, problem.code) for problem in check_view(view)]
    assert (pointer, code) in found, found


def test_a_home_may_hold_more_text_than_a_message():
    blocks = [section("x" * 2900) for _ in range(20)]
    assert check_view(home(*blocks)) == []
    assert [problem.code for problem in check_message({"blocks": blocks})] == ["msg_blocks_too_long"]
