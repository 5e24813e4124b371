"""Questions that recur as Slack brings them: the managers' page and form, the reply, the one click, the form of a question."""

from collections.abc import Iterator
from typing import Any

import pytest

from slack_app.domain.feedback.terms import Source
from slack_app.store.schema import Asking, CameOf, ListeningRow
from slack_app.views.actions import Action, Callback
from slack_app.views.feedback.said import form
from slack_app.views.kit import Letter
from slack_app.views.kit.check import check
from tests import payloads
from tests.flows.coffee_stories import BOSS
from tests.flows.feedback_in_stories import WORDS, listening, ticket
from tests.flows.listening_stories import QUESTION, answers, asked, head
from tests.house import House
from tests.listeners.conftest import Door, opened
from tests.listeners.test_feedback import chosen, send, shown, ticked, words


@pytest.fixture
def heard(house: House) -> Iterator[Door]:
    listening(house, areas=("Export", "Mobile"))
    with opened(house) as found:
        yield found


def press(door: Door, action: str, value: str, *, user_id: str = BOSS, view: Any = None, **more: Any) -> Any:
    """Somebody presses a button; the last view that is shown then."""
    where = payloads.in_view(view) if view else None
    body = payloads.pressed(action, user_id=user_id, where=where, value=value, **more)
    assert door.act(body).status == 200
    return door.slack.views[-1] if door.slack.views else None


def channel(channel_id: str) -> dict[str, Any]:
    return {"type": "conversations_select", "selected_conversation": channel_id}


def made(door: Door) -> int:
    """A manager makes a question with the form."""
    page = press(door, Action.FEEDBACK_SETTINGS, "questions")
    view = press(door, Action.LISTENING_FORM, "", view=page)
    answer = send(door, view, BOSS, question=words(QUESTION), channel_id=channel("C1"))
    assert answer.status == 200
    assert check(dict(answer["view"]), "modal") == []
    assert QUESTION in shown(answer["view"])
    (row,) = door.house.rows(ListeningRow)
    return int(row.id)


def test_a_manager_makes_a_question_and_asks_it_now(heard: Door) -> None:
    question_id = made(heard)
    page = press(heard, Action.FEEDBACK_SETTINGS, "questions")
    assert "I am asking it now" in shown(press(heard, Action.LISTENING_ASK, str(question_id), view=page))
    heard.house.settle()
    (post,) = asked(heard.house)
    assert QUESTION in post.text
    assert check(Letter(post.text, list(post.blocks)), "message") == []


def test_an_example_begins_a_question(heard: Door) -> None:
    page = press(heard, Action.FEEDBACK_SETTINGS, "questions")
    option = payloads.option("frustrated")
    view = press(heard, Action.LISTENING_FORM, "", view=page, type="static_select", selected_option=option)
    assert QUESTION in shown(view)


def test_what_is_missing_is_said_beside_its_field(heard: Door) -> None:
    view = press(heard, Action.LISTENING_FORM, "")
    answer = send(heard, view, BOSS, question=words(" "))
    assert set(answer["errors"]) == {"question", "channel_id"}
    assert heard.house.rows(ListeningRow) == []


def test_a_question_is_changed_and_taken_away(heard: Door) -> None:
    question_id = made(heard)
    view = press(heard, Action.LISTENING_FORM, str(question_id))
    send(heard, view, BOSS, question=words("Anything else?"), hour=chosen("9"))
    (row,) = heard.house.rows(ListeningRow)
    assert (row.choices["question"], row.choices["hour"], row.choices["channel_id"]) == ("Anything else?", 9, "C1")
    send(heard, press(heard, Action.LISTENING_FORM, str(question_id)), BOSS, take_away=ticked("yes"))
    assert heard.house.rows(ListeningRow)[0].is_closed
    assert "Anything else?" not in shown(press(heard, Action.FEEDBACK_SETTINGS, "questions"))


def test_members_who_are_no_managers_cannot(heard: Door) -> None:
    question_id = made(heard)
    for action, value in ((Action.LISTENING_FORM, ""), (Action.LISTENING_ASK, str(question_id))):
        assert press(heard, action, value, user_id="UANA")["callback_id"] == Callback.NOTICE
    press(heard, Action.LISTENING_SWITCH, f"{question_id}:off", user_id="UANA")
    assert heard.house.rows(ListeningRow)[0].is_on


def running(door: Door) -> str:
    """A question that was asked, and Ana's reply to it; the value of the button that she is offered."""
    press(door, Action.LISTENING_ASK, str(made(door)))
    door.house.settle()
    answers(door.house, "UANA")
    door.house.settle()
    ((user_id, post),) = door.slack.told_privately
    assert user_id == "UANA"
    assert post.thread_ts == head(door.house)
    assert check(Letter(post.text, list(post.blocks)), "message") == []
    (value,) = [
        one["value"]
        for block in post.blocks
        for one in block.get("elements", ())
        if one.get("action_id") == Action.LISTENING_MAKE
    ]
    return str(value)


def test_one_click_under_a_reply_makes_feedback_of_it(heard: Door) -> None:
    value = running(heard)
    for _ in range(2):
        press(heard, Action.LISTENING_MAKE, value, user_id="UANA")
        heard.house.settle()
    assert (ticket(heard.house).words, ticket(heard.house).source) == (WORDS, Source.LISTENING)


@pytest.mark.parametrize("value", ["", "x", "1:", "1:x", f"{2**70}:1.000001", "999999:1772445000.000100"])
def test_a_forged_click_does_nothing(heard: Door, value: str) -> None:
    running(heard)
    press(heard, Action.LISTENING_MAKE, value, user_id="UANA")
    heard.house.settle()
    assert heard.house.rows(CameOf) == []


def test_from_the_question_the_form_opens_and_what_is_sent_counts_as_an_answer(heard: Door) -> None:
    running(heard)
    (asking,) = heard.house.rows(Asking)
    view = press(heard, Action.FEEDBACK, f"asking:{asking.id}", user_id="UBEN")
    send(heard, view, "UBEN", **{form.WORDS: words("The lamp flickers"), form.UNNAMED: ticked(form.UNNAMED)})
    heard.house.settle()
    kept = ticket(heard.house)
    assert (kept.source, kept.is_anonymous) == (Source.LISTENING, True)
    assert [row.asking_id for row in heard.house.rows(CameOf)] == [asking.id]


def test_the_board_opens_from_the_digest_s_list(heard: Door) -> None:
    view = press(heard, Action.BOARD_SHOW, "triage")
    assert view["callback_id"] == Callback.BOARD
