"""Reports as they were counted, and the greeters who answered them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, or_
from sqlmodel import Session, col, select

from slack_app.store.dialect import insert_for
from slack_app.store.privacy import names
from slack_app.store.schema import Greeting, Report


def freeze(
    session: Session, team_id: str, name: str, day: date, figures: Mapping[str, Any], *, now: datetime
) -> Report:
    """The report of that day: counted once, the same for ever."""
    values = {"team_id": team_id, "name": name, "local_date": day, "figures": dict(figures), "created_at": now}
    session.execute(insert_for(session, Report).values(**values).on_conflict_do_nothing())
    found = of_day(session, team_id, name, day)
    if found is None:
        message = "a report that was just written is not there"
        raise LookupError(message)
    return found


def of_day(session: Session, team_id: str, name: str, day: date) -> Report | None:
    """The report of a nominal day, if it was counted."""
    where = (col(Report.team_id) == team_id, col(Report.name) == name, col(Report.local_date) == day)
    return session.exec(select(Report).where(*where)).first()


def find(session: Session, team_id: str, report_id: int) -> Report | None:
    """A report of this workspace."""
    where = (col(Report.team_id) == team_id, col(Report.id) == report_id)
    return session.exec(select(Report).where(*where)).first()


def standing_at(session: Session, team_id: str, channel_id: str, message_ts: str) -> Report | None:
    """The report that a message shows."""
    where = (col(Report.team_id) == team_id, col(Report.channel_id) == channel_id, col(Report.message_ts) == message_ts)
    return session.exec(select(Report).where(*where)).first()


def between(session: Session, team_id: str, name: str, since: date, until: date) -> Sequence[Report]:
    """The reports whose name begins so, of the nominal days from then to before then, the earliest first."""
    which = (col(Report.team_id) == team_id, col(Report.name).startswith(name, autoescape=True))
    days = (col(Report.local_date) >= since, col(Report.local_date) < until)
    return session.exec(select(Report).where(*which, *days).order_by(col(Report.local_date), col(Report.id))).all()


def stands_at(session: Session, report: Report, channel_id: str, message_ts: str | None) -> None:
    """Note where a report was posted, or (without a timestamp) is about to be."""
    report.channel_id, report.message_ts = channel_id, message_ts
    session.add(report)


def claim_greeting(session: Session, team_id: str, user_id: str, greeter_id: str, *, now: datetime) -> bool:
    """Take it upon oneself to greet someone; False when somebody else was first."""
    values = {"team_id": team_id, "user_id": user_id, "greeter_id": greeter_id, "claimed_at": now}
    statement = insert_for(session, Greeting).values(**values).on_conflict_do_nothing()
    return session.execute(statement.returning(col(Greeting.user_id))).scalar() is not None


def greeters(session: Session, team_id: str, user_ids: Sequence[str]) -> Mapping[str, str]:
    """Who greets whom: newcomer's id to greeter's id."""
    where = (col(Greeting.team_id) == team_id, col(Greeting.user_id).in_(user_ids))
    return {row.user_id: row.greeter_id for row in session.exec(select(Greeting).where(*where)).all()}


def naming(session: Session, team_id: str, user_id: str) -> Sequence[Report]:
    """The reports that count someone, or that show whom they greet."""
    greeted = select(Greeting.user_id).where(col(Greeting.team_id) == team_id, col(Greeting.greeter_id) == user_id)
    shown = or_(*(names(Report.figures, one) for one in (user_id, *session.exec(greeted).all())))
    return session.exec(select(Report).where(col(Report.team_id) == team_id, shown)).all()


def purge(session: Session, team_id: str, names: Collection[str], *, before: date) -> None:
    """Forget the reports of nominal days before that one whose names (up to their colon) are these."""
    named = or_(
        *(or_(col(Report.name) == one, col(Report.name).startswith(f"{one}:", autoescape=True)) for one in names)
    )
    session.execute(delete(Report).where(col(Report.team_id) == team_id, col(Report.local_date) < before, named))
