"""How far everybody has come, as columns for counting; and what their rows of activity tell of that."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import bindparam, case, func, select, update
from sqlmodel import Session, col

from slack_app.domain.measures.columns import Standing
from slack_app.domain.measures.path import STAGES
from slack_app.store import bulk
from slack_app.store.activity import DOINGS, MESSAGES
from slack_app.store.batches import run_for_each
from slack_app.store.schema import Activity, Member, StageReached

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
TIMES = tuple(map(col, (Member.joined_at, Member.first_active_at, Member.first_posted_at, Member.introduced_at)))
NOTED = ("first_active_at", "first_posted_at", "last_active_at")


def of_everybody(session: Session, team_id: str, *, on: date) -> Standing:
    """Everybody whom we know, and the furthest stage that each had reached on that day."""
    is_here = case((col(Member.status) == "active", "1"), else_="0")
    whole = [bulk.joined_texts(session, one) for one in (col(Member.user_id), is_here)]
    whole += [bulk.joined_instants(session, one) for one in TIMES]
    people, here, *times = session.execute(select(*whole).where(col(Member.team_id) == team_id)).one()
    ids = bulk.texts(people)
    joined, first_active, first_posted, introduced = map(bulk.micros, times)
    return Standing(
        people=ids,
        joined=joined,
        first_active=first_active,
        first_posted=first_posted,
        introduced=introduced,
        is_here=np.array(bulk.texts(here)) == "1",
        stage=_stages(session, team_id, ids, on),
    )


def _stages(session: Session, team_id: str, people: Sequence[str], on: date) -> NDArray[np.int8]:
    stage, name = np.zeros(len(people), np.int8), col(StageReached.stage)
    until_then = (col(StageReached.team_id) == team_id, col(StageReached.reached_on) <= on)
    found = select(name, bulk.joined_texts(session, col(StageReached.user_id))).where(*until_then).group_by(name)
    reached = dict(session.execute(found).all())
    places = {user_id: at for at, user_id in enumerate(people)} if reached else {}
    for number, one in enumerate(STAGES):
        theirs = map(places.get, bulk.texts(reached.get(one.value)))
        stage[[place for place in theirs if place is not None]] = number
    return stage


def take_from_activity(session: Session, team_id: str) -> None:
    """What members did before they were known, or before the app was there, is noted on them."""
    found = session.execute(
        select(col(Member.user_id), *(getattr(Member, one) for one in NOTED)).where(col(Member.team_id) == team_id)
    )
    noted = {user_id: times for user_id, *times in found}
    both = ((user_id, noted[user_id], told) for user_id, *told in _told(session, team_id) if user_id in noted)
    rows = ({"who": user_id, **new} for user_id, old, told in both if (new := _changed(old, told)))
    theirs = update(Member).where(col(Member.team_id) == team_id, col(Member.user_id) == bindparam("who"))
    run_for_each(session, theirs.values({one: bindparam(one) for one in NOTED}), rows)


def _told(session: Session, team_id: str) -> Sequence[Any]:
    """Of everybody who did something: when first, when they first wrote, when last."""
    at, wrote = col(Activity.at), col(Activity.act).in_(MESSAGES)
    found = select(col(Activity.user_id), func.min(at), func.min(case((wrote, at))), func.max(at))
    where = (col(Activity.team_id) == team_id, col(Activity.act).in_(DOINGS))
    return session.execute(found.where(*where).group_by(col(Activity.user_id))).all()


def _changed(old: Sequence[datetime | None], told: Sequence[int | None]) -> Mapping[str, datetime | None]:
    """The earlier of both beginnings, and the later end; nothing where we knew as much."""
    active, posted, last = (None if one is None else EPOCH + one * MICROSECOND for one in told)
    new = [_first(min, old[0], active), _first(min, old[1], posted), _first(max, old[2], last)]
    return dict(zip(NOTED, new, strict=True)) if new != list(old) else {}


def _first(which: Callable[..., datetime], *instants: datetime | None) -> datetime | None:
    known = [one for one in instants if one is not None]
    return which(known) if known else None
