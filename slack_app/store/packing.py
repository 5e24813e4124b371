"""Rows as numbers of fixed width: what is counted by the million is kept once more as bytes, which are read whole.

A database hands over a million packed rows in the time in which it hands over a hundred thousand of columns.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import LargeBinary, cast, func, select
from sqlmodel import Session

from slack_app.store.bulk import joined_bytes

BASE = 36
LONGEST = 12
NOBODY = 0
_ID = re.compile(rf"[A-Z][A-Z0-9]{{0,{LONGEST - 1}}}")
_DIGITS = np.frombuffer(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", np.uint8)


def can_be_told(slack_id: str) -> bool:
    """Whether it has the form of an id of Slack's: capital letters and digits, up to twelve."""
    return _ID.fullmatch(slack_id) is not None


def number(slack_id: str | None) -> int:
    """An id as a number, by which it can be told again; 0 for none. Raises ValueError."""
    return int(slack_id, BASE) if slack_id else NOBODY


def ids(numbers: NDArray[np.int64]) -> list[str]:
    """The ids of these numbers; "" of 0."""
    digits, rest = np.empty((len(numbers), LONGEST), np.uint8), numbers
    for place in reversed(range(LONGEST)):
        rest, digit = np.divmod(rest, BASE)
        digits[:, place] = _DIGITS[digit]
    return [one.lstrip("0") for one in digits.view(f"S{LONGEST}").ravel().astype(str).tolist()]


def places(parts: Sequence[NDArray[np.int64]]) -> tuple[list[str], list[NDArray[np.int32]]]:
    """The ids of all these numbers, each once and in the order of the numbers, and each part as places among them."""
    each = [np.unique(part, return_inverse=True) for part in parts]
    everybody = np.unique(np.concatenate([own for own, _ in each])) if each else np.empty(0, np.int64)
    return ids(everybody), [np.searchsorted(everybody, own).astype(np.int32)[inverse] for own, inverse in each]


def packed(record: np.dtype[Any], **columns: Any) -> Iterator[bytes]:
    """Each row's bytes, from columns of one length."""
    rows = np.empty(len(next(iter(columns.values()))), record)
    for name, values in columns.items():
        rows[name] = values
    whole, size = rows.tobytes(), record.itemsize
    return (whole[at : at + size] for at in range(0, len(whole), size))


def without_last(record: np.dtype[Any], column: Any) -> Any:  # noqa: ANN401  SQL's own
    """The bytes of a packed column, in which the record's last number is 0."""
    *_, last = record.names or ()
    size = record[last].itemsize
    return cast(func.substr(column, 1, record.itemsize - size).concat(bytes(size)), LargeBinary)


def read(session: Session, record: np.dtype[Any], column: Any, *where: Any) -> NDArray[Any]:  # noqa: ANN401  SQL's own
    """The rows of a packed column, in no order, as one array of records; from an old SQLite one by one."""
    many, found = session.execute(select(func.count(), joined_bytes(session, column)).where(*where)).one()
    if len(found or b"") != many * record.itemsize:
        found = b"".join(session.execute(select(column).where(*where)).scalars())
    return np.frombuffer(found or b"", record)
