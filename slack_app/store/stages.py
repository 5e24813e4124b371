"""How far along the path each member has come, and since when."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import Session, col, select

from slack_app.store.batches import run_for_each
from slack_app.store.dialect import insert_for
from slack_app.store.schema import StageReached


def reached(session: Session, team_id: str, stage: str, user_ids: Iterable[str], *, on: date) -> None:
    """These members reached a stage on that day; of several days that are told of someone the first is kept."""
    statement = insert_for(session, StageReached)
    said = statement.excluded.reached_on
    earlier = statement.on_conflict_do_update(
        index_elements=["team_id", "user_id", "stage"],
        set_={"reached_on": said},
        where=col(StageReached.reached_on) > said,
    )
    same = {"team_id": team_id, "stage": stage, "reached_on": on}
    run_for_each(session, earlier, ({**same, "user_id": user_id} for user_id in user_ids))


def of_member(session: Session, team_id: str, user_id: str) -> Sequence[StageReached]:
    """The stages that someone reached, the first first."""
    where = (col(StageReached.team_id) == team_id, col(StageReached.user_id) == user_id)
    return session.exec(select(StageReached).where(*where).order_by(col(StageReached.reached_on))).all()
