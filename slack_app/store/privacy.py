"""Everything kept about one person: to hand it over, and to forget it."""

from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, delete, literal, update
from sqlmodel import Session, SQLModel, col, select

from slack_app.store.dialect import insert_for
from slack_app.store.schema import Erasure, EventRow, Greeting, Member, Nudge, OutboxRow, ProfileRow

ABOUT_A_PERSON: tuple[type[SQLModel], ...] = (Member, ProfileRow, Nudge, EventRow, OutboxRow, Greeting)


def everything_about(session: Session, team_id: str, user_id: str) -> dict[str, list[dict[str, Any]]]:
    """All rows about someone, table by table, ready to be written as JSON."""
    return {str(table.__tablename__): _rows(session, table, team_id, user_id) for table in ABOUT_A_PERSON}


def _rows(session: Session, table: Any, team_id: str, user_id: str) -> list[dict[str, Any]]:  # noqa: ANN401  any table above
    found = session.exec(select(table).where(table.team_id == team_id, table.user_id == user_id)).all()
    return [row.model_dump(mode="json") for row in found]


def forget(session: Session, team_id: str, user_id: str, person_hash: str, *, now: datetime) -> None:
    """Delete all that is kept about someone, and leave only the mark that they asked for it."""
    _take_the_name_off_what_is_on_its_way(session, team_id, user_id)
    for table in ABOUT_A_PERSON:
        owned: Any = table
        session.execute(delete(table).where(owned.team_id == team_id, owned.user_id == user_id))
    session.execute(delete(Greeting).where(col(Greeting.team_id) == team_id, col(Greeting.greeter_id) == user_id))
    named_in_args = (col(OutboxRow.team_id) == team_id, names(OutboxRow.args, user_id))
    session.execute(delete(OutboxRow).where(*named_in_args))
    named_in_facts = (col(EventRow.team_id) == team_id, names(EventRow.facts, user_id))
    session.execute(update(EventRow).where(*named_in_facts).values(facts={}))
    values = {"team_id": team_id, "person_hash": person_hash, "erased_at": now}
    session.execute(insert_for(session, Erasure).values(**values).on_conflict_do_nothing())


def _take_the_name_off_what_is_on_its_way(session: Session, team_id: str, user_id: str) -> None:
    """A row that is being sent stays, nameless, so that its sender still learns where the message stands."""
    where = (col(OutboxRow.team_id) == team_id, col(OutboxRow.user_id) == user_id, col(OutboxRow.state) == "sending")
    nameless = literal("forgotten:") + cast(col(OutboxRow.id), String)
    session.execute(update(OutboxRow).where(*where).values(user_id=None, key=nameless))


def names(column: Any, user_id: str) -> Any:  # noqa: ANN401  a column of JSON, and a SQL condition
    """Whether that person's id stands anywhere in a column of JSON."""
    return cast(column, String).contains(f'"{user_id}"', autoescape=True)


def asked_to_be_forgotten(session: Session, team_id: str, person_hash: str) -> bool:
    """Whether someone asked to be forgotten and has not come back of their own will."""
    return session.get(Erasure, (team_id, person_hash)) is not None


def came_back(session: Session, team_id: str, person_hash: str) -> None:
    """Someone who had been forgotten uses the app again of their own will."""
    where = (col(Erasure.team_id) == team_id, col(Erasure.person_hash) == person_hash)
    session.execute(delete(Erasure).where(*where))
