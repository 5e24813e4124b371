"""What every test may ask for: a fresh database on each engine that is there, and a house on it."""

import os
import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from coverage import Coverage
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import OperationalError
from sqlmodel import SQLModel

from slack_app.store import migrate
from slack_app.store.database import Database
from tests.house import House

POSTGRES = os.environ.get("CONVIVE_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")
FROM_ONE_AGAIN = "SELECT setval(sequencename::regclass, 1, false) FROM pg_sequences WHERE last_value IS NOT NULL"
IN_CI = os.environ.get("CI") == "true"


def missing(what: str) -> None:
    """A service that is not there: at home its tests are skipped, on CI they fail."""
    if IN_CI:
        pytest.fail(f"{what} is not there, and CI must have it")
    pytest.skip(f"{what} is not there")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Lines are counted on SQLite: the same story on PostgreSQL runs the same ones, and takes twice as long where they are counted."""
    counting = Coverage.current() if _is_told_again(item) else None
    if counting:
        counting.stop()
    try:
        return (yield)
    finally:
        if counting:
            counting.start()


def _is_told_again(item: pytest.Item) -> bool:
    """Whether it is the second telling of a story that is told on each engine in turn."""
    told = getattr(item, "callspec", None)
    return told is not None and told.params.get("database_url") == "postgres"


@pytest.fixture(autouse=True)
def _plain_logs() -> None:
    """Errors that a test causes are logged without colours, and without a page of each variable: that takes seconds."""
    structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()])


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database at the newest revision, made once."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    migrate.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL database of this run's own, at the newest revision; dropped at the end."""
    admin = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    name = f"convive_test_{uuid.uuid4().hex[:12]}"
    try:
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
            connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
    except OperationalError:
        missing("PostgreSQL")
    url = admin.url.set(database=name).render_as_string(hide_password=False)
    migrate.upgrade(url)
    yield url
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def sqlite_url(sqlite_template: Path) -> str:
    """A fresh SQLite database, alone in its folder; its address is that of the test before."""
    folder = sqlite_template.with_name("fresh")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(sqlite_template, folder / "convive.db")
    return f"sqlite:///{folder / 'convive.db'}"


@pytest.fixture(scope="session")
def postgres_at_hand(postgres_url: str) -> Iterator[Connection]:
    """A connection to that database, for what is done between tests."""
    engine = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def clean_postgres_url(postgres_url: str, postgres_at_hand: Connection) -> str:
    """The PostgreSQL database of this run, emptied of the few rows that are there: TRUNCATE makes new files, and takes longer."""
    names = [table.name for table in reversed(SQLModel.metadata.sorted_tables)]
    looks = " UNION ALL ".join(f"(SELECT '{name}' FROM {name} LIMIT 1)" for name in names)  # noqa: S608  our own names
    for name in postgres_at_hand.execute(text(looks)).scalars().all():
        postgres_at_hand.execute(text(f"DELETE FROM {name}"))  # noqa: S608  our own names
    postgres_at_hand.execute(text(FROM_ONE_AGAIN))
    return postgres_url


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database, on each engine in turn."""
    name = "sqlite_url" if request.param == "sqlite" else "clean_postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture(scope="session")
def engines() -> dict[str, Engine]:
    """One for each address: a statement that SQLAlchemy has put in words for one test is not put in words again for all others."""
    return {}


@pytest.fixture
def db(database_url: str, engines: dict[str, Engine]) -> Iterator[Database]:
    """The store on a fresh database, on each engine in turn."""
    database = Database(database_url)
    if database_url not in engines:
        engines[database_url] = database.engine
        if database.is_sqlite:
            event.listen(database.engine, "connect", _waits_for_no_disk)
    database.engine = engines[database_url]
    yield database
    database.close()


def _waits_for_no_disk(connection: sqlite3.Connection, _record: object) -> None:
    """Nobody pulls the plug of these tests; whether what is committed reaches the disk is tried in tests of its own."""
    connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture
def house(db: Database) -> Iterator[House]:
    """A house on a fresh database, on each engine in turn."""
    home = House(db)
    yield home
    home.close()
