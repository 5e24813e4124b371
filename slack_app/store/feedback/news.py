"""What people are to be told of what they spoke for: kept once, superseded, taken by the message that tells it, told."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, literal, or_, select, update
from sqlmodel import Session, col

from slack_app.store.dialect import insert_for
from slack_app.store.schema import News, TicketStep, Voice
from slack_app.store.sealing import day_of

IDS_AT_ONCE = 500


@dataclass(frozen=True)
class Decided:
    """What is to be told of a ticket: how it stands now, and the ticket that was decided."""

    of_id: int
    status: str
    facts: Mapping[str, Any]


def keep(session: Session, team_id: str, ticket_ids: Collection[int], decided: Decided, *, now: datetime) -> None:
    """Every voice of these tickets is to hear it; what they were to hear before and did not is superseded."""
    for some in _some(ticket_ids):
        _supersede(session, team_id, some, now)
        turn = _turn(session, team_id, some, decided.status)
        same = (decided.of_id, decided.status, turn, now)
        voices = select(
            col(Voice.team_id), col(Voice.ticket_id), col(Voice.mark), *(literal(one) for one in same),
            literal(dict(decided.facts), News.__table__.c.facts.type),  # type: ignore[attr-defined]
        ).where(col(Voice.team_id) == team_id, col(Voice.ticket_id).in_(some))  # fmt: skip
        columns = ["team_id", "ticket_id", "mark", "of_id", "status", "turn", "created_at", "facts"]
        session.execute(insert_for(session, News).from_select(columns, voices).on_conflict_do_nothing())


def _supersede(session: Session, team_id: str, ticket_ids: Collection[int], now: datetime) -> None:
    untold = (*_waits(team_id), col(News.ticket_id).in_(ticket_ids))
    session.execute(update(News).where(*untold).values(dropped_at=now))


def _turn(session: Session, team_id: str, ticket_ids: Collection[int], status: str) -> int:
    """How often tickets came to stand so before."""
    before = select(func.max(col(News.turn))).where(
        col(News.team_id) == team_id, col(News.ticket_id).in_(ticket_ids), col(News.status) == status
    )
    last = session.execute(before).scalar()
    return 0 if last is None else last + 1


def voices_to_tell(session: Session, team_id: str) -> Sequence[Voice]:
    """The voices of which something waits that no message has taken yet."""
    waits = select(Voice).join(News, _spoke_for()).where(*_waits(team_id), col(News.errand_id).is_(None))
    return session.execute(waits.distinct()).scalars().all()


def _spoke_for() -> ColumnElement[bool]:
    """Whose voice it is that news is for."""
    same_ticket = and_(col(Voice.team_id) == col(News.team_id), col(Voice.ticket_id) == col(News.ticket_id))
    return and_(same_ticket, col(Voice.mark) == col(News.mark))


def drop_voiceless(session: Session, team_id: str, *, now: datetime) -> None:
    """Nobody hears any more of what they took their voice back from."""
    speaks = select(col(Voice.mark)).where(_spoke_for())
    session.execute(update(News).where(*_waits(team_id), ~speaks.exists()).values(dropped_at=now))


def drop_of(session: Session, team_id: str, marks: Collection[str], *, now: datetime) -> None:
    """These voices cannot be told."""
    for some in _some(marks):
        session.execute(update(News).where(*_waits(team_id), col(News.mark).in_(some)).values(dropped_at=now))


def marks_of(session: Session, team_id: str, user_id: str) -> set[str]:
    """The marks of somebody's voices with their name of which something waits, or may be out and is not known to be told."""
    spoke = _theirs().where(*_untold(team_id), col(Voice.user_id) == user_id)
    return set(session.execute(spoke).scalars())


def marks_of_nobody(session: Session, team_id: str) -> Sequence[tuple[int, str]]:
    """The same of voices that no row says whose they are: each with its ticket, by which their owner is known."""
    unnamed = _theirs(col(News.ticket_id), is_outer=True).where(*_untold(team_id), col(Voice.user_id).is_(None))
    return [(ticket_id, mark) for mark, ticket_id in session.execute(unnamed)]


def _theirs(*more: Any, is_outer: bool = False) -> Any:  # noqa: ANN401  a select of as many columns as are asked for
    return select(col(News.mark), *more).join(Voice, _spoke_for(), isouter=is_outer).distinct()


def _untold(team_id: str) -> tuple[Any, ...]:
    alive = or_(col(News.dropped_at).is_(None), col(News.errand_id).is_not(None))
    return col(News.team_id) == team_id, col(News.told_at).is_(None), alive


def take(session: Session, team_id: str, numbers: Mapping[str, int]) -> Sequence[News]:
    """All that waits for these marks and is in no other message is in this one from now on; what was superseded is not.

    `numbers` are what stands for the message beside each mark. Two messages never have the same: whoever comes second finds less.
    """
    mine = (*_mine(team_id, numbers), col(News.dropped_at).is_not(None))
    session.execute(update(News).where(*mine).values(errand_id=None))
    for mark, number in numbers.items():
        free = (*_waits(team_id), col(News.errand_id).is_(None), col(News.mark) == mark)
        session.execute(update(News).where(*free).values(errand_id=number))
    return taken(session, team_id, numbers)


def taken(session: Session, team_id: str, numbers: Mapping[str, int]) -> Sequence[News]:
    """What is in that message and not told yet, the oldest first."""
    statement = select(News).where(*_mine(team_id, numbers)).order_by(col(News.id))
    return session.execute(statement.execution_options(populate_existing=True)).scalars().all()


def _mine(team_id: str, numbers: Mapping[str, int]) -> tuple[Any, ...]:
    return col(News.team_id) == team_id, col(News.errand_id).in_(list(numbers.values())), col(News.told_at).is_(None)


def leave_out(session: Session, team_id: str, ids: Collection[int], *, now: datetime) -> None:
    """These are not true any more, or known already: nobody is told. By the day alone, as with what is told."""
    for some in _some(ids):
        gone = {"dropped_at": day_of(now), "errand_id": None}
        session.execute(update(News).where(col(News.team_id) == team_id, col(News.id).in_(some)).values(**gone))


def told(session: Session, team_id: str, ids: Collection[int], *, now: datetime) -> None:
    """These were told on that day: the moment would say what was told together, and so what the same person said."""
    for some in _some(ids):
        known = {"told_at": day_of(now), "errand_id": None}
        session.execute(update(News).where(col(News.team_id) == team_id, col(News.id).in_(some)).values(**known))


def last_told(session: Session, team_id: str, of: Sequence[News]) -> dict[str, News]:
    """By mark, what was told last to the voices of these. Their tickets are named, too, for by them rows are found."""
    marks, ticket_ids = list({one.mark for one in of}), list({one.ticket_id for one in of})
    where = (col(News.team_id) == team_id, col(News.ticket_id).in_(ticket_ids), col(News.mark).in_(marks))
    told = select(News).where(*where, col(News.told_at).is_not(None)).order_by(col(News.id))
    return {row.mark: row for row in session.execute(told).scalars().all()}


def decided_by(session: Session, team_id: str, ticket_id: int, step: str) -> str | None:
    """Who was the last to take that step with a ticket; None where nobody did, or the app."""
    where = (col(TicketStep.team_id) == team_id, col(TicketStep.ticket_id) == ticket_id, col(TicketStep.step) == step)
    return session.execute(select(col(TicketStep.by_id)).where(*where).order_by(col(TicketStep.id).desc())).scalar()


def forget(session: Session, team_id: str, marks: Collection[str]) -> None:
    """Nothing is kept of what these voices were told, or were to be."""
    for some in _some(marks):
        session.execute(delete(News).where(col(News.team_id) == team_id, col(News.mark).in_(some)))


def _waits(team_id: str) -> tuple[Any, ...]:
    return col(News.team_id) == team_id, col(News.told_at).is_(None), col(News.dropped_at).is_(None)


def _some(values: Iterable[Any]) -> Iterable[list[Any]]:
    found = list(values)
    return (found[n : n + IDS_AT_ONCE] for n in range(0, len(found), IDS_AT_ONCE))
