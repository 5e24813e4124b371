"""Columns by the hundred thousand, past the ORM, in the way in which each of the two databases is fast."""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import LargeBinary, String, bindparam, cast, func, literal, type_coerce
from sqlalchemy.types import JSON
from sqlmodel import Session, SQLModel

EPOCH_TEXT = "1970-01-01 00:00:00.000000"
"""As SQLite keeps an instant; so long is each."""
EPOCH_OF_POSTGRES = 946_684_800_000_000
"""From here, the year 2000, PostgreSQL counts its microseconds."""


def write(session: Session, table: type[SQLModel], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows that are not there: values in the order of these columns, dates as text."""
    session.flush()
    columns = ", ".join(names)
    if is_sqlite(session):
        marks = ", ".join("?" * len(names))
        statement = f"INSERT INTO {table.__tablename__} ({columns}) VALUES ({marks})"  # noqa: S608  our own names
        many = list(rows)
        if many:
            session.connection().exec_driver_sql(statement, many)
        return
    driver: Any = session.connection().connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.__tablename__} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def listed(session: Session, values: Collection[str]) -> Any:  # noqa: ANN401  a FROM clause whose column is `value`
    """These texts as a table, in one parameter."""
    text = bindparam(None, json.dumps(list(values)), String)
    each = func.json_each(text) if is_sqlite(session) else func.json_array_elements_text(cast(text, JSON))
    return each.table_valued("value")


def joined_bytes(session: Session, column: Any) -> Any:  # noqa: ANN401  columns of SQL, here and below
    """The bytes of all rows, one after the other. SQLite before 3.38 ends them at the first zero."""
    if is_sqlite(session):
        return cast(func.group_concat(column, ""), LargeBinary)
    return func.string_agg(column, bindparam(None, b"", LargeBinary), type_=LargeBinary)


def joined_texts(session: Session, column: Any) -> Any:  # noqa: ANN401
    """The texts of all rows, between them a space: for `texts`."""
    return func.group_concat(column, " ") if is_sqlite(session) else func.string_agg(column, literal(" "))


def joined_instants(session: Session, column: Any) -> Any:  # noqa: ANN401
    """The instants of all rows: for `micros`."""
    if is_sqlite(session):
        return func.group_concat(func.coalesce(type_coerce(column, String), EPOCH_TEXT), "")
    sent = func.timestamptz_send(func.coalesce(column, func.to_timestamp(0)))
    return func.string_agg(sent, bindparam(None, b"", LargeBinary), type_=LargeBinary)


def texts(joined: str | None) -> list[str]:
    """Each text by itself."""
    return joined.split(" ") if joined else []


def micros(joined: str | bytes | None) -> NDArray[np.int64]:
    """Microseconds since 1970; 0 where there was no instant."""
    if isinstance(joined, str):
        return np.frombuffer(joined.encode(), f"S{len(EPOCH_TEXT)}").astype("M8[us]").astype(np.int64)
    return np.frombuffer(joined or b"", ">i8").astype(np.int64) + EPOCH_OF_POSTGRES


def is_sqlite(session: Session) -> bool:
    """Which of the two it is."""
    return session.get_bind().dialect.name == "sqlite"
