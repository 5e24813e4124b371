"""What is said of a week: true to its figures, whole without pictures, and well written in both languages."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from slack_app.domain.community import Community
from slack_app.domain.digest.choices import DigestChoices, Goal
from slack_app.domain.digest.recap import Recap
from slack_app.domain.digest.todo import Because, TodoKind
from slack_app.domain.measures.figures import WeekFigures
from slack_app.domain.measures.terms import MEASURES, Group, Measure, Unit, Value
from slack_app.jobs import Job
from slack_app.views import (
    help,  # noqa: A004  the module's name is the command's
    home,
    warn,
)
from slack_app.views.actions import Action
from slack_app.views.digest import brief, catching_up, command, details, numbers, recap, weekly
from slack_app.views.digest.headline import sentence
from slack_app.views.digest.measures import EXPLAINED, GROUPS, NAMES
from slack_app.views.digest.weekly import DigestOf
from slack_app.views.kit import Letter
from slack_app.views.words import words_for
from tests.views import digest_world as world

EN, FR = words_for("en"), words_for("fr")
DIGESTS = dict(world.digests())
ORDINARY = DIGESTS["ordinary"]
BREAKS = re.compile(r" [:;!?%»]|« |\d (?:h|min)\b")
CHARTS = {"data_table", "data_visualization"}


def buttons(payload: Any) -> list[dict[str, Any]]:
    blocks = payload.blocks if isinstance(payload, Letter) else payload["blocks"]
    found = [part for block in blocks for part in (*block.get("elements", []), block.get("accessory") or {})]
    return [part for part in found if part.get("type") == "button"]


def actions(payload: Any) -> list[str]:
    return [button["action_id"] for button in buttons(payload)]


def kinds(letter: Letter) -> list[str]:
    return [block["type"] for block in letter.blocks]


def week(back: int = 0, n: int = 100, **amounts: float | None) -> WeekFigures:
    values = {Measure(name): Value(amount, n) for name, amount in amounts.items()}
    return WeekFigures(world.MONDAY - timedelta(weeks=back), values)


def said(words, this, *past):
    return sentence(words, DigestOf(this, past).seen())


def texts(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["text"]] if isinstance(node.get("text"), str) else []
        return own + [text for part in node.values() for text in texts(part)]
    return [text for part in node for text in texts(part)] if isinstance(node, list) else []


@pytest.mark.parametrize("words", [EN, FR])
def test_names_fit_a_chart_s_labels_and_are_told_apart(words):
    names = [words.plain(NAMES[measure]) for measure in Measure]
    assert [name for name in names if len(name) > 20] == []
    assert len(set(names)) == len(names)


def test_each_measure_and_group_has_its_words():
    assert set(NAMES) == set(EXPLAINED) == set(MEASURES) == set(Measure)
    assert set(GROUPS) == set(Group)


@pytest.mark.parametrize("words", [EN, FR])
def test_the_command_explains_every_measure(words):
    told = command.measures(words)
    written = " ".join(texts(told.blocks))
    assert all(words.say(EXPLAINED[measure]) in written for measure in Measure)


@pytest.mark.parametrize(
    ("measure", "amount", "english", "french"),
    [
        (Measure.ACTIVE_WEEKLY, 0.0, "0", "0"),
        (Measure.ACTIVE_WEEKLY, 1234.0, "1,234", "1\u202f234"),
        (Measure.JOINED, 6.25, "6.2", "6,2"),
        (Measure.ACTIVE_WEEKLY, 56.25, "56", "56"),
        (Measure.PEOPLE_PER_THREAD, 2.75, "2.8", "2,8"),
        (Measure.REPLY_RATE, 0.824, "82%", "82\u00a0%"),
        (Measure.FIRST_RESPONSE_MEDIAN, 0.001, "0 min", "0\u00a0min"),
        (Measure.FIRST_RESPONSE_MEDIAN, 0.996, "1 h", "1\u00a0h"),
        (Measure.FIRST_RESPONSE_MEDIAN, 3.34, "3 h 20 min", "3\u00a0h 20\u00a0min"),
        (Measure.FIRST_RESPONSE_P90, 17.6, "18 h", "18\u00a0h"),
    ],
)
def test_numbers_are_written_with_their_unit(measure, amount, english, french):
    assert [numbers.told(words, measure, Value(amount, 100)) for words in (EN, FR)] == [english, french]


@pytest.mark.parametrize("measure", [one for one in Measure if MEASURES[one].at_least])
def test_too_few_is_said_rather_than_a_percentage(measure):
    few = Value(0.5, MEASURES[measure].at_least - 1)
    assert numbers.told(EN, measure, few) == "too few to say"
    assert numbers.told(EN, measure, replace(few, n=few.n + 1)) != "too few to say"
    assert numbers.told(EN, measure, Value(None, 0)) == "too few to say"
    assert numbers.told(EN, measure, Value(None, 1000)) == "too early to say"


def test_the_week_in_a_sentence():
    this = week(active_weekly=62, messages=310, joined=3, reply_rate=0.6, unanswered=4)
    before = week(1, active_weekly=54, messages=250, joined=8, reply_rate=0.75)
    assert said(EN, this, before) == (
        "Compared with the week before, more: messages (310, from 250) and active members (62, from 54); less: newcomers"
        " (3, from 8) and messages answered within a day (60%, from 75%). *What matters most:* 4 questions had no answer"
        " within a day."
    )
    assert said(FR, this, before) == (
        "Par rapport à la semaine d’avant, en hausse\u00a0: les messages (310, contre 250) et les membres en activité (62,"  # noqa: RUF001  French writes so
        " contre 54)\u202f; en baisse\u00a0: les arrivées (3, contre 8) et les messages ayant une réponse en un jour"
        " (60\u00a0%, contre 75\u00a0%). *L’essentiel\u00a0:* 4 questions n’ont pas eu de réponse en un jour."  # noqa: RUF001
    )


def test_one_question_is_one_and_none_is_not_told():
    assert "1 question had no answer" in said(EN, week(messages=9, unanswered=1))
    assert "1 question n’a pas eu de réponse" in said(FR, week(messages=9, unanswered=1))  # noqa: RUF001
    assert "question" not in said(EN, week(messages=9, unanswered=0))


def test_a_first_week_a_like_one_and_a_quiet_one_have_their_own_sentence():
    one = week(active_weekly=1, messages=1)
    assert said(EN, one) == (
        "In the week: 1 active member, 1 message. The one before is not counted; from the next one on I compare."
    )
    assert said(EN, one, week(1, active_weekly=1, messages=1)) == (
        "A week much like the one before: 1 active member, 1 message."
    )
    assert said(EN, WeekFigures(world.MONDAY)) == ("It was quiet: nobody joined, and nobody was active where I listen.")


def test_what_is_far_from_usual_is_told_with_both_numbers():
    usual = [week(back, active_weekly=60, messages=300) for back in range(1, 6)]
    assert "*What matters most:* active members, 20 where 60 is usual." in said(
        EN, week(active_weekly=20, messages=300), *usual
    )
    assert "*La bonne nouvelle\u00a0:* les membres en activité, 90 au lieu de 60 d’habitude." in said(  # noqa: RUF001
        FR, week(active_weekly=90, messages=300), *usual
    )


@pytest.mark.parametrize("words", [EN, FR])
@pytest.mark.parametrize("because", Because)
def test_each_thing_to_do_says_why_and_has_its_buttons(words, because):
    item = world.item_of(because)
    of = replace(ORDINARY, todo=world.todo_of(because))
    offered = [one for one in buttons(weekly.digest(words, of)) if one["action_id"].startswith("todo")]
    expected = {
        TodoKind.GREET: [Action.TODO_TAKE, Action.TODO_OPEN],
        TodoKind.QUIET: [Action.TODO_TAKE, Action.TODO_OPEN],
        TodoKind.THANK: [Action.TODO_THANK, Action.TODO_OPEN, Action.TODO_DONE],
    }.get(item.kind, [Action.TODO_OPEN, Action.TODO_DONE])
    assert [one["action_id"] for one in offered] == expected
    assert {one["value"] for one in offered} == {item.value}
    assert all(one["accessibility_label"] for one in offered)
    about = item.user_id if item.kind not in {TodoKind.DYING, TodoKind.BOILING} else item.about
    about = "3" if item.kind is TodoKind.FEEDBACK else about
    assert about in weekly.digest(words, of).text


def test_without_a_link_there_is_nothing_to_open():
    todo = [replace(one, link="") for one in world.todo_of(Because.QUESTION_WAITS)]
    assert Action.TODO_OPEN not in actions(weekly.digest(EN, replace(ORDINARY, todo=todo)))


@pytest.mark.parametrize("because", Because)
def test_what_is_taken_or_done_says_by_whom_and_cannot_be_done_again(because):
    letter = weekly.digest(EN, replace(ORDINARY, todo=world.todo_of(because, by_id="U0MGR")))
    assert "✓ " in letter.text
    assert "<@U0MGR>" in letter.text
    assert [one for one in actions(letter) if one.startswith("todo")] == [Action.TODO_OPEN]


def test_an_empty_list_is_said_to_be_empty():
    assert "Nothing on the list" in weekly.digest(EN, replace(ORDINARY, todo=())).text


def test_now_is_not_this_week():
    headers = [block["text"]["text"] for block in weekly.digest(EN, DIGESTS["now"]).blocks if block["type"] == "header"]
    assert "What to do now" in headers


def test_figures_stand_with_what_they_were_what_is_usual_and_their_n():
    this, past = week(active_weekly=62), [week(back, active_weekly=50 + back) for back in range(1, 5)]
    letter = weekly.digest(EN, DigestOf(this, past))
    assert "• *Active members:* 62 · the week before 51 · usually 52 · n\u00a0=\u00a0100" in letter.text


def test_groups_that_managers_left_out_are_not_told():
    of = replace(ORDINARY, choices=DigestChoices(groups=frozenset({Group.ANSWERS})))
    letter = weekly.digest(EN, of)
    assert "*Answered in 24 h:*" in letter.text
    assert "*Active members:*" not in letter.text
    assert CHARTS.isdisjoint(kinds(letter))
    assert kinds(details.details(EN, of)).count("data_table") == 1


def test_goals_are_followed_with_their_target():
    of = DigestOf(week(active_weekly=62), [week(1, active_weekly=50)], choices=DigestChoices(goals=(
        Goal(Measure.ACTIVE_WEEKLY, 60), Goal(Measure.UNANSWERED, 2))))  # fmt: skip
    text = weekly.digest(EN, of).text
    assert "*Active members:* 62, where the goal is at least 60: reached." in text
    assert "where the goal is at most 2: not counted this week." in text
    held = replace(of, past=[week(1, active_weekly=61)])
    assert "reached. For 2 weeks in a row." in weekly.digest(EN, held).text
    assert "Depuis 2 semaines de suite." in weekly.digest(FR, held).text


@pytest.mark.parametrize("words", [EN, FR])
@pytest.mark.parametrize("name", DIGESTS)
def test_without_charts_and_tables_nothing_is_lost(words, name):
    of = DIGESTS[name]
    charted, plain = weekly.digest(words, of), weekly.simpler(words, of)
    assert charted.text == plain.text
    assert kinds(charted).count("data_visualization") <= 2
    assert CHARTS.isdisjoint({*kinds(plain), *kinds(details.details_simpler(words, of))})
    for block in (*charted.blocks, *details.details(words, of).blocks):
        if block["type"] == "data_visualization":
            assert block["title"] in plain.text
            assert all(words.decimal(one["data"][-1]["value"]) in plain.text for one in block["chart"]["series"])
        if block["type"] == "data_table":
            told = details.details(words, of).text
            assert all(f"{row[0]['text']}" in told and row[1]["text"] in told for row in block["rows"][1:])


@pytest.mark.parametrize("words", [EN, FR])
def test_an_ordinary_digest_is_read_aloud_to_its_end(words):
    for letter in (weekly.digest(words, ORDINARY), details.details(words, ORDINARY), command.measures(words)):
        assert not letter.text.endswith("…")


def test_a_chart_of_nothing_but_zeros_is_none():
    assert CHARTS.isdisjoint(kinds(weekly.digest(EN, DIGESTS["zeros"])))


def test_a_chart_of_one_week_is_none():
    assert CHARTS.isdisjoint(kinds(weekly.digest(EN, DIGESTS["first week"])))
    assert kinds(weekly.digest(EN, DIGESTS["one week before"])).count("data_visualization") == 2


def test_replies_of_members_and_team_add_up():
    past = [WeekFigures(world.MONDAY - timedelta(weeks=1), {Measure.MEMBERS_REPLIES: Value(0.25, 40)})]
    (_, chart) = [
        block
        for block in weekly.digest(EN, DigestOf(ORDINARY.this, [*past, *ORDINARY.past])).blocks
        if block["type"] == "data_visualization"
    ]
    members, team = chart["chart"]["series"]
    assert (members["data"][-2]["value"], team["data"][-2]["value"]) == (10, 30)


def test_who_hears_little_is_told_how_to_be_heard_more():
    assert "I listen in 9 of 14 public channels." in str(weekly.digest(EN, ORDINARY).blocks)
    assert "/invite" in str(weekly.digest(EN, replace(ORDINARY, heard_in=0)).blocks)


def test_the_foot_leads_to_settings_files_and_definitions():
    letter = weekly.digest(EN, ORDINARY)
    assert actions(letter)[-2:] == [Action.DIGEST_SETTINGS, Action.DIGEST_EXPORT]
    assert "/digest measures" in str(letter.blocks[-2])


@pytest.mark.parametrize("name", ["ordinary", "ones", "zeros", "too few", "very much"])
def test_french_never_breaks_before_its_punctuation(name):
    of = DIGESTS[name]
    for letter in (
        weekly.digest(FR, of),
        weekly.simpler(FR, of),
        details.details(FR, of),
        details.details_simpler(FR, of),
    ):
        found = [text for text in (letter.text, *texts(letter.blocks)) if BREAKS.search(text)]
        assert found == []


def test_the_recap_names_threads_people_and_what_is_coming():
    of = world.recap_of(["U0ANA", "U0BO"])
    links = {(one.channel_id, one.ts): world.LINK for one in of.threads[:2]}
    letter = recap.recap(EN, of, links, {3: "Coffee"})
    assert "4 people talked in <#C0HELP>, in a thread begun by <@U0ANA>: 10 replies" in letter.text
    assert "3 people talked in <#C0HELP>: 1 reply" in letter.text
    assert "*New among us:* <@U0ANA>, <@U0BO>, and 4 others." in letter.text
    assert "*Thanked this week:* <@U0ANA>, <@U0BO>, and 1 other" in letter.text
    assert "• *Coffee*, on Monday, November 16" in letter.text
    assert actions(letter) == [Action.TODO_OPEN, Action.TODO_OPEN, Action.RECAP_UNNAMED]
    assert buttons(letter)[-1]["value"] == recap.OFF


def test_a_recap_does_not_show_every_figure_there_is():
    of = replace(world.recap_of(()), figures=week(**dict.fromkeys(Measure, 20.0)))
    told = recap.recap(EN, of, {}, {}).text
    assert told.count("• *") == recap.MOST_FIGURES
    assert "And more with `/digest`." in told


def test_more_people_without_a_name_are_counted():
    of = Recap(world.MONDAY, WeekFigures(world.MONDAY), more_welcomed=1, more_thanked=2)
    told = recap.recap(FR, of, {}, {}).text
    assert "*Viennent d’arriver\u00a0:* 1 personne." in told  # noqa: RUF001
    assert "*Merci cette semaine à\u00a0:* 2 personnes" in told


@pytest.mark.parametrize(("unnamed", "back"), [(True, recap.ON), (False, recap.OFF)])
def test_a_wish_about_one_s_name_can_be_taken_back(unnamed, back):
    (button,) = buttons(recap.naming_noted(EN, unnamed=unnamed))
    assert (button["action_id"], button["value"]) == (Action.RECAP_UNNAMED, back)


def test_home_asks_about_one_s_name_only_where_there_are_recaps():
    on = Community(digest=world.choices_of(["U0ANA"]))
    of = home.HomeOf(today=world.MONDAY, community=on)
    values = [one["value"] for one in buttons(home.home(EN, of)) if one["action_id"] == Action.RECAP_UNNAMED]
    again = [
        one["value"]
        for one in buttons(home.home(EN, replace(of, stays_unnamed=True)))
        if one["action_id"] == Action.RECAP_UNNAMED
    ]
    assert (values, again) == ([recap.OFF], [recap.ON])
    assert Action.RECAP_UNNAMED not in actions(home.home(EN, replace(of, community=Community())))


def test_who_was_there_before_the_app_did_not_write_for_the_first_time_when_it_first_heard_them():
    of = home.HomeOf(today=world.MONDAY, community=Community(), posted_on=world.MONDAY)
    assert "first message" not in str(home.home(EN, of))
    assert "first message" in str(home.home(EN, replace(of, joined_on=world.MONDAY)))


def test_home_tells_managers_when_and_where_the_digest_comes():
    community = Community(tz="Europe/Paris", digest_channel="C0DIGEST")
    view = home.home(EN, home.HomeOf(today=world.MONDAY, community=community, manager=True))
    assert "*Digest:* every week on Monday, 9:00 AM (Europe/Paris), in <#C0DIGEST>" in "\n".join(texts(view))
    assert Action.DIGEST_SETTINGS in actions(view)
    assert Action.DIGEST_SETTINGS not in actions(home.home(EN, home.HomeOf(today=world.MONDAY, community=community)))


def test_members_see_the_figures_that_are_public_and_no_others():
    letter = command.figures(EN, ORDINARY.this, ORDINARY.past, {Measure.VOICES})
    assert "*Voices:* 62 (the week before 61)" in letter.text
    assert letter.text.count("• ") == 1
    assert "show no figures" in command.figures(EN, ORDINARY.this, ORDINARY.past, set()).text


def test_members_are_not_told_of_what_they_may_not_do():
    assert "/digest export" not in command.help_for(EN, manager=False).text
    assert "/digest export" in command.help_for(EN, manager=True).text
    assert "/digest" in help.help_for(EN).text


def test_the_short_form_says_what_waits_and_links_to_it():
    letters = dict(world._briefs(EN, ["U0ANA"]))
    busy = letters["brief: more"]
    assert "*Joined:* <@U0ANA> and 3 others" in busy.text
    assert "*7 questions wait for an answer*, the oldest first:" in busy.text
    assert "40 messages. Much more than the usual 12.5." in busy.text
    assert actions(busy).count(Action.TODO_OPEN) == 3
    assert "usual" not in letters["brief: unknown"].text
    assert set(brief._TRENDS) == set(brief.Trend) - {brief.Trend.UNKNOWN}


def test_looking_back_is_offered_with_a_no_and_can_be_stopped_and_gone_on_with():
    of = catching_up.CatchUpOf(channels=4, done=1, messages=250, unread=2)
    assert actions(catching_up.offer(EN, of)) == [Action.CATCH_UP_START, Action.CATCH_UP_DECLINE]
    assert actions(catching_up.declined(EN)) == [Action.CATCH_UP_START]
    assert actions(catching_up.progress(EN, of)) == [Action.CATCH_UP_STOP]
    assert actions(catching_up.stopped(EN, of)) == [Action.CATCH_UP_START]
    assert actions(catching_up.done(EN, of)) == []
    assert "Read so far: 1 of 4 channels, 250 messages." in catching_up.progress(EN, of).text
    assert "2 channels could not be read" in catching_up.done(EN, of).text
    assert "never the words" in catching_up.offer(EN, of).text


@pytest.mark.parametrize("job", [Job.WEEKLY_DIGEST, Job.DIGEST_DETAILS, Job.DIGEST_PICTURE, Job.SHOW_DIGEST,
    Job.DIGEST_NOW, Job.EXPORT_DIGEST, Job.GIVE_THANKS, Job.DAILY_BRIEF, Job.WEEKLY_RECAP, Job.OFFER_CATCH_UP,
    Job.CATCH_UP, Job.SHOW_CATCH_UP, Job.LEARN_MEMBERS])  # fmt: skip
def test_managers_read_which_work_of_the_digest_could_not_be_done(job):
    assert warn._WHAT[job] not in warn.trouble(FR, "is_archived", job).text
    assert warn._WHAT[job] in warn.trouble(EN, "is_archived", job).text


def test_every_unit_is_written():
    assert {definition.unit for definition in MEASURES.values()} == set(Unit)


@pytest.mark.parametrize(("because", "listing"), [(Because.ANSWER_LATE, "waiting"), (Because.TRIAGE_WAITS, "triage")])
@pytest.mark.parametrize("by_id", [None, "U0MGR"])
def test_from_what_waits_of_feedback_one_button_opens_the_board(because, listing, by_id):
    letter = weekly.digest(EN, replace(ORDINARY, todo=world.todo_of(because, by_id=by_id)))
    (board,) = [one for one in buttons(letter) if one["action_id"] == Action.BOARD_SHOW]
    assert board["value"] == listing
