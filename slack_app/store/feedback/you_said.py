"""A month's answer to the community: kept once, its lines, and what loses a line when words are taken back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, delete, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from slack_app.domain.feedback.months.you_said import Stage
from slack_app.store.dialect import insert_for
from slack_app.store.schema import Ticket, YouSaid, YouSaidLine


@dataclass(frozen=True)
class NewLine:
    """A ticket that is named, and what managers are offered to say of it."""

    ticket_id: int
    part: str
    place: int
    line: str
    voices: int = 0
    months: int = 0


def keep(session: Session, team_id: str, month: date, values: Mapping[str, Any], *, now: datetime) -> YouSaid | None:
    """The draft of that month, with what stands in its columns; None where there was one before."""
    given = {"team_id": team_id, "month": month, "edits": 0, "closing": "", "created_at": now, **values}
    statement = insert_for(session, YouSaid).values(**given).on_conflict_do_nothing()
    row_id = session.execute(statement.returning(col(YouSaid.id))).scalar()
    return find(session, team_id, row_id) if row_id is not None else None


def add_lines(session: Session, team_id: str, you_said_id: int, lines: Sequence[NewLine]) -> None:
    """The lines of a new draft."""
    for one in lines:
        session.add(YouSaidLine(team_id=team_id, you_said_id=you_said_id, **vars(one)))


def of_month(session: Session, team_id: str, month: date) -> YouSaid | None:
    """The answer to that month, whatever became of it."""
    return session.exec(select(YouSaid).where(col(YouSaid.team_id) == team_id, col(YouSaid.month) == month)).first()


def find(session: Session, team_id: str, you_said_id: int) -> YouSaid | None:
    """A month's answer of this workspace."""
    return session.exec(_one(team_id, you_said_id)).first()


def hold(session: Session, team_id: str, you_said_id: int) -> YouSaid | None:
    """The same, which nobody else changes until the transaction ends."""
    held = _one(team_id, you_said_id).with_for_update().execution_options(populate_existing=True)
    return session.exec(held).first()


def lines_of(session: Session, team_id: str, you_said_id: int) -> Sequence[YouSaidLine]:
    """Its lines, those that are left out too; in their order within each part."""
    where = (col(YouSaidLine.team_id) == team_id, col(YouSaidLine.you_said_id) == you_said_id)
    return session.exec(select(YouSaidLine).where(*where).order_by(col(YouSaidLine.place))).all()


def sent(session: Session, team_id: str, *, limit: int) -> Sequence[YouSaid]:
    """The months that the community was told of, the first one first."""
    where = (col(YouSaid.team_id) == team_id, col(YouSaid.status) == Stage.SENT)
    return session.exec(select(YouSaid).where(*where).order_by(col(YouSaid.month)).limit(limit)).all()


def told_of(session: Session, team_id: str, you_said_id: int) -> Sequence[tuple[int, YouSaidLine]]:
    """The lines that are read, each with its ticket's number."""
    where = (
        col(YouSaidLine.team_id) == team_id,
        col(YouSaidLine.you_said_id) == you_said_id,
        col(YouSaidLine.line) != "",
    )
    of = (col(Ticket.team_id) == team_id, col(Ticket.id) == col(YouSaidLine.ticket_id))
    found = select(Ticket.number, YouSaidLine).join(YouSaidLine, and_(*of)).where(*where)
    return session.exec(found.order_by(col(YouSaidLine.place))).all()


def write(session: Session, team_id: str, you_said_id: int, lines: Mapping[int, str]) -> None:
    """What is read of each ticket from now on, by its id; of one that is not among the lines nothing is."""
    for one in lines_of(session, team_id, you_said_id):
        one.line = lines.get(one.ticket_id, one.line)
        session.add(one)


def keep_true(session: Session, team_id: str, you_said_id: int, part: str, holds: Collection[str]) -> None:
    """A part loses the lines of tickets that do not stand so any more."""
    true = select(col(Ticket.id)).where(col(Ticket.team_id) == team_id, col(Ticket.status).in_(holds))
    where = (col(YouSaidLine.team_id) == team_id, col(YouSaidLine.you_said_id) == you_said_id)
    session.execute(delete(YouSaidLine).where(*where, col(YouSaidLine.part) == part, col(YouSaidLine.ticket_id).not_in(true)))  # fmt: skip


def take_out(session: Session, team_id: str, ticket_id: int) -> list[int]:
    """No month names that ticket any more; the ids of those that did."""
    where = (col(YouSaidLine.team_id) == team_id, col(YouSaidLine.ticket_id) == ticket_id)
    gone = delete(YouSaidLine).where(*where).returning(col(YouSaidLine.you_said_id))
    return sorted(session.execute(gone).scalars())


def let_go(session: Session, team_id: str, before: date, stage: str, then: str) -> list[int]:
    """What is told of earlier months and stands there, stands elsewhere from now on; the ids of those."""
    where = (col(YouSaid.team_id) == team_id, col(YouSaid.month) < before, col(YouSaid.status) == stage)
    gone = update(YouSaid).where(*where).values(status=then).returning(col(YouSaid.id))
    return sorted(one for one in session.execute(gone).scalars() if one is not None)


def _one(team_id: str, you_said_id: int) -> SelectOfScalar[YouSaid]:
    return select(YouSaid).where(col(YouSaid.team_id) == team_id, col(YouSaid.id) == you_said_id)
