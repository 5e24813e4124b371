"""What every test may ask for: a fresh database on each engine that is there, and a house on it."""

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from sqlmodel import SQLModel

from slack_app.store import migrate
from slack_app.store.database import Database
from tests.house import House

POSTGRES = os.environ.get("CONVIVE_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")
IN_CI = os.environ.get("CI") == "true"


def missing(what: str) -> None:
    """A service that is not there: at home its tests are skipped, on CI they fail."""
    if IN_CI:
        pytest.fail(f"{what} is not there, and CI must have it")
    pytest.skip(f"{what} is not there")


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
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh SQLite database."""
    path = tmp_path / "convive.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def clean_postgres_url(postgres_url: str) -> str:
    """The PostgreSQL database of this run, emptied: only of what is there, for an empty table takes as long as a full one."""
    engine = create_engine(postgres_url)
    names = [table.name for table in SQLModel.metadata.sorted_tables]
    looks = " UNION ALL ".join(f"(SELECT '{name}' FROM {name} LIMIT 1)" for name in names)  # noqa: S608  our own names
    counted = "SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL"
    with engine.begin() as connection:
        full = connection.execute(text(looks)).scalars().all()
        if full:
            connection.execute(text(f"TRUNCATE {', '.join(full)}"))
        for sequence in connection.execute(text(counted)).scalars().all():
            connection.execute(text(f"ALTER SEQUENCE {sequence} RESTART"))
    engine.dispose()
    return postgres_url


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database, on each engine in turn."""
    name = "sqlite_url" if request.param == "sqlite" else "clean_postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    """The store on a fresh database, on each engine in turn."""
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def house(db: Database) -> Iterator[House]:
    """A house on a fresh database, on each engine in turn."""
    home = House(db)
    yield home
    home.close()
