"""The digest as Slack brings it: the command, the list's buttons, forms sent back, and who may do what."""

from datetime import UTC, datetime
from typing import Any

import pytest

from slack_app.domain.community import Community
from slack_app.domain.digest.choices import DigestChoices
from slack_app.gateway.protocol import GiveUpError
from slack_app.jobs import Job
from slack_app.store import workspaces
from slack_app.store.schema import CatchUp, Member, OutboxRow, Schedule, Settled, Thanks
from slack_app.views.actions import Action, Callback
from slack_app.views.digest.settings import Page
from slack_app.views.kit.check import check
from tests import payloads
from tests.flows.coffee_stories import BOSS, of_job
from tests.flows.digest_stories import a_week, alive, next_monday, standing, write
from tests.house import OTHER_TEAM, TEAM
from tests.listeners.conftest import Answer, Door, Outage
from tests.views.sending import sent

MENU = {"type": "modal", "callback_id": Callback.DIGEST_MENU.value}


@pytest.fixture
def lived(door: Door) -> Door:
    alive(door.house, is_on=False)
    return door


@pytest.fixture
def told(door: Door) -> Door:
    """A digest in which Ben, who helped most, may be thanked."""
    house = door.house
    alive(house)
    a_week(house)
    for user_id in ("UCAT", "UDAN"):
        write(house, "UBEN", to=write(house, user_id))
    next_monday(house)
    return door


def community(door: Door) -> Community:
    found: Community = door.house.read(lambda session: workspaces.community_of(session, TEAM))
    return found


def press(door: Door, action: Action, value: str = "", user_id: str = BOSS, **more: Any) -> Answer:
    return door.act(payloads.pressed(action.value, user_id=user_id, value=value, **more))


def on_the_list(door: Door, action: Action, value: str, user_id: str = BOSS) -> Answer:
    place = standing(door.house)
    return press(door, action, value, user_id, where=payloads.in_message(place.channel_id, place.message_ts))


def in_menu(door: Door, page: str, user_id: str = BOSS) -> Any:
    press(door, Action.DIGEST_SETTINGS, page, user_id, where=payloads.in_view(MENU))
    return door.slack.views[-1]


def send(door: Door, view: Any, user_id: str = BOSS, *, on: str | None = "V1", **changes: Any) -> Answer:
    """The form comes back as it stands, but for what is changed in it."""
    form = sent(dict(view))
    form["state"]["values"] |= {block: {"answer": part} for block, part in changes.items()}
    whole = {**form, "id": "V9", "type": "modal", "callback_id": view["callback_id"], "previous_view_id": on}
    return door.act({**payloads.submitted({}, {}, user_id=user_id), "view": whole})


def chosen(value: str) -> dict[str, Any]:
    return {"type": "static_select", "selected_option": payloads.option(value)}


# The command.


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Aucune semaine entière"),
        ("measures", "Les semaines vont du lundi au dimanche"),
        ("help", "`/digest measures`"),
        ("AIDE", "`/digest measures`"),
        ("dance", "dance"),
    ],
)
def test_everybody_is_answered_in_their_language(lived: Door, typed: str, said: str) -> None:
    answer = lived.command("/digest", typed)
    assert answer.status == 200
    assert said in answer["text"]
    assert "`/digest now`" not in answer["text"]


@pytest.mark.parametrize("typed", ["now", "settings", "export"])
def test_what_is_for_managers_is_for_managers(lived: Door, typed: str) -> None:
    answer = lived.command("/digest", typed)
    assert "responsables" in answer.body or "gèrent" in answer.body or "anime" in answer.body
    assert lived.slack.views == []
    assert of_job(lived.house, Job.DIGEST_NOW) == of_job(lived.house, Job.EXPORT_DIGEST) == []


@pytest.mark.parametrize(("typed", "job"), [("now", Job.DIGEST_NOW), ("export", Job.EXPORT_DIGEST)])
def test_a_manager_asks_for_the_digest_and_for_files(lived: Door, typed: str, job: Job) -> None:
    for _ in range(2):
        assert "in a moment" in lived.command("/digest", typed, user_id=BOSS).body
    assert len(of_job(lived.house, job)) == 2


def test_a_manager_opens_the_settings(lived: Door) -> None:
    assert lived.command("/digest", "settings", user_id=BOSS).status == 200
    (view,) = lived.slack.views
    assert view["callback_id"] == Callback.DIGEST_MENU
    assert check(dict(view), "modal") == []


def test_settings_that_slack_did_not_take_are_said(lived: Door) -> None:
    lived.slack.faults["open_view"].append(GiveUpError("expired_trigger_id"))
    assert "too long" in lived.command("/digest", "settings", user_id=BOSS).body


# The list.


def test_an_item_is_taken_and_done_from_the_message(told: Door) -> None:
    assert on_the_list(told, Action.TODO_DONE, "thank UBEN", "UANA").status == 200
    assert [(row.kind, row.about, row.by_id) for row in told.house.rows(Settled)] == [("thank", "UBEN", "UANA")]
    told.house.settle()
    assert told.slack.updates[-1][0] == standing(told.house)


def test_a_button_that_stands_in_no_message_does_nothing(told: Door) -> None:
    for action in (Action.TODO_TAKE, Action.TODO_DONE, Action.TODO_THANK):
        assert press(told, action, "thank UBEN", where=payloads.in_view({"type": "home"})).status == 200
    assert told.house.rows(Settled) == []


def test_a_link_is_answered(told: Door) -> None:
    assert on_the_list(told, Action.TODO_OPEN, "").status == 200


def test_a_digest_of_another_workspace_cannot_be_touched(told: Door) -> None:
    place = standing(told.house)
    where = payloads.in_message(place.channel_id, place.message_ts)
    press(told, Action.TODO_DONE, "thank UBEN", where=where, team_id=OTHER_TEAM)
    assert told.house.rows(Settled) == []


# Thanks.


def test_a_manager_writes_thanks_and_they_are_on_their_way(told: Door) -> None:
    on_the_list(told, Action.TODO_THANK, "thank UBEN")
    (form,) = told.slack.views
    assert check(dict(form), "modal") == []
    words = {"type": "plain_text_input", "value": "Merci Ben !"}
    assert send(told, form, on=None, thanks_words=words).status == 200
    (row,) = told.house.rows(Thanks)
    assert (row.user_id, row.by_id, row.words, row.may_tell) == ("UBEN", BOSS, "Merci Ben !", True)


def test_thanks_without_words_stay_open_with_a_word_beside_the_field(told: Door) -> None:
    on_the_list(told, Action.TODO_THANK, "thank UBEN")
    answer = send(told, told.slack.views[-1], thanks_words={"type": "plain_text_input", "value": " "})
    assert list(answer["errors"]) == ["thanks_words"]
    assert told.house.rows(Thanks) == []


def test_nobody_but_a_manager_writes_thanks(told: Door) -> None:
    on_the_list(told, Action.TODO_THANK, "thank UBEN", "UANA")
    assert told.slack.views[-1]["callback_id"] == Callback.NOTICE
    on_the_list(told, Action.TODO_THANK, "thank UBEN")
    answer = send(told, told.slack.views[-1], "UANA")
    assert answer["view"]["callback_id"] == Callback.NOTICE
    assert told.house.rows(Thanks) == []


# Settings.


@pytest.mark.parametrize("page", [Page.WHEN, Page.WHAT, Page.PATH])
def test_each_page_is_sent_back_as_it_stands_and_changes_nothing(lived: Door, page: Page) -> None:
    before = community(lived)
    view = in_menu(lived, page)
    assert check(dict(view), "modal") == []
    assert send(lived, view).status == 200
    assert community(lived) == before
    assert lived.slack.views[-1]["callback_id"] == Callback.DIGEST_MENU
    assert "saved" in str(lived.slack.views[-1]["blocks"][0])


def test_a_changed_day_and_hour_hold_from_now_on(lived: Door) -> None:
    on = {"type": "checkboxes", "selected_options": [payloads.option("yes")]}
    send(lived, in_menu(lived, Page.WHEN), is_on=on, weekday=chosen("3"), hour=chosen("8"))
    (row,) = [row for row in lived.house.rows(Schedule) if row.name == Job.WEEKLY_DIGEST and row.team_id == TEAM]
    assert row.next_due_at == datetime(2026, 3, 5, 7, tzinfo=UTC)


def test_from_a_message_the_form_becomes_the_menu(lived: Door) -> None:
    press(lived, Action.DIGEST_SETTINGS, Page.WHEN)
    answer = send(lived, lived.slack.views[-1], on=None)
    assert answer["response_action"] == "update"
    assert answer["view"]["callback_id"] == Callback.DIGEST_MENU


def test_what_cannot_hold_is_said_beside_its_field_and_nothing_is_kept(lived: Door) -> None:
    before = community(lived)
    on = {"type": "checkboxes", "selected_options": [payloads.option("yes")]}
    nowhere = {"type": "conversations_select", "selected_conversation": None}
    answer = send(lived, in_menu(lived, Page.WHEN), recap=on, recap_channel=nowhere)
    assert list(answer["errors"]) == ["recap_channel"]
    assert community(lived) == before


def test_nobody_but_a_manager_sees_or_changes_the_settings(lived: Door) -> None:
    before, form = community(lived), in_menu(lived, Page.WHEN)
    assert in_menu(lived, Page.WHEN, "UANA")["callback_id"] == Callback.NOTICE
    answer = send(lived, form, "UANA", hour=chosen("3"))
    assert answer["view"]["callback_id"] == Callback.NOTICE
    assert community(lived) == before


def test_what_cannot_be_saved_stays_in_the_form_with_a_reference(outage: Outage) -> None:
    door = outage.door
    alive(door.house)
    view = in_menu(door, Page.WHEN)
    outage.db.is_away = True
    answer = send(door, view)
    assert answer["response_action"] == "errors"
    assert "Reference" in str(answer["errors"])


def test_the_first_channel_brings_the_offer_to_look_back(lived: Door) -> None:
    place = {"type": "conversations_select", "selected_conversation": "CDIGEST"}
    send(lived, in_menu(lived, Page.WHEN), digest_channel=place)
    assert len(of_job(lived.house, Job.OFFER_CATCH_UP)) == 1


# Files, names, the past.


def test_the_figures_come_to_a_manager_and_whoever_is_none_is_told_so(told: Door) -> None:
    assert on_the_list(told, Action.DIGEST_EXPORT, "", "UANA").status == 200
    (refusal,) = told.slack.views
    assert refusal["callback_id"] == Callback.NOTICE
    assert on_the_list(told, Action.DIGEST_EXPORT, "", BOSS).status == 200
    assert told.slack.views == [refusal]
    assert [row.user_id for row in of_job(told.house, Job.EXPORT_DIGEST)] == [BOSS]


@pytest.mark.parametrize(("value", "stays"), [("off", True), ("on", False), ("", True)])
def test_someone_says_whether_they_wish_to_be_named(lived: Door, value: str, *, stays: bool) -> None:
    assert press(lived, Action.RECAP_UNNAMED, value, "UANA").status == 200
    assert lived.house.member("UANA").stays_unnamed is stays


def test_the_reading_of_the_past_is_started_and_stopped_by_managers(lived: Door) -> None:
    write(lived.house, "UANA")
    lived.house.set_up(digest=DigestChoices())
    press(lived, Action.DIGEST_SETTINGS, Page.WHEN)
    send(lived, lived.slack.views[-1])
    lived.house.settle()
    assert [row.state for row in of_job(lived.house, Job.OFFER_CATCH_UP)] == ["done"]

    def state() -> str:
        (row,) = lived.house.rows(CatchUp)
        return str(row.state)

    press(lived, Action.CATCH_UP_START, user_id="UANA")
    assert state() == "offered"
    refusal = lived.slack.views[-1]
    assert refusal["callback_id"] == Callback.NOTICE
    press(lived, Action.CATCH_UP_START)
    assert state() == "reading"
    press(lived, Action.CATCH_UP_STOP)
    assert state() == "stopped"
    assert lived.slack.views[-1] is refusal


def test_nobody_becomes_known_by_pressing_a_button_of_the_list(told: Door) -> None:
    before = {row.user_id for row in told.house.rows(Member)}
    on_the_list(told, Action.TODO_DONE, "thank UBEN", "UFAR")
    told.house.settle()
    assert {row.user_id for row in told.house.rows(Member)} == before
    assert [row.state for row in told.house.rows(OutboxRow) if row.job == Job.TELL_DOER] == ["done"]
