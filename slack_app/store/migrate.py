"""Bringing a database to the tables of this version, and saying how far it is."""

from collections.abc import Callable, Sequence
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from slack_app.store.database import Database
from slack_app.store.schema import Workspace

MIGRATIONS = Path(__file__).parent / "migrations"
ONE_AT_A_TIME = 0x636F6E76
Step = Callable[[Config], object]


class NotUpToDateError(Exception):
    """The tables are not those that this version needs; the sentence says what to do."""


def head() -> str:
    """The revision that this version of the program wants."""
    return _scripts().get_current_head() or ""


def revisions() -> Sequence[str]:
    """Every revision, the oldest first."""
    return [script.revision for script in reversed(list(_scripts().walk_revisions()))]


def current(url: str) -> str | None:
    """The revision of a database; None when it is empty."""
    db = Database(url)
    try:
        with db.engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        db.close()


def require(url: str) -> None:
    """Raise NotUpToDateError where the tables are missing or of an older version; a newer version's are left to it."""
    found = current(url)
    if found is None or (found != head() and found in revisions()):
        message = "The database has not the tables of this version. Run: db upgrade."
        raise NotUpToDateError(message)


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database up to a revision; safe to run twice, and by two at once."""
    _run(url, lambda config: command.upgrade(config, revision))


def downgrade(url: str, revision: str) -> None:
    """Take the database back to a revision."""
    _run(url, lambda config: command.downgrade(config, revision))


def write_revision(url: str, message: str) -> None:
    """Write the next step from what differs between the tables and the models."""
    _run(url, lambda config: command.revision(config, message=message, autogenerate=True))


def differences(url: str) -> Sequence[object]:
    """What differs between a database and the models; nothing, when all is well."""
    db = Database(url)
    try:
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            return list(compare_metadata(context, Workspace.metadata))
    finally:
        db.close()


def _run(url: str, step: Step) -> None:
    db = Database(url)
    try:
        with db.engine.begin() as connection:
            _wait_for_my_turn(connection)
            step(_config(connection))
    finally:
        db.close()


def _wait_for_my_turn(connection: Connection) -> None:
    """SQLite's writers queue by themselves; PostgreSQL is asked for a lock that ends with the transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
