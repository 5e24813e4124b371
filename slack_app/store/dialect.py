"""Where the two databases differ: an INSERT that may find its row there already, rows by their ids, and taking turns (many rows: bulk)."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_for(session: Session, table: type[SQLModel]) -> Any:  # noqa: ANN401  either dialect's Insert; both have on_conflict_*
    """An INSERT with `on_conflict_do_nothing` and `on_conflict_do_update`, for the database of this session."""
    return insert_into(session.get_bind().dialect.name, table)


def insert_into(dialect: str, table: type[SQLModel] | Table) -> Any:  # noqa: ANN401  as above
    """The same, for the database of that name."""
    return (sqlite if dialect == "sqlite" else postgresql).insert(table)


def named(table: type[SQLModel], team_id: str, ids: Collection[int]) -> tuple[ColumnElement[bool], ...]:
    """The conditions of the workspace's rows among these ids.

    SQLite believes that few rows are a workspace's: beside four ids it would read all of those by the index and look for the ids
    among them. So the workspace is asked about in a way that no index answers.
    """
    of_table: Any = table
    return of_table.id.in_(ids), func.coalesce(of_table.team_id, "") == team_id


def is_my_turn(session: Session, turn: int) -> bool:
    """Whether nobody else holds this turn; if so it is held until the transaction ends. SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "sqlite":
        return True
    return bool(session.execute(select(func.pg_try_advisory_xact_lock(turn))).scalar())


def wait_for_turn(session: Session, turn: int) -> None:
    """Hold this turn until the transaction ends, once whoever holds it has let it go."""
    if session.get_bind().dialect.name != "sqlite":
        session.execute(select(func.pg_advisory_xact_lock(turn)))
