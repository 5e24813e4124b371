"""What a team and an author write to each other about a ticket."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from slack_app.store.schema import Remark
from slack_app.store.sealing import day_of


def add(  # noqa: PLR0913  about which ticket, who, what, when
    session: Session, team_id: str, ticket_id: int, *, from_team: bool, by_id: str | None, words: str, now: datetime
) -> Remark:
    """Keep a remark; `by_id` is None for an author."""
    row = Remark(team_id=team_id, ticket_id=ticket_id, from_team=from_team, by_id=by_id, words=words, created_at=now)
    session.add(row)
    session.flush()
    return row


def find(session: Session, team_id: str, remark_id: int) -> Remark | None:
    """A remark of this workspace."""
    return next(iter(_found(session, team_id, col(Remark.id) == remark_id)), None)


def of(session: Session, team_id: str, ticket_id: int) -> Sequence[Remark]:
    """All that was written about a ticket, the earliest first."""
    return _found(session, team_id, col(Remark.ticket_id) == ticket_id)


def last(session: Session, team_id: str, ticket_id: int) -> Remark | None:
    """What was written last about a ticket."""
    return next(reversed(of(session, team_id, ticket_id)), None)


def untold(session: Session, team_id: str) -> Sequence[Remark]:
    """What teams wrote and no author was told yet, the earliest first; what was erased is not to be told."""
    unread = (col(Remark.from_team), col(Remark.told_at).is_(None), col(Remark.words) != "")
    return _found(session, team_id, *unread)


def told(session: Session, team_id: str, remark_ids: Collection[int], *, now: datetime) -> None:
    """Their authors were told these on that day; the moment would say which of them went to the same person."""
    which = (col(Remark.team_id) == team_id, col(Remark.id).in_(remark_ids))
    session.execute(update(Remark).where(*which).values(told_at=day_of(now)))


def _found(session: Session, team_id: str, *which: Any) -> Sequence[Remark]:
    return session.exec(select(Remark).where(col(Remark.team_id) == team_id, *which).order_by(col(Remark.id))).all()
