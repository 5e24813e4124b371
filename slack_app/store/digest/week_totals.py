"""Weeks as they were counted: their figures, which outlive the rows that they were counted from."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from slack_app.domain.measures.figures import WeekFigures
from slack_app.domain.measures.weeks import WEEK
from slack_app.store.dialect import insert_for
from slack_app.store.schema import WeekTotal


def keep(session: Session, team_id: str, figures: WeekFigures, *, now: datetime) -> None:
    """A week's figures, in place of what was counted of it before."""
    counted = {"figures": figures.to_json(), "counted_at": now}
    statement = insert_for(session, WeekTotal).values(team_id=team_id, week=figures.week, **counted)
    session.execute(statement.on_conflict_do_update(index_elements=["team_id", "week"], set_=counted))


def of_week(session: Session, team_id: str, week: date) -> WeekFigures | None:
    """A week's figures, if it was counted."""
    found = session.exec(select(WeekTotal.figures).where(*_in(team_id), col(WeekTotal.week) == week)).first()
    return WeekFigures.from_json(found) if found else None


def before(session: Session, team_id: str, week: date, *, limit: int = 12) -> list[WeekFigures]:
    """Of so many weeks before that one those that were counted, the newest first."""
    near = (col(WeekTotal.week) < week, col(WeekTotal.week) >= week - limit * WEEK)
    found = session.exec(select(WeekTotal.figures).where(*_in(team_id), *near).order_by(col(WeekTotal.week).desc()))
    return [WeekFigures.from_json(one) for one in found]


def all_of(session: Session, team_id: str) -> Iterator[WeekFigures]:
    """Every week that was ever counted, the oldest first."""
    for one in session.exec(select(WeekTotal.figures).where(*_in(team_id)).order_by(col(WeekTotal.week))):
        yield WeekFigures.from_json(one)


def counted(session: Session, team_id: str, since: date) -> set[date]:
    """Which weeks from then on were counted."""
    return set(session.exec(select(col(WeekTotal.week)).where(*_in(team_id), col(WeekTotal.week) >= since)))


def oldest(session: Session, team_id: str) -> date | None:
    """The first week that was ever counted."""
    return session.exec(select(col(WeekTotal.week)).where(*_in(team_id)).order_by(col(WeekTotal.week)).limit(1)).first()


def take_back(session: Session, team_id: str, week: date) -> bool:
    """Something of that week came late: it counts as not counted. False: it was not counted yet."""
    gone = delete(WeekTotal).where(*_in(team_id), col(WeekTotal.week) == week).returning(col(WeekTotal.week))
    return session.execute(gone).scalar() is not None


def take_back_since(session: Session, team_id: str, week: date) -> None:
    """Something of that week or of later ones came late: they count as not counted."""
    session.execute(delete(WeekTotal).where(*_in(team_id), col(WeekTotal.week) >= week))


def _in(team_id: str) -> tuple[Any, ...]:
    return (col(WeekTotal.team_id) == team_id,)
