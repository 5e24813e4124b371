"""Words of thanks from managers to members."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from slack_app.store.schema import Thanks


def keep(  # noqa: PLR0913  whom, what, who, when
    session: Session, team_id: str, user_id: str, words: str, *, by_id: str, may_tell: bool, now: datetime
) -> Thanks:
    """Words that are on their way to someone."""
    row = Thanks(team_id=team_id, user_id=user_id, by_id=by_id, words=words, may_tell=may_tell, created_at=now)
    session.add(row)
    session.flush()
    return row


def find(session: Session, team_id: str, thanks_id: int) -> Thanks | None:
    """Words of thanks of this workspace."""
    return session.exec(select(Thanks).where(col(Thanks.team_id) == team_id, col(Thanks.id) == thanks_id)).first()


def told(session: Session, team_id: str, thanks_id: int, *, now: datetime) -> None:
    """They have reached whom they are for; said twice, the first time stays."""
    row = find(session, team_id, thanks_id)
    if row and row.told_at is None:
        row.told_at = now
        session.add(row)


def to_tell(session: Session, team_id: str, since: datetime, until: datetime) -> Sequence[str]:
    """Who was thanked from then to before then, and may be told of, once each and the earliest first."""
    when = (col(Thanks.told_at) >= since, col(Thanks.told_at) < until)
    told_of = select(Thanks.user_id).where(col(Thanks.team_id) == team_id, col(Thanks.may_tell), *when)
    return list(dict.fromkeys(session.exec(told_of.order_by(col(Thanks.told_at), col(Thanks.id)))))


def purge(session: Session, team_id: str, *, before: datetime) -> None:
    """Forget the words that were written before then."""
    session.execute(delete(Thanks).where(col(Thanks.team_id) == team_id, col(Thanks.created_at) < before))
