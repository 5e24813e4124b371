"""Tickets as a board lists them: a team's queue, what waits longest, what most people want; and as someone looks for one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, or_
from sqlmodel import Session, col, select

from slack_app.domain.feedback.terms import OPEN, RESOLVED, Priority, Status
from slack_app.store.schema import Ticket

LARGEST, MOST_WORDS = 2**31 - 1, 8
_SHOWN = (*OPEN, *RESOLVED)
_RANK = case({Priority.HIGH.value: 0, Priority.NORMAL.value: 1}, value=col(Ticket.priority), else_=2)
ORDERS: dict[str, tuple[Any, ...]] = {
    "urgent": (_RANK, col(Ticket.filed_at), col(Ticket.id)),
    "oldest": (col(Ticket.filed_at), col(Ticket.id)),
    "wanted": (col(Ticket.voices).desc(), col(Ticket.id)),
}


@dataclass(frozen=True)
class Asked:
    """Which tickets a board shows; what is None or empty does not matter. `order` is one of ORDERS.

    `awake_at`: only what is not put off beyond then; `unanswered`: only what nobody answered yet.
    """

    order: str = "urgent"
    statuses: tuple[Status, ...] = OPEN
    product_team_ids: tuple[int, ...] = ()
    kind: str | None = None
    area: str | None = None
    assignee_id: str | None = None
    unanswered: bool = False
    awake_at: datetime | None = None


def listed(session: Session, team_id: str, asked: Asked, *, start: int, limit: int) -> Sequence[Ticket]:
    """So many of the tickets asked for, from that place of the list on."""
    found = select(Ticket).where(col(Ticket.team_id) == team_id, *_conditions(asked))
    return session.exec(found.order_by(*ORDERS[asked.order]).offset(start).limit(limit)).all()


def count(session: Session, team_id: str, asked: Asked) -> int:
    """How many tickets are asked for."""
    found = select(func.count()).select_from(Ticket).where(col(Ticket.team_id) == team_id, *_conditions(asked))
    return session.exec(found).one()


def search(session: Session, team_id: str, text: str, *, but: int, limit: int) -> Sequence[Ticket]:
    """Tickets that others may be linked to, by their number or by all words that stand in them, the latest first."""
    where = (col(Ticket.team_id) == team_id, col(Ticket.id) != but, col(Ticket.status).in_(_SHOWN))
    found = select(Ticket).where(*where, *_named(text)).order_by(col(Ticket.id).desc()).limit(limit)
    return session.exec(found).all()


def _named(text: str) -> list[Any]:
    number = text.strip().lstrip("#")
    if number.isdecimal():
        return [col(Ticket.number) == min(int(number[:10]), LARGEST)]
    return [col(Ticket.words).icontains(word, autoescape=True) for word in text.split()[:MOST_WORDS]]


def linked_to(session: Session, team_id: str, ticket_ids: Collection[int]) -> Sequence[Ticket]:
    """The tickets that were linked to one of these, in the order of their numbers."""
    which = (col(Ticket.team_id) == team_id, col(Ticket.merged_into_id).in_(ticket_ids))
    return session.exec(select(Ticket).where(*which).order_by(col(Ticket.number))).all()


def _conditions(asked: Asked) -> list[Any]:
    conditions: list[Any] = [col(Ticket.status).in_([one.value for one in asked.statuses])]
    for column, value in (("kind", asked.kind), ("area", asked.area), ("assignee_id", asked.assignee_id)):
        if value:
            conditions.append(col(getattr(Ticket, column)) == value)
    if asked.product_team_ids:
        conditions.append(col(Ticket.product_team_id).in_(asked.product_team_ids))
    if asked.unanswered:
        conditions.append(col(Ticket.first_answered_at).is_(None))
    if asked.awake_at:
        conditions.append(or_(col(Ticket.snoozed_until).is_(None), col(Ticket.snoozed_until) <= asked.awake_at))
    return conditions
