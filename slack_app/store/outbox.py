"""What must happen, asked for once: each row is named by its key for ever. The table is the queue."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, delete, func, or_, select, update
from sqlmodel import Session, col

from slack_app.jobs import Job
from slack_app.store.batches import blank, run_for_each
from slack_app.store.dialect import insert_for
from slack_app.store.schema import OutboxRow

RINGS = "rings"
SEALED = "to"
"""The argument of a row that names nobody: to whom it goes, closed with the installation's key."""


class State(StrEnum):
    """Where a row stands; `pending` and `sending` are alive, the others are ends."""

    PENDING = "pending"
    SENDING = "sending"
    DONE = "done"
    DROPPED = "dropped"
    GAVE_UP = "gave_up"


ALIVE = (State.PENDING.value, State.SENDING.value)


@dataclass(frozen=True)
class Task:
    """What is asked for. `key` names it for ever; `door` is why the app speaks to `user_id` (domain.door.Kind)."""

    job: Job
    key: str
    user_id: str | None = None
    args: Mapping[str, Any] = field(default_factory=dict)
    door: str | None = None
    due_at: datetime | None = None


def put(session: Session, team_id: str, task: Task, *, now: datetime) -> int | None:
    """Ask for something once: a second row of the same key is not written (then None). Rung after the commit."""
    values = {**_values(task, now), "team_id": team_id, "key": task.key, "created_at": now}
    statement = insert_for(session, OutboxRow).values(**values).on_conflict_do_nothing()
    row_id = session.execute(statement.returning(col(OutboxRow.id))).scalar()
    if row_id is not None and (task.due_at is None or task.due_at <= now):
        _ring_later(session, task.job, row_id)
    return row_id


def put_many(session: Session, team_id: str, tasks: Iterable[Task], *, now: datetime) -> None:
    """Ask for many things, each once, in batches; no bell rings for them, the relay announces each when it is due."""
    same = {**blank(OutboxRow), "team_id": team_id, "created_at": now}
    rows = ({**same, **_values(task, now), "key": task.key} for task in tasks)
    run_for_each(session, insert_for(session, OutboxRow).on_conflict_do_nothing(), rows)


def stands_at(session: Session, team_id: str, key: str) -> tuple[str, str] | None:
    """Where the message of that key was posted: its channel and its timestamp; None where it was not."""
    where = (col(OutboxRow.team_id) == team_id, col(OutboxRow.key) == key, col(OutboxRow.message_ts).is_not(None))
    found = session.execute(select(col(OutboxRow.channel_id), col(OutboxRow.message_ts)).where(*where)).first()
    return (found[0], found[1]) if found else None


def put_again(session: Session, team_id: str, task: Task, *, now: datetime) -> None:
    """Ask for something that may well be done again (drawing a page anew): a finished row is made pending once more."""
    anew = dict.fromkeys(("owner", "lease_until", "maybe_from", "quiet_until"))
    over = [state.value for state in State if state is not State.PENDING]
    if not _revived(session, team_id, task, over, anew, now):
        put(session, team_id, task, now=now)


def put_unless_done(session: Session, team_id: str, task: Task, *, now: datetime) -> None:
    """Ask for something that happens once, also where it was dropped or given up before; an intent stays remembered."""
    if not _revived(session, team_id, task, (State.DROPPED.value, State.GAVE_UP.value), {}, now):
        put(session, team_id, task, now=now)


def hasten(session: Session, team_id: str, key: str, *, now: datetime) -> bool:
    """What waits under that key for its time is due now; False where nothing waits, or it is due already."""
    waits = (col(OutboxRow.state) == State.PENDING.value, col(OutboxRow.due_at) > now)
    statement = update(OutboxRow).where(col(OutboxRow.team_id) == team_id, col(OutboxRow.key) == key, *waits)
    due = statement.values(due_at=now, hint_at=now).returning(col(OutboxRow.id), col(OutboxRow.job))
    found = session.execute(due).first()
    if found is None:
        return False
    _ring_later(session, Job(found[1]), found[0])
    return True


def _revived(
    session: Session, team_id: str, task: Task, over: Collection[str], anew: Mapping[str, None], now: datetime
) -> bool:
    """Make a row of this key that stands in one of the states `over` pending once more, if there is one."""
    cleared = dict.fromkeys(("reason", "done_at", "failing_since"))
    statement = (
        update(OutboxRow)
        .where(col(OutboxRow.team_id) == team_id, col(OutboxRow.key) == task.key, col(OutboxRow.state).in_(over))
        .values(**_values(task, now), **cleared, **anew)
        .returning(col(OutboxRow.id))
    )
    row_id = session.execute(statement).scalar()
    if row_id is None:
        return False
    _ring_later(session, task.job, row_id)
    return True


def _values(task: Task, now: datetime) -> dict[str, Any]:
    return {
        "job": task.job.value,
        "user_id": task.user_id,
        "args": dict(task.args),
        "door": task.door,
        "state": State.PENDING.value,
        "due_at": task.due_at or now,
        "hint_at": now,
        "attempts": 0,
    }


def _ring_later(session: Session, job: Job, row_id: int) -> None:
    session.info.setdefault(RINGS, []).append((job, row_id))


def args_alive(session: Session, team_id: str, job: Job) -> dict[str, Mapping[str, Any]]:
    """The arguments of that job's rows that are alive, by their keys."""
    alive = (col(OutboxRow.job) == job.value, col(OutboxRow.state).in_(ALIVE))
    found = select(col(OutboxRow.key), col(OutboxRow.args)).where(col(OutboxRow.team_id) == team_id, *alive)
    return {row.key: row.args for row in session.execute(found)}


def known(session: Session, team_id: str, keys: Collection[str]) -> set[str]:
    """Those of these keys under which something was asked for already."""
    there = (col(OutboxRow.team_id) == team_id, col(OutboxRow.key).in_(keys))
    return set(session.execute(select(col(OutboxRow.key)).where(*there)).scalars()) if keys else set()


def unseal(session: Session, team_id: str, keys: Collection[str]) -> None:
    """What waits under these keys is not asked for any more, and what is being sent forgets whom it goes to."""
    theirs = (col(OutboxRow.team_id) == team_id, col(OutboxRow.key).in_(keys))
    waits = (*theirs, col(OutboxRow.state) == State.PENDING.value)
    session.execute(delete(OutboxRow).where(*waits))
    session.execute(update(OutboxRow).where(*theirs).values(args={}))


def done_at(session: Session, team_id: str, user_id: str, job: Job, since: datetime) -> Sequence[datetime]:
    """When that job was done for somebody since then, without a message to anybody."""
    done = (
        col(OutboxRow.job) == job.value,
        col(OutboxRow.state) == State.DONE.value,
        col(OutboxRow.message_ts).is_(None),
    )
    theirs = (col(OutboxRow.team_id) == team_id, col(OutboxRow.user_id) == user_id, col(OutboxRow.done_at) >= since)
    return [at for at in session.execute(select(col(OutboxRow.done_at)).where(*theirs, *done)).scalars() if at]


@dataclass(frozen=True)
class Whose:
    """Somebody's rows: those with their name, and those that have one of these keys."""

    user_id: str
    keys: Collection[str] = ()


def started_messages(
    session: Session, team_id: str, whose: Whose, doors: Collection[str], since: datetime, *, but: int = 0
) -> Sequence[datetime]:
    """When messages that count went (or may be going) to a member since then; the row `but` does not stand in its own way."""
    theirs = or_(col(OutboxRow.user_id) == whose.user_id, col(OutboxRow.key).in_(whose.keys))
    at = func.coalesce(col(OutboxRow.done_at), col(OutboxRow.maybe_from))
    sent = and_(col(OutboxRow.state) == State.DONE.value, col(OutboxRow.message_ts).is_not(None))
    going = and_(col(OutboxRow.state).in_(ALIVE), col(OutboxRow.maybe_from).is_not(None))
    statement = (
        select(at)
        .where(col(OutboxRow.team_id) == team_id, theirs)
        .where(col(OutboxRow.door).in_(list(doors)), or_(sent, going), at >= since, col(OutboxRow.id) != but)
    )
    return list(session.execute(statement).scalars())
