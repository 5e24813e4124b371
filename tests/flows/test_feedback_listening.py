"""Questions that recur: asked once a day at most, replies that become feedback by one click, and what came of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from slack_app.domain.errors import InvalidAnswersError, NotAllowedError
from slack_app.domain.feedback.choices import FeedbackChoices
from slack_app.domain.feedback.listening import Listening
from slack_app.domain.feedback.routed.because import reasons_of
from slack_app.domain.feedback.terms import Field, Kind, Source
from slack_app.domain.feedback.worked_on.teams import Team
from slack_app.domain.programmes import Cadence
from slack_app.flows import preferences, privacy
from slack_app.flows.deps import transaction
from slack_app.flows.feedback.listening import offering, questions
from slack_app.flows.feedback.said import saying, withdrawing
from slack_app.gateway.protocol import Channel, GiveUpError, TryAgainError
from slack_app.jobs import Job
from slack_app.store.feedback import product_teams
from slack_app.store.schema import Asking, CameOf, ListeningRow, OutboxRow, Schedule, Ticket
from slack_app.views.feedback.said.form_reading import Written
from tests.flows.coffee_stories import BOSS
from tests.flows.feedback_in_stories import WORDS, asked_for, react, ticket
from tests.flows.listening_stories import (
    QUESTION,
    answers,
    ask_now,
    asked,
    head,
    recurring,
    to_feedback,
    ts_of,
)
from tests.house import TEAM, House

A_WEEK = timedelta(days=7)


def offered(house: House) -> list[str]:
    return [user_id for user_id, post in house.slack.told_privately if "listening_make" in str(post.blocks)]


def thursday(house: House, weeks: int = 0) -> None:
    """Until Thursday afternoon in Paris."""
    house.until(house.at.replace(day=5, hour=13, minute=1) + weeks * A_WEEK)


def test_it_is_asked_on_its_day_and_each_week_again(house: House) -> None:
    recurring(house)
    house.until(house.at.replace(day=5, hour=12, minute=59))
    assert asked(house) == []
    thursday(house)
    (first,) = asked(house)
    assert QUESTION in first.text
    assert ":ticket:" in first.text
    thursday(house, 1)
    assert len(asked(house)) == 2


@pytest.mark.parametrize(("cadence", "weeks"), [(Cadence.TWO_WEEKS, 2), (Cadence.MONTHLY, 1)])
def test_it_is_asked_as_often_as_managers_chose(house: House, cadence: Cadence, weeks: int) -> None:
    recurring(house, cadence=cadence)
    house.until(house.at + timedelta(weeks=4))
    assert len(asked(house)) == weeks


def test_who_was_away_for_long_asks_once_and_not_late(house: House) -> None:
    recurring(house)
    house.at += timedelta(weeks=3)
    house.settle()
    assert asked(house) == []


def test_a_reply_is_offered_once_in_its_thread_and_nothing_of_it_is_kept(house: House) -> None:
    recurring(house, asks=True)
    for number in range(3):
        answers(house, "UANA", number=number)
    answers(house, "UBEN", number=7)
    house.settle()
    assert sorted(offered(house)) == ["UANA", "UBEN"]
    (post, _) = (post for _, post in house.slack.told_privately)
    assert post.thread_ts == head(house)
    assert "Personne d’autre ne voit ceci" in str(post.blocks)  # noqa: RUF001
    assert house.rows(Ticket) == []
    assert WORDS not in str([row.model_dump() for row in house.rows(Asking)])


def test_a_reply_elsewhere_is_not_offered_anything(house: House) -> None:
    recurring(house, asks=True)
    answers(house, "UANA", thread_ts="1700000009.000000")
    house.settle()
    assert asked_for(house, Job.OFFER_LISTENING) == []


def test_one_click_makes_feedback_of_it_in_one_s_own_words(house: House) -> None:
    recurring(house, asks=True)
    answers(house, "UANA")
    house.settle()
    for _ in range(2):
        to_feedback(house, "UANA")
        house.settle()
    kept = ticket(house)
    assert (kept.words, kept.source, kept.source_ts) == (WORDS, Source.LISTENING, ts_of())
    (told,) = house.slack.to("UANA")
    assert "feedback_take_back" in str(told.blocks)


def test_nobody_makes_feedback_of_somebody_else_s_reply_by_the_click(house: House) -> None:
    recurring(house, asks=True)
    answers(house, "UANA")
    house.settle()
    to_feedback(house, "UBEN")
    house.settle()
    assert house.rows(Ticket) == []


def test_the_emoji_works_in_the_thread_and_is_counted_as_an_answer(house: House) -> None:
    recurring(house, asks=True)
    react(house, "UBEN", answers(house, "UANA"))
    house.settle()
    kept = ticket(house)
    assert (kept.source, kept.words) == (Source.LISTENING, "")
    assert len(house.rows(CameOf)) == 1


def test_who_made_feedback_of_it_already_is_not_offered_it(house: House) -> None:
    recurring(house, asks=True)
    react(house, "UANA", answers(house, "UANA"))
    house.deps.slack.faults["tell_privately"].append(TryAgainError("ratelimited"))  # type: ignore[attr-defined]
    house.settle()
    house.pass_time(minutes=5)
    assert offered(house) == []


@pytest.mark.parametrize("how", ["paused", "stopped", "forgotten", "outsider"])
def test_who_wants_no_word_of_the_app_gets_none(house: House, how: str) -> None:
    recurring(house, asks=True)
    house.person("UFAR", team_id="T9")
    if how == "paused":
        preferences.pause_for(house.deps, TEAM, "UANA", timedelta(days=7))
    elif how == "stopped":
        preferences.stop_messages(house.deps, TEAM, "UANA")
    elif how == "forgotten":
        privacy.forget(house.deps, TEAM, "UANA")
    answers(house, "UFAR" if how == "outsider" else "UANA")
    house.settle()
    assert offered(house) == []


def test_what_only_one_person_sees_is_not_said_again_after_a_doubt(house: House) -> None:
    recurring(house, asks=True)
    house.slack.faults["tell_privately"].append(TryAgainError("timeout", uncertain=True))
    answers(house, "UANA")
    house.settle()
    house.pass_time(hours=1)
    assert offered(house) == []
    assert [row.reason for row in asked_for(house, Job.OFFER_LISTENING)] == ["may_be_said"]


def test_whoever_left_the_channel_is_no_trouble_for_managers(house: House) -> None:
    recurring(house, asks=True)
    house.slack.faults["tell_privately"].append(GiveUpError("user_not_in_channel"))
    answers(house, "UANA")
    house.settle()
    assert asked_for(house, Job.WARN_MANAGERS) == []


def test_what_the_question_is_about_is_known_of_what_comes_of_it(house: House) -> None:
    recurring(house, choices={"areas": ("Mobile",)})
    with transaction(house.deps) as session:
        team = product_teams.add(session, TEAM, Team("Apps", "CAPPS"), now=house.at).id
    (row,) = house.rows(ListeningRow)
    about = replace(Listening.from_json(row.choices), kind=Kind.COMPLAINT, area="mobile", product_team_id=team)
    questions.keep(house.deps, TEAM, BOSS, row.id, (about, False))
    ask_now(house, row.id)
    house.settle()
    answers(house, "UANA", "The weather was bad")
    house.settle()
    to_feedback(house, "UANA")
    house.settle()
    kept = ticket(house)
    assert (kept.kind, kept.area, kept.product_team_id) == ("complaint", "Mobile", team)
    assert {reason.why for reason in reasons_of(kept.because).values() if reason.field is not Field.PRIORITY} == {
        "asked"
    }


def test_a_question_can_be_answered_to_the_team_alone_and_without_a_name(house: House) -> None:
    recurring(house, asks=True, kind=Kind.COMPLAINT)
    (asking,) = house.rows(Asking)
    form = saying.form_to_answer(house.deps, TEAM, "UANA", asking.id)
    assert "asking_id" in form["private_metadata"]
    written = Written(WORDS, Source.LISTENING, unnamed=True, asking_id=asking.id)
    saying.say(house.deps, TEAM, "UANA", written, form_id="V1")
    house.settle()
    assert (ticket(house).source, ticket(house).is_anonymous) == (Source.LISTENING, True)
    assert [row.asking_id for row in house.rows(CameOf)] == [asking.id]
    assert "UANA" not in str([row.model_dump() for row in house.rows(CameOf)])


def test_of_who_is_forgotten_no_offer_stays(house: House) -> None:
    recurring(house, asks=True)
    answers(house, "UANA")
    house.settle()
    assert "UANA" in str([row.key for row in house.rows(OutboxRow)])
    privacy.forget(house.deps, TEAM, "UANA")
    house.settle()
    assert "UANA" not in str([row.model_dump() for row in house.rows(OutboxRow)])


def test_after_a_week_and_when_it_is_asked_again_it_says_what_came_of_it(house: House) -> None:
    recurring(house)
    thursday(house)
    first = head(house)
    for number, user_id in enumerate(("UANA", "UBEN")):
        answers(house, user_id, f"{WORDS} {number}", number=number)
    house.settle()
    for number, user_id in enumerate(("UANA", "UBEN")):
        to_feedback(house, user_id, number=number)
    house.settle()
    (bens,) = [row.id for row in house.rows(Ticket) if row.words == f"{WORDS} 1"]
    withdrawing.take_back(house.deps, TEAM, "UBEN", bens)
    house.slack.updates.clear()
    thursday(house, 1)
    shown = [text for where, text, _ in house.slack.updates if where.message_ts == first]
    assert shown
    assert all("1 " in text and QUESTION in text for text in shown)


def test_where_nothing_came_of_it_the_question_stays_as_it_is(house: House) -> None:
    recurring(house)
    thursday(house, 2)
    assert house.slack.updates == []
    assert len(asked(house)) == 3


# Managers.


def test_a_question_rests_and_goes_on(house: House) -> None:
    question_id = recurring(house)
    questions.switch(house.deps, TEAM, BOSS, question_id, is_on=False)
    thursday(house)
    assert asked(house) == []
    questions.switch(house.deps, TEAM, BOSS, question_id, is_on=True)
    thursday(house, 1)
    assert len(asked(house)) == 1


def test_asked_by_hand_it_is_not_asked_again_on_that_day(house: House) -> None:
    question_id = recurring(house)
    house.until(house.at.replace(day=5, hour=8))
    for _ in range(2):
        ask_now(house, question_id)
    house.settle()
    ask_now(house, question_id)
    thursday(house)
    assert len(asked(house)) == 1


def test_what_is_taken_away_is_not_asked_and_its_thread_still_hears(house: House) -> None:
    question_id = recurring(house, asks=True)
    questions.keep(house.deps, TEAM, BOSS, question_id, (Listening(QUESTION, "C1"), True))
    thursday(house, 1)
    assert len(asked(house)) == 1
    answers(house, "UANA")
    house.settle()
    to_feedback(house, "UANA")
    house.settle()
    assert ticket(house).source == Source.LISTENING
    assert "gone" not in str(questions.listed(house.deps, TEAM, BOSS))


def test_where_feedback_is_off_nothing_is_asked_or_offered(house: House) -> None:
    question_id = recurring(house, asks=True)
    house.set_up(feedback=FeedbackChoices(is_on=False))
    answers(house, "UANA")
    ask_now(house, question_id)
    thursday(house)
    assert len(asked(house)) == 1
    assert offered(house) == []
    with pytest.raises(NotAllowedError):
        offering.make_feedback(house.deps, TEAM, "UANA", house.rows(Asking)[0].id, ts_of())


@pytest.mark.parametrize(
    ("room", "code"),
    [
        (Channel("C1", "general", is_member=True, is_archived=True), "is_archived"),
        (Channel("C1", "general"), "not_in_channel"),
        (None, "channel_not_found"),
    ],
)
def test_where_it_cannot_be_heard_managers_are_told(house: House, room: Channel | None, code: str) -> None:
    recurring(house)
    house.slack.rooms.pop("C1")
    if room:
        house.slack.rooms["C1"] = room
    thursday(house)
    assert asked(house) == []
    (warning,) = asked_for(house, Job.WARN_MANAGERS)
    assert (warning.args["code"], warning.args["about"]) == (code, "ask_listening")


def test_that_its_channel_is_archived_managers_hear_before_it_is_asked(house: House) -> None:
    recurring(house)
    house.hear(house.event("channel_archive", channel="C1", user=BOSS))
    house.settle()
    (warning,) = asked_for(house, Job.WARN_MANAGERS)
    assert warning.args["about"] == "C1"


def test_another_time_zone_moves_what_is_to_come(house: House) -> None:
    recurring(house)
    house.set_up(tz="Asia/Tokyo", feedback=FeedbackChoices())
    (schedule,) = [row for row in house.rows(Schedule) if row.name.startswith("ask_listening")]
    assert (schedule.tz, schedule.next_due_at.hour) == ("Asia/Tokyo", 5)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"question": " "}, "question"),
        ({"question": "x" * 201}, "question"),
        ({"channel_id": None}, "channel_id"),
        ({"hour": 24}, "hour"),
        ({"cadence": Cadence.THREE_WEEKS}, "cadence"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(house: House, changes: dict[str, object], field: str) -> None:
    recurring(house)
    wrong = replace(Listening(QUESTION, "C1"), **changes)  # type: ignore[arg-type]
    with pytest.raises(InvalidAnswersError) as refusal:
        questions.keep(house.deps, TEAM, BOSS, None, (wrong, False))
    assert field in refusal.value.fields
    assert len(house.rows(ListeningRow)) == 1


def test_only_managers_see_and_change_questions(house: House) -> None:
    question_id = recurring(house)
    for deed in (
        lambda: questions.listed(house.deps, TEAM, "UANA"),
        lambda: questions.ask_now(house.deps, TEAM, "UANA", question_id),
        lambda: questions.keep(house.deps, TEAM, "UANA", None, (Listening(QUESTION, "C1"), False)),
    ):
        with pytest.raises(NotAllowedError):
            deed()
