"""What people said of two tickets: whether they ask for the same, and what was seen of them then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from slack_app.store.dialect import insert_for
from slack_app.store.schema import Likeness, Ticket

MOST = 2000


@dataclass(frozen=True)
class Judged:
    """One answer: what the re-ranker saw, and what a person said."""

    features: tuple[float, ...]
    is_same: bool


def keep(  # noqa: PLR0913  which two, what was seen of them, and what was said when
    session: Session,
    team_id: str,
    ticket_id: int,
    other_id: int,
    *,
    is_same: bool,
    features: Sequence[float],
    now: datetime,
) -> None:
    """Keep an answer about two tickets, in whichever order they are named; the last one counts."""
    one, other = sorted((ticket_id, other_id))
    said = {"is_same": is_same, "features": list(features), "at": now}
    statement = insert_for(session, Likeness).values(team_id=team_id, ticket_id=one, other_id=other, **said)
    named = ["team_id", "ticket_id", "other_id"]
    session.execute(statement.on_conflict_do_update(index_elements=named, set_=said))


def count(session: Session, team_id: str, *, since: datetime | None = None) -> int:
    """How many answers there are, after that moment if one is given."""
    asked = select(func.count()).select_from(Likeness).where(col(Likeness.team_id) == team_id)
    return int(session.exec(asked.where(col(Likeness.at) > since) if since else asked).one())


def learnable(session: Session, team_id: str) -> list[Judged]:
    """The newest 2,000 answers about tickets that both still have their words, the oldest first."""
    one, other = aliased(Ticket), aliased(Ticket)
    asked = (
        select(Likeness)
        .join(one, (col(one.team_id) == col(Likeness.team_id)) & (col(one.id) == col(Likeness.ticket_id)))
        .join(other, (col(other.team_id) == col(Likeness.team_id)) & (col(other.id) == col(Likeness.other_id)))
        .where(col(Likeness.team_id) == team_id, col(one.words) != "", col(other.words) != "")
        .order_by(col(Likeness.at).desc(), col(Likeness.ticket_id).desc(), col(Likeness.other_id).desc())
        .limit(MOST)
    )
    return [Judged(tuple(row.features), row.is_same) for row in session.exec(asked).all()][::-1]


def said_to_differ(session: Session, team_id: str, ticket_id: int) -> set[int]:
    """The tickets of which somebody said that they do not ask for what this one does."""
    of_it = or_(col(Likeness.ticket_id) == ticket_id, col(Likeness.other_id) == ticket_id)
    asked = select(Likeness).where(col(Likeness.team_id) == team_id, of_it, col(Likeness.is_same).is_(False))
    return {row.other_id if row.ticket_id == ticket_id else row.ticket_id for row in session.exec(asked).all()}
