"""Coffee as Slack brings it: the command, buttons in groups and lists, forms sent back, and who may do what."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from slack_app.gateway.protocol import GiveUpError, TryAgainError
from slack_app.jobs import Job
from slack_app.store.schema import Apart, Participant, ProgrammeRow, Round, Schedule, Seat
from slack_app.views.actions import Action, Callback
from slack_app.views.kit.check import check
from tests import payloads
from tests.flows.coffee_stories import BOSS, arrive, everyone_joins, manage, meeting_of, of_job, programme
from tests.house import OTHER_TEAM
from tests.listeners.conftest import Answer, Door, Outage
from tests.views.test_coffee_forms import sent

OPENS = datetime(2026, 3, 9, 9, tzinfo=UTC)
LIST = {"type": "modal", "callback_id": Callback.COFFEE_LIST.value}


@pytest.fixture
def weekly(door: Door) -> Door:
    manage(door.house)
    arrive(door.house, "UANA", "UBEN")
    everyone_joins(door.house, programme(door.house), ["UANA", "UBEN"])
    return door


@pytest.fixture
def asked(weekly: Door) -> Door:
    weekly.house.until(OPENS + timedelta(days=3, hours=1))
    return weekly


def submit(door: Door, view: Any, user_id: str, **more: Any) -> Answer:
    """The form that was last shown comes back as it stands, but for what is changed in it."""
    return door.act({**payloads.submitted({}, {}, user_id=user_id), "view": {**view, **sent_back(view, **more)}})


def sent_back(view: Any, **changes: Any) -> dict[str, Any]:
    form = sent(view)
    form["state"]["values"] |= {block: {"answer": part} for block, part in changes.items()}
    return {**form, "id": "V9", "type": "modal", "callback_id": view["callback_id"], **changes.pop("whole", {})}


def press(door: Door, action: Action, value: str, user_id: str = BOSS, **more: Any) -> Answer:
    return door.act(payloads.pressed(action.value, user_id=user_id, value=value, **more))


def in_list(door: Door, action: Action, value: str, user_id: str = BOSS) -> Answer:
    return press(door, action, value, user_id, where=payloads.in_view(LIST))


def test_the_command_opens_ones_choices_in_ones_language(weekly: Door) -> None:
    assert weekly.command("/coffee").status == 200
    (view,) = weekly.slack.views
    assert view["callback_id"] == Callback.COFFEE_MINE
    assert view["title"]["text"] == "Mes choix de café"
    assert check(dict(view), "modal") == []


def test_a_form_that_slack_did_not_take_is_said(weekly: Door) -> None:
    weekly.slack.faults["open_view"].append(GiveUpError("expired_trigger_id"))
    assert "trop" in weekly.command("/coffee").body


def test_choices_sent_back_are_kept_and_shown(weekly: Door) -> None:
    weekly.command("/coffee")
    apart = {"type": "multi_users_select", "selected_users": ["UBEN"]}
    answer = submit(weekly, weekly.slack.views[-1], "UANA", apart=apart)
    assert answer["response_action"] == "update"
    assert "Coffee" in str(answer["view"])
    assert [(row.user_id, row.other_id) for row in weekly.house.rows(Apart)] == [("UANA", "UBEN")]


def test_a_day_that_is_over_is_said_beside_its_field(weekly: Door) -> None:
    weekly.command("/coffee")
    day = {"type": "datepicker", "selected_date": "2026-03-01"}
    answer = submit(weekly, weekly.slack.views[-1], "UANA", **{"paused_until.1": day})
    assert answer["response_action"] == "errors"
    assert list(answer["errors"]) == ["paused_until.1"]


def test_another_programme_is_shown_in_the_same_form(weekly: Door) -> None:
    second = programme(weekly.house)
    form = {"type": "modal", "callback_id": Callback.COFFEE_MINE.value}
    chosen = {"type": "static_select", "selected_option": payloads.option(str(second))}
    where = payloads.in_view(form)
    weekly.act(payloads.pressed(Action.COFFEE_PICK.value, where=where, **chosen))
    assert weekly.slack.views[-1]["private_metadata"].split()[1] == str(second)


@pytest.mark.parametrize("place", ["message", "home"])
def test_the_button_opens_ones_choices_from_a_message_and_from_home(weekly: Door, place: str) -> None:
    where = payloads.in_view({"type": "home"}) if place == "home" else payloads.in_message()
    press(weekly, Action.COFFEE_MINE, "1" if place == "message" else "", "UANA", where=where)
    assert weekly.slack.views[-1]["callback_id"] == Callback.COFFEE_MINE


def test_who_met_is_thanked_with_a_form_and_what_they_say_is_kept(asked: Door) -> None:
    meeting_id = str(meeting_of(asked.house, "UANA").id)
    press(asked, Action.COFFEE_MET, meeting_id, "UANA")
    (form,) = asked.slack.views
    assert check(dict(form), "modal") == []
    rating = {"type": "radio_buttons", "selected_option": payloads.option("4")}
    assert submit(asked, form, "UANA", rating=rating).status == 200
    (seat,) = [row for row in asked.house.rows(Seat) if row.user_id == "UANA"]
    assert (seat.answer, seat.rating, seat.may_share) == ("met", 4, False)


@pytest.mark.parametrize("trouble", [TryAgainError("timed_out"), GiveUpError("expired_trigger_id")])
def test_an_answer_is_kept_though_the_thanks_could_not_be_shown(asked: Door, trouble: Exception) -> None:
    asked.slack.faults["open_view"].append(trouble)
    answer = press(asked, Action.COFFEE_MET, str(meeting_of(asked.house, "UANA").id), "UANA")
    assert answer.status == 200
    assert {row.answer for row in asked.house.rows(Seat)} == {"met", None}


@pytest.mark.parametrize(
    ("action", "answer"),
    [
        (Action.COFFEE_PLANNED, "planned"),
        (Action.COFFEE_NOT_YET, "not_yet"),
        (Action.COFFEE_CANNOT, "cannot"),
    ],
)
def test_other_answers_open_nothing(asked: Door, action: Action, answer: str) -> None:
    press(asked, action, str(meeting_of(asked.house, "UANA").id), "UANA")
    assert asked.slack.views == []
    assert {row.answer for row in asked.house.rows(Seat)} == {answer, None}


def test_a_stranger_changes_nothing_in_a_group(asked: Door) -> None:
    press(asked, Action.COFFEE_MET, str(meeting_of(asked.house, "UANA").id), "UENG")
    assert {row.answer for row in asked.house.rows(Seat)} == {None}
    assert asked.slack.views == []


def test_a_group_of_another_workspace_cannot_be_answered(asked: Door) -> None:
    meeting_id = str(meeting_of(asked.house, "UANA").id)
    asked.act(payloads.pressed(Action.COFFEE_MET.value, value=meeting_id, team_id=OTHER_TEAM))
    assert {row.answer for row in asked.house.rows(Seat)} == {None}


def test_who_wants_out_after_long_silence_is_out(weekly: Door) -> None:
    press(weekly, Action.COFFEE_SILENCE_OUT, "1", "UANA")
    weekly.house.settle()
    (row,) = [row for row in weekly.house.rows(Participant) if row.user_id == "UANA"]
    assert row.status == "out"
    assert weekly.slack.to("UANA")


# Managers.


def test_a_manager_makes_a_programme_and_lands_in_the_list(door: Door) -> None:
    manage(door.house)
    press(door, Action.COFFEE_PROGRAMMES, "", where=payloads.in_view({"type": "home"}))
    in_list(door, Action.COFFEE_NEW, "mentoring")
    form = door.slack.views[-1]
    assert check(dict(form), "modal") == []
    answer = submit(door, form, BOSS, whole={"previous_view_id": "V1"})
    assert answer.status == 200
    (row,) = door.house.rows(ProgrammeRow)
    assert (row.choices["kind"], row.is_on, row.created_by) == ("mentoring", False, BOSS)
    assert door.slack.views[-1]["callback_id"] == Callback.COFFEE_LIST
    assert "is saved" in str(door.slack.views[-1])


def test_a_programme_without_a_name_stays_open_with_a_word_beside_the_field(door: Door) -> None:
    manage(door.house)
    in_list(door, Action.COFFEE_NEW, "coffee")
    answer = submit(door, door.slack.views[-1], BOSS, name={"type": "plain_text_input", "value": "  "})
    assert list(answer["errors"]) == ["name"]
    assert door.house.rows(ProgrammeRow) == []


def test_a_changed_rhythm_holds_from_now_on(weekly: Door) -> None:
    in_list(weekly, Action.COFFEE_CHANGE, "1")
    day = {"type": "static_select", "selected_option": payloads.option("3")}
    submit(weekly, weekly.slack.views[-1], BOSS, weekday=day)
    (row,) = [row for row in weekly.house.rows(Schedule) if row.name == "open_round:1"]
    assert row.next_due_at == datetime(2026, 3, 5, 9, tzinfo=UTC)


def test_the_switch_does_what_it_says_however_often_it_is_pressed(weekly: Door) -> None:
    for _ in range(2):
        in_list(weekly, Action.COFFEE_SWITCH, "1:off")
    assert not weekly.house.rows(ProgrammeRow)[0].is_on
    assert [row for row in weekly.house.rows(Schedule) if row.name == "open_round:1"] == []
    press(weekly, Action.COFFEE_SWITCH, "1:on")  # from the dry run's message
    assert weekly.house.rows(ProgrammeRow)[0].is_on
    assert weekly.slack.views[-1]["callback_id"] == Callback.COFFEE_LIST


def test_start_skip_and_cancel_say_in_the_list_what_came_of_them(weekly: Door) -> None:
    said = []
    for action in (Action.COFFEE_SKIP, Action.COFFEE_START, Action.COFFEE_CANCEL, Action.COFFEE_CANCEL):
        in_list(weekly, action, "1")
        weekly.house.settle()
        assert check(dict(weekly.slack.views[-1]), "modal") == []
        said.append(str(weekly.slack.views[-1]["blocks"][0]))
    assert "skips its next round" in said[0]
    assert "being opened" in said[1]
    assert "is cancelled" in said[2]
    assert "no open round" in said[3]
    assert [row.state for row in weekly.house.rows(Round)] == ["cancelled"]


def test_a_dry_run_comes_for_each_time_it_is_asked_for(weekly: Door) -> None:
    for _ in range(2):
        in_list(weekly, Action.COFFEE_REHEARSE, "1")
    weekly.house.settle()
    (letter,) = weekly.slack.to(BOSS)  # the same press, sent twice by Slack
    assert "<@UANA>" in str(letter.blocks)


DEEDS = [
    (Action.COFFEE_PROGRAMMES, ""),
    (Action.COFFEE_NEW, "coffee"),
    (Action.COFFEE_CHANGE, "1"),
    (Action.COFFEE_REHEARSE, "1"),
    (Action.COFFEE_SWITCH, "1:off"),
    (Action.COFFEE_START, "1"),
    (Action.COFFEE_SKIP, "1"),
    (Action.COFFEE_CANCEL, "1"),
]


@pytest.mark.parametrize(("action", "value"), DEEDS, ids=[action for action, _ in DEEDS])
def test_nobody_but_a_manager_does_any_of_it(weekly: Door, action: Action, value: str) -> None:
    before = [row.model_dump() for table in (ProgrammeRow, Round, Schedule) for row in weekly.house.rows(table)]
    in_list(weekly, action, value, "UANA")
    press(weekly, action, value, "UANA")
    after = [row.model_dump() for table in (ProgrammeRow, Round, Schedule) for row in weekly.house.rows(table)]
    assert after == before
    assert {view["callback_id"] for view in weekly.slack.views} == {Callback.NOTICE}
    assert of_job(weekly.house, Job.OPEN_ROUND) == of_job(weekly.house, Job.REHEARSE) == []


def test_a_programme_sent_by_somebody_else_is_not_kept(weekly: Door) -> None:
    in_list(weekly, Action.COFFEE_NEW, "coffee")
    answer = submit(weekly, weekly.slack.views[-1], "UANA")
    assert answer["view"]["callback_id"] == Callback.NOTICE
    assert len(weekly.house.rows(ProgrammeRow)) == 1


def test_a_programme_of_another_workspace_cannot_be_touched(weekly: Door) -> None:
    weekly.house.person("UBOSS", is_admin=True, team_id=OTHER_TEAM)
    weekly.act(payloads.pressed(Action.COFFEE_SWITCH.value, user_id=BOSS, value="1:off", team_id=OTHER_TEAM))
    assert weekly.house.rows(ProgrammeRow)[0].is_on


def test_what_cannot_be_saved_stays_in_the_form_with_a_reference(outage: Outage) -> None:
    door, house = outage.door, outage.door.house
    manage(house)
    arrive(house, "UANA")
    programme(house)
    door.command("/coffee")
    outage.db.is_away = True
    answer = submit(door, door.slack.views[-1], "UANA")
    assert answer["response_action"] == "errors"
    assert "taking.1" in answer["errors"]


def test_what_is_in_the_log_names_nobody(weekly: Door, caplog: pytest.LogCaptureFixture) -> None:
    weekly.command("/coffee")
    submit(weekly, weekly.slack.views[-1], "UANA", apart={"type": "multi_users_select", "selected_users": ["UBEN"]})
    weekly.house.until(OPENS + timedelta(days=1))
    assert "UBEN" not in caplog.text
