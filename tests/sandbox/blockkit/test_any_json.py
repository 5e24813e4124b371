"""Whatever JSON comes in, the checker answers and never breaks."""

import copy

from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.blockkit import check_message, check_view
from sandbox.blockkit.blocks import BLOCKS
from sandbox.blockkit.elements import ELEMENTS
from tests.sandbox.blockkit.examples import RIGHT_IN_MESSAGES, RIGHT_VIEWS

WORDS = st.sampled_from(
    ["type", "text", "elements", "blocks", "options", "rows", "block_id", "element", "chart", "value"]
)
KINDS = st.sampled_from([*BLOCKS.shapes, *ELEMENTS.shapes, "modal", "home", "plain_text", "mrkdwn", "pie", "line"])
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | KINDS
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.text(max_size=3), inner, max_size=5),
    max_leaves=20,
)


@given(ANYTHING, KINDS)
def test_any_json_in_place_of_blocks(anything, kind):
    check_message({"blocks": anything})
    check_message(
        {"blocks": [{"type": kind, "elements": anything, "text": anything, "rows": anything, "options": anything}]}
    )
    check_message({"attachments": anything})


@given(ANYTHING)
def test_any_json_in_place_of_a_view(anything):
    check_view(anything)
    check_view({"type": "modal", "blocks": anything, "title": anything})


def places(value, path=()):
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield from places(one, (*path, key))


def put(whole, path, value):
    at = whole
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value


@settings(max_examples=300)
@given(st.data(), ANYTHING)
def test_any_json_in_any_place_of_what_was_right(data, anything):
    whole = copy.deepcopy(
        data.draw(st.sampled_from([*({"blocks": [block]} for block in RIGHT_IN_MESSAGES), *RIGHT_VIEWS]))
    )
    put(whole, data.draw(st.sampled_from([path for path in places(whole) if path])), anything)
    check_message(whole)
    check_view(whole)
