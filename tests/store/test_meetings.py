"""A meeting is introduced once, asked, answered, rated, shared at most once; who has gone sits there no more."""

from datetime import timedelta

import pytest

from slack_app.domain.rounds import Met
from slack_app.store.coffee import meetings, rounds
from slack_app.store.coffee.meetings import NewMeeting, Progress
from slack_app.store.database import Database
from tests.house import MONDAY, OTHER_TEAM, TEAM
from tests.store.coffee import ANA_AND_BEN, a_programme, open_one

WHERE = {"channel_id": "G1", "message_ts": "1.0"}


@pytest.fixture
def programme_id(db: Database) -> int:
    with db.transaction() as session:
        return a_programme(session, ["UANA", "UBEN"])


@pytest.fixture
def meeting_id(db: Database, programme_id: int) -> int:
    with db.transaction() as session:
        (found,) = meetings.ids_of_round(session, TEAM, open_one(session, programme_id).id or 0)
        return found


def test_a_group_is_introduced_once(db: Database, meeting_id: int) -> None:
    with db.transaction() as session:
        assert meetings.introduced(session, TEAM, meeting_id, **WHERE, now=MONDAY)
        assert not meetings.introduced(session, TEAM, meeting_id, channel_id="G2", message_ts="2.0", now=MONDAY)
        found = meetings.hold(session, TEAM, meeting_id)
        assert found
        assert (found.state, found.channel_id, found.message_ts, found.introduced_at) == (
            "introduced",
            "G1",
            "1.0",
            MONDAY,
        )
        assert meetings.progress(session, TEAM, found.round_id) == Progress(introduced=1)


def test_a_group_that_was_called_off_is_introduced_no_more(db: Database, meeting_id: int) -> None:
    with db.transaction() as session:
        assert meetings.cancel(session, TEAM, meeting_id)
        assert not meetings.cancel(session, TEAM, meeting_id)
        assert not meetings.introduced(session, TEAM, meeting_id, **WHERE, now=MONDAY)


def test_what_is_going_to_be_said_is_kept_before_it_is_said(db: Database, meeting_id: int) -> None:
    with db.transaction() as session:
        meetings.set_words(session, TEAM, meeting_id, starter_id="UBEN", icebreaker="a_place")
        meetings.asked(session, TEAM, meeting_id, "3.0")
    with db.reading() as session:
        found = meetings.find(session, TEAM, meeting_id)
        assert found
        assert (found.starter_id, found.icebreaker, found.asked_ts) == ("UBEN", "a_place", "3.0")


def test_the_last_answer_of_each_counts_and_who_has_no_seat_has_none(db: Database, meeting_id: int) -> None:
    with db.transaction() as session:
        assert meetings.answer(session, TEAM, meeting_id, "UANA", Met.PLANNED, now=MONDAY)
        assert meetings.answer(session, TEAM, meeting_id, "UANA", Met.MET, now=MONDAY + timedelta(days=1))
        assert not meetings.answer(session, TEAM, meeting_id, "UZOE", Met.MET, now=MONDAY)
        assert not meetings.answer(session, OTHER_TEAM, meeting_id, "UANA", Met.CANNOT, now=MONDAY)
        found = [(one.user_id, one.answer, one.answered_at) for one in meetings.seats(session, TEAM, meeting_id)]
        assert found == [("UANA", "met", MONDAY + timedelta(days=1)), ("UBEN", None, None)]


def test_thanks_are_kept_for_each_and_shared_once(db: Database, meeting_id: int) -> None:
    with db.transaction() as session:
        assert meetings.rate(session, TEAM, meeting_id, "UANA", rating=5, remark="We sailed", may_share=True)
        assert not meetings.rate(session, TEAM, meeting_id, "UZOE", rating=1, remark=None, may_share=False)
        assert meetings.shared(session, TEAM, meeting_id, now=MONDAY)
        assert not meetings.shared(session, TEAM, meeting_id, now=MONDAY)
    with db.reading() as session:
        ana, ben = meetings.seat(session, TEAM, meeting_id, "UANA"), meetings.seat(session, TEAM, meeting_id, "UBEN")
        assert ana
        assert ben
        assert (ana.rating, ana.remark, ana.may_share) == (5, "We sailed", True)
        assert (ben.rating, ben.remark, ben.may_share) == (None, None, None)


def test_that_somebody_wrote_is_noted_the_first_time_after_the_introduction(db: Database, meeting_id: int) -> None:
    with db.transaction() as session:
        assert meetings.note_written(session, TEAM, "G1", by="UANA", at=MONDAY) is None
        meetings.introduced(session, TEAM, meeting_id, **WHERE, now=MONDAY)
        assert meetings.note_written(session, TEAM, "G1", by="UANA", at=MONDAY - timedelta(days=1)) is None
        assert meetings.note_written(session, TEAM, "G1", by="UANA", at=MONDAY + timedelta(hours=1)) == meeting_id
        assert meetings.note_written(session, TEAM, "G1", by="UANA", at=MONDAY + timedelta(hours=2)) is None
        found = meetings.hold(session, TEAM, meeting_id)
        assert found
        assert found.wrote_at == MONDAY + timedelta(hours=1)


def test_what_the_app_itself_puts_there_is_no_word_of_the_group(db: Database, meeting_id: int) -> None:
    with db.transaction() as session:
        meetings.introduced(session, TEAM, meeting_id, **WHERE, now=MONDAY)
        assert meetings.note_written(session, TEAM, "G1", by="UBOT", at=MONDAY) is None


def test_an_answer_that_overtakes_our_stamp_by_seconds_is_heard(db: Database, meeting_id: int) -> None:
    with db.transaction() as session:
        meetings.introduced(session, TEAM, meeting_id, **WHERE, now=MONDAY)
        assert meetings.note_written(session, TEAM, "G1", by="UANA", at=MONDAY - timedelta(seconds=3)) == meeting_id


def test_the_same_people_who_meet_again_in_the_same_channel_write_to_their_newest_meeting(
    db: Database, programme_id: int, meeting_id: int
) -> None:
    with db.transaction() as session:
        meetings.introduced(session, TEAM, meeting_id, **WHERE, now=MONDAY)
        later = open_one(session, programme_id, days=90)
        (newest,) = meetings.ids_of_round(session, TEAM, later.id or 0)
        assert meetings.in_channel(session, TEAM, "G1") == meetings.find(session, TEAM, meeting_id)
        meetings.introduced(session, TEAM, newest, **WHERE, now=later.opened_at)
        assert meetings.note_written(session, TEAM, "G1", by="UANA", at=later.opened_at + timedelta(hours=1)) == newest


def test_who_has_gone_leaves_neither_seat_nor_reason_nor_duty(db: Database, programme_id: int) -> None:
    reasons = [
        {"term": "interests", "topics": ["Sailing"], "user_ids": ["UANA", "UBEN", "UCY"]},
        {"term": "language", "topics": [], "user_ids": ["UBEN", "UCY"]},
        {"term": "hours", "topics": []},
    ]
    with db.transaction() as session:
        opened = open_one(session, programme_id, [NewMeeting(("UANA", "UBEN", "UCY"), 0.5, reasons, starter_id="UANA")])
        (meeting_id,) = meetings.ids_of_round(session, TEAM, opened.id or 0)
        meetings.take_out(session, TEAM, meeting_id, ["UANA"])
    with db.reading() as session:
        found = meetings.find(session, TEAM, meeting_id)
        assert found
        assert (found.starter_id, [one["term"] for one in found.reasons]) == (None, ["language", "hours"])
        assert [one.user_id for one in meetings.seats(session, TEAM, meeting_id)] == ["UBEN", "UCY"]


def test_a_member_finds_their_open_meetings_and_none_that_is_over(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        other = a_programme(session, name="Mentoring")
        first, second = open_one(session, programme_id), open_one(session, other)
        found = meetings.open_of_member(session, TEAM, "UANA")
        assert [(row.programme_id, meeting.round_id) for row, meeting in found] == [
            (other, second.id),
            (programme_id, first.id),
        ]
        rounds.close(session, TEAM, first.id or 0, now=MONDAY)
        rounds.cancel(session, TEAM, second.id or 0, now=MONDAY)
        assert meetings.open_of_member(session, TEAM, "UANA") == []


def test_what_broke_the_ice_for_any_of_them_is_remembered_the_latest_first(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        for days, key in enumerate(("first_job", "a_place", None, "first_job")):
            open_one(session, programme_id, [NewMeeting(("UANA", f"U{days}"), icebreaker=key)], days=days)
        open_one(session, programme_id, [NewMeeting(("UZOE", "UTOM"), icebreaker="a_book")], days=9)
        assert meetings.used_icebreakers(session, TEAM, ["UANA", "UBEN"]) == ["first_job", "a_place", "first_job"]
        assert meetings.used_icebreakers(session, TEAM, ["UNEVER"]) == []


def test_answers_stand_with_their_group_when_a_round_is_read(db: Database, programme_id: int) -> None:
    groups = [ANA_AND_BEN, NewMeeting(("UCY", "UDAN", "UEVE"))]
    with db.transaction() as session:
        opened = open_one(session, programme_id, groups)
        first, second = meetings.ids_of_round(session, TEAM, opened.id or 0)
        meetings.answer(session, TEAM, second, "UEVE", Met.CANNOT, now=MONDAY)
        found = {
            one.id: [seat.answer for seat in seats] for one, seats in meetings.of_round(session, TEAM, opened.id or 0)
        }
        assert found == {first: [None, None], second: [None, None, "cannot"]}
