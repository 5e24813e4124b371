"""Rows of the outbox as work: announced, claimed, intended, stamped; each step is one conditional statement."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, func, or_, select, update
from sqlmodel import Session, col

from slack_app.jobs import Job
from slack_app.store.outbox import SEALED, State
from slack_app.store.schema import OutboxRow

HINT_EVERY = timedelta(seconds=10)
KNOWN_JOBS = frozenset(job.value for job in Job)
"""A row of another version of the program waits until a version comes that knows it."""


@dataclass(frozen=True)
class End:
    """How an errand ended, and where its message stands if it spoke."""

    state: State
    reason: str | None = None
    channel_id: str | None = None
    message_ts: str | None = None


@dataclass(frozen=True)
class Later:
    """When to come back, and why. `counted`: it failed, and failing for days ends in giving up.

    `sure_unsent`: this try certainly sent nothing, and no earlier one may have.
    """

    due_at: datetime
    reason: str
    counted: bool = False
    sure_unsent: bool = True


@dataclass(frozen=True)
class Errand:
    """A claimed row as a value."""

    id: int
    team_id: str
    job: Job
    key: str
    user_id: str | None
    args: Mapping[str, Any]
    door: str | None
    owner: str
    lease_until: datetime
    maybe_from: datetime | None
    quiet_until: datetime | None
    attempts: int
    failing_since: datetime | None
    created_at: datetime


def announce(session: Session, now: datetime, *, limit: int = 200) -> list[tuple[Job, int]]:
    """Rows, of any workspace, that may run now and were not announced of late, what waits longest first.

    They count as announced from here on.
    """
    ready = (
        select(col(OutboxRow.id))
        .where(_claimable(now), col(OutboxRow.hint_at) <= now)
        .order_by(col(OutboxRow.due_at), col(OutboxRow.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    statement = update(OutboxRow).where(col(OutboxRow.id).in_(ready.scalar_subquery())).values(hint_at=now + HINT_EVERY)
    rows = session.execute(statement.returning(col(OutboxRow.due_at), col(OutboxRow.id), col(OutboxRow.job))).all()
    # What an UPDATE returns comes in no order: PostgreSQL gives it as it found it.
    return [(Job(job), row_id) for _, row_id, job in sorted(map(tuple, rows)) if job in KNOWN_JOBS]


def _claimable(now: datetime) -> Any:  # noqa: ANN401  a SQL condition
    waiting = and_(col(OutboxRow.state) == State.PENDING.value, col(OutboxRow.due_at) <= now)
    left_behind = and_(col(OutboxRow.state) == State.SENDING.value, col(OutboxRow.lease_until) <= now)
    return or_(waiting, left_behind)


def is_claimable(session: Session, row_id: int, now: datetime) -> bool:
    """A cheap look before the claim, so that stale hints take no write lock."""
    found = session.execute(select(col(OutboxRow.id)).where(col(OutboxRow.id) == row_id, _claimable(now)))
    return found.scalar() is not None


def claim(session: Session, row_id: int, *, owner: str, now: datetime, lease: timedelta) -> Errand | None:
    """Take a row for as long as the lease, if nobody holds it."""
    statement = (
        update(OutboxRow)
        .where(col(OutboxRow.id) == row_id, _claimable(now))
        .values(state=State.SENDING.value, owner=owner, lease_until=now + lease)
        .returning(OutboxRow)
    )
    row = session.execute(statement).scalar()
    return _errand(row) if row else None


def _errand(row: OutboxRow) -> Errand:
    values = {field.name: getattr(row, field.name) for field in fields(Errand)}
    return Errand(**{**values, "job": Job(row.job)})


def _mine(errand: Errand) -> Any:  # noqa: ANN401  a SQL condition
    return and_(
        col(OutboxRow.id) == errand.id,
        col(OutboxRow.team_id) == errand.team_id,
        col(OutboxRow.owner) == errand.owner,
        col(OutboxRow.state) == State.SENDING.value,
    )


def intend(session: Session, errand: Errand, *, now: datetime, quiet: timedelta) -> bool:
    """Write that a message may be out from now on; False when the row is no longer ours. `maybe_from` never moves."""
    since = errand.maybe_from or now
    statement = update(OutboxRow).where(_mine(errand)).values(maybe_from=since, quiet_until=now + quiet)
    return _changed(session, statement)


def hold_on(session: Session, errand: Errand, *, until: datetime) -> bool:
    """Keep a row for longer, for work that takes its time; False when it is no longer ours."""
    return _changed(session, update(OutboxRow).where(_mine(errand)).values(lease_until=until))


def finish(session: Session, errand: Errand, end: End, *, now: datetime) -> bool:
    """Stamp the end of a row; False when it is no longer ours.

    A row marked `forget` leaves no trace; one that is sealed keeps neither to whom it went nor the place.
    """
    if errand.args.get("forget"):
        return _changed(session, delete(OutboxRow).where(_mine(errand)))
    stamp: dict[str, Any] = {"state": end.state.value, "reason": end.reason, "done_at": now}
    stamp |= {"channel_id": end.channel_id, "message_ts": end.message_ts, "owner": None, "lease_until": None}
    if SEALED in errand.args:
        stamp |= {"args": {}, "channel_id": None}
    return _changed(session, update(OutboxRow).where(_mine(errand)).values(**stamp))


def come_back(session: Session, errand: Errand, later: Later, *, now: datetime) -> bool:
    """Let go of a row until then; False when it is no longer ours."""
    back: dict[str, Any] = {"state": State.PENDING.value, "owner": None, "lease_until": None, "reason": later.reason}
    back |= {"due_at": later.due_at, "hint_at": later.due_at}
    if later.sure_unsent:
        back |= {"maybe_from": None, "quiet_until": None}
    if later.counted:
        back |= {"attempts": errand.attempts + 1, "failing_since": errand.failing_since or now}
    return _changed(session, update(OutboxRow).where(_mine(errand)).values(**back))


def _changed(session: Session, statement: Any) -> bool:  # noqa: ANN401  an UPDATE or a DELETE
    return session.execute(statement.returning(col(OutboxRow.id))).scalar() is not None


def is_any_waiting(session: Session, now: datetime) -> bool:
    """Whether a relay has anything to announce; a cheap look that takes no lock."""
    some = select(col(OutboxRow.id)).where(_claimable(now), col(OutboxRow.hint_at) <= now).limit(1)
    return session.execute(some).scalar() is not None


def is_any_alive(session: Session, now: datetime) -> bool:
    """Whether anything is being done, or could be now."""
    busy = or_(col(OutboxRow.state) == State.SENDING.value, _claimable(now))
    return session.execute(select(col(OutboxRow.id)).where(busy).limit(1)).scalar() is not None


def waiting(session: Session, now: datetime) -> int:
    """How many rows, of all workspaces, may run now: the length of the queue."""
    return session.execute(select(func.count()).select_from(OutboxRow).where(_claimable(now))).scalar() or 0
