"""Where the two databases differ: an INSERT that may find its row there already, and taking turns (many rows: bulk)."""

from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_for(session: Session, table: type[SQLModel]) -> Any:  # noqa: ANN401  either dialect's Insert; both have on_conflict_*
    """An INSERT with `on_conflict_do_nothing` and `on_conflict_do_update`, for the database of this session."""
    return insert_into(session.get_bind().dialect.name, table)


def insert_into(dialect: str, table: type[SQLModel] | Table) -> Any:  # noqa: ANN401  as above
    """The same, for the database of that name."""
    return (sqlite if dialect == "sqlite" else postgresql).insert(table)


def is_my_turn(session: Session, turn: int) -> bool:
    """Whether nobody else holds this turn; if so it is held until the transaction ends. SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "sqlite":
        return True
    return bool(session.execute(select(func.pg_try_advisory_xact_lock(turn))).scalar())


def wait_for_turn(session: Session, turn: int) -> None:
    """Hold this turn until the transaction ends, once whoever holds it has let it go."""
    if session.get_bind().dialect.name != "sqlite":
        session.execute(select(func.pg_advisory_xact_lock(turn)))
