"""What is told of a month of feedback, asked of the tickets: what was decided, who spoke, and which of them may be named."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from slack_app.domain.feedback.terms import OPEN, Status, Step
from slack_app.store.schema import Ticket, TicketStep, Voice

_DECISIONS = tuple(step.value for step in (Step.ACCEPTED, Step.PLANNED, Step.SHIPPED, Step.DECLINED, Step.REOPENED))
_ELSEWHERE = (Status.DRAFT, Status.MERGED, Status.WITHDRAWN)


def decided(session: Session, team_id: str, since: datetime, until: datetime) -> Sequence[str]:
    """The step by which each ticket was decided last between these moments; none of one that counts for another, or was taken back."""
    step, at = col(TicketStep.step), col(TicketStep.at)
    asked = (col(TicketStep.team_id) == team_id, step.in_(_DECISIONS), at >= since, at < until)
    last = select(func.max(col(TicketStep.id))).where(*asked).group_by(col(TicketStep.ticket_id))
    stand = (
        col(Ticket.team_id) == team_id,
        col(Ticket.id) == col(TicketStep.ticket_id),
        col(Ticket.status).not_in(_ELSEWHERE),
    )
    found = select(step).where(col(TicketStep.team_id) == team_id, col(TicketStep.id).in_(last), *stand)
    return list(session.execute(found).scalars())


def people(session: Session, team_id: str, since: datetime, until: datetime) -> int:
    """How many people spoke between these moments; who did so without a name counts once for each thing, for nobody may know more."""
    at, spoke = col(Voice.created_at), func.count(func.distinct(_PERSON))
    asked = (col(Voice.team_id) == team_id, at >= since, at < until)
    filed = (col(Ticket.team_id) == team_id, col(Ticket.id) == col(Voice.ticket_id), col(Ticket.filed_at).is_not(None))
    return int(session.execute(select(spoke).where(*asked, *filed)).scalar_one())


def areas_of_many(session: Session, team_id: str, least: int) -> set[str]:
    """The areas of which so many people spoke that naming one points to nobody."""
    joined = (col(Ticket.team_id) == team_id, col(Voice.team_id) == team_id, col(Ticket.id) == col(Voice.ticket_id))
    found = select(col(Ticket.area)).where(*joined, col(Ticket.area).is_not(None)).group_by(col(Ticket.area))
    spoke = func.count(func.distinct(_PERSON))
    return {area for area in session.execute(found.having(spoke >= least)).scalars() if area}


def resolved(
    session: Session, team_id: str, status: Status, since: datetime, until: datetime, *, most: int
) -> Sequence[Ticket]:
    """What came to its end so between these moments and stands so still, the most wanted first."""
    at = col(Ticket.resolved_at)
    return _first(session, team_id, most, -col(Ticket.voices), col(Ticket.status) == status, at >= since, at < until)


def most_wanted(session: Session, team_id: str, *, least: int, most: int) -> Sequence[Ticket]:
    """What is open and wanted by at least so many, the most wanted first."""
    return _first(
        session, team_id, most, -col(Ticket.voices), col(Ticket.status).in_(OPEN), col(Ticket.voices) >= least
    )


def open_longest(session: Session, team_id: str, filed_before: datetime, *, most: int) -> Sequence[Ticket]:
    """What was filed before then and is open still, the oldest first."""
    at = col(Ticket.filed_at)
    return _first(session, team_id, most, at, col(Ticket.status).in_(OPEN), at < filed_before)


_PERSON = func.coalesce(col(Voice.user_id), col(Voice.mark))


def _first(session: Session, team_id: str, most: int, order: Any, *which: Any) -> Sequence[Ticket]:  # noqa: ANN401  SQL expressions
    found = select_rows(Ticket).where(col(Ticket.team_id) == team_id, col(Ticket.filed_at).is_not(None), *which)
    return session.exec(found.order_by(order, col(Ticket.filed_at), col(Ticket.id)).limit(most)).all()
