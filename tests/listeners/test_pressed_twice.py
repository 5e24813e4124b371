"""A button of a card that is pressed twice, or delivered twice: it is done once, and nobody is told that somebody was faster."""

from collections.abc import Iterator
from typing import Any

import pytest

from slack_app.domain.feedback.terms import Status
from slack_app.views.actions import Action, Callback
from tests import payloads
from tests.flows.card_stories import LEA, MAX, history, ready, said, the
from tests.house import House
from tests.listeners.conftest import Answer, Door, opened


@pytest.fixture
def heard(house: House) -> Iterator[Door]:
    ready(house)
    with opened(house) as found:
        yield found


def press(door: Door, action: Action, value: str, user_id: str) -> Answer:
    return door.act(payloads.pressed(action.value, user_id=user_id, value=value))


def test_accepted_twice_by_one_person_is_accepted_once_and_nothing_opens(heard: Door) -> None:
    ticket = said(heard.house)
    for _ in range(2):
        assert press(heard, Action.CARD_ACCEPT, f"{ticket}:new", MAX).status == 200
    assert history(heard.house, ticket).count("accepted") == 1
    assert heard.slack.views == []


def test_who_accepts_what_somebody_else_accepted_is_shown_so(heard: Door) -> None:
    ticket = said(heard.house)
    for user_id in (MAX, LEA):
        press(heard, Action.CARD_ACCEPT, f"{ticket}:new", user_id)
    assert "Somebody was faster" in str(heard.slack.views[-1])


def test_a_decline_that_is_delivered_twice_closes_its_form_both_times(heard: Door) -> None:
    ticket = said(heard.house)
    press(heard, Action.CARD_DECLINE, f"{ticket}:new", MAX)
    view: dict[str, Any] = dict(heard.slack.views[-1])
    reason = {"type": "plain_text_input", "value": "Not ours"}
    sent = {**view, "id": "V1", "type": "modal", "callback_id": Callback.CARD_DECLINE.value}
    (block,) = [one["block_id"] for one in view["blocks"] if one["type"] == "input"]
    sent["state"] = {"values": {block: {"answer": reason}}}
    for _ in range(2):
        answer = heard.act({**payloads.submitted({}, {}, user_id=MAX), "view": sent})
        assert (answer.status, dict(answer)) == (200, {})
    assert the(heard.house, ticket).status == Status.DECLINED
    assert history(heard.house, ticket).count("declined") == 1
