"""When feedback was filed, answered and closed: what weeks and months are counted from, without a word of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlmodel import Session, col

from slack_app.domain.feedback.terms import Status
from slack_app.store.schema import Ticket

_GONE = (Status.MERGED, Status.WITHDRAWN)


@dataclass(frozen=True)
class Times:
    """A ticket's; `closed_at` is when it was resolved, linked or taken back, as far as it still is."""

    filed_at: datetime
    answered_at: datetime | None
    closed_at: datetime | None
    status: str


def is_any(session: Session, team_id: str, *, before: datetime) -> bool:
    """Whether any feedback was ever filed before then."""
    return session.execute(select(col(Ticket.id)).where(*_filed(team_id, before)).limit(1)).scalar() is not None


def between(session: Session, team_id: str, since: datetime, until: datetime) -> Iterator[Times]:
    """The tickets that were filed before `until`, and open, filed, answered or closed at any time since then."""
    closed = _closed_at()
    lately = or_(
        col(Ticket.filed_at) >= since, col(Ticket.first_answered_at) >= since, closed >= since, closed.is_(None)
    )
    columns = (col(Ticket.filed_at), col(Ticket.first_answered_at), closed, col(Ticket.status))
    for filed_at, answered_at, closed_at, status in session.execute(
        select(*columns).where(*_filed(team_id, until), lately)
    ):
        yield Times(filed_at, answered_at, closed_at, status)


def _filed(team_id: str, before: datetime) -> tuple[Any, ...]:
    """What was filed before then; what its author joined to another before any team saw it is a voice, and no ticket of its own."""
    joined = and_(col(Ticket.status) == Status.MERGED, col(Ticket.first_answered_at).is_(None))
    return col(Ticket.team_id) == team_id, col(Ticket.filed_at) < before, ~joined


def _closed_at() -> Any:  # noqa: ANN401  a SQL expression
    gone = case((col(Ticket.status).in_(_GONE), col(Ticket.updated_at)))
    return func.coalesce(col(Ticket.resolved_at), gone)
