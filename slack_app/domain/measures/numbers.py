"""The kinds of columns that weeks are counted in, and how a count becomes a value."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from slack_app.domain.measures.terms import Value

Places = NDArray[np.int32]
Counts = NDArray[np.int64]
Whole = NDArray[np.signedinteger[Any]]
Micros = NDArray[np.int64]
Flags = NDArray[np.bool_]
Matrix = NDArray[np.bool_]


def how_many(flags: Flags) -> int:
    """How many are set."""
    return int(np.count_nonzero(flags))


def count(flags: Flags, of: int) -> Value:
    """How many, of so many."""
    return Value(float(how_many(flags)), of)


def total(number: float, of: int) -> Value:
    """A number that rests on so many cases."""
    return Value(float(number), of)


def share(part: float, whole: int) -> Value:
    """A part of the whole; nothing where there is no whole."""
    return Value(float(part) / whole if whole else None, whole)


def tally(places: Whole, size: int) -> Counts:
    """How often each place occurs."""
    return np.bincount(places, minlength=size)[:size].astype(np.int64, copy=False)


def once(codes: Counts) -> Counts:
    """Each code once, in order."""
    ordered = np.sort(codes)
    return ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])] if len(ordered) else ordered
