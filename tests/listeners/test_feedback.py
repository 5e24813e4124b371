"""Feedback as Slack brings it: the command, the shortcut, the form that comes back, and what follows it."""

import itertools
import json
from collections.abc import Iterator
from typing import Any

import pytest

from slack_app.domain.feedback.choices import FeedbackChoices
from slack_app.domain.feedback.terms import Status
from slack_app.gateway.protocol import GiveUpError
from slack_app.store.schema import OutboxRow, Ticket, Voice
from slack_app.views.actions import Action, Callback
from slack_app.views.feedback.said import form
from slack_app.views.kit.check import check
from tests import payloads
from tests.flows.feedback_in_stories import WORDS, listening, ticket
from tests.house import House
from tests.listeners.conftest import Answer, Door, opened
from tests.views.sending import fields, sent

_views = itertools.count(100)


@pytest.fixture
def heard(house: House) -> Iterator[Door]:
    listening(house, areas=("Export", "Mobile"))
    with opened(house) as found:
        yield found


@pytest.fixture
def unsealed(house: House) -> Iterator[Door]:
    listening(house, sealed=False)
    with opened(house) as found:
        yield found


def form_of(door: Door, text: str = "", user_id: str = "UANA") -> Any:
    assert door.command("/feedback", text, user_id=user_id).status == 200
    return door.slack.views[-1]


def send(door: Door, view: Any, user_id: str = "UANA", *, view_id: str = "", **changes: Any) -> Answer:
    filled = sent(dict(view))
    filled["state"]["values"] |= {block: {"answer": part} for block, part in changes.items()}
    whole = {**filled, "id": view_id or f"V{next(_views)}", "type": "modal", "callback_id": view["callback_id"]}
    return door.act({**payloads.submitted({}, {}, user_id=user_id), "view": whole})


def words(text: str) -> dict[str, Any]:
    return {"type": "plain_text_input", "value": text}


def chosen(value: str) -> dict[str, Any]:
    return {"type": "static_select", "selected_option": payloads.option(value)}


def ticked(value: str) -> dict[str, Any]:
    return {"type": "checkboxes", "selected_options": [payloads.option(value)]}


def shown(view: Any) -> str:
    return json.dumps(dict(view), ensure_ascii=False)


def message_shortcut(text: str = WORDS, *, by: str = "UBEN", user_id: str = "UANA", **channel: Any) -> dict[str, Any]:
    message = {"type": "message", "user": by, "text": text, "ts": "1772445000.000100"}
    asked = payloads.shortcut(Callback.FEEDBACK_SHORTCUT.value, user_id=user_id)
    place = {"id": "C1", "name": "general", **channel}
    return {**asked, "type": "message_action", "message": message, "channel": place, "message_ts": message["ts"]}


# The form.


def test_the_command_opens_the_form_with_the_words_that_were_typed(heard: Door) -> None:
    view = form_of(heard, "The export <fails> & burns")
    assert check(dict(view), "modal") == []
    assert sent(dict(view))["state"]["values"][form.WORDS]["answer"]["value"] == "The export <fails> & burns"
    assert fields(view) == {form.WORDS, form.KIND, form.AREA, form.UNNAMED}
    assert heard.house.rows(Ticket) == []


def test_sent_it_is_a_ticket_with_a_number_and_is_on_its_way(heard: Door) -> None:
    answer = send(
        heard, form_of(heard), **{form.WORDS: words(WORDS), form.KIND: chosen("bug"), form.AREA: chosen("Mobile")}
    )
    assert answer["response_action"] == "update"
    assert check(answer["view"], "modal") == []
    assert "numéro 1" in shown(answer["view"])
    kept = ticket(heard.house)
    assert (kept.words, kept.kind, kept.area, kept.source, kept.number) == (WORDS, "bug", "Mobile", "form", 1)
    (voice,) = heard.house.rows(Voice)
    assert (voice.user_id, voice.is_author) == ("UANA", True)
    (route,) = [row for row in heard.house.rows(OutboxRow) if row.job == "route_ticket"]
    assert route.due_at <= heard.house.at


def test_the_same_form_delivered_twice_is_one_ticket(heard: Door) -> None:
    view = form_of(heard)
    for _ in range(2):
        assert send(heard, view, view_id="VSAME", **{form.WORDS: words(WORDS)}).status == 200
    assert ticket(heard.house).number == 1


def test_the_same_words_from_the_same_person_are_one_ticket(heard: Door) -> None:
    for _ in range(2):
        answer = send(heard, form_of(heard), **{form.WORDS: words(WORDS)})
    assert "numéro 1" in shown(answer["view"])
    assert ticket(heard.house).number == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "quelques mots"), (" \n ", "quelques mots"), ("🎉 :tada:", "émoji seul"), ("x" * 40_000, "trop long")],
)
def test_what_cannot_be_sent_is_said_beside_the_field_and_the_form_stays(heard: Door, typed: str, said: str) -> None:
    answer = send(heard, form_of(heard), **{form.WORDS: words(typed)})
    assert answer["response_action"] == "errors"
    assert said in answer["errors"][form.WORDS]
    assert heard.house.rows(Ticket) == []


def test_forged_answers_are_refused_beside_their_field(heard: Door) -> None:
    for block, value in ((form.KIND, "weird"), (form.AREA, "Elsewhere")):
        answer = send(heard, form_of(heard), **{form.WORDS: words(WORDS), block: chosen(value)})
        assert block in answer["errors"]
    assert heard.house.rows(Ticket) == []


def test_forty_thousand_characters_after_the_command_are_cut_and_open_all_the_same(heard: Door) -> None:
    view = form_of(heard, "word " * 8000)
    assert check(dict(view), "modal") == []


@pytest.mark.parametrize("typed", ["help", "AIDE"])
def test_help_says_what_can_stand_after_the_command(heard: Door, typed: str) -> None:
    assert "`/feedback mine`" in heard.command("/feedback", typed)["text"]
    assert "`/feedback export`" not in heard.command("/feedback", typed)["text"]
    assert "`/feedback export`" in heard.command("/feedback", typed, user_id="UBOSS")["text"]


def test_the_board_is_for_everybody_and_settings_and_export_are_for_managers(heard: Door) -> None:
    heard.command("/feedback", "board")
    assert heard.slack.views[-1]["callback_id"] == Callback.BOARD
    for typed in ("settings", "export"):
        assert (
            "gèrent" in heard.command("/feedback", typed).body
            or "responsables" in heard.command("/feedback", typed).body
        )
    assert len(heard.slack.views) == 1
    heard.command("/feedback", "settings", user_id="UBOSS")
    assert heard.slack.views[-1]["callback_id"] == Callback.FEEDBACK_MENU
    assert heard.command("/feedback", "export", user_id="UBOSS")["text"]


def test_where_feedback_is_off_that_is_said(heard: Door) -> None:
    heard.house.set_up(feedback=FeedbackChoices(is_on=False))
    assert "désactivés" in heard.command("/feedback")["text"]
    assert heard.slack.views == []


def test_a_member_of_another_workspace_is_told_that_it_is_for_members(heard: Door) -> None:
    heard.house.person("UFAR", team_id="T9")
    heard.act(message_shortcut(user_id="UFAR"))
    assert heard.slack.views[-1]["callback_id"] == Callback.NOTICE
    assert heard.house.rows(Ticket) == []


def test_a_form_that_slack_does_not_take_is_told_of(heard: Door) -> None:
    heard.slack.faults["open_view"].append(GiveUpError("expired_trigger_id"))
    assert "trop de temps" in heard.command("/feedback")["text"]


# Secrets.

SECRET = "It says xoxb-" + "123456789012-abcdefABCDEF and stops"


def asked_about_secret(door: Door) -> Any:
    view = form_of(door)
    answer = send(door, view, **{form.WORDS: words(SECRET)})
    assert answer["response_action"] == "update"
    assert door.house.rows(Ticket) == []
    assert check(answer["view"], "modal") == []
    return answer["view"]


def test_a_secret_is_pointed_out_before_anything_is_kept(heard: Door) -> None:
    view = asked_about_secret(heard)
    assert form.SECRET in fields(view)
    assert "xoxb" not in view["private_metadata"]


def test_it_is_taken_out(heard: Door) -> None:
    send(heard, asked_about_secret(heard))
    assert ticket(heard.house).words == "It says ••• and stops"


def test_it_is_none(heard: Door) -> None:
    send(heard, asked_about_secret(heard), **{form.SECRET: {"selected_option": payloads.option(form.NO_SECRET)}})
    assert ticket(heard.house).words == SECRET


def test_the_question_about_a_secret_takes_nobody_s_wish_to_stay_unnamed_away(heard: Door) -> None:
    wished = {form.UNNAMED: ticked(form.UNNAMED), form.AREA: chosen("Mobile"), form.KIND: chosen("idea")}
    asked = send(heard, form_of(heard), **{form.WORDS: words(SECRET), **wished})
    send(heard, asked["view"])
    kept = ticket(heard.house)
    assert (kept.is_anonymous, kept.area, kept.kind) == (True, "Mobile", "idea")


# Without a name.


def test_without_a_name_no_row_says_who_it_was(heard: Door) -> None:
    view = form_of(heard, user_id="UBEN")
    answer = send(heard, view, "UBEN", **{form.WORDS: words(WORDS), form.UNNAMED: ticked(form.UNNAMED)})
    assert "Personne n" in shown(answer["view"])
    kept = ticket(heard.house)
    (voice,) = heard.house.rows(Voice)
    assert kept.is_anonymous
    assert voice.user_id is None
    assert heard.house.deps.seal.open(voice.sealed) == "UBEN"


def test_where_no_key_is_set_it_is_not_offered_and_a_forged_wish_sends_nothing(unsealed: Door) -> None:
    view = form_of(unsealed)
    assert form.UNNAMED not in fields(view)
    answer = send(unsealed, view, **{form.WORDS: words(WORDS), form.UNNAMED: ticked(form.UNNAMED)})
    assert form.UNNAMED in answer["errors"]
    assert unsealed.house.rows(Ticket) == []


# The shortcut.


def test_a_message_is_passed_on_with_its_words_and_a_link(heard: Door) -> None:
    heard.act(message_shortcut("<!channel> the *export* &amp; more"))
    view = heard.slack.views[-1]
    assert check(dict(view), "modal") == []
    send(heard, view)
    kept = ticket(heard.house)
    assert kept.words == "@channel the *export* & more"
    assert (kept.source, kept.source_channel_id, kept.source_ts) == ("shortcut", "C1", "1772445000.000100")


def test_a_long_message_is_cut_says_so_and_keeps_the_link(heard: Door) -> None:
    heard.act(message_shortcut("long words " * 4000))
    view = heard.slack.views[-1]
    assert "en voici le début" in shown(view)
    assert send(heard, view)["response_action"] == "update"
    assert ticket(heard.house).source_ts


@pytest.mark.parametrize("place", [{"id": "D1", "name": "directmessage"}, {"id": "C9", "name": "privategroup"}])
def test_of_a_private_place_no_link_is_kept(heard: Door, place: dict[str, str]) -> None:
    heard.act(message_shortcut(**place))
    assert "lieu privé" in shown(heard.slack.views[-1])
    send(heard, heard.slack.views[-1])
    assert ticket(heard.house).source_channel_id is None


def test_one_s_own_message_without_one_s_name_comes_without_its_link(heard: Door) -> None:
    heard.act(message_shortcut(by="UANA"))
    send(heard, heard.slack.views[-1], **{form.UNNAMED: ticked(form.UNNAMED)})
    assert ticket(heard.house).source_channel_id is None


def test_the_app_s_own_words_are_not_passed_on(heard: Door) -> None:
    heard.act(message_shortcut("I am the app", by="UBOT"))
    assert "I am the app" not in shown(heard.slack.views[-1])


def test_the_same_message_from_two_people_is_one_ticket_with_two_voices(heard: Door) -> None:
    for user_id in ("UANA", "UBEN", "UBEN"):
        heard.act(message_shortcut(by="UENG", user_id=user_id))
        answer = send(heard, heard.slack.views[-1], user_id)
    assert "2 personnes" in shown(answer["view"])
    assert ticket(heard.house).voices == 2


def test_a_message_that_is_known_in_other_words_is_asked_about(heard: Door) -> None:
    joined = similar_of(heard)
    assert check(joined, "modal") == []
    assert "1 personne" in shown(joined)


# Is it one of these?


def similar_of(door: Door) -> Any:
    door.act(message_shortcut(by="UENG"))
    send(door, door.slack.views[-1])
    door.house.settle()
    door.act(message_shortcut(by="UENG", user_id="UBEN"))
    answer = send(door, door.slack.views[-1], "UBEN", **{form.WORDS: words("In my words: exporting fails")})
    assert answer["view"]["callback_id"] == Callback.FEEDBACK_SIMILAR
    return answer["view"]


def mine_too(door: Door, view: Any, user_id: str = "UBEN") -> Answer:
    (value,) = [
        element["value"]
        for block in view["blocks"] if block["type"] == "actions"
        for element in block["elements"]
    ]  # fmt: skip
    place = payloads.in_view({"type": "modal", "callback_id": Callback.FEEDBACK_SIMILAR.value})
    return door.act(payloads.pressed(Action.FEEDBACK_MINE_TOO.value, user_id=user_id, value=value, where=place))


def by_number(door: Door) -> dict[int, Ticket]:
    return {one.number: one for one in door.house.rows(Ticket)}


def test_what_is_left_unanswered_is_kept_and_waits_ten_minutes(heard: Door) -> None:
    similar_of(heard)
    assert by_number(heard)[2].status == Status.DRAFT
    heard.house.pass_time(minutes=11)
    assert by_number(heard)[2].status != Status.DRAFT


def test_it_is_new(heard: Door) -> None:
    answer = send(heard, similar_of(heard), "UBEN")
    assert "numéro 2" in shown(answer["view"])
    heard.house.settle()
    assert by_number(heard)[2].status != Status.DRAFT


def test_it_is_mine_too(heard: Door) -> None:
    assert mine_too(heard, similar_of(heard)).status == 200
    first, second = by_number(heard)[1], by_number(heard)[2]
    assert (second.status, second.merged_into_id, second.merged_by) == (Status.MERGED, first.id, "author")
    assert first.voices == 2
    assert "numéro 1" in shown(heard.slack.views[-1])
    heard.house.pass_time(minutes=11)
    assert by_number(heard)[2].status == Status.MERGED


def test_somebody_else_s_draft_is_not_theirs_to_answer_for(heard: Door) -> None:
    view = similar_of(heard)
    assert mine_too(heard, view, "UENG").status == 200
    assert send(heard, view, "UENG")["view"]["callback_id"] == Callback.NOTICE
    assert by_number(heard)[2].status == Status.DRAFT


def test_what_somebody_else_said_in_like_words_is_asked_about(heard: Door) -> None:
    send(heard, form_of(heard), **{form.WORDS: words(WORDS)})
    heard.house.settle()
    answer = send(heard, form_of(heard), "UBEN", **{form.WORDS: words("Exporting fails when names have an accent")})
    assert answer["view"]["callback_id"] == Callback.FEEDBACK_SIMILAR
    assert WORDS in shown(answer["view"])
    assert mine_too(heard, answer["view"]).status == 200
    assert by_number(heard)[1].voices == 2


@pytest.mark.parametrize("unnamed", [False, True])
def test_what_somebody_speaks_for_already_is_not_asked_of_them(heard: Door, *, unnamed: bool) -> None:
    ticks = {form.UNNAMED: ticked(form.UNNAMED)} if unnamed else {}
    send(heard, form_of(heard), **{form.WORDS: words(WORDS), **ticks})
    heard.house.settle()
    again = send(heard, form_of(heard), **{form.WORDS: words("Exporting fails when names have an accent")})
    assert again["view"]["callback_id"] == Callback.FEEDBACK_FILED
    assert sorted(by_number(heard)) == [1, 2]


# Afterwards.


def test_how_much_it_matters_is_kept_of_its_author_alone(heard: Door) -> None:
    send(heard, form_of(heard), **{form.WORDS: words(WORDS)})
    kept = ticket(heard.house)
    where = payloads.in_view({"type": "modal", "callback_id": Callback.FEEDBACK_FILED.value})
    for user_id, impact in (("UANA", "blocks"), ("UBEN", "nice"), ("UANA", "nonsense")):
        chosen_now = {"type": "static_select", "selected_option": payloads.option(f"{kept.id}:{impact}")}
        heard.act(payloads.pressed(Action.FEEDBACK_IMPACT.value, user_id=user_id, where=where, **chosen_now))
    assert ticket(heard.house).impact == "blocks"


def test_what_one_said_can_be_seen_and_taken_back(heard: Door) -> None:
    send(heard, form_of(heard), **{form.WORDS: words(WORDS), form.UNNAMED: ticked(form.UNNAMED)})
    view = form_of(heard, "mine")
    assert check(dict(view), "modal") == []
    assert WORDS in shown(view)
    assert WORDS not in shown(form_of(heard, "mine", "UBEN"))
    where = payloads.in_view({"type": "modal", "callback_id": Callback.NOTICE.value})
    for user_id in ("UBEN", "UANA", "UANA"):
        heard.act(
            payloads.pressed(
                Action.FEEDBACK_TAKE_BACK.value, user_id=user_id, value=str(ticket(heard.house).id), where=where
            )
        )
        if user_id == "UBEN":
            assert ticket(heard.house).words == WORDS
    assert (ticket(heard.house).words, ticket(heard.house).status) == ("", Status.WITHDRAWN)
    assert heard.house.rows(Voice) == []


def test_home_leads_to_the_form_and_to_what_one_said(heard: Door) -> None:
    for action, value in ((Action.FEEDBACK, "home"), (Action.FEEDBACK_MINE, "")):
        heard.act(payloads.pressed(action.value, value=value, where=payloads.in_view({"type": "home"})))
        assert check(dict(heard.slack.views[-1]), "modal") == []
    assert len(heard.slack.views) == 2


def test_floods_are_told_kindly_and_the_words_stay_in_the_form(heard: Door) -> None:
    for turn in range(10):
        send(heard, form_of(heard), **{form.WORDS: words(f"Point {turn} of many")})
    answer = send(heard, form_of(heard), **{form.WORDS: words("One more")})
    assert "minutes" in answer["errors"][form.WORDS]
    assert len(heard.house.rows(Ticket)) == 10
    assert (
        send(heard, form_of(heard, user_id="UBEN"), "UBEN", **{form.WORDS: words("Mine")})["response_action"]
        == "update"
    )
    heard.house.at = heard.house.at.replace(hour=heard.house.at.hour + 1)
    assert send(heard, form_of(heard), **{form.WORDS: words("One more")})["response_action"] == "update"
