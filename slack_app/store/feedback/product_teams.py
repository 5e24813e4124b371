"""The teams that can act on feedback: what managers set of each, and whose turn it is in it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from slack_app.domain.feedback.terms import OPEN
from slack_app.domain.feedback.worked_on.teams import Team
from slack_app.store.schema import ProductTeam, Ticket


def add(session: Session, team_id: str, team: Team, *, now: datetime) -> ProductTeam:
    """Keep a new team."""
    row = ProductTeam(team_id=team_id, choices=team.to_json(), created_at=now, updated_at=now)
    session.add(row)
    session.flush()
    return row


def find(session: Session, team_id: str, product_team_id: int) -> Team | None:
    """A team of this workspace, also one that is closed."""
    where = (col(ProductTeam.team_id) == team_id, col(ProductTeam.id) == product_team_id)
    row = session.exec(select(ProductTeam).where(*where)).first()
    return _team(row) if row else None


def all_of(session: Session, team_id: str) -> Sequence[Team]:
    """The teams that are open, in the order in which they were made."""
    where = (col(ProductTeam.team_id) == team_id, col(ProductTeam.is_closed).is_(False))
    return [_team(row) for row in session.exec(select(ProductTeam).where(*where).order_by(col(ProductTeam.id))).all()]


def change(session: Session, team_id: str, product_team_id: int, team: Team, *, now: datetime) -> bool:
    """Keep what a manager chose anew; a closed team is open again. False: no such team."""
    row = _hold(session, team_id, product_team_id)
    if row:
        row.choices, row.is_closed, row.updated_at = team.to_json(), False, now
        session.add(row)
    return row is not None


def close(session: Session, team_id: str, product_team_id: int, *, now: datetime) -> bool:
    """Nothing new goes to the team; what it has stays its own. False where it was closed already."""
    row = _hold(session, team_id, product_team_id)
    if row is None or row.is_closed:
        return False
    row.is_closed, row.updated_at = True, now
    session.add(row)
    return True


def last_turns(session: Session, team_id: str, product_team_id: int) -> Mapping[str, int]:
    """Of each person the newest ticket of the team that is theirs, by its id."""
    statement = (
        select(Ticket.assignee_id, func.max(col(Ticket.id)))
        .where(col(Ticket.team_id) == team_id, col(Ticket.product_team_id) == product_team_id)
        .where(col(Ticket.assignee_id).is_not(None))
        .group_by(col(Ticket.assignee_id))
    )
    return {user_id: ticket_id for user_id, ticket_id in session.exec(statement).all() if user_id and ticket_id}


def open_tickets(session: Session, team_id: str, product_team_id: int | None, *, most: int = 500) -> Sequence[Ticket]:
    """What a team has that is not resolved, None: what waits in triage; the oldest first."""
    where = (col(Ticket.team_id) == team_id, col(Ticket.status).in_([status.value for status in OPEN]))
    of = col(Ticket.product_team_id) == product_team_id if product_team_id else col(Ticket.product_team_id).is_(None)
    return session.exec(select(Ticket).where(*where, of).order_by(col(Ticket.id)).limit(most)).all()


def _hold(session: Session, team_id: str, product_team_id: int) -> ProductTeam | None:
    where = (col(ProductTeam.team_id) == team_id, col(ProductTeam.id) == product_team_id)
    return session.exec(select(ProductTeam).where(*where).with_for_update()).first()


def _team(row: ProductTeam) -> Team:
    return Team.from_json(row.choices, row.id or 0)
