"""Group commit: whoever waits to keep an event shares one transaction, and is answered when it is on the disk."""

import queue
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from slack_app.store import events
from slack_app.store.database import Database, DatabaseError

MOST_AT_ONCE = 200


def _asleep() -> None:
    """Nobody needs to be woken."""


@dataclass(frozen=True)
class Waiter:
    """Who waits for an event's commit; both are called from the writer's thread.

    `told` hears that it is committed, or what the database raised; `wake` is called once for all who share it, after
    everyone of the group was told: waking somebody earlier would have them all contend for the one interpreter.
    """

    told: Callable[[Exception | None], None]
    wake: Callable[[], None] = _asleep


Waiting = tuple[Mapping[str, Any], Waiter]


class Inbox:
    """Keeps events durably. One thread writes; the more wait, the more share a commit."""

    def __init__(self, db: Database, *, ring: Callable[[], None]) -> None:
        self._db, self._ring = db, ring
        self._waiting: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._connection: Connection | None = None
        self._thread = threading.Thread(target=self._write, name="inbox", daemon=True)
        self._thread.start()

    def put(self, row: Mapping[str, Any], waiter: Waiter) -> None:
        """Take an event and return at once; the waiter hears what came of it."""
        self._waiting.put((row, waiter))

    def keep(self, row: Mapping[str, Any], *, timeout: float = 2.5) -> None:
        """Return once the event is committed; raise what the database raised, or TimeoutError after that many seconds."""
        done: Future[None] = Future()
        self.put(row, Waiter(lambda error: done.set_exception(error) if error else done.set_result(None)))
        done.result(timeout)

    def close(self) -> None:
        """Write what waits, then stop."""
        self._waiting.put(None)
        self._thread.join(timeout=10)
        if self._connection and not self._thread.is_alive():
            self._connection.close()

    def _write(self) -> None:
        while (first := self._waiting.get()) is not None:
            group, last = [first], False
            while len(group) < MOST_AT_ONCE and not self._waiting.empty():
                more = self._waiting.get()
                if more is None:
                    last = True
                    break
                group.append(more)
            self._commit(group)
            if last:
                return

    def _commit(self, group: list[Waiting]) -> None:
        problem: Exception | None = None
        try:
            self._save([row for row, _ in group])
        except Exception as error:  # noqa: BLE001  every waiter must hear it, whatever it was
            problem = error
        for _, waiter in group:
            waiter.told(problem)
        for wake in {waiter.wake for _, waiter in group}:
            wake()
        if problem is None:
            self._ring()

    def _save(self, rows: list[Mapping[str, Any]]) -> None:
        """On a connection that is kept; one that broke since the last time is made anew, and it is tried once more."""
        try:
            self._save_on(self._connection or self._db.plain_connection(), rows)
        except DatabaseError as error:
            if not error.connection_invalidated:
                raise
            self._save_on(self._db.plain_connection(), rows)

    def _save_on(self, connection: Connection, rows: list[Mapping[str, Any]]) -> None:
        self._connection = None
        try:
            with self._db.plain_transaction(connection):
                events.keep(connection, rows)
        except BaseException:
            connection.close()
            raise
        self._connection = connection
