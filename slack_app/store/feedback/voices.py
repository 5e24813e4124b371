"""Who wants what: the voices of tickets, each known by its mark."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from slack_app.store.dialect import insert_for
from slack_app.store.schema import Voice


def add(  # noqa: PLR0913  whose voice, for what, when
    session: Session,
    team_id: str,
    ticket_id: int,
    *,
    mark: str,
    user_id: str | None,
    sealed: str | None,
    is_author: bool = False,
    now: datetime,
) -> bool:
    """Keep somebody's voice; False where they spoke for this ticket already: then nothing changes."""
    who = {"mark": mark, "user_id": user_id, "sealed": sealed, "is_author": is_author}
    statement = insert_for(session, Voice).values(team_id=team_id, ticket_id=ticket_id, created_at=now, **who)
    return session.execute(statement.on_conflict_do_nothing().returning(col(Voice.mark))).first() is not None


def take_back(session: Session, team_id: str, ticket_id: int, mark: str) -> bool:
    """Forget somebody's voice for a ticket; False where there was none."""
    which = (col(Voice.ticket_id) == ticket_id, col(Voice.mark) == mark)
    gone = delete(Voice).where(col(Voice.team_id) == team_id, *which)
    return session.execute(gone.returning(col(Voice.mark))).first() is not None


def of(session: Session, team_id: str, ticket_ids: Collection[int]) -> list[Voice]:
    """The voices of some tickets, the earliest first."""
    return _found(session, team_id, col(Voice.ticket_id).in_(ticket_ids)) if ticket_ids else []


def author_of(session: Session, team_id: str, ticket_id: int) -> Voice | None:
    """The voice of who said it; None where they took it back."""
    return next(iter(_found(session, team_id, col(Voice.ticket_id) == ticket_id, col(Voice.is_author))), None)


def named(session: Session, team_id: str, user_id: str) -> list[Voice]:
    """What somebody wants under their name, the earliest first."""
    return _found(session, team_id, col(Voice.user_id) == user_id)


def unnamed(session: Session, team_id: str) -> Sequence[tuple[int, str]]:
    """The ticket and the mark of each voice without a name; whose they are only the key tells."""
    found = select(Voice.ticket_id, Voice.mark).where(col(Voice.team_id) == team_id, col(Voice.sealed).is_not(None))
    return [(ticket_id, mark) for ticket_id, mark in session.exec(found.order_by(col(Voice.ticket_id)))]


def since(session: Session, team_id: str, at: datetime) -> list[Voice]:
    """Who spoke from then on, for whatever it was."""
    return _found(session, team_id, col(Voice.created_at) >= at)


def _found(session: Session, team_id: str, *which: Any) -> list[Voice]:
    found = select(Voice).where(col(Voice.team_id) == team_id, *which)
    return list(session.exec(found.order_by(col(Voice.created_at), col(Voice.ticket_id), col(Voice.mark))))
