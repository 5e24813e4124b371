"""Many rows, never all at once: how a community of any size is written and read in the same little memory."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel

BATCH = 1000
Row = TypeVar("Row")


def in_batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The same rows in lists of a thousand; the next is read when the one before has been used."""
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield batch


def run_for_each(session: Session, statement: Any, rows: Iterable[Mapping[str, Any]]) -> None:  # noqa: ANN401  any of SQL's
    """Run a statement once for each row of values, past the ORM: what the session has loaded does not hear of it."""
    session.flush()
    for batch in in_batches(rows):
        session.connection().execute(statement, batch)


def blank(table: type[SQLModel]) -> dict[str, Any]:
    """The values of a row of which nothing has been said, without its id: an INSERT past the ORM needs them all."""
    optional = {name: field for name, field in table.model_fields.items() if name != "id" and not field.is_required()}
    return {name: field.get_default(call_default_factory=True) for name, field in optional.items()}
