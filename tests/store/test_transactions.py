"""A transaction is kept as a whole or not at all, and nobody is rung for what was not kept."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from slack_app.flows.deps import transaction
from slack_app.jobs import Job
from slack_app.store import members, outbox, workspaces
from slack_app.store.database import Database
from slack_app.store.outbox import Task
from slack_app.store.schema import Member, OutboxRow, Workspace
from tests.house import MONDAY, TEAM, House


class PowerCutError(Exception):
    """Something stops us in the middle."""


def test_an_error_in_the_middle_leaves_nothing_behind(db: Database) -> None:
    def half_done() -> None:
        with db.transaction() as session:
            members.meet(session, TEAM, "UANA", joined_at=MONDAY, now=MONDAY)
            outbox.put(session, TEAM, Task(Job.WELCOME, "welcome:UANA", "UANA"), now=MONDAY)
            raise PowerCutError

    with pytest.raises(PowerCutError):
        half_done()
    with db.reading() as session:
        assert session.exec(select(Member)).all() == []
        assert session.exec(select(OutboxRow)).all() == []


def test_after_an_error_the_next_transaction_works(db: Database) -> None:
    with pytest.raises(PowerCutError), db.transaction():
        raise PowerCutError
    with db.transaction() as session:
        members.meet(session, TEAM, "UANA", joined_at=MONDAY, now=MONDAY)
    with db.reading() as session:
        assert members.count(session, TEAM) == 1


def test_the_bell_rings_for_each_row_once_it_is_committed(house: House) -> None:
    with transaction(house.deps) as session:
        row_id = outbox.put(session, TEAM, Task(Job.SWEEP, "sweep:1"), now=house.at)
        assert house.jobs.rings == []
    assert house.jobs.rings == [(Job.SWEEP, row_id)]


def test_the_bell_stays_silent_for_what_was_rolled_back(house: House) -> None:
    def half_done() -> None:
        with transaction(house.deps) as session:
            outbox.put(session, TEAM, Task(Job.SWEEP, "sweep:1"), now=house.at)
            raise PowerCutError

    with pytest.raises(PowerCutError):
        half_done()
    assert house.jobs.rings == []


def test_nobody_is_rung_for_what_is_still_to_come_or_was_asked_for_before(house: House) -> None:
    with transaction(house.deps) as session:
        outbox.put(session, TEAM, Task(Job.SWEEP, "sweep:1", due_at=house.at + timedelta(days=1)), now=house.at)
        outbox.put(session, TEAM, Task(Job.SWEEP, "sweep:2"), now=house.at)
    house.jobs.rings.clear()
    with transaction(house.deps) as session:
        outbox.put(session, TEAM, Task(Job.SWEEP, "sweep:2"), now=house.at)
    assert house.jobs.rings == []


def test_many_threads_that_write_and_read_wait_their_turn_and_none_is_refused(db: Database) -> None:
    with db.transaction() as session:
        workspaces.register(session, TEAM, enterprise_id=None, bot_user_id="UBOT", now=MONDAY)
    together = threading.Barrier(8)

    def work(worker: int) -> int:
        together.wait(10)
        for number in range(12):
            with db.transaction() as session:
                members.meet(session, TEAM, f"U{worker}X{number}", joined_at=MONDAY, now=MONDAY)
                outbox.put(session, TEAM, Task(Job.SWEEP, f"sweep:{worker}:{number}"), now=MONDAY)
            with db.reading() as session:
                assert members.count(session, TEAM) > 0
        return worker

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(work, range(8))) == list(range(8))
    with db.reading() as session:
        assert members.count(session, TEAM) == 96


def test_two_processes_on_one_sqlite_file_wait_for_each_other(sqlite_url: str) -> None:
    """Each Database has a lock of its own, as each process has: only the file's own lock stands between these two."""
    first, second = Database(sqlite_url), Database(sqlite_url)

    def write(db: Database, name: str) -> None:
        for number in range(15):
            with db.transaction() as session:
                members.meet(session, TEAM, f"U{name}{number}", joined_at=MONDAY, now=MONDAY)

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(write, first, "A"), pool.submit(write, second, "B")]:
            done.result()
    with first.reading() as session:
        assert members.count(session, TEAM) == 30
    first.close()
    second.close()


def test_two_managers_who_save_at_once_do_not_undo_each_other(db: Database) -> None:
    from dataclasses import replace

    with db.transaction() as session:
        workspaces.register(session, TEAM, enterprise_id=None, bot_user_id="UBOT", now=MONDAY)

    def name_one(user_id: str) -> None:
        with db.transaction() as session:
            workspaces.change_community(
                session, TEAM, lambda now_set: replace(now_set, managers=(*now_set.managers, user_id)), now=MONDAY
            )

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(name_one, [f"U{number}" for number in range(6)]))
    with db.reading() as session:
        assert sorted(workspaces.community_of(session, TEAM).managers) == [f"U{number}" for number in range(6)]
        assert session.get_one(Workspace, TEAM).status == "active"


def test_a_new_file_that_another_writes_to_is_waited_for(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "new.db", isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE theirs (a INTEGER)")
    other.execute("BEGIN IMMEDIATE")
    soon = threading.Timer(0.3, other.commit)
    soon.start()
    db = Database(f"sqlite:///{tmp_path / 'new.db'}")
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    soon.join()
    db.close()
    other.close()
