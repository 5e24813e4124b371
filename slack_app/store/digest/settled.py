"""What of the digest's list is done, or taken on by somebody: it does not come back."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from slack_app.store.dialect import insert_for
from slack_app.store.schema import Settled


def settle(  # noqa: PLR0913  what, about whom, by whom, when
    session: Session,
    team_id: str,
    kind: str,
    about: str,
    *,
    user_id: str | None,
    by_id: str,
    now: datetime,
    renew_before: datetime | None = None,
) -> Settled:
    """It is settled from now on; who was first stays, unless that was before `renew_before`."""
    values = {"user_id": user_id, "by_id": by_id, "settled_at": now}
    statement = insert_for(session, Settled).values(team_id=team_id, kind=kind, about=about, **values)
    if renew_before is None:
        statement = statement.on_conflict_do_nothing()
    else:
        old = col(Settled.settled_at) < renew_before
        statement = statement.on_conflict_do_update(index_elements=["team_id", "kind", "about"], set_=values, where=old)
    session.execute(statement)
    return session.get_one(Settled, (team_id, kind, about), populate_existing=True)


def find(session: Session, team_id: str, kind: str, about: str) -> Settled | None:
    """Who settled it, if anybody has."""
    return session.get(Settled, (team_id, kind, about))


def those(session: Session, team_id: str, *, since: datetime | None = None) -> dict[tuple[str, str], str | None]:
    """By kind and what it is about: who settled it (from then on)."""
    found = select(Settled.kind, Settled.about, Settled.by_id).where(*_in(team_id))
    found = found if since is None else found.where(col(Settled.settled_at) >= since)
    return {(kind, about): by_id for kind, about, by_id in session.exec(found)}


def by(session: Session, team_id: str, by_id: str) -> set[tuple[str, str]]:
    """What someone settled, by kind and what it is about."""
    return set(session.exec(select(Settled.kind, Settled.about).where(*_in(team_id), col(Settled.by_id) == by_id)))


def purge(session: Session, team_id: str, *, before: datetime) -> None:
    """Forget what was settled before then."""
    session.execute(delete(Settled).where(*_in(team_id), col(Settled.settled_at) < before))


def _in(team_id: str) -> tuple[Any, ...]:
    return (col(Settled.team_id) == team_id,)
