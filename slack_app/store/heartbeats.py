"""Signs of life of the parts of the program."""

from datetime import datetime

from sqlmodel import Session

from slack_app.store.dialect import insert_for
from slack_app.store.schema import Heartbeat


def beat(session: Session, name: str, now: datetime) -> None:
    """Say that this part lives."""
    statement = insert_for(session, Heartbeat).values(name=name, at=now)
    session.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"at": now}))


def last(session: Session, name: str) -> datetime | None:
    """When this part last said that it lives."""
    row = session.get(Heartbeat, name)
    return row.at if row else None
