"""A month's answer as Slack brings it: the draft's buttons, the form that comes back, and who may do what."""

from typing import Any

import pytest

from slack_app.views.actions import Action
from slack_app.views.kit.check import check
from tests import payloads
from tests.flows.coffee_stories import BOSS
from tests.flows.month_stories import DRAFTS, OUT, SECRET, answer, drafted, lines
from tests.listeners.conftest import Answer, Door
from tests.views.sending import sent

BUTTONS = (Action.YOU_SAID_EDIT, Action.YOU_SAID_SEND, Action.YOU_SAID_SKIP, Action.YOU_SAID_BACK)


@pytest.fixture
def month(door: Door) -> Door:
    drafted(door.house)
    return door


def press(door: Door, action: Action, user_id: str = BOSS, value: str | None = None) -> Answer:
    row = answer(door.house)
    where = payloads.in_message(DRAFTS, row.draft_ts or "")
    about = str(row.id) if value is None else value
    return door.act(payloads.pressed(action.value, user_id=user_id, value=about, where=where))


def opened(door: Door, user_id: str = BOSS) -> Any:
    assert press(door, Action.YOU_SAID_EDIT, user_id).status == 200
    return door.slack.views[-1]


def send(door: Door, view: Any, user_id: str = BOSS, **changes: str) -> Answer:
    form = sent(dict(view))
    form["state"]["values"] |= {block: payloads.typed(text) for block, text in changes.items()}
    whole = {**form, "id": "V9", "type": "modal", "callback_id": view["callback_id"], "previous_view_id": None}
    return door.act({**payloads.submitted({}, {}, user_id=user_id), "view": whole})


def test_a_manager_writes_it_and_sends_it(month: Door) -> None:
    view = opened(month)
    assert check(view, "modal") == []
    assert SECRET in str(view)
    first, second, *_ = lines(month.house)
    changes = {f"line_{first}": "The chairs are new", f"line_{second}": ""}
    assert send(month, view, opening="Hello there", **changes).status == 200
    press(month, Action.YOU_SAID_SEND)
    month.house.settle()
    (post,) = month.slack.into(OUT)
    assert "The chairs are new" in str(post.blocks)
    assert "Hello there" in str(post.blocks)
    assert lines(month.house)[second] == ""


def test_what_somebody_changed_meanwhile_is_said_beside_the_field(month: Door) -> None:
    early, late = opened(month), opened(month)
    assert send(month, early, opening="First").status == 200
    refused = send(month, late, opening="Second")
    assert refused["response_action"] == "errors"
    assert "while you wrote" in refused["errors"]["opening"]
    assert answer(month.house).opening == "First"


def test_it_is_skipped_and_brought_back(month: Door) -> None:
    press(month, Action.YOU_SAID_SKIP)
    assert answer(month.house).status == "skipped"
    press(month, Action.YOU_SAID_BACK)
    assert answer(month.house).status == "draft"


@pytest.mark.parametrize("action", BUTTONS)
def test_whoever_is_no_manager_is_told_so(month: Door, action: Action) -> None:
    before = answer(month.house).status
    assert press(month, action, "UANA").status == 200
    assert SECRET not in str(month.slack.views)
    assert month.slack.views[-1]["callback_id"] == "notice"
    assert answer(month.house).status == before


def test_a_form_sent_by_whoever_is_no_manager_changes_nothing(month: Door) -> None:
    view = opened(month)
    assert send(month, view, "UANA", opening="Mine")["response_action"] == "update"
    assert answer(month.house).opening != "Mine"


@pytest.mark.parametrize("value", ["", "999", "x", "-1", "1" * 40])
def test_a_button_of_nothing_does_nothing(month: Door, value: str) -> None:
    for action in BUTTONS:
        assert press(month, action, value=value).status == 200
    assert answer(month.house).status == "draft"
