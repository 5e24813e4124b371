"""Whom someone never wants to be brought together with: theirs alone to see, and kept to in both directions."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import case, delete
from sqlmodel import Session, col, select

from slack_app.store.batches import BATCH, run_for_each
from slack_app.store.dialect import insert_for
from slack_app.store.schema import Apart


def keep(session: Session, team_id: str, user_id: str, other_ids: Collection[str], *, now: datetime) -> None:
    """Exactly these people from now on, whoever stood there before; nobody is kept apart from themselves."""
    others = set(other_ids) - {user_id}
    hers = (col(Apart.team_id) == team_id, col(Apart.user_id) == user_id)
    session.execute(delete(Apart).where(*hers, col(Apart.other_id).not_in(others)))
    rows = ({"team_id": team_id, "user_id": user_id, "other_id": other, "created_at": now} for other in sorted(others))
    run_for_each(session, insert_for(session, Apart).on_conflict_do_nothing(), rows)


def of(session: Session, team_id: str, user_id: str) -> Sequence[str]:
    """Whom this person named; to be shown to nobody else."""
    where = (col(Apart.team_id) == team_id, col(Apart.user_id) == user_id)
    return session.exec(select(Apart.other_id).where(*where).order_by(col(Apart.other_id))).all()


def blocks(session: Session, team_id: str) -> Iterator[tuple[str, str]]:
    """Every pair of a workspace that is kept apart, once, whoever of the two wished it."""
    one, other = col(Apart.user_id), col(Apart.other_id)
    pair = (case((one < other, one), else_=other), case((one < other, other), else_=one))
    found = select(*pair).where(col(Apart.team_id) == team_id).distinct()
    yield from session.exec(found.execution_options(yield_per=BATCH))


def is_any(session: Session, team_id: str, user_ids: Collection[str]) -> bool:
    """Whether any two of these few people are kept apart."""
    where = (col(Apart.team_id) == team_id, col(Apart.user_id).in_(user_ids), col(Apart.other_id).in_(user_ids))
    return session.exec(select(Apart.user_id).where(*where).limit(1)).first() is not None
