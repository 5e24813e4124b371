"""Surveys: the one that is open, whose turn it is to be asked, who answered (without what), and what came of those before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, func, or_, select, update
from sqlmodel import Session, col

from slack_app.domain.feedback.surveys.survey import Chosen, State
from slack_app.store.batches import blank
from slack_app.store.dialect import insert_for
from slack_app.store.schema import Member, Survey, SurveyMark, SurveyTurn

LIVE = "live"


@dataclass(frozen=True)
class Askable:
    """Someone who may be asked: when they last were, None: never."""

    user_id: str
    asked_at: datetime | None


def plan(session: Session, team_id: str, chosen: Chosen, *, opens_at: datetime) -> int | None:
    """Plan a survey; None where one is planned or open already."""
    values = {
        **blank(Survey),
        "team_id": team_id,
        "question": chosen.question,
        "channel_id": chosen.channel_id,
        "is_repeated": chosen.is_repeated,
        "state": State.PLANNED.value,
        "live": LIVE,
        "opens_at": opens_at,
    }
    statement = insert_for(session, Survey).values(**values).on_conflict_do_nothing().returning(col(Survey.id))
    return session.execute(statement).scalar()


def find(session: Session, team_id: str, survey_id: int) -> Survey | None:
    """A survey of this workspace."""
    return session.execute(_of(team_id, col(Survey.id) == survey_id)).scalars().first()


def hold(session: Session, team_id: str, survey_id: int) -> Survey | None:
    """The same, locked until the end of the transaction."""
    return session.execute(_of(team_id, col(Survey.id) == survey_id).with_for_update()).scalars().first()


def live(session: Session, team_id: str) -> Survey | None:
    """The survey that is planned or open."""
    return session.execute(_of(team_id, col(Survey.live).is_not(None))).scalars().first()


def closed(session: Session, team_id: str, *, limit: int) -> Sequence[Survey]:
    """Those that closed, the last first."""
    return _last_first(session, _of(team_id, col(Survey.closed_at).is_not(None)), limit)


def alike(session: Session, team_id: str, chosen: Chosen, *, before: datetime, limit: int) -> Sequence[Survey]:
    """Those that asked the same of the same people and closed before then, the last first."""
    question = col(Survey.question).is_not_distinct_from(chosen.question)
    whom = col(Survey.channel_id).is_not_distinct_from(chosen.channel_id)
    return _last_first(session, _of(team_id, question, whom, col(Survey.closed_at) < before), limit)


def drop(session: Session, team_id: str, survey_id: int) -> None:
    """A survey that never opened is none."""
    planned = (col(Survey.id) == survey_id, col(Survey.state) == State.PLANNED.value)
    session.execute(delete(Survey).where(col(Survey.team_id) == team_id, *planned))


def askable(session: Session, team_id: str, *, before: datetime) -> Sequence[Askable]:
    """Who is here, takes messages and surveys, and was not asked since then."""
    theirs = and_(col(SurveyTurn.team_id) == col(Member.team_id), col(SurveyTurn.user_id) == col(Member.user_id))
    here = (col(Member.status) == "active", col(Member.opted_out).is_(False))
    asked_at = col(SurveyTurn.asked_at)
    free = (func.coalesce(col(SurveyTurn.is_never), False).is_(False), or_(asked_at.is_(None), asked_at <= before))
    found = select(col(Member.user_id), asked_at).join(SurveyTurn, theirs, isouter=True)
    rows = session.execute(found.where(col(Member.team_id) == team_id, *here, *free)).all()
    return [Askable(user_id, at) for user_id, at in rows]


def take_turn(
    session: Session, team_id: str, survey_id: int, user_id: str, *, free_before: datetime, now: datetime
) -> bool:
    """It is someone's turn to be asked by this survey: one row each, so no two surveys have the same quarter of theirs.

    False where they were asked by another since `free_before`, or never want to be.
    """
    values = {"team_id": team_id, "user_id": user_id, "survey_id": survey_id, "asked_at": now, "is_never": False}
    asked_at = col(SurveyTurn.asked_at)
    is_free = or_(col(SurveyTurn.survey_id) == survey_id, asked_at.is_(None), asked_at <= free_before)
    taken = (
        insert_for(session, SurveyTurn)
        .values(**values)
        .on_conflict_do_update(
            index_elements=["team_id", "user_id"],
            set_={"survey_id": survey_id, "asked_at": now},
            where=and_(is_free, col(SurveyTurn.is_never).is_(False)),
        )
    )
    return session.execute(taken.returning(col(SurveyTurn.user_id))).scalar() is not None


def turn(session: Session, team_id: str, user_id: str) -> SurveyTurn | None:
    """When someone was asked, and whether they want to be."""
    which = (col(SurveyTurn.team_id) == team_id, col(SurveyTurn.user_id) == user_id)
    return session.execute(select(SurveyTurn).where(*which)).scalars().first()


def set_never(session: Session, team_id: str, user_id: str, *, is_never: bool) -> None:
    """Ask someone no more, or again."""
    values = {**blank(SurveyTurn), "team_id": team_id, "user_id": user_id, "is_never": is_never}
    said = insert_for(session, SurveyTurn).values(**values)
    session.execute(said.on_conflict_do_update(index_elements=["team_id", "user_id"], set_={"is_never": is_never}))


def count_asked(session: Session, team_id: str, survey_id: int) -> None:
    """One more was asked."""
    which = (col(Survey.team_id) == team_id, col(Survey.id) == survey_id)
    session.execute(update(Survey).where(*which).values(asked=col(Survey.asked) + 1))


def answers(session: Session, team_id: str, survey_id: int, mark: str) -> bool:
    """Someone answers; False where they did."""
    statement = insert_for(session, SurveyMark).values(team_id=team_id, survey_id=survey_id, mark=mark)
    return session.execute(statement.on_conflict_do_nothing().returning(col(SurveyMark.mark))).scalar() is not None


def has_answered(session: Session, team_id: str, survey_id: int, mark: str) -> bool:
    """Whether someone answered a survey that is open."""
    return session.execute(select(col(SurveyMark.mark)).where(*_marks(team_id, survey_id, mark))).first() is not None


def answered(session: Session, team_id: str, survey_id: int) -> int:
    """How many answered a survey that is open."""
    counted = select(func.count()).select_from(SurveyMark).where(*_marks(team_id, survey_id))
    return session.execute(counted).scalar() or 0


def forget_answered(session: Session, team_id: str, survey_id: int, mark: str | None = None) -> None:
    """Nobody knows any more who answered; with a mark: whether that one did."""
    session.execute(delete(SurveyMark).where(*_marks(team_id, survey_id, mark)))


def forget_lines(session: Session, team_id: str, *, before: datetime) -> None:
    """What was written in surveys that closed before then is forgotten; what was counted stays."""
    for survey in session.execute(_of(team_id, col(Survey.closed_at) < before)).scalars():
        if survey.result.get("lines"):
            survey.result = {**survey.result, "lines": []}
            session.add(survey)


def _last_first(session: Session, found: Any, limit: int) -> Sequence[Survey]:  # noqa: ANN401  a SQL expression
    return (
        session.execute(found.order_by(col(Survey.closed_at).desc(), col(Survey.id).desc()).limit(limit))
        .scalars()
        .all()
    )


def _marks(team_id: str, survey_id: int, mark: str | None = None) -> tuple[Any, ...]:
    of_survey = (col(SurveyMark.team_id) == team_id, col(SurveyMark.survey_id) == survey_id)
    return of_survey if mark is None else (*of_survey, col(SurveyMark.mark) == mark)


def _of(team_id: str, *which: Any) -> Any:  # noqa: ANN401  a SQL expression
    return select(Survey).where(col(Survey.team_id) == team_id, *which).execution_options(populate_existing=True)
