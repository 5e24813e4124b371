"""How far along the path each member has come, and since when."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import literal, true
from sqlmodel import Session, col, select

from slack_app.store import bulk
from slack_app.store.dialect import insert_for
from slack_app.store.schema import StageReached


def reached(session: Session, team_id: str, stage: str, user_ids: Collection[str], *, on: date) -> None:
    """These members reached a stage on that day; of several days that are told of someone the first is kept."""
    listed = bulk.listed(session, user_ids)
    rows = select(literal(team_id), listed.c.value, literal(stage), literal(on)).where(true())
    statement = insert_for(session, StageReached).from_select(["team_id", "user_id", "stage", "reached_on"], rows)
    said = statement.excluded.reached_on
    earlier = {"set_": {"reached_on": said}, "where": col(StageReached.reached_on) > said}
    session.execute(statement.on_conflict_do_update(index_elements=["team_id", "user_id", "stage"], **earlier))
