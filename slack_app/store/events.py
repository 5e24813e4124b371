"""Events as they were heard: kept once each, waiting to be handled."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, delete, exists, func
from sqlmodel import Session, SQLModel, col, select

from slack_app.domain.events import Heard
from slack_app.store.dialect import insert_into, is_my_turn, wait_for_turn
from slack_app.store.schema import EventRow

BATCH = 100
"""More together cost less each; who waits for SQLite's one writer waits for less than a second."""
HEARING = 0x68656172
TABLE = SQLModel.metadata.tables[str(EventRow.__tablename__)]


def row_of(heard: Heard, now: datetime) -> Mapping[str, Any]:
    """The values of the row that keeps an event."""
    names = ("team_id", "enterprise_id", "event_id", "kind", "user_id", "channel_id", "event_ts")
    same = {name: getattr(heard, name) for name in names}
    return {**same, "facts": dict(heard.facts), "received_at": now, "due_at": now, "attempts": 0}


def keep(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep events; those we know already are left as they are. Past the ORM, for this is the way of every event."""
    connection.execute(_keeping(connection.dialect.name), list(rows))


@cache
def _keeping(dialect: str) -> Any:  # noqa: ANN401  either dialect's Insert
    return insert_into(dialect, TABLE).on_conflict_do_nothing()


def next_batch(session: Session, now: datetime, *, limit: int = BATCH) -> Sequence[EventRow]:
    """Events of any workspace that wait to be handled, oldest first, held for this transaction alone.

    None while somebody else handles theirs: events follow each other, and two batches never wait for each other's rows.
    """
    if not is_my_turn(session, HEARING):
        return []
    return session.exec(
        select(EventRow)
        .where(col(EventRow.handled_at).is_(None), col(EventRow.due_at) <= now)
        .order_by(col(EventRow.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()


def hold_back(session: Session) -> None:
    """No event is handled until this transaction ends: what it writes and what they say cannot pass each other unseen."""
    wait_for_turn(session, HEARING)


def heard(row: EventRow) -> Heard:
    """The event that a row keeps."""
    names = ("team_id", "enterprise_id", "event_id", "kind", "user_id", "channel_id", "event_ts", "facts")
    return Heard(**{name: getattr(row, name) for name in names})


def is_waiting(session: Session, now: datetime) -> bool:
    """Whether any event waits to be handled."""
    waits = exists().where(col(EventRow.handled_at).is_(None), col(EventRow.due_at) <= now)
    return bool(session.execute(select(waits)).scalar())


def waiting(session: Session, now: datetime) -> int:
    """How many events wait to be handled."""
    where = (col(EventRow.handled_at).is_(None), col(EventRow.due_at) <= now)
    return session.exec(select(func.count()).select_from(EventRow).where(*where)).one()


def purge(session: Session, team_id: str, *, before: datetime) -> None:
    """Forget handled events once Slack can no longer send them again."""
    where = (col(EventRow.team_id) == team_id, col(EventRow.handled_at) < before)
    session.execute(delete(EventRow).where(*where))


KEEP_FOR = timedelta(days=7)
