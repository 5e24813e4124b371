"""Programmes as their managers choose them, and many people met at once."""

from dataclasses import replace
from datetime import timedelta

from sqlmodel import Session

from slack_app.domain.people import Person
from slack_app.domain.programmes import Kind, Programme, preset
from slack_app.store import members
from slack_app.store.coffee import programmes
from slack_app.store.database import Database
from slack_app.store.schema import Member
from tests.house import MONDAY, OTHER_TEAM, TEAM

LATER = MONDAY + timedelta(days=1)


def member(session: Session, user_id: str) -> Member:
    return session.get_one(Member, (TEAM, user_id))


def test_a_programme_begins_switched_off_and_keeps_what_managers_choose(db: Database) -> None:
    chosen = replace(preset(Kind.MENTORING), name="Mentors", weekday=3)
    with db.transaction() as session:
        row = programmes.create(session, TEAM, chosen, created_by="UBOSS", now=MONDAY)
        which = row.id or 0
        assert (row.is_on, programmes.on(session, TEAM)) == (False, [])
        assert programmes.switch(session, TEAM, which, is_on=True, now=MONDAY)
        assert not programmes.switch(session, TEAM, which, is_on=True, now=MONDAY)
        programmes.change(session, TEAM, which, replace(chosen, size=3), now=LATER)
    with db.reading() as session:
        (found,) = programmes.on(session, TEAM)
        assert Programme.from_json(found.choices) == replace(chosen, size=3)
        assert (found.created_at, found.updated_at) == (MONDAY, LATER)
        assert programmes.find(session, OTHER_TEAM, which) is None


def test_many_people_are_met_at_once_and_who_was_known_keeps_what_we_know(db: Database) -> None:
    with db.transaction() as session:
        ana = members.meet(session, TEAM, "UANA", joined_at=MONDAY, now=MONDAY)
        ana.welcomed_at, ana.tz, ana.opted_out = MONDAY, "Asia/Tokyo", True
        people = [Person("UANA", TEAM, locale="fr-FR"), Person("UBEN", TEAM, deleted=True), Person("UCY", TEAM)]
        session.flush()
        members.meet_many(session, TEAM, people, now=LATER)
        members.meet_many(session, TEAM, [Person("UBEN", TEAM, tz="Europe/Paris", is_admin=True)], now=LATER)
    with db.reading() as session:
        ana, ben = member(session, "UANA"), member(session, "UBEN")
        assert (ana.locale, ana.tz, ana.welcomed_at, ana.joined_at) == ("fr-FR", "Asia/Tokyo", MONDAY, MONDAY)
        assert ana.opted_out
        assert (ben.status, ben.is_admin, ben.joined_at) == ("active", True, LATER)
        assert members.count(session, TEAM) == 3
