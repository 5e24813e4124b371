"""Whoever asks whom they could meet is answered: once for each wish, fairly, and also when there is nobody."""

from dataclasses import replace

from slack_app.flows import recommending
from slack_app.gateway.protocol import Channel
from slack_app.store.schema import Nudge
from tests.flows.stories import ANA, BEN, introduce, said
from tests.house import TEAM, House


def ask(house: House, user_id: str, asked: str) -> None:
    recommending.ask_again(house.deps, TEAM, user_id, asked=asked)
    house.settle()


def test_each_wish_is_answered_and_a_wish_that_comes_twice_once(house: House) -> None:
    introduce(house, "UANA", ANA)
    before = len(house.slack.to("UANA"))
    for asked in ("1.0", "1.0", "2.0"):
        ask(house, "UANA", asked)
    assert len(house.slack.to("UANA")) == before + 2


def test_the_answer_to_a_wish_does_not_thank_for_an_introduction(house: House) -> None:
    introduce(house, "UANA", ANA, locale="en-GB")
    ask(house, "UANA", "1.0")
    first, second = house.slack.to("UANA")
    assert "Thank you" in first.text
    assert "Thank you" not in second.text


def test_an_answer_comes_at_night_while_they_pause_and_beyond_the_cap(house: House) -> None:
    house.set_up(weekly_cap=1)
    introduce(house, "UANA", ANA)
    house.pass_time(hours=14)
    for number in range(4):
        ask(house, "UANA", f"{number}.0")
    assert len(house.slack.to("UANA")) == 5


def test_where_there_is_nobody_yet_that_is_said_with_a_small_step(house: House) -> None:
    introduce(house, "UANA", ANA, locale="en-GB")
    assert "you are among the first" in said(house.slack.to("UANA")[0])


def test_who_told_nothing_of_themselves_yet_is_asked_to_and_not_left_without_an_answer(house: House) -> None:
    house.join("UANA")
    house.settle()
    ask(house, "UANA", "1.0")
    assert len(house.slack.to("UANA")) == 2
    assert "'introduce'" in str(house.slack.to("UANA")[-1].blocks)


def test_who_was_recommended_is_counted_and_others_come_first_the_next_time(house: House) -> None:
    for number in range(5):
        introduce(house, f"UB{number}", replace(BEN, interests=("Chess",), offers=(), role="Player"))
    before = {f"UB{number}": house.member(f"UB{number}").times_recommended for number in range(5)}
    introduce(house, "UANA", replace(ANA, interests=("Chess",), looking_for=()))
    after = {user_id: house.member(user_id).times_recommended for user_id in before}
    named = {user_id for user_id in before if f"<@{user_id}>" in said(house.slack.to("UANA")[-1])}
    assert named == {user_id for user_id in before if after[user_id] == before[user_id] + 1}
    assert max(after.values()) - min(after.values()) <= max(before.values()) - min(before.values()) + 1


def test_asking_is_what_they_did_after_the_nudge(house: House) -> None:
    house.join("UANA")
    house.settle()
    ask(house, "UANA", "1.0")
    assert next(row for row in house.rows(Nudge) if row.step == "day0").next_act == "clicked"


def test_two_who_meet_the_same_words_are_each_told_why(house: House) -> None:
    introduce(house, "UBEN", BEN, locale="fr-FR")
    introduce(house, "UANA", ANA)
    assert "Accessibility" in said(house.slack.to("UANA")[-1]) or "A mentor" in said(house.slack.to("UANA")[-1])
    ask(house, "UBEN", "1.0")
    assert "<@UANA>" in said(house.slack.to("UBEN")[-1])


def test_nobody_is_sent_to_where_everyone_is_already(house: House) -> None:
    house.set_up(community_channel="CALL", introductions_channel="CINTRO")
    house.slack.rooms = {
        "CALL": Channel("CALL", "accessibility-for-all", is_member=True),
        "CGEN": Channel("CGEN", "accessibility", is_general=True),
        "CINTRO": Channel("CINTRO", "introductions", is_member=True),
        "CDES": Channel("CDES", "design", "Design and accessibility"),
    }
    introduce(house, "UANA", replace(ANA, interests=("Accessibility",)))
    words = house.slack.to("UANA")[-1].text
    assert "<#CDES>" in words
    assert "<#CINTRO>" in words
    assert "<#CALL>" not in words
    assert "<#CGEN>" not in words
