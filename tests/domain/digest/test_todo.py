"""A thing worth doing: how it is named and kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.digest.todo import Because, Item, TodoKind, find, key_of
from tests.domain.json_values import ANY_JSON, objects_with

QUESTION = Item(
    TodoKind.ANSWER,
    "C1:1700000000000100",
    Because.QUESTION_WAITS,
    {"hours": 30.5},
    user_id="U1",
    channel_id="C1",
    ts="1700000000.000100",
)


def test_it_is_read_back_as_it_was_written():
    assert Item.from_json(QUESTION.to_json()) == QUESTION


@given(ANY_JSON | objects_with(*QUESTION.to_json()))
def test_whatever_is_stored_it_is_an_item_or_nothing(stored):
    item = Item.from_json(stored)
    assert item is None or Item.from_json(item.to_json()) == item


def test_what_this_version_does_not_know_is_no_item():
    assert Item.from_json({**QUESTION.to_json(), "kind": "sing"}) is None
    assert Item.from_json({**QUESTION.to_json(), "because": "why_not"}) is None


def test_its_button_says_which_it_is():
    assert QUESTION.value == "answer C1:1700000000000100"
    assert key_of(QUESTION.value) == (TodoKind.ANSWER, "C1:1700000000000100") == QUESTION.key


@given(st.text())
def test_a_button_that_is_none_of_ours_says_nothing(value):
    found = key_of(value)
    assert found is None or value == f"{found[0]} {found[1]}"


@pytest.mark.parametrize("value", ["", "greet", "greet ", "greet U1 U2", "sing U1", "GREET U1"])
def test_a_button_of_another_shape_says_nothing(value):
    assert key_of(value) is None


def test_whom_it_is_about_is_a_value_of_its_own_so_that_erasing_them_takes_the_whole_item():
    assert "U1" in QUESTION.to_json().values()


def test_it_is_found_by_its_name_and_its_kind():
    assert find([QUESTION], TodoKind.ANSWER, QUESTION.about) == QUESTION
    assert find([QUESTION], TodoKind.GREET, QUESTION.about) is None
