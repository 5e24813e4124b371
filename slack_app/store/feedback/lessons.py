"""What people confirmed or corrected: one lesson for a ticket and field, the newest word; the words are the ticket's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from slack_app.store.dialect import insert_for, named
from slack_app.store.schema import Lesson, Ticket

MOST = 3000


@dataclass(frozen=True)
class Learnable:
    """A lesson with the words to learn it from; `guessed` and `confidence` are what a model said before, if one did."""

    ticket_id: int
    words: str
    value: str
    guessed: str | None
    confidence: float | None


@dataclass(frozen=True)
class NewLesson:
    """What people said of a ticket's field, and what was thought before."""

    ticket_id: int
    field: str
    value: str
    guessed: str | None = None
    confidence: float | None = None


def keep(session: Session, team_id: str, lesson: NewLesson, *, now: datetime) -> None:
    """The lesson, in place of the one before; what was guessed first stays, for a guess after the answer proves nothing."""
    values = {"value": lesson.value, "at": now}
    first = {"guessed": lesson.guessed, "confidence": lesson.confidence}
    named = {"team_id": team_id, "ticket_id": lesson.ticket_id, "field": lesson.field}
    statement = insert_for(session, Lesson).values(**named, **values, **first)
    session.execute(statement.on_conflict_do_update(index_elements=["team_id", "ticket_id", "field"], set_=values))


def count(session: Session, team_id: str, field: str, *, since: datetime | None = None) -> int:
    """How many lessons of a field there are, after that moment if one is given."""
    statement = select(func.count()).select_from(Lesson).where(*_of(team_id, field))
    return int(session.exec(statement.where(col(Lesson.at) > since) if since else statement).one())


def learnable(session: Session, team_id: str, field: str) -> list[Learnable]:
    """The newest 3,000 lessons whose tickets still have words, the oldest first."""
    statement = (
        select(Lesson, Ticket.words)
        .join(Ticket, (col(Ticket.team_id) == col(Lesson.team_id)) & (col(Ticket.id) == col(Lesson.ticket_id)))
        .where(*_of(team_id, field), col(Ticket.words) != "")
        .order_by(col(Lesson.at).desc(), col(Lesson.ticket_id).desc())
        .limit(MOST)
    )
    found = [
        Learnable(one.ticket_id, words, one.value, one.guessed, one.confidence)
        for one, words in session.exec(statement)
    ]
    return found[::-1]


def with_words(session: Session, team_id: str, ticket_ids: Sequence[int]) -> set[int]:
    """Which of these tickets still have words; asked for a thousand at a time."""
    found: set[int] = set()
    for start in range(0, len(ticket_ids), 1000):
        some = list(ticket_ids[start : start + 1000])
        in_team = select(Ticket.id).where(*named(Ticket, team_id, some), col(Ticket.words) != "")
        found.update(one for one in session.exec(in_team) if one is not None)
    return found


def _of(team_id: str, field: str) -> tuple[Any, ...]:
    return col(Lesson.team_id) == team_id, col(Lesson.field) == field
