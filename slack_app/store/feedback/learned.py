"""Models as they were learned: of each field the last three and the one in use."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from slack_app.store.schema import LearnedModel

KEPT = 3


@dataclass(frozen=True)
class Version:
    """Which model is in use; `created_at` too, for a workspace that begins anew counts from one again."""

    number: int
    created_at: datetime
    report: Mapping[str, Any]


def current(session: Session, team_id: str, field: str) -> Version | None:
    """The model in use, without its figures."""
    found = session.exec(_light(team_id, field).where(col(LearnedModel.is_current)))
    return next((Version(*row) for row in found), None)


def versions(session: Session, team_id: str, field: str) -> list[Version]:
    """All that are kept, the newest first, without their figures."""
    return [Version(*row) for row in session.exec(_light(team_id, field).order_by(col(LearnedModel.version).desc()))]


def figures(session: Session, team_id: str, field: str, number: int) -> bytes | None:
    """A model's figures."""
    return session.exec(
        select(LearnedModel.figures).where(*_of(team_id, field), col(LearnedModel.version) == number)
    ).first()


def add(session: Session, team_id: str, field: str, learned: bytes, report: Mapping[str, Any], *, now: datetime) -> int:
    """Keep a new model, not in use yet; its number."""
    last = session.exec(select(func.max(LearnedModel.version)).where(*_of(team_id, field))).one()
    row = LearnedModel(
        team_id=team_id, field=field, version=(last or 0) + 1, is_current=False, figures=learned, report=dict(report), created_at=now
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.version


def use(session: Session, team_id: str, field: str, number: int) -> None:
    """Put that model in use, and forget all but the last three and it."""
    in_field = _of(team_id, field)
    session.execute(update(LearnedModel).where(*in_field).values(is_current=col(LearnedModel.version) == number))
    newest = [one.number for one in versions(session, team_id, field)][:KEPT]
    session.execute(delete(LearnedModel).where(*in_field, col(LearnedModel.version).not_in([number, *newest])))


def forget(session: Session, team_id: str, field: str, *, but: int | None = None) -> None:
    """Forget every model of the field but that one."""
    gone = delete(LearnedModel).where(*_of(team_id, field))
    session.execute(gone if but is None else gone.where(col(LearnedModel.version) != but))


def _light(team_id: str, field: str) -> Any:  # noqa: ANN401  a question whose type SQLModel alone can spell
    return select(LearnedModel.version, LearnedModel.created_at, LearnedModel.report).where(*_of(team_id, field))


def _of(team_id: str, field: str) -> tuple[Any, ...]:
    return col(LearnedModel.team_id) == team_id, col(LearnedModel.field) == field
