"""All feedback of a workspace, so many tickets at a time: what was said, what happened, what was written; no voice's name but an author's own."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, col, select

from slack_app.domain.feedback.exporting import Happened, Said, Whole, Written
from slack_app.domain.feedback.terms import Status
from slack_app.store.schema import ProductTeam, Remark, Ticket, TicketStep, Voice

AT_ONCE = 500
_OWN = [one.name for one in fields(Said) if one.name in Ticket.model_fields]
_TICKET = [
    getattr(Ticket, name) for name in ("id", "because", "product_team_id", "merged_into_id", "assignee_id", *_OWN)
]
_STEP = (TicketStep.ticket_id, TicketStep.at, TicketStep.step, TicketStep.by_id, TicketStep.facts)
_REMARK = (Remark.ticket_id, Remark.created_at, Remark.from_team, Remark.by_id, Remark.words)
_own = attrgetter(*_OWN)

Span = tuple[int, int]
"""The ids of the first ticket and of the last."""


def batch(session: Session, team_id: str, after: int, *, limit: int = AT_ONCE) -> tuple[list[Whole], int | None]:
    """The tickets that follow the one of that id, and the id to go on from; None: there are no more. Drafts are nobody's yet.

    So many questions a batch, however many tickets it has; columns alone are read, for rows as objects cost most of the time.
    """
    where = (col(Ticket.team_id) == team_id, col(Ticket.id) > after, col(Ticket.status) != Status.DRAFT)
    rows = session.execute(select(*_TICKET).where(*where).order_by(col(Ticket.id)).limit(limit)).all()
    return (_whole(session, team_id, rows), rows[-1].id if len(rows) == limit else None) if rows else ([], None)


def is_any(session: Session, team_id: str) -> bool:
    """Whether anything was ever said."""
    said = select(Ticket.id).where(col(Ticket.team_id) == team_id, col(Ticket.status) != Status.DRAFT)
    return session.exec(said.limit(1)).first() is not None


def _whole(session: Session, team_id: str, rows: Sequence[Row[Any]]) -> list[Whole]:
    span = rows[0].id, rows[-1].id
    happened, written = _of(session, _STEP, TicketStep, team_id, span), _of(session, _REMARK, Remark, team_id, span)
    authors, numbers, teams = (
        _authors(session, team_id, span),
        _numbers(session, team_id, rows),
        _teams(session, team_id),
    )
    return [
        Whole(
            said=_said(row, authors.get(row.id), teams.get(row.product_team_id), numbers),
            because=row.because,
            history=[Happened(row.number, one.at, one.step, one.by_id, one.facts) for one in happened.get(row.id, ())],
            exchange=[_written(row.number, one) for one in written.get(row.id, ())],
        )
        for row in rows
    ]


def _said(row: Row[Any], author: str | None, team: str | None, numbers: Mapping[int, int]) -> Said:
    more: dict[str, Any] = {"author": author, "team": team, "assignee": row.assignee_id}
    return Said(**dict(zip(_OWN, _own(row), strict=True)), **more, merged_into=numbers.get(row.merged_into_id or 0))


def _written(number: int, row: Row[Any]) -> Written:
    return Written(number, row.created_at, row.from_team, row.by_id if row.from_team else None, row.words)


def _of(session: Session, columns: Iterable[Any], table: Any, team_id: str, span: Span) -> dict[int, list[Row[Any]]]:  # noqa: ANN401  steps or remarks
    found: dict[int, list[Row[Any]]] = {}
    where = (table.team_id == team_id, table.ticket_id.between(*span))
    for row in session.execute(select(*columns).where(*where).order_by(table.ticket_id, table.id)):
        found.setdefault(row[0], []).append(row)
    return found


def _authors(session: Session, team_id: str, span: Span) -> dict[int, str]:
    """Of the tickets whose author gave their name, who it is."""
    where = (col(Voice.team_id) == team_id, col(Voice.ticket_id).between(*span), col(Voice.is_author))
    named = select(Voice.ticket_id, Voice.user_id).where(*where, col(Voice.user_id).is_not(None))
    return {ticket_id: user_id for ticket_id, user_id in session.exec(named) if user_id}


def _numbers(session: Session, team_id: str, rows: Iterable[Row[Any]]) -> dict[int, int]:
    linked: Collection[int] = {row.merged_into_id for row in rows if row.merged_into_id}
    which = select(Ticket.id, Ticket.number).where(col(Ticket.team_id) == team_id, col(Ticket.id).in_(linked))
    return {ticket_id: number for ticket_id, number in session.exec(which) if ticket_id} if linked else {}


def _teams(session: Session, team_id: str) -> dict[int | None, str]:
    found = session.exec(select(ProductTeam).where(col(ProductTeam.team_id) == team_id))
    return {row.id: str(row.choices.get("name", "")) for row in found}
