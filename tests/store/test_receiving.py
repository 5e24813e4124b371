"""Events are kept durably: many waiters share a commit, every one of them hears how it went."""

import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection
from sqlmodel import Session, col, select

from slack_app.domain.events import Heard, HeardKind
from slack_app.store import events
from slack_app.store.database import Database, DatabaseError
from slack_app.store.events import row_of
from slack_app.store.receiving import Inbox
from slack_app.store.schema import EventRow
from tests.house import MONDAY, OTHER_TEAM, TEAM


def heard(event_id: str, team_id: str = TEAM) -> Heard:
    return Heard(team_id, None, event_id, HeardKind.MESSAGE, "UANA", "C1", "1700000000.000100", {})


def kept(db: Database) -> list[tuple[str, str]]:
    with db.reading() as session:
        return sorted((row.team_id, row.event_id) for row in session.exec(select(EventRow)).all())


@pytest.fixture
def rings() -> list[int]:
    return []


@pytest.fixture
def inbox(db: Database, rings: list[int]) -> Iterator[Inbox]:
    box = Inbox(db, ring=lambda: rings.append(len(kept(db))))
    yield box
    box.close()


class Counted(Database):
    """A database that counts its writing transactions."""

    transactions = 0

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        self.transactions += 1
        with super().transaction() as session:
            yield session


def test_many_who_wait_at_once_are_all_kept_and_share_commits(database_url: str) -> None:
    db = Counted(database_url)
    box = Inbox(db, ring=lambda: None)
    with ThreadPoolExecutor(24) as pool:
        list(pool.map(lambda number: box.keep(row_of(heard(f"Ev{number}"), MONDAY), timeout=30), range(240)))
    box.close()
    assert len(kept(db)) == 240
    assert db.transactions < 240
    db.close()


def test_who_is_answered_is_on_the_disk(db: Database, inbox: Inbox) -> None:
    inbox.keep(row_of(heard("Ev1"), MONDAY))
    assert kept(db) == [(TEAM, "Ev1")]


def test_the_bell_rings_after_the_commit_and_not_before(inbox: Inbox, rings: list[int]) -> None:
    inbox.keep(row_of(heard("Ev1"), MONDAY))
    inbox.close()
    assert rings == [1]


def test_an_event_that_comes_twice_is_kept_once_and_answered_twice(db: Database, inbox: Inbox) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: inbox.keep(row_of(heard("Ev1"), MONDAY), timeout=30), range(40)))
    assert kept(db) == [(TEAM, "Ev1")]


def test_the_same_event_id_in_two_workspaces_is_two_events(db: Database, inbox: Inbox) -> None:
    inbox.keep(row_of(heard("Ev1"), MONDAY))
    inbox.keep(row_of(heard("Ev1", OTHER_TEAM), MONDAY))
    assert kept(db) == [(TEAM, "Ev1"), (OTHER_TEAM, "Ev1")]


def keep_together(db: Database, rows: list[Mapping[str, Any]]) -> None:
    connection = db.plain_connection()
    try:
        with db.plain_transaction(connection):
            events.keep(connection, rows)
    finally:
        connection.close()


def test_a_group_is_kept_in_its_order_with_an_event_that_comes_twice_in_it_once(db: Database) -> None:
    keep_together(db, [row_of(heard(f"Ev{number}"), MONDAY) for number in (3, 1, 3, 2, 1)])
    with db.reading() as session:
        found = session.exec(select(EventRow).order_by(col(EventRow.id))).all()
    assert [row.event_id for row in found] == ["Ev3", "Ev1", "Ev2"]


def test_a_group_of_which_the_database_refuses_one_leaves_nothing(db: Database) -> None:
    rows = [row_of(heard(f"Ev{number}"), MONDAY) for number in range(20)]
    with pytest.raises(DatabaseError):
        keep_together(db, [*rows[:10], {**rows[10], "kind": None}, *rows[11:]])
    assert kept(db) == []


class Away(Database):
    """A database that can go away and come back, and whose first failure waits until others stand in line."""

    is_away = True

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.may_fail = threading.Event()

    @contextmanager
    def plain_transaction(self, connection: Connection) -> Iterator[None]:
        if self.is_away:
            self.may_fail.wait(10)
            raise ConnectionError("away")
        with super().plain_transaction(connection):
            yield


def outcome_of(keep: Callable[[], None]) -> str:
    try:
        keep()
    except ConnectionError:
        return "told"
    return "kept"


def test_a_database_that_fails_tells_every_one_who_waits_and_the_next_are_kept_again(database_url: str) -> None:
    db, rings = Away(database_url), list[int]()
    box = Inbox(db, ring=lambda: rings.append(1))
    rows = [row_of(heard(f"Ev{number}"), MONDAY) for number in range(12)]
    with ThreadPoolExecutor(12) as pool:
        told = [pool.submit(outcome_of, lambda row=row: box.keep(row, timeout=30)) for row in rows]  # type: ignore[misc]
        db.may_fail.set()
        assert {one.result() for one in told} == {"told"}
    assert rings == []
    db.is_away = False
    for row in rows:
        box.keep(row)
    assert len(kept(db)) == 12
    box.close()
    db.close()


def test_who_waits_too_long_is_told_and_slack_will_send_it_again(database_url: str) -> None:
    db = Away(database_url)
    box = Inbox(db, ring=lambda: None)
    with pytest.raises(TimeoutError):
        box.keep(row_of(heard("Ev1"), MONDAY), timeout=0.05)
    db.may_fail.set()
    box.close()
    db.close()


def test_closing_writes_what_still_waits(database_url: str) -> None:
    db = Database(database_url)
    box = Inbox(db, ring=lambda: None)
    with ThreadPoolExecutor(8) as pool:
        waiting = [pool.submit(box.keep, row_of(heard(f"Ev{number}"), MONDAY), timeout=30) for number in range(40)]
        for one in waiting:
            one.result()
    box.close()
    assert len(kept(db)) == 40
    db.close()
