"""What recurs: when each schedule is due, and which of its days ran or were missed."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session, col, select

from slack_app.store.dialect import insert_for
from slack_app.store.schema import Run, Schedule


def set_rule(session: Session, team_id: str, name: str, *, rule: str, tz: str, next_due_at: datetime) -> None:
    """Let something recur; a rule or zone that changed is due anew from there, an unchanged one is left alone."""
    values = {"team_id": team_id, "name": name, "rule": rule, "tz": tz, "next_due_at": next_due_at}
    session.execute(insert_for(session, Schedule).values(**values, grace_s=4 * 3600).on_conflict_do_nothing())
    where = (col(Schedule.team_id) == team_id, col(Schedule.name) == name)
    row = session.exec(select(Schedule).where(*where).with_for_update()).one()
    if (row.rule, row.tz) != (rule, tz):
        row.rule, row.tz, row.next_due_at = rule, tz, next_due_at
        session.add(row)


def is_any_due(session: Session, now: datetime) -> bool:
    """Whether a tick has anything to do; a cheap look that takes no lock."""
    return session.exec(select(Schedule.id).where(col(Schedule.next_due_at) <= now).limit(1)).first() is not None


def next_due(session: Session, now: datetime) -> Schedule | None:
    """One schedule, of any workspace, that is due; held for this transaction alone."""
    due = select(Schedule).where(col(Schedule.next_due_at) <= now).order_by(col(Schedule.next_due_at)).limit(1)
    return session.exec(due.with_for_update(skip_locked=True)).first()


def record(session: Session, schedule: Schedule, day: date, status: str, *, now: datetime) -> bool:
    """Write that this day ran or was missed; False when it is written already."""
    values = {"team_id": schedule.team_id, "schedule": schedule.name, "local_date": day, "status": status}
    statement = insert_for(session, Run).values(**values, decided_at=now).on_conflict_do_nothing()
    return session.execute(statement.returning(col(Run.local_date))).scalar() is not None


def record_missed(session: Session, schedule: Schedule, days: Iterable[date], *, now: datetime) -> None:
    """Write the days that nobody was there to run."""
    for day in days:
        record(session, schedule, day, "missed", now=now)
