"""Rounds of a programme: opened once, replayed from what they were matched with, closed or cancelled."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from slack_app.domain.rounds import MeetingState, RoundState
from slack_app.store.batches import BATCH, blank, in_batches, run_for_each
from slack_app.store.coffee import meetings, turns
from slack_app.store.coffee.meetings import NewMeeting
from slack_app.store.coffee.turns import Turn
from slack_app.store.dialect import insert_for
from slack_app.store.schema import LeftOut, Meeting, Round


@dataclass(frozen=True)
class NewRound:
    """A round to be opened: its day and times, and the choices (JSON) and the seed that it was matched with."""

    programme_id: int
    local_date: date
    seed: int
    choices: Mapping[str, Any]
    opened_at: datetime
    half_at: datetime
    ends_at: datetime


def open_round(
    session: Session,
    team_id: str,
    new: NewRound,
    groups: Iterable[NewMeeting],
    left_out: Iterable[tuple[str, str]],
    *,
    now: datetime,
) -> Round | None:
    """Write a round with its groups, who is left out and why, and everybody's turn, in batches whatever its size.

    None when this programme has a round of that day, or somebody opens one at this moment: then nothing is changed.
    """
    row_id = _begun(session, team_id, new)
    if row_id is None:
        return None
    turns.pass_over(session, team_id, new.programme_id, now=now)
    for batch in in_batches(groups):
        meetings.add_many(session, team_id, row_id, batch)
        turns.seat(session, team_id, new.programme_id, _turns(batch), now=now)
    for few in in_batches(left_out):
        leave_out(session, team_id, row_id, few)
        turns.leave_out(session, team_id, new.programme_id, (user_id for user_id, _ in few), now=now)
    turns.use_up_skips(session, team_id, new.programme_id, now=now)
    return session.get_one(Round, row_id)


def _begun(session: Session, team_id: str, new: NewRound) -> int | None:
    number = last_number(session, team_id, new.programme_id) + 1
    values = {**blank(Round), **asdict(new), "choices": dict(new.choices), "team_id": team_id, "number": number}
    statement = insert_for(session, Round).values(**values).on_conflict_do_nothing()
    found: int | None = session.execute(statement.returning(col(Round.id))).scalar()
    return found


def _turns(groups: Iterable[NewMeeting]) -> Iterator[Turn]:
    for new in groups:
        yield from (Turn(user_id, new.weakness, user_id == new.starter_id) for user_id in new.user_ids)


def find(session: Session, team_id: str, round_id: int) -> Round | None:
    """A round of this workspace."""
    return session.exec(select(Round).where(*_this(team_id, round_id))).first()


def hold(session: Session, team_id: str, round_id: int) -> Round | None:
    """The round as it is now, locked until the end of the transaction."""
    found = select(Round).where(*_this(team_id, round_id)).with_for_update()
    return session.exec(found.execution_options(populate_existing=True)).first()


def last(session: Session, team_id: str, programme_id: int) -> Round | None:
    """The newest round of a programme, wherever it stands."""
    where = (col(Round.team_id) == team_id, col(Round.programme_id) == programme_id)
    return session.exec(select(Round).where(*where).order_by(col(Round.number).desc()).limit(1)).first()


def last_number(session: Session, team_id: str, programme_id: int) -> int:
    """The number of a programme's newest round; 0 when there was none yet."""
    newest = last(session, team_id, programme_id)
    return newest.number if newest else 0


def current(session: Session, team_id: str, programme_id: int) -> Round | None:
    """The newest round of a programme that is open."""
    where = (col(Round.team_id) == team_id, col(Round.programme_id) == programme_id)
    is_open = select(Round).where(*where, col(Round.state) == RoundState.OPEN.value)
    return session.exec(is_open.order_by(col(Round.number).desc()).limit(1)).first()


def leave_out(session: Session, team_id: str, round_id: int, left_out: Iterable[tuple[str, str]]) -> None:
    """Note for whom a round has nobody (any more), and why; their turn is noted by `turns.leave_out`."""
    rows = ({"team_id": team_id, "round_id": round_id, "user_id": user_id, "why": why} for user_id, why in left_out)
    run_for_each(session, insert_for(session, LeftOut).on_conflict_do_nothing(), rows)


def left_out_of(session: Session, team_id: str, round_id: int) -> Iterator[LeftOut]:
    """For whom a round had nobody, in the order of their ids."""
    where = (col(LeftOut.team_id) == team_id, col(LeftOut.round_id) == round_id)
    found = select(LeftOut).where(*where).order_by(col(LeftOut.user_id))
    yield from session.exec(found.execution_options(yield_per=BATCH))


def why_left_out(session: Session, team_id: str, round_id: int, user_id: str) -> str | None:
    """Why a round had nobody for someone; None when they were not left out (any more)."""
    found = session.get(LeftOut, (team_id, round_id, user_id))
    return found.why if found else None


def no_longer_left_out(session: Session, team_id: str, round_id: int, user_id: str) -> bool:
    """Somebody was found for them after all; False when they were not left out (any more)."""
    where = (col(LeftOut.team_id) == team_id, col(LeftOut.round_id) == round_id, col(LeftOut.user_id) == user_id)
    return session.execute(delete(LeftOut).where(*where).returning(col(LeftOut.user_id))).scalar() is not None


def close(session: Session, team_id: str, round_id: int, *, now: datetime) -> bool:
    """A round has come to its end; False when it was not open."""
    return _ended(session, team_id, round_id, RoundState.CLOSED, now)


def cancel(session: Session, team_id: str, round_id: int, *, now: datetime) -> bool:
    """A round is called off with all its meetings; False when it was not open."""
    if not _ended(session, team_id, round_id, RoundState.CANCELLED, now):
        return False
    where = (col(Meeting.team_id) == team_id, col(Meeting.round_id) == round_id)
    statement = update(Meeting).where(*where).values(state=MeetingState.CANCELLED.value)
    session.execute(statement.execution_options(synchronize_session=False))
    return True


def stands_at(session: Session, team_id: str, round_id: int, channel_id: str, message_ts: str) -> None:
    """Note which message shows managers how far a round is."""
    new = {"channel_id": channel_id, "message_ts": message_ts}
    session.execute(update(Round).where(*_this(team_id, round_id)).values(**new))


def _ended(session: Session, team_id: str, round_id: int, state: RoundState, now: datetime) -> bool:
    where = (*_this(team_id, round_id), col(Round.state) == RoundState.OPEN.value)
    statement = update(Round).where(*where).values(state=state.value, closed_at=now)
    return session.execute(statement.returning(col(Round.id))).scalar() is not None


def _this(team_id: str, round_id: int) -> tuple[Any, ...]:
    return col(Round.team_id) == team_id, col(Round.id) == round_id
