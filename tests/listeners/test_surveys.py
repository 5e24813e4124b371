"""Surveys as Slack brings them: the managers' page and form, the select in someone's message, and what they send."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from slack_app.store.schema import Survey, SurveyMark, SurveyTurn, Ticket
from slack_app.views.actions import Action, Callback
from slack_app.views.feedback.managing.settings import Page
from slack_app.views.kit.check import check
from tests import payloads
from tests.flows.coffee_stories import BOSS
from tests.flows.survey_stories import answers, asked, last, living, made
from tests.house import House
from tests.listeners.conftest import Answer, Door, opened
from tests.views.sending import sent

LINE = "The lifts of the old building smell of soup"


@pytest.fixture
def town(house: House) -> Iterator[Door]:
    living(house)
    with opened(house) as found:
        yield found


def press(door: Door, action: Action, value: str = "", *, user_id: str = BOSS, view: Any = None) -> Any:
    """Somebody presses a button; what they are shown."""
    where = payloads.in_view(view) if view else payloads.in_message(f"D-{user_id}")
    assert door.act(payloads.pressed(action, user_id=user_id, where=where, value=value)).status == 200
    return door.slack.views[-1] if door.slack.views else None


def choose(door: Door, survey_id: int, score: int, user_id: str = "UANA") -> Any:
    option = payloads.option(f"{survey_id}:{score}")
    door.act(payloads.pressed(Action.SURVEY_SCORE, user_id=user_id, type="static_select", selected_option=option))
    return door.slack.views[-1]


def send(door: Door, view: Mapping[str, Any], user_id: str, **changes: Any) -> Answer:
    filled = sent(dict(view))
    values = filled["state"]["values"] | {block: {"answer": part} for block, part in changes.items()}
    return door.act(
        payloads.submitted({**view, "private_metadata": filled["private_metadata"]}, values, user_id=user_id)
    )


def picked(value: str) -> dict[str, Any]:
    return {"type": "radio_buttons", "selected_option": payloads.option(value)}


def typed(text: str) -> dict[str, Any]:
    return {"type": "plain_text_input", "value": text}


def shown(view: object) -> str:
    return json.dumps(view, ensure_ascii=False)


def test_from_the_settings_to_a_question_that_goes_out(town: Door) -> None:
    page = press(town, Action.FEEDBACK_SETTINGS, Page.SURVEYS)
    form = press(town, Action.SURVEY_FORM, view=page)
    assert form["callback_id"] == Callback.SURVEY_FORM
    preview = send(town, form, BOSS, asks=picked("own"), question=typed("Was it useful?"), often=picked("quarterly"))
    assert preview["response_action"] == "update"
    assert check(preview["view"], "modal") == []
    assert "*Was it useful?*" in shown(preview["view"])
    assert town.house.rows(Survey) == []
    page = send(town, preview["view"], BOSS)["view"]
    assert "The question goes out now" in shown(page)
    town.house.settle()
    assert (last(town.house).question, last(town.house).is_repeated) == ("Was it useful?", True)
    assert "Was it useful?" in asked(town.house, "UANA")[0].text


def test_what_is_missing_is_said_beside_its_field(town: Door) -> None:
    form = press(town, Action.SURVEY_FORM)
    answer = send(town, form, BOSS, asks=picked("own"), whom=picked("channel"))
    assert answer["errors"] == {"channel": "Please choose a channel."}
    answer = send(town, form, BOSS, asks=picked("own"), question=typed(" "))
    assert answer["errors"] == {"question": "A few words are needed here."}
    assert town.house.rows(Survey) == []


def test_only_managers_make_a_survey_and_close_it(town: Door) -> None:
    survey_id = made(town.house)
    assert "responsables" in shown(press(town, Action.SURVEY_FORM, user_id="UANA"))
    press(town, Action.SURVEY_CLOSE, str(survey_id), user_id="UANA")
    assert last(town.house).state == "open"
    page = press(town, Action.SURVEY_CLOSE, str(survey_id), view={"callback_id": Callback.FEEDBACK_MENU})
    assert "The survey is closed." in shown(page)
    assert last(town.house).state == "closed"


def test_a_number_chosen_opens_the_form_and_counts_when_it_is_sent(town: Door) -> None:
    survey_id = made(town.house)
    form = choose(town, survey_id, 3)
    assert check(form, "modal") == []
    assert town.house.rows(SurveyMark) == []
    changed = {"type": "static_select", "selected_option": payloads.option("8")}
    answer = send(town, form, "UANA", score=changed, line=typed(LINE))
    assert "parmi les autres" in shown(answer["view"])
    assert len(town.house.rows(SurveyMark)) == 1
    for again in (choose(town, survey_id, 0), send(town, form, "UANA")["view"]):
        assert "Vous avez déjà répondu" in shown(again)


def test_the_line_goes_to_the_team_where_the_box_is_ticked(town: Door) -> None:
    form = choose(town, made(town.house), 3)
    ticked = {"type": "checkboxes", "selected_options": [payloads.option("yes")]}
    refused = send(town, form, "UANA", to_team=ticked)
    assert "écrivez-la" in refused["errors"]["line"]
    assert town.house.rows(SurveyMark) == []
    assert send(town, form, "UANA", to_team=ticked, line=typed(LINE)).status == 200
    (ticket,) = town.house.rows(Ticket)
    assert (ticket.words, ticket.source) == (LINE, "survey")


def test_a_password_in_the_line_is_pointed_out(town: Door) -> None:
    form = choose(town, made(town.house), 3)
    answer = send(town, form, "UANA", line=typed("token: ghp_0123456789abcdefghijklmnopqrstuvwxyz"))
    assert "mot de passe" in answer["errors"]["line"]


@pytest.mark.parametrize("value", ["", ":", "1", "x:9", "1:x", "1:99999999999999999999", "77:9"])
def test_a_forged_choice_keeps_nothing(town: Door, value: str) -> None:
    made(town.house)
    pressed = {"type": "static_select", "selected_option": payloads.option(value)}
    assert town.act(payloads.pressed(Action.SURVEY_SCORE, **pressed)).status == 200
    assert town.house.rows(SurveyMark) == []


def test_a_forged_form_keeps_nothing(town: Door) -> None:
    form = choose(town, made(town.house), 3)
    forged = {"type": "static_select", "selected_option": payloads.option("99")}
    assert send(town, form, "UANA", score=forged)["errors"] == {"score": "Choisissez dans la liste."}
    assert "close" in shown(send(town, {**form, "private_metadata": "fr 77"}, "UANA")["view"])
    assert send(town, {**form, "private_metadata": ""}, "UANA")["errors"]
    assert town.house.rows(SurveyMark) == []


def test_the_way_out_and_back(town: Door) -> None:
    survey_id = made(town.house)
    for value, is_never in (("never", True), ("never", True), ("again", False)):
        press(town, Action.SURVEY_NEVER, f"{survey_id}:{value}", user_id="UANA")
        (turn,) = [one for one in town.house.rows(SurveyTurn) if one.user_id == "UANA"]
        assert turn.is_never is is_never
    assert answers(town.house, survey_id, "UANA", 9)
