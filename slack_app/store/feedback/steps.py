"""What happened to tickets, in its order."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from slack_app.domain.feedback.terms import Step
from slack_app.store.schema import TicketStep


def note(  # noqa: PLR0913  which ticket, what, by whom, when
    session: Session,
    team_id: str,
    ticket_id: int,
    step: Step,
    *,
    by_id: str | None = None,
    facts: Mapping[str, Any] | None = None,
    now: datetime,
) -> None:
    """It happened; `by_id` is None for the app, for an author, and for whoever adds their voice."""
    row = TicketStep(team_id=team_id, ticket_id=ticket_id, step=step, by_id=by_id, facts=dict(facts or {}), at=now)
    session.add(row)


def of(session: Session, team_id: str, ticket_id: int) -> Sequence[TicketStep]:
    """All that happened to a ticket, the earliest first."""
    found = select(TicketStep).where(col(TicketStep.team_id) == team_id, col(TicketStep.ticket_id) == ticket_id)
    return session.exec(found.order_by(col(TicketStep.id))).all()


def last(session: Session, team_id: str, ticket_id: int, step: Step) -> TicketStep | None:
    """The last time that this happened to a ticket."""
    found = select(TicketStep).where(col(TicketStep.team_id) == team_id, col(TicketStep.ticket_id) == ticket_id)
    return session.exec(found.where(col(TicketStep.step) == step).order_by(col(TicketStep.id).desc())).first()
