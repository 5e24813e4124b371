"""How far everybody has come is read as columns, and what people did before they were known is noted on them."""

from datetime import UTC, date, datetime, timedelta

from sqlmodel import select

from slack_app.domain.measures.log import Act
from slack_app.domain.people import Person
from slack_app.store import activity, members
from slack_app.store.activity import Deed
from slack_app.store.database import Database
from slack_app.store.digest import stages, standing
from slack_app.store.schema import Member, StageReached
from tests.house import MONDAY, OTHER_TEAM, TEAM

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
DAY = date(2026, 3, 8)
US = timedelta(microseconds=1)


def micros(at: datetime) -> int:
    return (at - LONG_AGO) // US


def test_each_time_is_read_to_the_microsecond_and_none_is_nothing(db: Database) -> None:
    at = MONDAY + timedelta(hours=1, microseconds=123_456)
    with db.transaction() as session:
        members.meet(session, TEAM, "UANA", joined_at=at, now=MONDAY).introduced_at = at + US
        members.note_activity(session, TEAM, "UANA", at=at + 2 * US, posted=True)
        members.meet_many(session, TEAM, [Person("UBEN", TEAM, deleted=True)], joined_at=LONG_AGO, now=MONDAY)
        members.meet(session, OTHER_TEAM, "UZOE", joined_at=at, now=MONDAY)
    with db.reading() as session:
        found = standing.of_everybody(session, TEAM, on=DAY)
    ana, ben = found.people.index("UANA"), found.people.index("UBEN")
    assert sorted(found.people) == ["UANA", "UBEN"]
    assert (found.joined[ana], found.introduced[ana]) == (micros(at), micros(at) + 1)
    assert (found.first_active[ana], found.first_posted[ana]) == (micros(at) + 2, micros(at) + 2)
    assert [column[ben] for column in (found.joined, found.first_active, found.first_posted, found.introduced)] == [
        0
    ] * 4
    assert (found.is_here[ana], found.is_here[ben]) == (True, False)


def test_the_furthest_stage_is_that_of_the_day(db: Database) -> None:
    with db.transaction() as session:
        members.meet_many(session, TEAM, [Person(one, TEAM) for one in ("UANA", "UBEN", "UCY")], now=MONDAY)
        stages.reached(session, TEAM, "contributor", ["UANA", "UBEN"], on=DAY)
        stages.reached(session, TEAM, "activated", ["UANA", "UGONE"], on=DAY)
        stages.reached(session, TEAM, "advocate", ["UBEN"], on=DAY + timedelta(days=1))
    with db.reading() as session:
        now, later = (standing.of_everybody(session, TEAM, on=on) for on in (DAY, DAY + timedelta(days=7)))
    assert dict(zip(now.people, now.stage.tolist(), strict=True)) == {"UANA": 2, "UBEN": 2, "UCY": 0}
    assert dict(zip(later.people, later.stage.tolist(), strict=True)) == {"UANA": 2, "UBEN": 3, "UCY": 0}


def test_of_nobody_there_are_empty_columns(db: Database) -> None:
    with db.reading() as session:
        found = standing.of_everybody(session, TEAM, on=DAY)
    assert [len(column) for column in vars(found).values()] == [0] * 7


def test_the_first_day_of_a_stage_stays(db: Database) -> None:
    with db.transaction() as session:
        for on, user_ids in ((DAY, ["UANA", "UBEN"]), (DAY - timedelta(days=7), ["UANA"]), (DAY, [])):
            stages.reached(session, TEAM, "activated", user_ids, on=on)
        stages.reached(session, TEAM, "activated", ["UBEN"], on=DAY + timedelta(days=7))
        found = {one.user_id: one.reached_on for one in session.exec(select(StageReached))}
    assert found == {"UANA": DAY - timedelta(days=7), "UBEN": DAY}


def test_what_was_done_before_they_were_known_is_noted_on_members(db: Database) -> None:
    at = micros(MONDAY)
    with db.transaction() as session:
        activity.note_many(session, TEAM, [
            Deed("UANA", Act.JOINED, at - 90, at - 90),
            Deed("UANA", Act.REACTION, at - 50, at - 50, "C1"),
            Deed("UANA", Act.POST, at - 20, at - 20, "C1", at - 20),
            Deed("UBEN", Act.POST, at + 20, at + 20, "C1", at + 20),
            Deed("UNOBODY", Act.POST, at, at, "C1", at),
        ])  # fmt: skip
        members.meet_many(session, TEAM, [Person(one, TEAM) for one in ("UANA", "UBEN", "UCY")], now=MONDAY)
        members.note_activity(session, TEAM, "UBEN", at=MONDAY, posted=True)
        standing.take_from_activity(session, TEAM)
    with db.reading() as session:
        ana, ben, cy = (session.get_one(Member, (TEAM, one)) for one in ("UANA", "UBEN", "UCY"))
    assert (ana.first_active_at, ana.first_posted_at) == (MONDAY - 50 * US, MONDAY - 20 * US)
    assert (ben.first_active_at, ben.first_posted_at, ben.last_active_at) == (MONDAY, MONDAY, MONDAY + 20 * US)
    assert (ana.last_active_at, cy.first_active_at) == (MONDAY - 20 * US, None)
    assert members_known(db) == {"UANA", "UBEN", "UCY"}


def members_known(db: Database) -> set[str]:
    with db.reading() as session:
        return members.all_ids(session, TEAM)
