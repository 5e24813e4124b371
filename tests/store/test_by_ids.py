"""A few of many tickets are read by their ids: what a look-up costs must not grow with the workspace."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from slack_app.domain.feedback.terms import Source
from slack_app.store.database import Database
from slack_app.store.feedback import lessons, signatures, tickets
from slack_app.store.feedback.tickets import NewTicket
from tests.house import MONDAY, OTHER_TEAM, TEAM

Ask = Callable[[Session, Sequence[int]], Any]
ASKED: dict[str, Ask] = {
    "those": lambda session, ids: {one.id for one in tickets.those(session, TEAM, ids)},
    "standing": lambda session, ids: set(signatures.standing(session, TEAM, ids)),
    "with_words": lambda session, ids: lessons.with_words(session, TEAM, ids),
}


def eight_of_two_workspaces(db: Database) -> list[int]:
    with db.transaction() as session:
        return [
            tickets.add(session, team_id, NewTicket("words", Source.FORM, f"{at:032x}"), now=MONDAY).id or 0
            for at, team_id in enumerate((TEAM, OTHER_TEAM) * 4)
        ]


def steps_of(session: Session, ask: Callable[[Session], object]) -> list[str]:
    """How SQLite goes about what is asked."""
    said: list[tuple[str, Any]] = []
    bind = session.get_bind()

    def listen(_connection, _cursor, statement, parameters, *_rest) -> None:
        said.append((statement, parameters))

    event.listen(bind, "before_cursor_execute", listen)
    ask(session)
    event.remove(bind, "before_cursor_execute", listen)
    plans = [session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {one}", values) for one, values in said]
    return [row[3] for plan in plans for row in plan]


@pytest.mark.parametrize("name", ASKED)
def test_a_few_of_many_tickets_are_read_by_their_ids(db: Database, name: str) -> None:
    ids = eight_of_two_workspaces(db)
    with db.reading() as session:
        assert ASKED[name](session, ids[:6]) == set(ids[:6:2])
        assert ASKED[name](session, []) == set()
        if session.get_bind().dialect.name == "sqlite":
            assert steps_of(session, lambda asked: ASKED[name](asked, ids[:6])) == [
                "SEARCH ticket USING INTEGER PRIMARY KEY (rowid=?)"
            ]
