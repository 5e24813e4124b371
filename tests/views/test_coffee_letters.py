"""What people read of coffee: who, why, how to begin, and a way out; and no more of anybody than they share."""

import json
from dataclasses import replace
from typing import Any

import pytest

from slack_app.domain.connections import Connectedness
from slack_app.domain.figures import Hand, RoundFigures
from slack_app.domain.icebreakers import Icebreaker
from slack_app.domain.matching import Reason, Term, Without
from slack_app.domain.participation import Silence
from slack_app.domain.profile import Profile
from slack_app.domain.rounds import GONE, Met
from slack_app.jobs import Job
from slack_app.views import help as helping
from slack_app.views import home, warn
from slack_app.views.actions import Action
from slack_app.views.coffee import asking, icebreakers, mine_told, programmes, rehearsal, report, terms, waiting
from slack_app.views.coffee.introduction import PersonShown, introduction, not_happening
from slack_app.views.kit import Letter
from slack_app.views.words import words_for
from tests.views import coffee_world as world

EN, FR = words_for("en"), words_for("fr")
ANA = Profile(
    role="Nurse",
    team="Ward 3",
    place="Lyon",
    languages=("fr", "en"),
    interests=("choirs",),
    offers=("first aid",),
    looking_for=("a flat",),
    hopes="To feel at home",
    in_directory=True,
)
PAIR = replace(world.group_of(ANA, world.PAIR), reasons=(Reason(Term.INTERESTS, ("choirs",), world.PAIR),))


def written(payload: Any) -> str:
    return json.dumps(payload.blocks if isinstance(payload, Letter) else payload, ensure_ascii=False)


def buttons(payload: Any) -> list[dict[str, Any]]:
    blocks = payload.blocks if isinstance(payload, Letter) else payload["blocks"]
    parts = [part for block in blocks for part in (*block.get("elements", []), block.get("accessory") or {})]
    return [part for part in parts if part.get("type") == "button"]


def actions(payload: Any) -> list[str]:
    return [one["action_id"] for one in buttons(payload)]


def test_an_introduction_says_who_why_and_how_to_begin():
    text = introduction([EN], PAIR).text
    assert "Hello <@U0ANA> and <@U0BO>!" in text
    assert "*<@U0ANA>*: Nurse, Ward 3, Lyon. Likes: choirs. Can help with: first aid. Looks for: a flat." in text
    assert "You have this in common: choirs." in text
    assert EN.say(icebreakers.QUESTIONS[Icebreaker.DISH]) in text
    assert "<@U0ANA>, would you write the first line?" in text
    assert "Half an hour together?" in text


def test_hopes_are_shown_to_nobody():
    assert "at home" not in written(introduction([EN], PAIR))


def test_who_is_not_in_the_directory_is_shown_by_what_they_do():
    hidden = replace(ANA, in_directory=False)
    of = replace(PAIR, people=tuple(replace(one, profile=hidden) for one in PAIR.people))
    shown = written(introduction([EN], of))
    assert "Nurse" in shown
    assert not [word for word in ("Ward 3", "Lyon", "choirs", "first aid", "a flat") if word in shown]


def test_a_reason_gives_away_nothing_that_nobody_shows():
    secret = replace(PAIR, reasons=(Reason(Term.GOALS, ("another job", "a flat"), world.PAIR),))
    shown = written(introduction([EN], secret))
    assert "a flat" in shown
    assert "another job" not in shown


def test_each_sees_the_time_of_everybody():
    lyon, montreal = PAIR.people
    said = introduction([EN], PAIR).text
    assert "Tuesday, December 1: 9:00 AM for <@U0BO> and 3:00 PM for <@U0ANA>" in said
    together = replace(PAIR, people=(lyon, replace(montreal, tz="Europe/Paris")))
    assert "• Tuesday, December 1, 3:00 PM" in introduction([EN], together).text


def test_over_midnight_each_has_their_own_day():
    auckland = PersonShown("U0CY", ANA, "Pacific/Auckland")
    of = replace(PAIR, people=(PAIR.people[0], auckland), times=PAIR.times[:1])
    said = introduction([EN], of).text
    assert "Tuesday, December 1, 3:00 PM for <@U0ANA> · Wednesday, December 2, 3:00 AM for <@U0CY>" in said


def test_a_time_that_does_not_suit_everybody_says_so():
    assert introduction([EN], PAIR).text.count("(outside someone's working hours)") == 1


def test_a_video_link_shows_where_it_leads_and_anything_else_is_no_link():
    linked = replace(PAIR, video_links=("https://meet.example/a?b=1&c", "javascript:alert(1)", "https://x|Sign in"))
    text = introduction([EN], linked).text
    assert "<https://meet.example/a?b=1&amp;c>" in text
    assert "javascript" not in text
    assert "Sign in" not in text


def test_without_a_reason_none_is_invented():
    text = introduction([EN], replace(PAIR, reasons=())).text
    assert "For no special reason" in text
    assert "in common" not in text


def test_a_group_without_a_common_language_reads_both_the_first_first():
    text = introduction([FR, EN], PAIR).text
    assert text.index("Bonjour") < text.index("Hello")
    (choices,) = buttons(introduction([FR, EN], PAIR))
    assert choices["text"]["text"] == "Mes choix de café · My coffee choices"


def test_both_languages_are_heard_in_full_by_five_people():
    text = introduction([FR, EN], world.group_of(ANA)).text
    assert "Hello" in text
    assert len(text) <= 3000


@pytest.mark.parametrize(
    "letter",
    [
        introduction([EN], PAIR),
        not_happening([EN], 3, "Coffee"),
        asking.have_you_met([EN], asking.MeetingShown(7, 3, {})),
        waiting.left_out(EN, 3, "Coffee", Without.RULE),
        waiting.pause_over(EN, 3, "Coffee"),
        *(waiting.silence_noted(EN, 3, "Coffee", silence) for silence in Silence),
    ],
)
def test_every_message_has_a_way_to_ones_own_choices(letter):
    (choices,) = [one for one in buttons(letter) if one["action_id"] == Action.COFFEE_MINE]
    assert choices["value"] == "3"


@pytest.mark.parametrize("words", [EN, FR])
@pytest.mark.parametrize("icebreaker", Icebreaker)
def test_there_is_a_question_for_every_icebreaker(words, icebreaker):
    said = icebreakers.question(words, icebreaker)
    assert said.endswith("?")
    assert len(said) < 120


def test_no_icebreaker_is_asked_twice_under_two_names():
    for words in (EN, FR):
        assert len({icebreakers.question(words, one) for one in Icebreaker}) == len(Icebreaker)


def test_an_icebreaker_of_an_older_version_gives_way_to_another():
    assert icebreakers.question(EN, "no_such_thing").endswith("?")


@pytest.mark.parametrize("term", [term for term in Term if term is not Term.OFFERS])
def test_a_reason_names_those_for_whom_it_holds(term):
    reason = Reason(term, ("fr",), world.PAIR)
    assert "<@U0BO>" not in terms.because(EN, reason, world.PAIR)
    assert "<@U0BO>" in terms.because(EN, reason, world.FIVE)
    assert terms.because(EN, reason, world.PAIR) != terms.because(FR, reason, world.PAIR)


def test_who_offers_and_who_looks_for_it_are_told_apart():
    reason = Reason(Term.OFFERS, ("first aid",), ("U0BO", "U0ANA"))
    assert terms.because(EN, reason, world.PAIR) == "<@U0BO> offers what <@U0ANA> is looking for: first aid."


def test_languages_are_named_not_coded():
    assert "anglais" in terms.because(FR, Reason(Term.LANGUAGE, ("en",), world.PAIR), world.PAIR)


@pytest.mark.parametrize("why", [*Without, GONE])
@pytest.mark.parametrize("words", [EN, FR])
def test_who_is_left_out_is_told_why_and_when_they_come_first(words, why):
    letter = waiting.left_out(words, 3, "Coffee", why, world.NEXT)
    assert terms.why_without(words, why) in letter.text
    assert words.day(world.NEXT) in letter.text


def test_nobody_learns_that_somebody_never_wants_to_meet_somebody():
    said = [waiting.left_out(EN, 3, "Coffee", Without.BLOCKED).text]
    assert said == [waiting.left_out(EN, 3, "Coffee", Without.ALONE).text]
    of = rehearsal.RehearsalOf(3, "Coffee", left_out=(("U0ANA", Without.BLOCKED),))
    said += [rehearsal.rehearsal(EN, of).text, rehearsal.rehearsal_file(EN, of)]
    assert all("Among those who take part this time, nobody was left." in one for one in said)
    assert not [one for one in said if "never" in one or "block" in one]


def test_a_group_is_asked_with_four_answers_about_one_meeting():
    letter = asking.have_you_met([EN], asking.MeetingShown(7, 3, {}))
    four = [Action.COFFEE_MET, Action.COFFEE_PLANNED, Action.COFFEE_NOT_YET, Action.COFFEE_CANNOT]
    assert actions(letter) == [*four, Action.COFFEE_MINE]
    assert {one["value"] for one in buttons(letter)[:4]} == {"7"}


def test_answers_are_shown_as_they_come_in():
    letter = asking.have_you_met(
        [EN], asking.MeetingShown(7, 3, {"U0ANA": Met.MET, "U0BO": Met.MET, "U0CY": Met.CANNOT})
    )
    assert "*Met:* <@U0ANA> and <@U0BO>\n*Cannot this time:* <@U0CY>" in letter.blocks[1]["text"]["text"]
    assert "*Met:* <@U0ANA> and <@U0BO>" in letter.text


def test_only_where_nobody_wrote_someone_is_asked_to_begin():
    assert "<@U0ANA>, two words" in asking.have_you_met([EN], asking.MeetingShown(7, 3, {}, "U0ANA")).text
    assert "two words" not in asking.have_you_met([EN], asking.MeetingShown(7, 3, {})).text
    assert "ends soon" in asking.have_you_met([EN], asking.MeetingShown(7, 3, {}, last=True)).text


def test_what_a_group_shares_is_shown_as_it_was_typed():
    letter = asking.shared(EN, "Coffee", world.PAIR, [("U0ANA", "<!channel> *bees*")])
    (quoted,) = [block for block in letter.blocks if block["type"] == "rich_text"]
    assert quoted["elements"][0]["elements"] == [{"type": "text", "text": "<!channel> *bees*"}]
    assert "<!channel>" not in letter.text


def test_who_is_silent_is_asked_and_nothing_happens_without_an_answer():
    letter = waiting.silent(EN, 3, "Coffee")
    assert actions(letter) == [Action.COFFEE_SILENCE_KEEP, Action.COFFEE_SILENCE_LATER, Action.COFFEE_SILENCE_OUT]
    assert {one["value"] for one in buttons(letter)} == {"3"}
    assert "Without an answer everything stays as it is" in letter.text


def test_a_dry_run_shows_who_why_and_who_without():
    of = rehearsal.RehearsalOf(
        3, "Coffee", ((world.PAIR, PAIR.reasons),), (("U0CY", Without.RULE),), names={"U0ANA": "Ana", "U0BO": "Bo"}
    )
    letter = rehearsal.rehearsal(EN, of)
    assert "<@U0ANA> and <@U0BO>: the same interests: choirs" in letter.text
    assert "<@U0CY>: The programme has a rule" in letter.text
    assert actions(letter) == [Action.COFFEE_SWITCH, Action.COFFEE_CHANGE]
    assert buttons(letter)[0]["value"] == "3:on"
    assert actions(rehearsal.rehearsal(EN, replace(of, is_on=True))) == [Action.COFFEE_CHANGE]
    assert "Ana and Bo: the same interests: choirs\n" in rehearsal.rehearsal_file(EN, of)
    assert rehearsal.is_whole(of)


def test_a_long_dry_run_is_counted_and_the_file_has_all_of_it():
    of = world.rehearsal_of("Coffee", ANA, [f"U{n:03d}" for n in range(40)])
    assert "and 28 more groups" in rehearsal.rehearsal(EN, of).text
    assert not rehearsal.is_whole(of)
    assert len(rehearsal.rehearsal_file(EN, of).splitlines()) == 2 + 40 + 2 + 40


def test_a_round_on_its_way_says_how_far_it_is_and_can_be_cancelled():
    of = report.ProgressOf(3, "Coffee", 4, groups=20, introduced=12, people=41, left_out=1, ends_on=world.NEXT)
    letter = report.progress(EN, of)
    assert "12 of 20 groups so far" in letter.text
    (cancel,) = buttons(letter)
    assert (cancel["action_id"], cancel["value"], cancel["confirm"]["style"]) == (Action.COFFEE_CANCEL, "3", "danger")
    assert buttons(report.progress(EN, replace(of, is_cancelled=True))) == []


def test_a_round_that_is_over_cannot_be_cancelled_so_that_an_old_button_calls_off_no_later_one():
    of = report.ProgressOf(3, "Coffee", 4, 20, 12, 41, 1, world.NEXT, is_over=True)
    letter = report.progress(EN, of)
    assert buttons(letter) == []
    assert "12 of 20 groups were introduced" in letter.text
    assert "This round is over." in letter.text


def test_a_report_says_what_came_of_it_and_where_a_hand_would_help():
    text = report.report(EN, world.figures_of(["U0ANA", "U0BO"]), "Coffee", 4).text
    for said in ("4 groups · met: 2 · planned: 1", "4.2 of 5, from 5 marks", "3.2 different people", "85% are linked"):
        assert said in text
    assert "Where a hand would help" in text
    assert "and 3 others" in text


def test_a_report_of_few_marks_says_that_they_are_too_few():
    assert "Too few marks" in report.report(EN, RoundFigures(ratings=2, rating_mean=None), "Coffee", 1).text


@pytest.mark.parametrize("why", Hand)
@pytest.mark.parametrize("words", [EN, FR])
def test_there_is_a_sentence_for_every_hand(words, why):
    assert "{people}" in words.plain(report._HANDS[why], people="{people}")


def test_a_picture_is_told_in_words_too():
    alt = report.network_alt(EN, "Coffee", Connectedness(60, 3.25, 0.4, 8, 9, 0.85))
    assert "60 people" in alt
    assert "8 have met nobody yet" in alt
    assert "12 people are not drawn" in report.network_title(EN, "Coffee", 12)


def test_home_says_where_one_stands_and_leads_to_ones_choices():
    of = mine_told.MineOf(world.TODAY, (world.standing("Coffee", together_with=("U0BO",)),))
    view = home.home(EN, home.HomeOf(today=world.TODAY, community=home.Community(), coffee=of))
    assert "*Coffee:* Every two weeks, on Monday, 10:00 AM. This time you meet <@U0BO>." in written(view)
    assert Action.COFFEE_MINE in actions(view)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"takes_part": False}, "You do not take part."),
        ({"skips_next": True}, "You skip the next round."),
        ({"paused_until": world.NEXT}, "You pause until Monday, December 7."),
        ({"paused_until": world.TODAY}, "Your next round opens on Monday, December 7."),
    ],
)
def test_a_line_says_where_someone_stands(facts, said):
    assert said in mine_told.line(EN, world.TODAY, world.standing("Coffee", **facts))


def test_without_programmes_home_is_silent_of_coffee():
    assert mine_told.section(EN, mine_told.MineOf(world.TODAY)) == []


def test_managers_reach_the_programmes_from_home_and_members_do_not():
    def offered(*, manager: bool) -> list[str]:
        return actions(home.home(EN, home.HomeOf(today=world.TODAY, community=home.Community(), manager=manager)))

    assert Action.COFFEE_PROGRAMMES in offered(manager=True)
    assert Action.COFFEE_PROGRAMMES not in offered(manager=False)


def test_the_command_is_named_where_commands_are():
    assert "/coffee" in helping.help_for(EN).text


@pytest.mark.parametrize(
    ("is_on", "round_open", "offered"),
    [
        (False, False, {Action.COFFEE_CHANGE, Action.COFFEE_REHEARSE, Action.COFFEE_SWITCH}),
        (False, True, {Action.COFFEE_CHANGE, Action.COFFEE_REHEARSE, Action.COFFEE_SWITCH, Action.COFFEE_CANCEL}),
        (
            True,
            False,
            {
                Action.COFFEE_CHANGE,
                Action.COFFEE_REHEARSE,
                Action.COFFEE_SWITCH,
                Action.COFFEE_START,
                Action.COFFEE_SKIP,
            },
        ),
        (
            True,
            True,
            {
                Action.COFFEE_CHANGE,
                Action.COFFEE_REHEARSE,
                Action.COFFEE_SWITCH,
                Action.COFFEE_CANCEL,
                Action.COFFEE_SKIP,
            },
        ),
    ],
)
def test_a_programme_offers_what_makes_sense_now(is_on, round_open, offered):
    line = programmes.ProgrammeLine(3, world.programme_called("Coffee"), is_on, 24, world.NEXT, round_open)
    found = set(actions(programmes.programme_list(EN, [line]))) - {Action.COFFEE_NEW}
    assert found == offered


def test_switching_says_what_the_programme_shall_be():
    on, off = (programmes.switch_button(EN, 3, is_on=is_on)["value"] for is_on in (False, True))
    assert (on, off) == ("3:on", "3:off")


@pytest.mark.parametrize("what", programmes.Noted)
def test_what_came_of_a_button_is_told_with_the_next_day(what):
    assert "Monday, December 7" in programmes.noted(EN, what, "Coffee", world.NEXT)


def test_managers_read_which_work_of_coffee_could_not_be_done():
    known = {str(job) for job in Job}
    coffee = {"open_round", "introduce_meeting", "ask_if_met", "report_round"} & known
    assert all(warn._WHAT[job] != warn._SOMETHING for job in coffee)
