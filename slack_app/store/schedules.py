"""What recurs: when each schedule is due, and which of its days ran or were missed."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from slack_app.store.dialect import insert_for
from slack_app.store.schema import Run, Schedule

GRACE = timedelta(hours=4)
FIRED, MISSED, SKIPPED = "fired", "missed", "skipped"


def set_rule(  # noqa: PLR0913  a rule is a rule, a zone and a time
    session: Session,
    team_id: str,
    name: str,
    *,
    rule: str,
    tz: str,
    next_due_at: datetime,
    grace: timedelta = GRACE,
) -> None:
    """Let something recur; a rule or zone that changed is due anew from there, an unchanged one is left alone.

    `grace`: how late it may still run.
    """
    values = {"team_id": team_id, "name": name, "rule": rule, "tz": tz, "next_due_at": next_due_at}
    grace_s = int(grace.total_seconds())
    session.execute(insert_for(session, Schedule).values(**values, grace_s=grace_s).on_conflict_do_nothing())
    row = session.exec(select(Schedule).where(*_named(team_id, name)).with_for_update()).one()
    if (row.rule, row.tz) != (rule, tz):
        row.rule, row.tz, row.next_due_at = rule, tz, next_due_at
        session.add(row)


def find(session: Session, team_id: str, name: str) -> Schedule | None:
    """What recurs under that name, if anything does."""
    return session.exec(select(Schedule).where(*_named(team_id, name))).first()


def hold(session: Session, team_id: str, name: str) -> Schedule | None:
    """The same, locked until the end of the transaction."""
    return session.exec(select(Schedule).where(*_named(team_id, name)).with_for_update()).first()


def skip(session: Session, schedule: Schedule, day: date, *, next_due_at: datetime, now: datetime) -> None:
    """Leave a day out on purpose, also one that has fallen due and waits; the next is due then."""
    run = session.get(Run, (schedule.team_id, schedule.name, day))
    if run:
        run.status, run.decided_at = SKIPPED, now
        session.add(run)
    else:
        record(session, schedule, day, SKIPPED, now=now)
    schedule.next_due_at = next_due_at
    session.add(schedule)


def status_of(session: Session, team_id: str, name: str, day: date) -> str | None:
    """What became of a day: fired, missed or skipped; None while it is to come."""
    run = session.get(Run, (team_id, name, day))
    return run.status if run else None


def skipped(session: Session, team_id: str, name: str, since: date) -> date | None:
    """The first day from then on that is left out on purpose, if there is one."""
    which = (col(Run.team_id) == team_id, col(Run.schedule) == name, col(Run.status) == SKIPPED)
    found = select(Run).where(*which, col(Run.local_date) >= since).order_by(col(Run.local_date))
    run = session.exec(found).first()
    return run.local_date if run else None


def drop(session: Session, team_id: str, name: str) -> None:
    """Let something recur no more."""
    session.execute(delete(Schedule).where(*_named(team_id, name)))


def _named(team_id: str, name: str) -> tuple[Any, Any]:
    return col(Schedule.team_id) == team_id, col(Schedule.name) == name


def is_any_due(session: Session, now: datetime) -> bool:
    """Whether a tick has anything to do; a cheap look that takes no lock."""
    return session.exec(select(Schedule.id).where(col(Schedule.next_due_at) <= now).limit(1)).first() is not None


def next_due(session: Session, now: datetime) -> Schedule | None:
    """One schedule, of any workspace, that is due; held for this transaction alone."""
    due = select(Schedule).where(col(Schedule.next_due_at) <= now).order_by(col(Schedule.next_due_at)).limit(1)
    return session.exec(due.with_for_update(skip_locked=True)).first()


def record(session: Session, schedule: Schedule, day: date, status: str, *, now: datetime) -> bool:
    """Write that this day ran or was missed; False when it is written already."""
    statement = insert_for(session, Run).values(_decided(schedule, day, status, now)).on_conflict_do_nothing()
    return session.execute(statement.returning(col(Run.local_date))).scalar() is not None


def record_missed(session: Session, schedule: Schedule, days: Iterable[date], *, now: datetime) -> None:
    """Write the days that nobody was there to run, but those that are written already."""
    rows = [_decided(schedule, day, MISSED, now) for day in days]
    if rows:
        session.execute(insert_for(session, Run).on_conflict_do_nothing(), rows)


def _decided(schedule: Schedule, day: date, status: str, now: datetime) -> dict[str, Any]:
    named = {"team_id": schedule.team_id, "schedule": schedule.name}
    return {**named, "local_date": day, "status": status, "decided_at": now}
