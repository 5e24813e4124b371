"""What people receive: one purpose, one button, a way out; and no more of them than they agreed to share."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from slack_app.domain.community import Community
from slack_app.domain.newcomers import Because, Newcomer, NewcomerReport, ToWriteTo
from slack_app.domain.profile import Profile
from slack_app.domain.recommend import Reason, Suggestion, Why
from slack_app.domain.series import WELCOME
from slack_app.jobs import Job
from slack_app.views import (
    help,  # noqa: A004  the module's name is the command's
    home,
    intro,
    introduction,
    messages,
    recommend,
    setup_texts,
    team,
    warn,
    welcome,
)
from slack_app.views.actions import Action, Fewer
from slack_app.views.kit import Letter
from slack_app.views.words import LANGUAGES, words_for

EN, FR = words_for("en"), words_for("fr")
ANA = Profile(
    role="Nurse",
    place="Lyon",
    languages=("fr", "en"),
    interests=("choirs",),
    offers=("first aid",),
    looking_for=("a flat",),
    hopes="To feel at home",
    in_directory=True,
)
STEPS = [step.name for step in WELCOME.steps]
TODAY = date(2026, 11, 21)


def elements(payload: Any, kind: str = "button") -> list[dict[str, Any]]:
    blocks = payload.blocks if isinstance(payload, Letter) else payload["blocks"]
    found = [part for block in blocks for part in (*block.get("elements", []), block.get("accessory") or {})]
    return [part for part in found if part.get("type") == kind]


def written(payload: Any) -> str:
    return json.dumps(payload.blocks if isinstance(payload, Letter) else payload, ensure_ascii=False)


def test_there_is_a_letter_for_each_step_of_the_welcome():
    assert list(welcome.DRAFTS) == STEPS


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_letter_has_one_button_and_a_way_to_fewer(step, language):
    letter = welcome.letter(words_for(language), step, "U0NEW")
    (menu,) = elements(letter, "overflow")
    assert len(elements(letter)) == 1
    assert [one["value"] for one in menu["options"]] == [Fewer.PAUSE_WEEK, Fewer.STOP]
    assert "<@U0NEW>" in letter.text


def test_the_welcome_names_the_community():
    assert "welcome to Les Semeurs!" in welcome.letter(EN, "day0", "U0NEW", community="Les Semeurs").text


def test_managers_words_replace_ours_and_name_the_newcomer():
    letter = welcome.letter(FR, "day0", "U0NEW", "Salut {name} ! *Passe* au café. {other}")
    assert letter.text == "Salut <@U0NEW> ! *Passe* au café. {other}"
    assert elements(letter)
    assert elements(letter, "overflow")


def test_managers_cannot_call_everyone_by_mistake():
    assert "<!" not in welcome.letter(EN, "day0", "U0NEW", "<!channel> hello").text


def test_managers_addresses_are_links_that_show_where_they_lead():
    letter = welcome.letter(
        EN, "day0", "U0NEW", "See https://semeurs.example/a?b=1&c=2. <https://evil.example|Sign in>"
    )
    assert letter.text == ("See <https://semeurs.example/a?b=1&amp;c=2>. &lt;<https://evil.example>|Sign in&gt;")


def test_a_month_in_there_is_someone_to_tell():
    letter = welcome.letter(EN, "day30", "U0NEW", contacts=["U0ANA", "U0BO"])
    assert "tell <@U0ANA> or <@U0BO>" in letter.text
    assert "tell" not in welcome.letter(EN, "day30", "U0NEW").text


def test_who_is_in_the_directory_is_introduced_by_their_skills():
    post = written(introduction.post(EN, "U0ANA", ANA))
    assert all(word in post for word in ("Nurse", "Lyon", "French and English", "choirs", "first aid", "a flat"))


def test_who_is_not_is_introduced_by_what_they_do_and_speak():
    post = written(introduction.post(EN, "U0ANA", replace(ANA, in_directory=False)))
    assert "Nurse" in post
    assert "French and English" in post
    assert not [word for word in ("Lyon", "choirs", "first aid", "a flat") if word in post]


@pytest.mark.parametrize("in_directory", [True, False])
def test_hopes_are_never_posted(in_directory):
    assert "at home" not in written(introduction.post(EN, "U0ANA", replace(ANA, in_directory=in_directory)))


def test_an_introduction_shows_words_as_they_were_typed():
    post = introduction.post(EN, "U0ANA", replace(ANA, role="<!channel> *all*"))
    (quoted,) = [block for block in post.blocks if block["type"] == "rich_text"]
    assert {"type": "text", "text": "<!channel> *all*"} in quoted["elements"][0]["elements"]


def test_the_button_opens_the_thread_once_it_is_known():
    (before,) = elements(introduction.post(EN, "U0ANA", ANA))
    (after,) = elements(introduction.post(EN, "U0ANA", ANA, "https://slack.example/p1"))
    assert "url" not in before
    assert (after["url"], after["value"], after["action_id"]) == ("https://slack.example/p1", "U0ANA", Action.SAY_HELLO)


def test_each_person_is_recommended_with_a_reason():
    ana = Suggestion("U0ANA", 4.0, (Reason(Why.OFFERS_WHAT_YOU_LOOK_FOR, "a flat"), Reason(Why.SAME_LANGUAGE, "fr")))
    letter = recommend.letter(EN, [], [ana])
    assert "Offers what you are looking for: a flat. You speak the same language: French." in written(letter)


@pytest.mark.parametrize("why", Why)
def test_there_is_a_sentence_for_every_reason(why):
    assert recommend.reason(EN, Reason(why, "fr")) != recommend.reason(FR, Reason(why, "fr"))


def test_at_most_three_of_each_are_named_and_one_act_is_asked():
    people = [Suggestion(f"U{n}", 1.0, (Reason(Why.NEW_TOO),)) for n in range(9)]
    letter = recommend.letter(EN, [], people)
    assert "<@U2>" in written(letter)
    assert "<@U3>" not in written(letter)
    assert letter.text.count("One small step for today") == 1


def test_what_the_eye_reads_a_screen_reader_says():
    ana = Suggestion("U0ANA", 4.0, (Reason(Why.OFFERS_WHAT_YOU_LOOK_FOR, "a flat"),))
    assert "<@U0ANA> Offers what you are looking for: a flat." in recommend.letter(EN, [], [ana]).text
    assert "What I do: Nurse." in introduction.post(EN, "U0ANA", ANA).text
    assert "<@U0BO> has not written anything yet." in team.newcomers_report(EN, report("U0BO")).text


def test_with_nobody_to_recommend_there_is_still_one_small_step():
    assert "say hello in a channel that you like" in recommend.letter(EN, [], []).text


def test_who_told_nothing_yet_is_asked_to():
    assert [one["action_id"] for one in elements(recommend.too_little_known(EN))] == [Action.INTRODUCE]


def report(*user_ids: str) -> NewcomerReport:
    joined = tuple(Newcomer(one, datetime(2026, 11, 14, tzinfo=UTC)) for one in user_ids)
    proposed = tuple(ToWriteTo(one, Because.NEVER_STARTED) for one in user_ids[:3])
    return NewcomerReport(joined, (), joined, proposed)


def test_the_team_can_take_a_greeting_each():
    buttons = elements(team.newcomers_report(EN, report("U0ANA", "U0BO", "U0CY")))
    assert [one["value"] for one in buttons] == ["U0ANA", "U0BO", "U0CY"]
    assert {one["action_id"] for one in buttons} == {Action.GREET}


def test_a_greeting_that_is_taken_shows_who_took_it():
    letter = team.newcomers_report(EN, report("U0ANA", "U0BO"), {"U0ANA": "U0ZOE"})
    assert "Greeted by <@U0ZOE>" in written(letter)
    assert [one["value"] for one in elements(letter)] == ["U0BO"]


def test_a_long_list_of_people_is_counted():
    letter = team.newcomers_report(EN, report(*(f"U{n:03d}" for n in range(30))))
    assert "and 10 others" in written(letter)


@pytest.mark.parametrize("because", Because)
def test_there_is_a_sentence_for_every_reason_to_write(because):
    proposed = NewcomerReport((), (), (), (ToWriteTo("U0ANA", because),))
    assert "<@U0ANA>" in written(team.newcomers_report(FR, proposed))


@pytest.mark.parametrize("letter", [messages.paused(EN, TODAY), messages.stopped(EN)])
def test_every_choice_has_a_way_back(letter):
    assert [one["action_id"] for one in elements(letter)] == [Action.RESUME_MESSAGES]


@pytest.mark.parametrize("job", set(Job) - {Job.HEAR, Job.WARN_MANAGERS})
def test_managers_read_what_could_not_be_done(job):
    letter = warn.trouble(EN, "not_in_channel", job)
    assert "/invite" in letter.text
    assert "not_in_channel" in written(letter)


@pytest.mark.parametrize("job", set(Job) - {Job.HEAR, Job.WARN_MANAGERS})
def test_managers_read_what_it_was_and_not_only_that_something_was(job):
    nothing_known = warn.trouble(EN, "not_in_channel", "unheard_of").text
    assert warn.trouble(EN, "not_in_channel", job).text != nothing_known


def test_members_are_told_nothing_of_the_set_up():
    assert "set-up" not in written(help.help_for(EN))
    assert "set-up" in written(help.help_for(EN, manager=True))


def shown(**facts: Any) -> dict[str, Any]:
    return home.home(EN, home.HomeOf(today=TODAY, community=facts.pop("community", Community()), **facts))


def test_only_managers_see_the_set_up():
    assert Action.SET_UP_CHANNELS not in {one["action_id"] for one in elements(shown())}
    assert Action.SET_UP_CHANNELS in {one["action_id"] for one in elements(shown(manager=True))}


def test_a_manager_s_first_run_begins_with_the_set_up():
    first = elements(shown(manager=True))[0]["action_id"]
    ready = Community(introductions_channel="C0INTRO", team_channel="C0TEAM")
    later = elements(shown(manager=True, community=ready))[0]["action_id"]
    assert (first, later) == (Action.SET_UP_CHANNELS, Action.INTRODUCE)


def test_erasing_asks_first():
    (erase,) = [one for one in elements(shown()) if one["action_id"] == Action.ERASE_ME]
    assert erase["confirm"]["style"] == "danger"


@pytest.mark.parametrize(
    ("facts", "offered"),
    [
        ({}, {Action.STOP_MESSAGES}),
        ({"paused_until": date(2026, 12, 1)}, {Action.RESUME_MESSAGES, Action.STOP_MESSAGES}),
        ({"opted_out": True}, {Action.RESUME_MESSAGES}),
    ],
)
def test_home_offers_what_makes_sense_now(facts, offered):
    about_messages = {Action.STOP_MESSAGES, Action.RESUME_MESSAGES}
    assert {one["action_id"] for one in elements(shown(**facts))} & about_messages == offered


def test_a_form_is_filled_in_with_what_was_answered():
    form = {block.get("block_id"): block.get("element") for block in intro.modal(EN, ANA)["blocks"]}
    assert form["role"]["initial_value"] == "Nurse"
    assert [one["value"] for one in form["offers"]["initial_options"]] == ["first aid"]
    assert [one["value"] for one in form["sharing"]["initial_options"]] == ["in_directory"]


def test_nobody_is_in_the_directory_before_they_say_so():
    form = {block.get("block_id"): block.get("element") for block in intro.modal(EN)["blocks"]}
    assert "initial_options" not in form["sharing"]


def test_a_preview_shows_all_letters_and_none_of_its_buttons_works():
    preview = setup_texts.preview_modal(FR, [("day0", "fr", "Salut {name} !")], "U0ME")
    assert "Salut <@U0ME> !" in written(preview)
    assert "Hello <@U0ME>, and welcome!" in written(preview)
    assert not elements(preview)
