"""A survey from its making to its report: who is asked and how often, what nobody can trace, and what is never told."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest

from slack_app.domain.errors import (
    InvalidAnswersError,
    NotAllowedError,
    SurveyAnsweredError,
    SurveyIsLiveError,
    SurveyIsNotSafeError,
    SurveyIsOverError,
)
from slack_app.domain.feedback.surveys.survey import Chosen
from slack_app.flows import preferences
from slack_app.flows.feedback.managing import exporting, settings
from slack_app.flows.feedback.surveys import answering, box, making
from slack_app.gateway.protocol import Channel
from slack_app.jobs import Job
from slack_app.store.feedback import surveys as store
from slack_app.store.schema import OutboxRow, Survey, SurveyMark, SurveyTurn, Ticket, Voice
from slack_app.store.sealing import Seal
from slack_app.views.feedback.managing.settings import Page
from slack_app.views.kit import Letter
from slack_app.views.kit.check import check
from tests.flows.coffee_stories import BOSS, arrive
from tests.flows.survey_stories import (
    PEOPLE,
    RECOMMEND,
    all_answer,
    answers,
    asked,
    last,
    later,
    living,
    made,
    reports,
)
from tests.house import TEAM, House
from tests.workers.stories import ask

QUARTERLY = Chosen(is_repeated=True)
LINE = "The lifts of the old building smell of soup"


def report_of(house: House) -> str:
    return str(reports(house)[-1].blocks)


def page(house: House) -> str:
    shown = settings.page(house.deps, TEAM, BOSS, Page.SURVEYS)
    assert check(shown, "modal") == []
    return str(shown)


def everything(house: House) -> str:
    tables = (Survey, SurveyTurn, SurveyMark, OutboxRow, Ticket, Voice)
    return "\n".join(str(row.model_dump()) for table in tables for row in house.rows(table))


# Who is asked.


def test_each_member_is_asked_once_in_their_own_language_and_the_team_is_not(house: House) -> None:
    living(house)
    made(house)
    assert [len(asked(house, user_id)) for user_id in PEOPLE] == [1] * 7
    assert asked(house, BOSS) == []
    (french,), (english,) = asked(house, "UANA"), asked(house, "UENG")
    assert "recommandiez cette communauté" in french.text
    assert "Ne plus me demander" in str(french.blocks)
    assert "recommend this community" in english.text
    assert "Monday, March 16" in english.text
    assert "Don't ask me again" in str(english.blocks)
    assert last(house).asked == 7


def test_of_a_channel_only_its_members_are_asked(house: House) -> None:
    living(house)
    house.slack.rooms["CCLUB"] = Channel("CCLUB", "club", is_member=True)
    house.slack.inside["CCLUB"] = [*PEOPLE[:5], "USTRANGER", BOSS]
    made(house, Chosen("Was it useful?", "CCLUB"))
    assert [len(asked(house, user_id)) for user_id in PEOPLE] == [1] * 5 + [0] * 2
    assert "Was it useful?" in asked(house, "UANA")[0].text


def test_where_fewer_than_five_could_be_asked_nobody_is(house: House) -> None:
    living(house)
    house.slack.inside["CCLUB"] = PEOPLE[:4]
    made(house, Chosen("Was it useful?", "CCLUB"))
    assert not any(asked(house, user_id) for user_id in PEOPLE)
    assert "fewer than 5 people could be asked" in report_of(house)


def test_nobody_is_asked_at_night_or_beyond_their_week_s_messages(house: House) -> None:
    living(house)
    house.at = house.at.replace(hour=22)
    made(house)
    assert asked(house, "UANA") == []
    house.pass_time(hours=14)
    assert len(asked(house, "UANA")) == 1


def test_who_takes_no_messages_is_not_asked(house: House) -> None:
    living(house)
    preferences.stop_messages(house.deps, TEAM, "UANA")
    made(house)
    assert asked(house, "UANA") == []
    assert len(asked(house, "UBEN")) == 1


def test_nobody_is_asked_twice_in_90_days_by_whatever_survey(house: House) -> None:
    living(house)
    first = made(house)
    making.end(house.deps, TEAM, BOSS, first)
    later(house, days=60)
    second = made(house, Chosen("Was it useful?"))
    later(house, days=14)
    assert [len(asked(house, user_id)) for user_id in PEOPLE] == [1] * 7
    assert second != first
    assert "fewer than 5 people could be asked" in report_of(house)


def test_whose_quarter_ends_while_it_is_open_is_asked_then(house: House) -> None:
    living(house)
    first = made(house)
    making.end(house.deps, TEAM, BOSS, first)
    later(house, days=85)
    made(house, Chosen("Was it useful?"))
    assert len(asked(house, "UANA")) == 1
    later(house, days=4, hours=23)
    assert len(asked(house, "UANA")) == 1
    later(house, days=1)
    assert len(asked(house, "UANA")) == 2


def test_each_quarter_it_comes_again_until_it_is_called_off(house: House) -> None:
    living(house)
    made(house, QUARTERLY)
    later(house, days=20)
    assert "next from Monday, June 1 on" in page(house)
    later(house, days=75)
    assert [len(asked(house, user_id)) for user_id in PEOPLE] == [2] * 7
    later(house, days=20)
    making.end(house.deps, TEAM, BOSS, last(house).id or 0)
    later(house, days=120)
    assert [len(asked(house, user_id)) for user_id in PEOPLE] == [2] * 7


def test_many_are_asked_over_some_days(house: House) -> None:
    living(house)
    arrive(house, *(f"UMANY{n}" for n in range(200)))
    made(house)
    assert last(house).asked < 120
    later(house, days=4)
    assert last(house).asked == 207


def test_who_does_not_want_to_be_asked_is_not_until_they_want_it_again(house: House) -> None:
    living(house)
    first = made(house, QUARTERLY)
    answering.never(house.deps, TEAM, "UENG", first, is_never=True)
    house.settle()
    _, _, blocks = house.slack.updates[-1]
    assert "You will get no surveys any more." in str(blocks)
    assert "Ask me again after all" in str(blocks)
    later(house, days=15)
    later(house, days=80)
    assert len(asked(house, "UENG")) == 1
    answering.never(house.deps, TEAM, "UENG", first, is_never=False)
    later(house, days=15)
    later(house, days=80)
    assert len(asked(house, "UENG")) == 2


# Without names.


def test_who_answered_what_stands_nowhere(house: House) -> None:
    living(house)
    survey_id = made(house)
    before = everything(house)
    answers(house, survey_id, "UANA", 3, LINE)
    house.settle()
    kept = everything(house)
    assert LINE not in kept
    assert kept.count("UANA") == before.count("UANA")
    (mark,) = house.rows(SurveyMark)
    assert "UANA" not in str(mark)
    other = replace(house.deps, seal=Seal(b"another key"))
    assert box.mark_of(other, TEAM, survey_id, "UANA") != mark.mark


def test_their_message_says_that_they_answered_and_leaves_no_trace_of_when(house: House) -> None:
    living(house)
    survey_id = made(house)
    answers(house, survey_id, "UENG", 9)
    house.settle()
    where, text, _ = house.slack.updates[-1]
    assert where.channel_id == "D-UENG"
    assert "You have answered: thank you!" in text
    assert not [row for row in house.rows(OutboxRow) if row.job == "show_survey"]


def test_nobody_answers_twice_or_when_it_is_over_or_unasked(house: House) -> None:
    living(house)
    survey_id = made(house)
    answers(house, survey_id, "UANA", 9)
    for again in (
        lambda: answers(house, survey_id, "UANA", 0),
        lambda: answering.form(house.deps, TEAM, "UANA", survey_id, 0),
    ):
        with pytest.raises(SurveyAnsweredError):
            again()
    with pytest.raises(SurveyIsOverError):
        answers(house, survey_id, BOSS, 10)
    making.end(house.deps, TEAM, BOSS, survey_id)
    with pytest.raises(SurveyIsOverError):
        answers(house, survey_id, "UBEN", 10)
    with pytest.raises(SurveyIsOverError):
        answering.form(house.deps, TEAM, "UBEN", survey_id, 10)


def test_while_it_is_open_managers_see_how_many_answered_and_nothing_more(house: House) -> None:
    living(house)
    survey_id = made(house)
    all_answer(house, survey_id, 10, 10, 10, 10, 10, 10)
    shown = page(house)
    assert "Asked so far: 7. Answered: 6." in shown
    assert "Promoter" not in shown
    assert "Line of" not in shown


def test_fewer_than_five_answers_are_deleted_unread(house: House) -> None:
    living(house)
    survey_id = made(house)
    for user_id in PEOPLE[:4]:
        answers(house, survey_id, user_id, 0, LINE)
    later(house, days=15)
    assert "4 of 7 people answered (57%)." in report_of(house)
    assert "deleted unread" in report_of(house)
    assert LINE not in report_of(house)
    assert last(house).box is None
    assert last(house).result == {"asked": 7, "answered": 4, "counts": [0] * 11, "lines": []}
    assert house.rows(SurveyMark) == []


def test_without_a_key_no_survey_is_made(house: House) -> None:
    living(house, sealed=False)
    with pytest.raises(SurveyIsNotSafeError):
        making.make(house.deps, TEAM, BOSS, RECOMMEND)
    assert "CONVIVE_SECRET_KEY" in page(house)
    assert "Make a survey" not in page(house)


def test_when_the_key_was_lost_the_answers_are_and_the_survey_still_closes(house: House) -> None:
    living(house)
    all_answer(house, made(house), 9, 9, 9, 9, 9)
    house.deps = replace(house.deps, seal=Seal(b"another key"))
    later(house, days=15)
    assert last(house).state == "closed"
    assert "0 of 7 people answered (0%)." in report_of(house)


# What comes of it.


def test_from_five_answers_on_managers_read_the_score_how_sure_it_is_and_the_lines(house: House) -> None:
    living(house)
    survey_id = made(house)
    for user_id, score, line in zip(PEOPLE, (10, 9, 9, 8, 7, 2), ("Zoe", "Mice", "", "Ants", "", LINE), strict=False):
        answers(house, survey_id, user_id, score, line)
    later(house, days=15)
    (report,) = reports(house)
    shown = str(report.blocks)
    assert "Survey closed: would members recommend this community?" in shown
    assert "6 of 7 people answered (86%)." in shown
    assert "*Net Promoter Score: 33*" in shown
    assert "50% gave 9 or 10, 33% 7 or 8, 17% 0 to 6" in shown
    assert "between -32 and 82, nineteen times in twenty" in shown
    assert shown.index("• Ants") < shown.index("• Mice") < shown.index(f"• {LINE}") < shown.index("• Zoe")
    assert "*Net Promoter Score: 33*" in page(house)
    assert house.rows(SurveyMark) == []


def test_the_next_report_says_the_way_since_the_last(house: House) -> None:
    living(house)
    all_answer(house, made(house, QUARTERLY), 9, 9, 9, 0, 0)
    later(house, days=15)
    later(house, days=77)
    all_answer(house, last(house).id or 0, 9, 9, 9, 9, 0)
    later(house, days=15)
    assert "40 more than last time (20, n\u00a0=\u00a05)." in reports(house)[-1].text


def test_in_french_the_report_reads_so_too(house: House) -> None:
    living(house)
    house.set_up(language="fr")
    all_answer(house, made(house, Chosen("La salle vous plaît-elle ?")), 9, 9, 9, 9, 0)
    later(house, days=15)
    text = reports(house)[0].text.replace("\u00a0", " ").replace("\u202f", " ")
    assert text.startswith("Enquête close : La salle vous plaît-elle ?")
    assert "5 personnes sur 7 ont répondu (71 %)." in text
    assert "*7,2 sur 10 en moyenne*" in text
    assert "Le hasard seul le fait varier entre" in text
    assert "*Avec leurs mots*" in text


def test_the_score_comes_alike_for_who_closes_it_early_and_a_second_press_changes_nothing(house: House) -> None:
    living(house)
    survey_id = made(house)
    all_answer(house, survey_id, 9, 9, 9, 9, 9)
    for _ in range(2):
        making.end(house.deps, TEAM, BOSS, survey_id)
    later(house, days=20)
    assert len(reports(house)) == 1
    assert "*Net Promoter Score: 100*" in report_of(house)


def test_their_words_are_harmless_in_the_report(house: House) -> None:
    living(house)
    survey_id = made(house, Chosen("Is <!channel> *bold*?"))
    all_answer(house, survey_id, 9, 9, 9, 9)
    answers(house, survey_id, "U2", 9, "<!channel> <@UANA> `x`")
    later(house, days=15)
    (report,) = reports(house)
    assert "<!channel>" not in f"{report.text} {report.blocks[1:]}"
    assert "<@UANA>" not in str(report.blocks)
    assert check_letter(report.blocks) == []


def check_letter(blocks: object) -> list[str]:
    return check(Letter("x", list(blocks)), "message")  # type: ignore[call-overload]


# To the team.


def test_a_line_may_go_to_the_team_as_feedback_without_a_name_and_the_answer_comes_back(house: House) -> None:
    living(house)
    survey_id = made(house)
    all_answer(house, survey_id, 9, 9, 9, 9)
    view = answers(house, survey_id, "U2", 2, LINE, to_team=True)
    assert "/feedback mine" in str(view)
    house.settle()
    (ticket,) = house.rows(Ticket)
    assert (ticket.words, ticket.source, ticket.is_anonymous) == (LINE, "survey", True)
    (voice,) = house.rows(Voice)
    assert voice.user_id is None
    assert house.deps.seal.open(voice.sealed) == "U2"
    assert [post for post in house.slack.into("CTEAM") if LINE in str(post.blocks)]
    later(house, days=15)
    assert LINE not in report_of(house)
    assert "5 of 7" in report_of(house)


def test_where_feedback_needs_a_name_the_line_stays_in_the_survey(house: House) -> None:
    living(house, anonymous=False)
    survey_id = made(house)
    assert "to_team" not in str(answering.form(house.deps, TEAM, "UANA", survey_id, 5))
    with pytest.raises(InvalidAnswersError):
        answers(house, survey_id, "UANA", 5, LINE, to_team=True)
    assert house.rows(Ticket) == []
    assert house.rows(SurveyMark) == []


@pytest.mark.parametrize("line", ["", "🎉", "token: ghp_0123456789abcdefghijklmnopqrstuvwxyz"])
def test_what_cannot_go_to_the_team_is_said_and_nothing_is_kept(house: House, line: str) -> None:
    living(house)
    survey_id = made(house)
    with pytest.raises(InvalidAnswersError):
        answers(house, survey_id, "UANA", 5, line, to_team=True)
    assert house.rows(SurveyMark) == []
    assert last(house).box is None


# Managers.


def test_one_survey_is_asked_at_a_time_and_only_managers_make_one(house: House) -> None:
    living(house)
    made(house)
    with pytest.raises(SurveyIsLiveError):
        making.make(house.deps, TEAM, BOSS, RECOMMEND)
    for deed in (making.form, making.listed):
        with pytest.raises(NotAllowedError):
            deed(house.deps, TEAM, "UANA")
    with pytest.raises(NotAllowedError):
        making.end(house.deps, TEAM, "UANA", last(house).id or 0)


def test_two_who_make_one_at_once_make_one(house: House) -> None:
    living(house)
    with house.db.transaction() as session:
        first, second = (store.plan(session, TEAM, RECOMMEND, opens_at=house.at) for _ in range(2))
    assert first is not None
    assert second is None


def test_before_it_goes_out_managers_see_what_people_read(house: House) -> None:
    living(house)
    shown = making.preview(house.deps, TEAM, BOSS, Chosen("Was it useful?", is_repeated=True))
    assert check(shown, "modal") == []
    assert "7 people can be asked." in str(shown)
    assert "*Was it useful?*" in str(shown)
    assert house.rows(Survey) == []
    house.pass_time(hours=1)
    assert asked(house, "UANA") == []


def test_long_ago_written_lines_are_forgotten_and_the_figures_stay(house: House) -> None:
    living(house)
    all_answer(house, made(house), 9, 9, 9, 9, 9)
    later(house, days=15)
    house.at += timedelta(days=450)
    ask(house, "sweep:now", job=Job.SWEEP)
    house.settle()
    result = last(house).result
    assert result["lines"] == []
    assert sum(result["counts"]) == 5


def test_what_came_of_surveys_is_in_the_export_and_nothing_of_fewer_than_five(house: House) -> None:
    living(house)
    first = made(house, Chosen("=Is it <useful>?"))
    all_answer(house, first, 9, 9, 9, 0)
    making.end(house.deps, TEAM, BOSS, first)
    later(house, days=95)
    all_answer(house, made(house), 9, 9, 9, 9, 0)
    making.end(house.deps, TEAM, BOSS, last(house).id or 0)
    exporting.ask(house.deps, TEAM, BOSS, asked="1")
    house.settle()
    ((_, _, content, _),) = house.slack.files
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        table, whole = archive.read("surveys.csv").decode("utf-8-sig"), json.loads(archive.read("surveys.json"))
    recommended, own = csv.DictReader(io.StringIO(table, newline=""))
    assert (recommended["answered"], recommended["figure"], recommended["gave_9"]) == ("5", "60.0", "4")
    assert (own["question"], own["answered"], own["figure"], own["gave_9"]) == ("'=Is it <useful>?", "4", "", "")
    assert [len(one["lines"]) for one in whole["surveys"]] == [5, 0]
