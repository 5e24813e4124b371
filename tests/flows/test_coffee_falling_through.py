"""A group that is not what it was: somebody is gone, or cannot be reached, or does not wish to meet; and what is told."""

from datetime import UTC, datetime, timedelta

import pytest

from slack_app.flows import preferences, privacy
from slack_app.flows.coffee import programmes
from slack_app.gateway.protocol import GiveUpError, Post, TryAgainError
from slack_app.store.schema import LeftOut, Meeting, Member, OutboxRow, Report, Seat
from tests.flows.coffee_stories import (
    BOSS,
    arrive,
    choose,
    everyone_joins,
    groups,
    manage,
    meeting_of,
    participant,
    programme,
    rounds,
    said,
)
from tests.house import TEAM, House

OPENS = datetime(2026, 3, 9, 9, tzinfo=UTC)
A_LITTLE_LATER = OPENS + timedelta(minutes=1)


@pytest.fixture
def pair(house: House) -> House:
    manage(house)
    arrive(house, "UANA", "UBEN", "UCLO")
    everyone_joins(house, programme(house), ["UANA", "UBEN"])
    return house


def trio(house: House) -> None:
    choose(house, 1, "UCLO")


def before_they_are_introduced(house: House) -> None:
    """The round is open; Slack lets us open no conversation yet."""
    house.slack.faults["open_dm"].extend([TryAgainError("limited", after=timedelta(minutes=5))] * 2)
    house.until(A_LITTLE_LATER)
    assert in_no_group(house)


def in_no_group(house: House) -> bool:
    return not [post for _, post, _ in house.slack.posts if post.key.startswith("introduce_meeting")]


def introductions(house: House) -> list[Post]:
    return [post for _, post, _ in house.slack.posts if post.key.startswith("introduce_meeting")]


def choose_out(house: House, user_id: str) -> None:
    choose(house, 1, user_id, takes_part=False)


@pytest.mark.parametrize(
    "gone", ["left_programme", "opted_out", "paused", "pauses_messages", "deactivated", "forgotten"]
)
def test_who_is_gone_before_the_introduction_is_taken_out_of_a_group_of_three(pair, gone):
    trio(pair)
    before_they_are_introduced(pair)
    go(pair, "UBEN", gone)
    pair.pass_time(minutes=30)
    assert groups(pair) == [{"UANA", "UCLO"}]
    (post,) = introductions(pair)
    assert post.channel_id == "G-UANA-UCLO"
    assert "UBEN" not in said(post)
    assert meeting_of(pair, "UANA").starter_id in {"UANA", "UCLO"}


def go(house: House, user_id: str, how: str) -> None:
    match how:
        case "left_programme":
            choose_out(house, user_id)
        case "opted_out":
            preferences.stop_messages(house.deps, TEAM, user_id)
        case "paused":
            choose(house, 1, user_id, paused_until=house.at.date() + timedelta(days=9))
        case "pauses_messages":
            preferences.pause_for(house.deps, TEAM, user_id, timedelta(days=9))
        case "deactivated":
            user = {"id": user_id, "team_id": TEAM, "deleted": True}
            house.hear(house.event("user_change", user=user))
        case "forgotten":
            privacy.forget(house.deps, TEAM, user_id)


def test_of_a_pair_the_other_is_told_that_it_fell_through_and_comes_first(pair):
    before_they_are_introduced(pair)
    choose_out(pair, "UBEN")
    pair.pass_time(minutes=30)
    assert groups(pair) == []
    assert introductions(pair) == []
    (told,) = [post for post in pair.slack.to("UANA") if post.key.startswith("left_out")]
    assert "pas pu être là" in told.text or "finalement" in told.text
    assert "UBEN" not in said(told)
    assert participant(pair, "UANA").fairness == 1.0


def test_two_who_never_wish_to_meet_from_now_on_are_not_introduced_and_nobody_learns_why(pair):
    before_they_are_introduced(pair)
    choose(pair, 1, "UBEN", apart=("UANA",))
    pair.pass_time(minutes=30)
    assert introductions(pair) == []
    letters = [post.text for user_id in ("UANA", "UBEN") for post in pair.slack.to(user_id) if "left_out" in post.key]
    assert len(letters) == 2
    assert len(set(letters)) == 1
    assert {row.why for row in pair.rows(LeftOut)} == {"gone"}


def test_whom_slack_says_to_be_gone_is_noted_and_the_others_meet(pair):
    trio(pair)
    pair.slack.faults["open_dm"].append(GiveUpError("user_disabled"))
    pair.person("UBEN", deleted=True)
    pair.until(A_LITTLE_LATER)
    assert pair.member("UBEN").status == "deactivated"
    assert [post.channel_id for post in introductions(pair)] == ["G-UANA-UCLO"]


def test_a_conversation_that_slack_refuses_for_no_visible_reason_falls_through(pair):
    pair.slack.faults["open_dm"].append(GiveUpError("invalid_user_combination"))
    pair.until(A_LITTLE_LATER)
    assert groups(pair) == []
    assert len([row for row in pair.rows(LeftOut) if row.why == "gone"]) == 2


def test_a_round_called_off_before_the_introduction_introduces_nobody_and_tells_nobody(pair):
    before_they_are_introduced(pair)
    programmes.cancel(pair.deps, TEAM, BOSS, 1)
    pair.pass_time(hours=2)
    assert {post.channel_id for _, post, _ in pair.slack.posts} == {"CTEAM"}


def test_a_group_that_could_not_be_introduced_until_the_end_is_not_silent_and_comes_first(pair):
    pair.slack.faults["open_dm"].extend([TryAgainError("limited", after=timedelta(days=2))] * 3)
    pair.until(OPENS + timedelta(days=6, hours=23))
    assert in_no_group(pair)
    (row,) = [row for row in pair.rows(Report) if row.name.startswith("coffee_round")]
    assert (row.figures["silent"], row.figures["cancelled"]) == (0, 1)
    assert {participant(pair, user_id).fairness for user_id in ("UANA", "UBEN")} == {1.0}


def test_trouble_of_slacks_makes_nobody_gone(pair):
    pair.slack.faults["open_dm"].append(GiveUpError("invalid_user_combination"))
    pair.slack.faults["person"].append(GiveUpError("missing_scope"))
    pair.until(A_LITTLE_LATER)
    assert {pair.member(user_id).status for user_id in ("UANA", "UBEN")} == {"active"}


def test_who_asks_to_be_forgotten_takes_their_introduction_with_them(pair):
    trio(pair)
    pair.until(A_LITTLE_LATER)
    where = meeting_of(pair, "UBEN")
    privacy.forget(pair.deps, TEAM, "UBEN")
    pair.settle()
    assert (where.channel_id, where.message_ts) in {(one.channel_id, one.message_ts) for one in pair.slack.deleted}
    left = [*pair.rows(Seat), *pair.rows(Meeting), *pair.rows(Member), *pair.rows(OutboxRow), *rounds(pair)]
    assert "UBEN" not in str([row.model_dump() for row in left if "G-UANA" not in str(row)])
