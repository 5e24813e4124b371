"""What each member did in the weeks that were counted: what the next week's measures remember."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, func, tuple_
from sqlmodel import Session, col, select

from slack_app.domain.measures.columns import MemberWeeks, PastWeeks
from slack_app.store import bulk, packing
from slack_app.store.schema import MemberWeek

RECORD = np.dtype([
    ("who", "<i8"), ("posts", "<i4"), ("replies", "<i4"), ("helped", "<i4"), ("days", "<i2"), ("helping", "<i2"),
])  # fmt: skip
WEEK = timedelta(weeks=1)
NUMBERS = ("posts", "replies", "reactions", "days", "helped", "helping")
REMEMBERED = ("posts", "replies", "days", "helped", "helping")


def replace(session: Session, team_id: str, week: date, rows: MemberWeeks) -> None:
    """A week as it was counted now, in place of what was counted of it before."""
    session.execute(delete(MemberWeek).where(*_of(team_id, week)))
    who = np.fromiter(map(packing.number, rows.people), np.int64, len(rows.people))
    packed = packing.packed(RECORD, who=who, **{name: getattr(rows, name) for name in REMEMBERED})
    key = (repeat(team_id), repeat(week.isoformat()), rows.people)
    values = zip(*key, *(getattr(rows, name).tolist() for name in NUMBERS), packed, strict=False)
    bulk.write(session, MemberWeek, ("team_id", "week", "user_id", *NUMBERS, "packed"), values)


def past(session: Session, team_id: str, week: date, *, weeks: int = 5) -> PastWeeks:
    """What everybody did in so many weeks before that one, as far as they were counted."""
    parts = [_records(session, team_id, week - back * WEEK) for back in range(1, weeks + 1)]
    people, who = packing.places([one["who"] for one in parts])
    back = np.repeat(np.arange(1, weeks + 1, dtype=np.int8), [len(one) for one in parts])
    columns = {name: np.concatenate([one[name] for one in parts], dtype=np.int32) for name in REMEMBERED}
    return PastWeeks(people, who=np.concatenate(who), back=back, **columns)


def _records(session: Session, team_id: str, week: date) -> NDArray[Any]:
    return packing.read(session, RECORD, col(MemberWeek.packed), *_of(team_id, week))


def _of(team_id: str, week: date) -> tuple[Any, ...]:
    return col(MemberWeek.team_id) == team_id, col(MemberWeek.week) == week


def kept(session: Session, team_id: str) -> Sequence[date]:
    """The weeks of which rows may be kept, by their Mondays: with these, someone's rows are found by their key."""
    theirs = col(MemberWeek.team_id) == team_id
    first, last = session.execute(
        select(func.min(col(MemberWeek.week)), func.max(col(MemberWeek.week))).where(theirs)
    ).one()
    return [first + back * WEEK for back in range((last - first) // WEEK + 1)] if first else []


def purge(session: Session, team_id: str, *, before: date, at_most: int = 5000) -> int:
    """Forget weeks before that one, so many rows in one transaction; fewer than that are gone: there is no more."""
    key = tuple_(col(MemberWeek.week), col(MemberWeek.user_id))
    theirs = (col(MemberWeek.team_id) == team_id, col(MemberWeek.week) < before)
    in_order = select(col(MemberWeek.week), col(MemberWeek.user_id)).where(*theirs).order_by(*key)
    last = session.exec(in_order.offset(at_most - 1).limit(1)).first()
    oldest = theirs if last is None else (*theirs, key <= last)
    return session.execute(delete(MemberWeek).where(*oldest)).rowcount  # type: ignore[attr-defined,no-any-return]
