"""What members press and type elsewhere: wishes, their data, greetings, help; each answered at once, whatever comes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.profile import Profile
from slack_app.flows import introductions
from slack_app.store.schema import Erasure, Greeting, Member, OutboxRow
from slack_app.views.actions import Action, Fewer
from tests import payloads
from tests.house import OTHER_TEAM, TEAM
from tests.listeners.conftest import Answer, Door, Outage
from tests.listeners.damage import RUN, damaged

HOME = {"type": "home", "callback_id": "home"}


def press(door: Door, action: Action, *, user_id: str = "UANA", **more: Any) -> Answer:
    return door.act(payloads.pressed(action.value, user_id=user_id, where=payloads.in_view(HOME), **more))


def test_a_week_of_quiet_is_chosen_in_the_menu_of_a_letter(door: Door) -> None:
    chosen = payloads.option(Fewer.PAUSE_WEEK.value)
    door.act(payloads.pressed(Action.FEWER_MESSAGES.value, type="overflow", selected_option=chosen))
    assert door.house.member("UANA").paused_until is not None


def test_no_more_messages_is_chosen_in_the_menu_of_a_letter(door: Door) -> None:
    chosen = payloads.option(Fewer.STOP.value)
    door.act(payloads.pressed(Action.FEWER_MESSAGES.value, type="overflow", selected_option=chosen))
    assert door.house.member("UANA").opted_out


def test_home_pauses_stops_resumes_and_changes_the_language(door: Door) -> None:
    assert press(door, Action.PAUSE_UNTIL, type="datepicker", selected_date="2026-04-01").status == 200
    assert door.house.member("UANA").paused_until is not None
    press(door, Action.STOP_MESSAGES)
    assert door.house.member("UANA").opted_out
    press(door, Action.RESUME_MESSAGES)
    assert not door.house.member("UANA").opted_out
    press(door, Action.CHOOSE_LANGUAGE, type="static_select", selected_option=payloads.option("en"))
    assert door.house.member("UANA").chosen_language == "en"


@pytest.mark.parametrize("day", [None, "", "soon", "2026-02-30", 7])
def test_a_date_that_is_none_changes_nothing(door: Door, day: object) -> None:
    assert press(door, Action.PAUSE_UNTIL, type="datepicker", selected_date=day).status == 200
    assert door.house.rows(Member) == []


def test_somebody_gets_their_data_and_is_forgotten_when_they_ask(door: Door) -> None:
    introductions.submit(door.house.deps, TEAM, "UANA", Profile(role="Designer"))
    press(door, Action.EXPORT_ME)
    door.house.settle()
    assert len(door.slack.files) == 1
    press(door, Action.ERASE_ME)
    door.house.settle()
    assert len(door.house.rows(Erasure)) == 1
    assert door.house.rows(Member) == []


def test_a_press_in_one_workspace_means_nothing_in_another(door: Door) -> None:
    introductions.submit(door.house.deps, TEAM, "UANA", Profile(role="Designer"))
    where = payloads.in_view(HOME, team_id=OTHER_TEAM)
    door.act(payloads.pressed(Action.ERASE_ME.value, team_id=OTHER_TEAM, where=where))
    assert {row.team_id for row in door.house.rows(Member)} == {TEAM}


def test_a_press_in_a_workspace_where_we_are_not_installed_leaves_nothing(door: Door) -> None:
    answer = door.act(payloads.pressed(Action.STOP_MESSAGES.value, team_id="TSTRANGER"))
    assert answer.status < 500
    assert door.house.rows(Member) == []


def test_the_first_who_presses_greets(door: Door) -> None:
    door.house.set_up(team_channel="CTEAM")
    door.house.join("UTOM")
    door.house.settle()
    door.house.pass_time(days=9)
    where = next(place for _, post, place in door.slack.posts if post.channel_id == "CTEAM")
    message = payloads.in_message("CTEAM", where.message_ts)
    for user_id in ("UANA", "UBEN"):
        assert (
            door.act(payloads.pressed(Action.GREET.value, user_id=user_id, value="UTOM", where=message)).status == 200
        )
    assert [row.greeter_id for row in door.house.rows(Greeting)] == ["UANA"]
    door.house.settle()
    assert "<@UANA>" in str(door.slack.updates[-1])


@pytest.mark.parametrize("value", [None, "", "USTRANGER", {"a": 1}, "<!channel>"])
def test_greeting_nobody_in_particular_changes_nothing(door: Door, value: object) -> None:
    message = payloads.in_message("CTEAM", "9.9")
    assert door.act(payloads.pressed(Action.GREET.value, value=value, where=message)).status == 200
    assert door.house.rows(Greeting) == []


def test_while_the_database_is_away_a_press_is_not_said_to_be_done(outage: Outage) -> None:
    outage.db.is_away = True
    assert press(outage.door, Action.STOP_MESSAGES).status == 500
    outage.over()
    assert press(outage.door, Action.STOP_MESSAGES).status == 200
    assert outage.door.house.member("UANA").opted_out


@pytest.mark.parametrize("word", ["", "help", " HELP ", "aide"])
def test_help_is_given_in_the_language_of_the_one_who_asks(door: Door, word: str) -> None:
    french, english = door.command("/convive", word), door.command("/convive", word, user_id="UENG")
    assert "vous présenter" in str(french["blocks"])
    assert "introduce yourself" in str(english["blocks"])
    assert french["text"] != english["text"]


def test_a_manager_reads_of_the_set_up_and_a_member_does_not(door: Door) -> None:
    assert len(door.command("/convive", user_id="UBOSS")["blocks"]) == len(door.command("/convive")["blocks"]) + 1


def test_a_word_that_means_nothing_is_repeated_as_text_and_answered_with_help(door: Door) -> None:
    answer = door.command("/convive", "<!channel> *x*")
    assert "<!channel>" not in answer.body
    assert "&lt;!channel&gt;" in answer["text"]
    assert "/intro" in str(answer["blocks"])


@pytest.mark.parametrize("text", ["x" * 40_000, "שלום", "e\u0301" * 2000, "🙂" * 500])
def test_whatever_is_typed_after_the_command_is_answered(door: Door, text: str) -> None:
    answer = door.command("/convive", text)
    assert answer.status == 200
    assert len(answer["text"]) < 3000


@pytest.mark.parametrize("missing", ["text", "trigger_id", "channel_id", "response_url", "user_name"])
def test_a_command_without_one_of_its_parts_is_answered(door: Door, missing: str) -> None:
    form = payloads.command("/convive")
    del form[missing]
    assert door.send(*payloads.as_form(form)).status == 200


@pytest.mark.parametrize("missing", ["user_id", "team_id"])
def test_a_command_of_nobody_or_from_nowhere_is_refused(door: Door, missing: str) -> None:
    form = payloads.command("/convive")
    del form[missing]
    assert door.send(*payloads.as_form(form)).status < 500


@pytest.mark.parametrize("payload", [payloads.pressed("of_tomorrow"), payloads.shortcut("of_tomorrow"),
    payloads.submitted({"callback_id": "of_tomorrow"}, {}), payloads.suggestion("of_tomorrow", "x"),
    {**payloads.shortcut("x"), "type": "of_tomorrow"}])  # fmt: skip
def test_what_nobody_listens_to_is_answered_and_passed_over(door: Door, payload: payloads.Payload) -> None:
    assert door.act(payload).status == 200
    assert door.house.rows(OutboxRow) == []


INTERACTIONS = [payloads.pressed(action.value, value="UTOM") for action in Action if action != Action.INTRODUCE]
INTERACTIONS += [
    payloads.submitted({"callback_id": "introduction"}, payloads.profile_form()),
    payloads.shortcut("introduce"),
]
INTERACTIONS += [payloads.suggestion(name.value, "x") for name in (Action.PICK_TOPICS, Action.PICK_ZONE)]


@RUN
@given(damaged(st.sampled_from(INTERACTIONS)))
def test_a_damaged_press_form_or_suggestion_is_never_a_failure_of_ours(door: Door, payload: payloads.Payload) -> None:
    assert door.act(payload).status < 500
