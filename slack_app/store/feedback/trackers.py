"""Trackers that managers set up, what they told us of, and which tickets have an issue there."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from slack_app.domain.feedback.terms import OPEN, Status
from slack_app.store.dialect import insert_for
from slack_app.store.schema import Ticket, TrackerHint, TrackerRow


def add(session: Session, team_id: str, values: Mapping[str, Any], *, now: datetime) -> TrackerRow:
    """Keep a new tracker; `values` are its columns."""
    row = TrackerRow(team_id=team_id, created_at=now, updated_at=now, **values)
    session.add(row)
    session.flush()
    return row


def find(session: Session, team_id: str, tracker_id: int) -> TrackerRow | None:
    """A tracker of this workspace."""
    return session.exec(select(TrackerRow).where(*_named(team_id, tracker_id))).first()


def hold(session: Session, team_id: str, tracker_id: int) -> TrackerRow | None:
    """The same, which nobody else changes until the transaction ends."""
    held = select(TrackerRow).where(*_named(team_id, tracker_id)).with_for_update()
    return session.exec(held.execution_options(populate_existing=True)).first()


def all_of(session: Session, team_id: str) -> Sequence[TrackerRow]:
    """All trackers of a workspace, in the order in which they were set up."""
    return session.exec(select(TrackerRow).where(col(TrackerRow.team_id) == team_id).order_by(col(TrackerRow.id))).all()


def is_any_on(session: Session, team_id: str) -> bool:
    """Whether there is a tracker to be asked."""
    on = select(TrackerRow.id).where(col(TrackerRow.team_id) == team_id, col(TrackerRow.is_on).is_(True))
    return session.exec(on.limit(1)).first() is not None


def by_hook(session: Session, hook: str) -> TrackerRow | None:
    """The tracker, of any workspace, whose address that is: nobody knows it but the tracker."""
    return session.exec(select(TrackerRow).where(col(TrackerRow.hook) == hook)).first()


def note_trouble(session: Session, team_id: str, tracker_id: int, code: str | None, *, now: datetime) -> None:
    """What is wrong with a tracker, or nothing any more."""
    row = find(session, team_id, tracker_id)
    if row and row.trouble != code:
        row.trouble, row.updated_at = code, now
        session.add(row)


def note_hint(  # noqa: PLR0913  a delivery is whose, which, about what
    session: Session, team_id: str, tracker_id: int, delivery: str, ref: str | None, *, is_signed: bool, now: datetime
) -> bool:
    """A tracker says that something changed; False where it said so in this delivery before."""
    values = {"team_id": team_id, "tracker_id": tracker_id, "delivery": delivery, "ref": ref}
    statement = insert_for(session, TrackerHint).values(**values, is_signed=is_signed, received_at=now)
    new = statement.on_conflict_do_nothing().returning(col(TrackerHint.delivery))
    return session.execute(new).scalar() is not None


def purge_hints(session: Session, team_id: str, *, before: datetime) -> None:
    """Forget deliveries that nobody sends again."""
    old = (col(TrackerHint.team_id) == team_id, col(TrackerHint.received_at) < before)
    session.execute(delete(TrackerHint).where(*old))


def tickets_at(session: Session, team_id: str, tracker_id: int, refs: Collection[str]) -> Sequence[Ticket]:
    """The tickets whose issues these are."""
    if not refs:
        return []
    return session.exec(_at(team_id, tracker_id, col(Ticket.tracker_ref).in_(refs)).order_by(col(Ticket.id))).all()


def followed(
    session: Session, team_id: str, tracker_id: int, *, since: datetime, at_most: int, skip: int = 0
) -> Sequence[Ticket]:
    """Tickets with an issue there that may still change: open ones, and those that were resolved since then."""
    may_change = col(Ticket.status).in_(OPEN) | (col(Ticket.resolved_at) >= since)
    found = _at(team_id, tracker_id, col(Ticket.tracker_ref).is_not(None), may_change).order_by(col(Ticket.id))
    return session.exec(found.offset(skip).limit(at_most)).all()


def how_many_followed(session: Session, team_id: str, tracker_id: int, *, since: datetime) -> int:
    """How many `followed` would find."""
    may_change = col(Ticket.status).in_(OPEN) | (col(Ticket.resolved_at) >= since)
    counted = select(func.count()).select_from(Ticket).where(col(Ticket.team_id) == team_id, may_change)
    here = (col(Ticket.tracker_id) == tracker_id, col(Ticket.tracker_ref).is_not(None))
    return int(session.exec(counted.where(*here)).one())


def without_issue(session: Session, team_id: str, tracker_id: int) -> Sequence[Ticket]:
    """Accepted tickets that were to go there and have no issue yet."""
    waiting = col(Ticket.status).in_((Status.ACCEPTED, Status.PLANNED))
    return session.exec(_at(team_id, tracker_id, col(Ticket.tracker_ref).is_(None), waiting)).all()


def polled(session: Session, team_id: str, tracker_id: int, at: datetime) -> None:
    """The tracker was asked for all that changed until then."""
    session.execute(update(TrackerRow).where(*_named(team_id, tracker_id)).values(polled_at=at))


def _named(team_id: str, tracker_id: int) -> tuple[Any, Any]:
    return col(TrackerRow.team_id) == team_id, col(TrackerRow.id) == tracker_id


def _at(team_id: str, tracker_id: int, *which: Any) -> SelectOfScalar[Ticket]:
    return select(Ticket).where(col(Ticket.team_id) == team_id, col(Ticket.tracker_id) == tracker_id, *which)
