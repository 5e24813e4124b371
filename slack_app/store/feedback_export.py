"""All feedback of a workspace, so many tickets at a time: what was said, what happened, what was written; no voice's name but an author's own."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from slack_app.domain.feedback.exporting import Happened, Said, Whole, Written
from slack_app.domain.feedback.terms import Status
from slack_app.store.schema import ProductTeam, Remark, Ticket, TicketStep, Voice

AT_ONCE = 500


def batch(session: Session, team_id: str, after: int, *, limit: int = AT_ONCE) -> tuple[list[Whole], int | None]:
    """The tickets that follow the one of that id, and the id to go on from; None: there are no more. Drafts are nobody's yet."""
    where = (col(Ticket.team_id) == team_id, col(Ticket.id) > after, col(Ticket.status) != Status.DRAFT)
    rows = session.exec(select(Ticket).where(*where).order_by(col(Ticket.id)).limit(limit)).all()
    more = rows[-1].id if len(rows) == limit else None
    return _whole(session, team_id, rows), more


def is_any(session: Session, team_id: str) -> bool:
    """Whether anything was ever said."""
    said = select(Ticket.id).where(col(Ticket.team_id) == team_id, col(Ticket.status) != Status.DRAFT)
    return session.exec(said.limit(1)).first() is not None


def _whole(session: Session, team_id: str, rows: Sequence[Ticket]) -> list[Whole]:
    ids = [row.id or 0 for row in rows]
    happened, written = _of(session, TicketStep, team_id, ids), _of(session, Remark, team_id, ids)
    authors, numbers = _authors(session, team_id, ids), _numbers(session, team_id, rows)
    teams = {row.id: str(row.choices.get("name", "")) for row in _teams(session, team_id)}
    return [
        Whole(
            said=_said(row, authors.get(row.id or 0), teams.get(row.product_team_id), numbers),
            because=row.because,
            history=[_happened(row.number, one) for one in happened.get(row.id or 0, ())],
            exchange=[_written(row.number, one) for one in written.get(row.id or 0, ())],
        )
        for row in rows
    ]


def _said(row: Ticket, author: str | None, team: str | None, numbers: Mapping[int, int]) -> Said:
    own = {name: getattr(row, name) for name in Said.__dataclass_fields__ if name in Ticket.model_fields}
    more: dict[str, Any] = {"author": author, "team": team, "assignee": row.assignee_id}
    return Said(**own, **more, merged_into=numbers.get(row.merged_into_id or 0))


def _happened(number: int, row: TicketStep) -> Happened:
    facts = json.dumps(row.facts, ensure_ascii=False, sort_keys=True) if row.facts else ""
    return Happened(number, row.at, row.step, row.by_id, facts)


def _written(number: int, row: Remark) -> Written:
    return Written(number, row.created_at, row.from_team, row.by_id if row.from_team else None, row.words)


def _of(session: Session, table: Any, team_id: str, ids: Sequence[int]) -> dict[int, list[Any]]:  # noqa: ANN401  steps or remarks
    found: dict[int, list[SQLModel]] = {}
    where = (table.team_id == team_id, table.ticket_id.in_(ids))
    for row in session.exec(select(table).where(*where).order_by(table.id)):
        found.setdefault(row.ticket_id, []).append(row)
    return found


def _authors(session: Session, team_id: str, ids: Sequence[int]) -> dict[int, str]:
    """Of the tickets whose author gave their name, who it is."""
    where = (col(Voice.team_id) == team_id, col(Voice.ticket_id).in_(ids), col(Voice.is_author))
    named = select(Voice.ticket_id, Voice.user_id).where(*where, col(Voice.user_id).is_not(None))
    return {ticket_id: user_id for ticket_id, user_id in session.exec(named) if user_id}


def _numbers(session: Session, team_id: str, rows: Iterable[Ticket]) -> dict[int, int]:
    linked = {row.merged_into_id for row in rows if row.merged_into_id}
    which = select(Ticket.id, Ticket.number).where(col(Ticket.team_id) == team_id, col(Ticket.id).in_(linked))
    return {ticket_id: number for ticket_id, number in session.exec(which) if ticket_id}


def _teams(session: Session, team_id: str) -> Sequence[ProductTeam]:
    return session.exec(select(ProductTeam).where(col(ProductTeam.team_id) == team_id)).all()
