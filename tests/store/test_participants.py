"""Who takes part in a programme, and how they wish to."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from slack_app.domain.profile import Profile
from slack_app.store import members, profiles
from slack_app.store.coffee import participants, turns
from slack_app.store.coffee.participants import Wishes
from slack_app.store.database import Database
from slack_app.store.schema import Member, Participant
from tests.house import MONDAY, TEAM
from tests.store.coffee import a_programme, people_join

LATER = MONDAY + timedelta(days=1)


def of(session: Session, programme_id: int, user_id: str) -> Participant:
    row = participants.hold(session, TEAM, programme_id, user_id)
    assert row is not None
    return row


def due(session: Session, programme_id: int) -> list[str]:
    return [one.participant.user_id for one in participants.candidates(session, TEAM, programme_id)]


def member(session: Session, user_id: str) -> Member:
    return session.get_one(Member, (TEAM, user_id))


@pytest.fixture
def programme_id(db: Database) -> int:
    with db.transaction() as session:
        return a_programme(session, ["UANA", "UBEN", "UCY"])


def test_who_joins_twice_is_in_once_and_who_comes_back_keeps_their_wishes(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        for _ in range(2):
            participants.join(session, TEAM, programme_id, "UZOE", now=MONDAY)
        participants.set_wishes(session, TEAM, programme_id, "UZOE", Wishes(every=2, wish=3), now=MONDAY)
        participants.leave(session, TEAM, programme_id, "UZOE", now=MONDAY)
        assert of(session, programme_id, "UZOE").status == "out"
        back = participants.join(session, TEAM, programme_id, "UZOE", now=LATER)
        assert (back.status, back.every, back.wish, back.joined_at) == ("in", 2, 3, MONDAY)


def test_who_left_before_their_channel_was_counted_in_stays_out(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        participants.leave(session, TEAM, programme_id, "UZOE", now=MONDAY)
        people_join(session, programme_id, ["UZOE", "UTOM"])
        assert due(session, programme_id) == ["UANA", "UBEN", "UCY", "UTOM"]


def test_wishes_of_somebody_who_never_took_part_are_kept_nowhere(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        assert participants.set_wishes(session, TEAM, programme_id, "UZOE", Wishes(), now=MONDAY) is None
        assert participants.find(session, TEAM, programme_id, "UZOE") is None


def test_who_is_gone_or_wants_to_hear_nothing_is_no_candidate(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        member(session, "UANA").status = "deactivated"
        member(session, "UBEN").opted_out = True
        session.flush()
        assert due(session, programme_id) == ["UCY"]
        assert participants.counts(session, TEAM) == {programme_id: 1}


def test_candidates_come_with_their_profile_and_only_those_who_are_asked_for(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        profiles.keep(session, TEAM, "UBEN", Profile(role="Nurse"), language="fr", now=MONDAY)
    with db.reading() as session:
        found = list(participants.candidates(session, TEAM, programme_id, only={"UBEN", "UCY", "UNEVER"}))
        assert [(one.member.user_id, one.profile and one.profile.answers["role"]) for one in found] == [
            ("UBEN", "Nurse"),
            ("UCY", None),
        ]


def test_of_a_great_programme_everyone_is_read_once(db: Database, programme_id: int) -> None:
    crowd = [f"U{number:05}" for number in range(2500)]
    with db.transaction() as session:
        people_join(session, programme_id, crowd)
    with db.reading() as session:
        assert due(session, programme_id) == sorted([*crowd, "UANA", "UBEN", "UCY"])
        assert len(list(participants.of_programme(session, TEAM, programme_id))) == 2503
        assert members.known(session, TEAM, [*crowd, "UNEVER"]) == set(crowd)


def test_a_pause_ends_once_when_its_time_has_come(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        participants.set_wishes(session, TEAM, programme_id, "UANA", Wishes(paused_until=LATER), now=MONDAY)
        assert not participants.end_pause(session, TEAM, programme_id, "UANA", now=MONDAY)
        assert participants.end_pause(session, TEAM, programme_id, "UANA", now=LATER)
        assert not participants.end_pause(session, TEAM, programme_id, "UANA", now=LATER)
        assert of(session, programme_id, "UANA").paused_until is None


def test_these_are_shown_as_they_stand_also_who_is_gone(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        member(session, "UANA").status = "deactivated"
        participants.leave(session, TEAM, programme_id, "UBEN", now=MONDAY)
        session.flush()
        found = participants.these(session, TEAM, programme_id, ["UBEN", "UANA", "UNEVER"])
        assert [(one.member.status, one.participant.status) for one in found] == [
            ("deactivated", "in"),
            ("active", "out"),
        ]


def test_of_those_who_like_to_meet_newcomers_the_least_lucky_comes_first(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        for user_id in ("UANA", "UCY"):
            participants.set_wishes(session, TEAM, programme_id, user_id, Wishes(meets_newcomers=True), now=MONDAY)
        turns.leave_out(session, TEAM, programme_id, ["UCY"], now=MONDAY)
        found = participants.willing(session, TEAM, programme_id)
        assert [one.participant.user_id for one in found] == ["UCY", "UANA"]


def test_of_a_member_every_programme_is_found(db: Database, programme_id: int) -> None:
    with db.transaction() as session:
        other = a_programme(session, ["UANA"], name="Mentoring")
        assert [row.programme_id for row in participants.of_member(session, TEAM, "UANA")] == [programme_id, other]
        assert participants.counts(session, TEAM) == {programme_id: 3, other: 1}
