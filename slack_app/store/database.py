"""How the store is reached: one engine, reading and writing transactions, the same on SQLite and PostgreSQL."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session

DatabaseError = DBAPIError
"""What the database raises when it is away, full or refuses."""

SECONDS_TO_WAIT = 30
"""How long a connection to SQLite waits for the one that writes."""

READING = {"convive_reading": True}


class Database:
    """The relational store. Writers on SQLite pass one at a time (BEGIN IMMEDIATE); readers never wait."""

    def __init__(self, url: str, *, pool_size: int = 16) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(str(url)) if self.is_sqlite else _postgres_engine(str(url), pool_size)
        self._one_writer = threading.Lock() if self.is_sqlite else nullcontext()

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A writing transaction: committed at the end, rolled back on any error."""
        with self._one_writer, Session(self.engine, expire_on_commit=False) as session:
            try:
                yield session
                session.commit()
            except BaseException:
                _roll_back(session)
                raise

    def plain_connection(self) -> Connection:
        """A connection past the ORM, to be kept for plain transactions.

        PostgreSQL commits a statement by itself, with all its rows or none: BEGIN and COMMIT would each be a round trip.
        """
        connection = self.engine.connect()
        return connection if self.is_sqlite else connection.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def plain_transaction(self, connection: Connection) -> Iterator[None]:
        """A writing transaction of one statement, on a plain connection, for what must cost next to nothing."""
        with self._one_writer, connection.begin():
            yield

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that only reads."""
        with Session(self.engine.execution_options(**READING), expire_on_commit=False) as session:
            yield session

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def _roll_back(session: Session) -> None:
    """A full disk makes SQLite roll back by itself; its complaint about a second time says nothing new."""
    try:
        session.rollback()
    except OperationalError as error:
        if "no transaction is active" not in str(error):
            raise


def _postgres_engine(url: str, pool_size: int) -> Engine:
    sizes = {"pool_size": pool_size, "max_overflow": pool_size}
    engine = create_engine(url, **sizes, pool_pre_ping=True, pool_recycle=1800, hide_parameters=True)
    event.listen(engine, "connect", _lets_go)
    return engine


def _lets_go(connection: Any, _record: object) -> None:  # noqa: ANN401  the driver's own connection
    """Whoever falls silent in a transaction, or is cut off, holds its rows for a minute and not for hours."""
    connection.execute("SET idle_in_transaction_session_timeout = '60s'")
    connection.commit()


def _sqlite_engine(url: str) -> Engine:
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    patience = {"timeout": SECONDS_TO_WAIT, "check_same_thread": False}
    engine = create_engine(url, connect_args=patience, pool_size=16, max_overflow=48, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401  the driver's own connection
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={SECONDS_TO_WAIT * 1000}")
    _write_ahead(connection)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _write_ahead(connection: Any) -> None:  # noqa: ANN401  the driver's own connection
    """Two who open a new file at once: SQLite refuses one of them without waiting, whatever its busy timeout."""
    until = time.monotonic() + SECONDS_TO_WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get("convive_reading")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
