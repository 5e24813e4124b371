"""A round is opened once, as a whole, whatever its size; it ends once; what it was matched with stays with it."""

import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import SQLModel, func, select

from slack_app.jobs import Job
from slack_app.store import outbox
from slack_app.store.batches import BATCH
from slack_app.store.coffee import meetings, participants, rounds
from slack_app.store.coffee.meetings import NewMeeting, Progress
from slack_app.store.database import Database
from slack_app.store.outbox import Task
from slack_app.store.schema import LeftOut, Meeting, OutboxRow, Participant, Round, Seat
from tests.house import MONDAY, OTHER_TEAM, TEAM
from tests.store.coffee import ANA_AND_BEN, DAY, a_programme, new_round, open_one


class PowerCutError(Exception):
    """Something stops us in the middle."""


@pytest.fixture
def programme_id(db: Database) -> int:
    with db.transaction() as session:
        return a_programme(session, ["UANA", "UBEN", "UCY"])


def count(db: Database, table: type[SQLModel]) -> int:
    with db.reading() as session:
        return session.exec(select(func.count()).select_from(table)).one()


def open_now(db: Database, programme_id: int, *, days: int = 0) -> Round | None:
    with db.transaction() as session:
        new = new_round(programme_id, days=days)
        return rounds.open_round(session, TEAM, new, [ANA_AND_BEN], [("UCY", "alone")], now=MONDAY)


def test_a_round_stands_with_its_groups_its_seats_and_who_was_left_out(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        new = new_round(programme_id, seed=41, choices={"size": 2})
        opened = rounds.open_round(session, TEAM, new, [ANA_AND_BEN], [("UCY", "rule")], now=MONDAY)
    assert opened is not None
    assert (opened.number, opened.local_date, opened.state) == (1, DAY, "open")
    assert (opened.seed, opened.choices) == (41, {"size": 2})
    with db.reading() as session:
        ((meeting, seats),) = meetings.of_round(session, TEAM, opened.id or 0)
        assert (meeting.state, meeting.score, meeting.starter_id, meeting.icebreaker) == (
            "planned",
            0.8,
            "UANA",
            "first_job",
        )
        assert meeting.reasons == [{"term": "interests", "topics": ["Sailing"], "user_ids": ["UANA", "UBEN"]}]
        assert [(one.user_id, one.round_id, one.answer) for one in seats] == [
            ("UANA", opened.id, None),
            ("UBEN", opened.id, None),
        ]
        (left,) = rounds.left_out_of(session, TEAM, opened.id or 0)
        assert (left.user_id, left.why) == ("UCY", "rule")


def test_a_second_press_on_the_same_day_opens_nothing_and_changes_nobodys_turn(db: Database, programme_id: int) -> None:
    assert open_now(db, programme_id) is not None
    assert open_now(db, programme_id) is None
    assert (count(db, Round), count(db, Meeting), count(db, Seat)) == (1, 1, 2)
    with db.reading() as session:
        cy = participants.find(session, TEAM, programme_id, "UCY")
        assert cy is not None
        assert (cy.times_left_out, cy.rounds_since) == (1, 1)


def test_of_many_clocks_that_open_at_the_same_moment_one_does(db: Database, programme_id: int) -> None:
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda _: open_now(db, programme_id), range(6)))
    assert sum(opened is not None for opened in found) == 1
    assert (count(db, Round), count(db, Meeting), count(db, LeftOut)) == (1, 1, 1)


def test_two_who_open_rounds_of_different_days_at_once_never_share_a_number(db: Database, programme_id: int) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda days: open_now(db, programme_id, days=days), range(4)))
    numbers = [opened.number for opened in found if opened]
    assert numbers
    assert len(set(numbers)) == len(numbers) == count(db, Round)


def test_programmes_open_their_rounds_on_the_same_day_side_by_side(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        other = a_programme(session, ["UANA", "UBEN"], name="Mentoring")
        theirs = a_programme(session, ["UANA", "UBEN"], team_id=OTHER_TEAM)
        for which, team_id in ((programme_id, TEAM), (other, TEAM), (theirs, OTHER_TEAM)):
            assert open_one(session, which, team_id=team_id).number == 1


def crowd(number: int) -> Iterator[NewMeeting]:
    for group in range(number):
        yield NewMeeting((f"U{group:05}A", f"U{group:05}B"), score=float(group), starter_id=f"U{group:05}A")


def test_a_large_round_is_written_whole_and_read_back_in_its_order(db: Database, programme_id: int) -> None:
    size = 2 * BATCH + 500
    left = [(f"U{number:05}L", "alone") for number in range(BATCH + 1)]
    with db.transaction() as session:
        participants.ensure_many(
            session, TEAM, programme_id, [one for new in crowd(size) for one in new.user_ids], now=MONDAY
        )
        opened = rounds.open_round(session, TEAM, new_round(programme_id), crowd(size), left, now=MONDAY)
        assert opened
        ids = meetings.ids_of_round(session, TEAM, opened.id or 0)
        outbox.put_many(
            session, TEAM, (Task(Job.INTRODUCE, f"meet:{one}", args={"meeting_id": one}) for one in ids), now=MONDAY
        )
    with db.reading() as session:
        assert meetings.progress(session, TEAM, opened.id or 0) == Progress(planned=size)
        seated = [tuple(one.user_id for one in seats) for _, seats in meetings.of_round(session, TEAM, opened.id or 0)]
        assert seated == [new.user_ids for new in crowd(size)]
        assert [one.user_id for one in rounds.left_out_of(session, TEAM, opened.id or 0)] == [one for one, _ in left]
        starts = select(func.sum(Participant.times_started)).where(Participant.programme_id == programme_id)
        assert session.exec(starts).one() == size
    assert count(db, OutboxRow) == size


def test_of_a_large_round_no_more_groups_are_held_than_a_batch_or_two(db: Database, programme_id: int) -> None:
    alive: weakref.WeakSet[NewMeeting] = weakref.WeakSet()
    most = 0

    def watched() -> Iterator[NewMeeting]:
        nonlocal most
        for group in range(4 * BATCH):
            new = NewMeeting((f"U{group:05}A", f"U{group:05}B"))
            alive.add(new)
            most = max(most, len(alive))
            yield new

    with db.transaction() as session:
        assert rounds.open_round(session, TEAM, new_round(programme_id), watched(), [], now=MONDAY)
    assert 0 < most <= 2 * BATCH + 1


def test_what_stops_in_the_middle_leaves_no_round_at_all(db: Database, programme_id: int) -> None:
    def cut() -> Iterator[NewMeeting]:
        yield from crowd(BATCH + 5)
        raise PowerCutError

    def half_done() -> None:
        with db.transaction() as session:
            rounds.open_round(session, TEAM, new_round(programme_id), cut(), [], now=MONDAY)

    with pytest.raises(PowerCutError):
        half_done()
    assert [count(db, table) for table in (Round, Meeting, Seat)] == [0, 0, 0]
    with db.reading() as session:
        ana = participants.find(session, TEAM, programme_id, "UANA")
        assert ana is not None
        assert ana.rounds_since == 0
    assert open_now(db, programme_id) is not None


def test_a_round_ends_once_and_the_next_has_the_next_number(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        first = open_one(session, programme_id)
        assert rounds.current(session, TEAM, programme_id) == first
        assert rounds.close(session, TEAM, first.id or 0, now=MONDAY + timedelta(days=8))
        assert not rounds.close(session, TEAM, first.id or 0, now=MONDAY + timedelta(days=9))
        assert not rounds.cancel(session, TEAM, first.id or 0, now=MONDAY + timedelta(days=9))
        assert rounds.current(session, TEAM, programme_id) is None
        assert rounds.last_number(session, TEAM, programme_id) == 1
        assert open_one(session, programme_id, days=14).number == 2
        again = rounds.hold(session, TEAM, first.id or 0)
        assert again
        assert (again.state, again.closed_at) == ("closed", MONDAY + timedelta(days=8))


def test_a_round_that_is_called_off_takes_its_meetings_with_it_and_no_others(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        first = open_one(session, programme_id)
        rounds.close(session, TEAM, first.id or 0, now=MONDAY)
        second = open_one(session, programme_id, days=14)
        assert rounds.cancel(session, TEAM, second.id or 0, now=MONDAY)
        assert meetings.progress(session, TEAM, first.id or 0) == Progress(planned=1)
        assert meetings.progress(session, TEAM, second.id or 0) == Progress(cancelled=1)


def test_who_was_left_out_and_finds_somebody_late_is_found_once(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        opened = open_one(session, programme_id, [ANA_AND_BEN], [("UCY", "alone")]).id or 0
        assert rounds.no_longer_left_out(session, TEAM, opened, "UCY")
        assert not rounds.no_longer_left_out(session, TEAM, opened, "UCY")
        added = meetings.add(session, TEAM, opened, NewMeeting(("UCY", "UZOE"), starter_id="UCY"))
        assert [one.user_id for one in meetings.seats(session, TEAM, added.id or 0)] == ["UCY", "UZOE"]
        assert added.state == "planned"


def test_whose_meeting_falls_through_is_left_out_once_however_often_it_is_said(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        opened = open_one(session, programme_id).id or 0
        for _ in range(2):
            rounds.leave_out(session, TEAM, opened, [("UBEN", "gone")])
        assert [(one.user_id, one.why) for one in rounds.left_out_of(session, TEAM, opened)] == [("UBEN", "gone")]


def test_where_managers_see_how_far_a_round_is_stands_with_it(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        opened = open_one(session, programme_id).id or 0
        rounds.stands_at(session, TEAM, opened, "CTEAM", "5.0")
    with db.reading() as session:
        found = rounds.find(session, TEAM, opened)
        assert found
        assert (found.channel_id, found.message_ts) == ("CTEAM", "5.0")
