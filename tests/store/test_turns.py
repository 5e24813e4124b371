"""Whose turn it is after each round, and who was silent for too long."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from slack_app.domain.rounds import Met
from slack_app.store.coffee import meetings, participants, turns
from slack_app.store.coffee.meetings import NewMeeting
from slack_app.store.coffee.participants import Wishes
from slack_app.store.coffee.turns import Turn
from slack_app.store.database import Database
from slack_app.store.schema import Participant, Round
from tests.house import MONDAY, TEAM
from tests.store.coffee import ANA_AND_BEN, a_programme, open_one, people_join

LATER = MONDAY + timedelta(days=1)


def of(session: Session, programme_id: int, user_id: str) -> Participant:
    row = participants.hold(session, TEAM, programme_id, user_id)
    assert row is not None
    return row


def due(session: Session, programme_id: int) -> list[str]:
    return [one.participant.user_id for one in participants.candidates(session, TEAM, programme_id)]


@pytest.fixture
def programme_id(db: Database) -> int:
    with db.transaction() as session:
        return a_programme(session, ["UANA", "UBEN", "UCY"])


def test_a_round_takes_the_turn_of_who_is_in_it_and_brings_everyone_else_nearer(
    db: Database, programme_id: int
) -> None:
    with db.transaction() as session:
        people_join(session, programme_id, ["UDAN"])
        participants.set_wishes(session, TEAM, programme_id, "UDAN", Wishes(skips_next=True), now=MONDAY)
        for days in (0, 14):
            open_one(session, programme_id, [ANA_AND_BEN], [("UCY", "alone")], days=days)
    with db.reading() as session:
        rows = {row.user_id: row for row in participants.of_programme(session, TEAM, programme_id)}
    ana, cy, dan = rows["UANA"], rows["UCY"], rows["UDAN"]
    assert (ana.rounds_since, ana.fairness, ana.times_started, ana.times_left_out) == (0, 0.25, 2, 0)
    assert rows["UBEN"].times_started == 0
    assert (cy.rounds_since, cy.fairness, cy.times_left_out) == (2, 1.0, 2)
    assert (dan.rounds_since, dan.skips_next) == (2, False)


def test_who_wishes_to_skip_while_a_round_is_matched_skips_the_next(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        participants.set_wishes(session, TEAM, programme_id, "UANA", Wishes(skips_next=True), now=MONDAY)
        open_one(session, programme_id)
        session.expire_all()
        assert of(session, programme_id, "UANA").skips_next
        open_one(session, programme_id, [NewMeeting(("UBEN", "UCY"))], days=14)
        session.expire_all()
        assert not of(session, programme_id, "UANA").skips_next


def test_who_has_left_gains_no_turn(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        participants.leave(session, TEAM, programme_id, "UCY", now=MONDAY)
        turns.pass_over(session, TEAM, programme_id, now=MONDAY)
        assert (of(session, programme_id, "UCY").rounds_since, of(session, programme_id, "UBEN").rounds_since) == (0, 1)


def test_a_newcomer_brought_together_late_takes_the_others_turn_too(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        turns.leave_out(session, TEAM, programme_id, ["UCY"], now=MONDAY)
        turns.seat(session, TEAM, programme_id, [Turn("UCY", 0.1), Turn("UANA", 0.1, starts=True)], now=MONDAY)
        turns.count_start(session, TEAM, programme_id, "UANA", now=MONDAY)
        assert (of(session, programme_id, "UCY").fairness, of(session, programme_id, "UANA").times_started) == (0.1, 2)


def introduced(session: Session, programme_id: int, groups: Sequence[NewMeeting], *, days: int) -> list[int]:
    """A round of which every group was introduced; their ids."""
    opened = open_one(session, programme_id, groups, days=days)
    ids = list(meetings.ids_of_round(session, TEAM, opened.id or 0))
    for one in ids:
        where = {"channel_id": f"G{one}", "message_ts": "1.0"}
        assert meetings.introduced(session, TEAM, one, **where, now=MONDAY + timedelta(days=days))
    return ids


def end(session: Session, programme_id: int) -> None:
    newest = session.exec(select(Round).order_by(Round.id.desc())).first()  # type: ignore[union-attr]
    assert newest
    turns.note_silence(session, TEAM, programme_id, newest.id or 0, now=MONDAY)


def silences(session: Session, programme_id: int) -> dict[str, int]:
    session.expire_all()
    return {row.user_id: row.silent_rounds for row in participants.of_programme(session, TEAM, programme_id)}


TRIO = (ANA_AND_BEN, NewMeeting(("UCY", "UDAN")))


def test_silent_is_who_answers_nothing_in_a_group_where_nobody_writes(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        people_join(session, programme_id, ["UDAN"])
        first, second = introduced(session, programme_id, TRIO, days=0)
        meetings.answer(session, TEAM, first, "UANA", Met.NOT_YET, now=MONDAY)
        end(session, programme_id)
        assert silences(session, programme_id) == {"UANA": 0, "UBEN": 1, "UCY": 1, "UDAN": 1}
        first, second = introduced(session, programme_id, TRIO, days=14)
        meetings.note_written(session, TEAM, f"G{second}", by="UCY", at=MONDAY + timedelta(days=15))
        meetings.answer(session, TEAM, first, "UBEN", Met.MET, now=MONDAY)
        end(session, programme_id)
        assert silences(session, programme_id) == {"UANA": 1, "UBEN": 0, "UCY": 1, "UDAN": 1}


def test_a_group_that_was_never_introduced_or_called_off_makes_nobody_silent(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        open_one(session, programme_id)
        end(session, programme_id)
        (called_off,) = introduced(session, programme_id, [ANA_AND_BEN], days=14)
        meetings.cancel(session, TEAM, called_off)
        end(session, programme_id)
        assert set(silences(session, programme_id).values()) == {0}


def silent_for(session: Session, programme_id: int, rounds: int) -> None:
    for number in range(rounds):
        introduced(session, programme_id, [ANA_AND_BEN], days=14 * number)
        end(session, programme_id)


def test_who_was_silent_for_three_rounds_is_asked_once_and_stays_in_meanwhile(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        silent_for(session, programme_id, 3)
        assert turns.silent(session, TEAM, programme_id, at_least=2) == ["UANA", "UBEN"]
        assert turns.to_ask(session, TEAM, programme_id, silent_rounds=3, now=LATER) == ["UANA", "UBEN"]
        assert turns.to_ask(session, TEAM, programme_id, silent_rounds=3, now=LATER) == []
        assert of(session, programme_id, "UANA").asked_at == LATER
        assert due(session, programme_id) == ["UANA", "UBEN", "UCY"]


def test_who_is_asked_keeps_their_place_or_pauses_by_one_answer(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        silent_for(session, programme_id, 3)
        turns.to_ask(session, TEAM, programme_id, silent_rounds=3, now=MONDAY)
        assert turns.stay(session, TEAM, programme_id, "UANA", paused_until=None, now=MONDAY)
        assert turns.stay(session, TEAM, programme_id, "UBEN", paused_until=LATER, now=MONDAY)
        ben = of(session, programme_id, "UBEN")
        assert (ben.status, ben.silent_rounds, ben.paused_until) == ("in", 0, LATER)


def test_a_second_thought_on_the_same_question_counts(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        assert turns.stay(session, TEAM, programme_id, "UANA", paused_until=LATER, now=MONDAY)
        assert turns.stay(session, TEAM, programme_id, "UANA", paused_until=None, now=MONDAY)
        assert of(session, programme_id, "UANA").paused_until == LATER
        participants.leave(session, TEAM, programme_id, "UBEN", now=MONDAY)
        assert not turns.stay(session, TEAM, programme_id, "UBEN", paused_until=LATER, now=MONDAY)


def test_an_answer_breaks_the_silence_at_once(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        silent_for(session, programme_id, 3)
        turns.to_ask(session, TEAM, programme_id, silent_rounds=3, now=MONDAY)
        turns.break_silence(session, TEAM, programme_id, "UANA", now=MONDAY)
        ana, ben = of(session, programme_id, "UANA"), of(session, programme_id, "UBEN")
        assert (ana.status, ana.silent_rounds) == ("in", 0)
        assert (ben.status, ben.silent_rounds) == ("asked", 3)


def test_who_was_asked_and_answers_in_their_group_is_simply_in_again(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        silent_for(session, programme_id, 3)
        turns.to_ask(session, TEAM, programme_id, silent_rounds=3, now=MONDAY)
        (meeting_id,) = introduced(session, programme_id, [ANA_AND_BEN], days=70)
        meetings.answer(session, TEAM, meeting_id, "UANA", Met.MET, now=MONDAY)
        end(session, programme_id)
        session.expire_all()
        ana, ben = of(session, programme_id, "UANA"), of(session, programme_id, "UBEN")
        assert (ana.status, ana.silent_rounds) == ("in", 0)
        assert (ben.status, ben.silent_rounds) == ("asked", 4)
