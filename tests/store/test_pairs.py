"""Who was introduced to whom is remembered across programmes; who met is what somebody of them said."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from slack_app.domain.rounds import Met
from slack_app.store.coffee import meetings, pairs, rounds
from slack_app.store.coffee.meetings import NewMeeting
from slack_app.store.database import Database
from tests.house import MONDAY, OTHER_TEAM, TEAM
from tests.store.coffee import ANA_AND_BEN, a_programme, open_one

LONG_AGO = MONDAY - timedelta(days=365)


@pytest.fixture
def programme_id(db: Database) -> int:
    with db.transaction() as session:
        return a_programme(session)


def introduce_all(session: Session, round_id: int | None) -> list[int]:
    ids = list(meetings.ids_of_round(session, TEAM, round_id or 0))
    for one in ids:
        meetings.introduced(session, TEAM, one, channel_id=f"G{one}", message_ts="1.0", now=MONDAY)
    return ids


def met(session: Session, **more: str) -> set[tuple[str, str]]:
    return {(one, other) for one, other, _ in pairs.met_since(session, TEAM, LONG_AGO, **more)}


def test_of_a_group_every_two_know_each_other_since_its_round_opened(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        introduce_all(session, open_one(session, programme_id, [NewMeeting(("UCY", "UANA", "UBEN"))]).id)
        found = sorted(pairs.met_since(session, TEAM, LONG_AGO))
        assert found == [("UANA", "UBEN", MONDAY), ("UANA", "UCY", MONDAY), ("UBEN", "UCY", MONDAY)]


def test_what_lies_before_the_memory_is_forgotten(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        introduce_all(session, open_one(session, programme_id).id)
        later = open_one(session, programme_id, [NewMeeting(("UANA", "UCY"))], days=14)
        introduce_all(session, later.id)
        found = list(pairs.met_since(session, TEAM, MONDAY + timedelta(days=1)))
        assert found == [("UANA", "UCY", later.opened_at)]


def test_a_pair_counts_whatever_programme_brought_it_together(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        other = a_programme(session, name="Mentoring")
        introduce_all(session, open_one(session, programme_id).id)
        introduce_all(session, open_one(session, other, [NewMeeting(("UCY", "UDAN"))]).id)
        assert met(session) == {("UANA", "UBEN"), ("UCY", "UDAN")}


def test_who_is_about_to_be_introduced_counts_and_who_never_was_does_not(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        opened = open_one(session, programme_id)
        assert met(session) == {("UANA", "UBEN")}
        rounds.close(session, TEAM, opened.id or 0, now=MONDAY)
        assert met(session) == set()


def test_who_was_introduced_before_a_round_was_called_off_knows_the_other(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        opened = open_one(session, programme_id, [ANA_AND_BEN, NewMeeting(("UCY", "UDAN"))])
        first, _ = meetings.ids_of_round(session, TEAM, opened.id or 0)
        meetings.introduced(session, TEAM, first, channel_id="G1", message_ts="1.0", now=MONDAY)
        rounds.cancel(session, TEAM, opened.id or 0, now=MONDAY)
        assert met(session) == {("UANA", "UBEN")}


def test_of_one_person_only_their_own_pairs_are_read(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        groups = [NewMeeting(("UANA", "UBEN", "UZOE")), NewMeeting(("UCY", "UDAN"))]
        introduce_all(session, open_one(session, programme_id, groups).id)
        assert met(session, who="UZOE") == {("UANA", "UZOE"), ("UBEN", "UZOE")}
        assert met(session, who="UNEVER") == set()


def test_who_was_taken_out_before_the_introduction_met_nobody(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        opened = open_one(session, programme_id, [NewMeeting(("UANA", "UBEN", "UCY"))])
        (meeting_id,) = meetings.ids_of_round(session, TEAM, opened.id or 0)
        meetings.take_out(session, TEAM, meeting_id, ["UCY"])
        introduce_all(session, opened.id)
        assert met(session) == {("UANA", "UBEN")}


def test_they_met_when_one_of_them_says_so_in_this_programme(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        other = a_programme(session, name="Mentoring")
        groups = [ANA_AND_BEN, NewMeeting(("UCY", "UDAN", "UEVE"))]
        first, second = introduce_all(session, open_one(session, programme_id, groups).id)
        (elsewhere,) = introduce_all(session, open_one(session, other, [NewMeeting(("UANA", "UZOE"))]).id)
        meetings.answer(session, TEAM, first, "UANA", Met.PLANNED, now=MONDAY)
        for meeting_id, user_id in ((second, "UCY"), (second, "UDAN"), (elsewhere, "UZOE")):
            meetings.answer(session, TEAM, meeting_id, user_id, Met.MET, now=MONDAY)
        found = sorted(pairs.who_met(session, TEAM, programme_id, LONG_AGO))
        assert found == [("UCY", "UDAN"), ("UCY", "UEVE"), ("UDAN", "UEVE")]
        assert list(pairs.who_met(session, TEAM, programme_id, MONDAY + timedelta(days=1))) == []
        assert list(pairs.who_met(session, OTHER_TEAM, programme_id, LONG_AGO)) == []
