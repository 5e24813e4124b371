"""Of what the digest keeps, each can have their own and nobody else's; who is forgotten is in no row, and in no bytes."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from sqlmodel import Session, SQLModel, select

from slack_app.domain.measures.columns import MemberWeeks
from slack_app.domain.measures.log import Act
from slack_app.store import activity, member_weeks, packing, privacy
from slack_app.store.activity import Deed
from slack_app.store.database import Database
from slack_app.store.digest import catching_up, reports, settled, stages, thanks
from slack_app.store.schema import Activity, CatchUp, Settled, Thanks
from tests.house import MONDAY, OTHER_TEAM, TEAM

WEEK = date(2026, 2, 23)
AT = 1_772_000_000_000_000
DIGEST = {
    "todo": [
        {"kind": "greet", "about": "UBEN", "user_id": "UBEN"},
        {"kind": "thank", "about": "UANA", "user_id": "UANA"},
    ]
}
PEOPLE = ("UANA", "UBEN", "UBOSS")


def live(session: Session, team_id: str) -> None:
    """Ana asks, Ben answers and reacts; a manager greets Ben, thanks Ana, and has the history read."""
    deeds = [
        Deed("UANA", Act.POST, AT, AT, "C1", AT),
        Deed("UBEN", Act.REPLY, AT + 1, AT + 1, "C1", AT, "UANA"),
        Deed("UBEN", Act.REACTION, AT + 2, AT, "C1", author_id="UANA"),
        Deed("UBOSS", Act.CLICK, AT + 3, AT),
    ]
    activity.note_many(session, team_id, deeds)
    ones = np.ones(2, np.int64)
    for week in (WEEK, WEEK - timedelta(weeks=3)):
        member_weeks.replace(session, team_id, week, MemberWeeks(["UANA", "UBEN"], *[ones] * 6))
    stages.reached(session, team_id, "activated", ["UANA", "UBEN"], on=WEEK)
    settled.settle(session, team_id, "greet", "UBEN", user_id="UBEN", by_id="UBOSS", now=MONDAY)
    thanks.keep(session, team_id, "UANA", "You are a star", by_id="UBOSS", may_tell=True, now=MONDAY)
    catching_up.offer(session, team_id, since_at=MONDAY, now=MONDAY)
    catching_up.move(session, team_id, "reading", by_id="UBOSS", come_from=["offered"], now=MONDAY)
    reports.freeze(session, team_id, "digest", WEEK, DIGEST, now=MONDAY)


@pytest.fixture
def lived(db: Database) -> Database:
    with db.transaction() as session:
        live(session, TEAM)
        live(session, OTHER_TEAM)
    return db


def forget(db: Database, user_id: str) -> None:
    with db.transaction() as session:
        privacy.forget(session, TEAM, user_id, f"mark of {user_id}", now=MONDAY + timedelta(days=1))


def rows_of(db: Database, team_id: str) -> Iterator[dict[str, Any]]:
    tables = [mapper.class_ for mapper in SQLModel._sa_registry.mappers if hasattr(mapper.class_, "team_id")]
    with db.reading() as session:
        for table in tables:
            yield from (row.model_dump() for row in session.exec(select(table).where(table.team_id == team_id)))


def rows_with(db: Database, user_id: str, team_id: str = TEAM) -> list[dict[str, Any]]:
    """Every row in which someone stands, by their id or by the number that stands for it in packed bytes."""
    number = packing.number(user_id).to_bytes(8, "little")
    rows = list(rows_of(db, team_id))
    return [row for row in rows if f"'{user_id}'" in str(row) or number in row.get("packed", b"")]


def everything_about(db: Database, user_id: str) -> dict[str, list[dict[str, Any]]]:
    with db.reading() as session:
        return privacy.everything_about(session, TEAM, user_id)


def test_the_file_holds_what_someone_did_each_week_how_far_they_came_and_who_thanked_them(lived: Database) -> None:
    everything = everything_about(lived, "UBEN")
    assert [row["act"] for row in everything["activity"]] == [Act.REPLY, Act.REACTION]
    assert sorted(row["week"] for row in everything["member_week"]) == ["2026-02-02", "2026-02-23"]
    assert [row["stage"] for row in everything["stage_reached"]] == ["activated"]
    assert [row["kind"] for row in everything["settled"]] == ["greet"]
    assert [row["words"] for row in everything_about(lived, "UANA")["thanks"]] == ["You are a star"]


def test_the_file_of_a_manager_holds_what_they_did_for_the_community(lived: Database) -> None:
    everything = everything_about(lived, "UBOSS")
    assert [row["words"] for row in everything["thanks_by_them"]] == ["You are a star"]
    assert [row["kind"] for row in everything["settled_by_them"]] == ["greet"]
    assert len(everything["catch_up_by_them"]) == 1


@pytest.mark.parametrize("user_id", PEOPLE)
def test_the_file_names_nobody_else(lived: Database, user_id: str) -> None:
    everything = everything_about(lived, user_id)
    assert {row["user_id"] for rows in everything.values() for row in rows} == {user_id}
    assert not [other for other in set(PEOPLE) - {user_id} if other in str(everything)]


@pytest.mark.parametrize("user_id", PEOPLE)
def test_who_is_forgotten_stands_in_no_row_of_their_workspace_and_in_all_of_another(
    lived: Database, user_id: str
) -> None:
    there = rows_with(lived, user_id, OTHER_TEAM)
    assert rows_with(lived, user_id)
    forget(lived, user_id)
    assert rows_with(lived, user_id) == []
    assert there
    assert rows_with(lived, user_id, OTHER_TEAM) == there


def test_what_others_did_to_someones_messages_stays_and_says_no_more_whose_they_were(lived: Database) -> None:
    forget(lived, "UANA")
    with lived.reading() as session:
        log = activity.log(session, TEAM, 0, AT + 10)
        kept = session.exec(select(Activity).where(Activity.team_id == TEAM, Activity.user_id == "UBEN")).all()
        assert [(one.act, one.author_id) for one in kept] == [(Act.REPLY, None), (Act.REACTION, None)]
    assert sorted(log.people) == ["UBEN", "UBOSS"]
    assert log.to.tolist() == [-1, -1, -1]
    assert sorted(log.at.tolist()) == [AT + 1, AT + 2, AT + 3]


def test_what_a_manager_did_outlives_them_nameless(lived: Database) -> None:
    forget(lived, "UBOSS")
    with lived.reading() as session:
        rows = [session.exec(select(table).where(table.team_id == TEAM)).one() for table in (Settled, Thanks, CatchUp)]
        assert [one.by_id for one in rows] == [None, None, None]


def test_the_thanks_go_with_whom_they_were_for(lived: Database) -> None:
    forget(lived, "UANA")
    with lived.reading() as session:
        assert session.exec(select(Thanks).where(Thanks.team_id == TEAM)).all() == []


def test_of_these_marks_those_are_known_that_somebody_left(lived: Database) -> None:
    forget(lived, "UANA")
    with lived.reading() as session:
        assert privacy.forgotten_among(session, TEAM, ["mark of UANA", "mark of UBEN"]) == {"mark of UANA"}
        assert privacy.forgotten_among(session, TEAM, []) == set()
        assert privacy.forgotten_among(session, OTHER_TEAM, ["mark of UANA"]) == set()
