"""What a round's opening and closing change of those who take part: whose turn it was, who was silent."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, case, select, update
from sqlmodel import Session, col

from slack_app.domain.participation import Standing
from slack_app.domain.rounds import MeetingState
from slack_app.store.batches import run_for_each
from slack_app.store.coffee.participants import TAKING_PART
from slack_app.store.schema import Meeting, Participant, Seat


class Turn(NamedTuple):
    """Someone who is in a group: how weak it is (0..1), and whether they are asked to start."""

    user_id: str
    weakness: float
    starts: bool = False


def pass_over(session: Session, team_id: str, programme_id: int, *, now: datetime) -> None:
    """A round opens: one more round since each one's last. Then `seat`, `leave_out` and `use_up_skips`."""
    since = {"rounds_since": col(Participant.rounds_since) + 1, "updated_at": now}
    where = (*_in(team_id, programme_id), col(Participant.status).in_(TAKING_PART))
    _run(session, update(Participant).where(*where).values(**since))


def use_up_skips(session: Session, team_id: str, programme_id: int, *, now: datetime) -> None:
    """The round has its people: who is not in it has skipped it. Who wished to while it was matched skips the next."""
    stayed_out = (col(Participant.skips_next), col(Participant.rounds_since) > 0)
    statement = update(Participant).where(*_in(team_id, programme_id), *stayed_out)
    _run(session, statement.values(skips_next=False, updated_at=now))


def seat(session: Session, team_id: str, programme_id: int, turns: Iterable[Turn], *, now: datetime) -> None:
    """These people are in a group of the round."""
    started = col(Participant.times_started) + bindparam("its_start")
    new = {"rounds_since": 0, "fairness": bindparam("its_weakness"), "times_started": started, "updated_at": now}
    statement = update(Participant).where(*_in(team_id, programme_id), _each()).values(**new)
    rows = ({"its_person": one.user_id, "its_weakness": one.weakness, "its_start": int(one.starts)} for one in turns)
    run_for_each(session, statement, rows)


def leave_out(session: Session, team_id: str, programme_id: int, user_ids: Iterable[str], *, now: datetime) -> None:
    """Nobody was found for these people: they come first next time."""
    new = {"fairness": 1.0, "times_left_out": col(Participant.times_left_out) + 1, "updated_at": now}
    statement = update(Participant).where(*_in(team_id, programme_id), _each()).values(**new)
    run_for_each(session, statement, ({"its_person": user_id} for user_id in user_ids))


def count_start(session: Session, team_id: str, programme_id: int, user_id: str, *, now: datetime) -> None:
    """They are asked to start in somebody's place."""
    new = {"times_started": col(Participant.times_started) + 1, "updated_at": now}
    where = (*_in(team_id, programme_id), col(Participant.user_id) == user_id)
    session.execute(update(Participant).where(*where).values(**new))


def note_silence(session: Session, team_id: str, programme_id: int, round_id: int, *, now: datetime) -> None:
    """A round ends: one more silent round for who answered nothing in a group in which nobody wrote, none for who answered."""
    seated = (
        select(col(Seat.user_id))
        .join(Meeting, (col(Meeting.team_id) == col(Seat.team_id)) & (col(Meeting.id) == col(Seat.meeting_id)))
        .where(col(Seat.team_id) == team_id, col(Seat.round_id) == round_id)
        .where(col(Meeting.state) == MeetingState.INTRODUCED.value)
    )
    nobody_wrote = seated.where(col(Seat.answer).is_(None), col(Meeting.wrote_at).is_(None))
    of_programme = update(Participant).where(*_in(team_id, programme_id))
    more = {"silent_rounds": col(Participant.silent_rounds) + 1, "updated_at": now}
    _run(session, of_programme.where(col(Participant.user_id).in_(nobody_wrote)).values(**more))
    answered = seated.where(col(Seat.answer).is_not(None))
    _run(session, of_programme.where(col(Participant.user_id).in_(answered)).values(**_heard(now)))


def break_silence(session: Session, team_id: str, programme_id: int, user_id: str, *, now: datetime) -> None:
    """They answered, be it of a round that is over: whoever was asked whether they wish to stay is simply in again."""
    where = (*_in(team_id, programme_id), col(Participant.user_id) == user_id)
    _run(session, update(Participant).where(*where).values(**_heard(now)))


def _heard(now: datetime) -> dict[str, Any]:
    back = case((col(Participant.status) == Standing.ASKED.value, Standing.IN.value), else_=col(Participant.status))
    return {"silent_rounds": 0, "status": back, "updated_at": now}


def to_ask(session: Session, team_id: str, programme_id: int, *, silent_rounds: int, now: datetime) -> Sequence[str]:
    """Who was silent for that many rounds and was not asked yet; they count as asked from here on."""
    where = (col(Participant.status) == Standing.IN.value, col(Participant.silent_rounds) >= silent_rounds)
    statement = update(Participant).where(*_in(team_id, programme_id), *where)
    asked = statement.values(status=Standing.ASKED.value, asked_at=now, updated_at=now)
    return sorted(_run(session, asked.returning(col(Participant.user_id))).scalars())


def stay(
    session: Session, team_id: str, programme_id: int, user_id: str, *, paused_until: datetime | None, now: datetime
) -> bool:
    """Who was asked stays in, from then on where they wished to be asked later; False when they take no part any more."""
    where = (col(Participant.user_id) == user_id, col(Participant.status).in_(TAKING_PART))
    pause = {"paused_until": paused_until} if paused_until else {}
    new = {"status": Standing.IN.value, "silent_rounds": 0, **pause, "updated_at": now}
    statement = update(Participant).where(*_in(team_id, programme_id), *where).values(**new)
    return session.execute(statement.returning(col(Participant.user_id))).scalar() is not None


def silent(session: Session, team_id: str, programme_id: int, *, at_least: int) -> Sequence[str]:
    """Who takes part and has been silent for at least so many rounds."""
    where = (col(Participant.status).in_(TAKING_PART), col(Participant.silent_rounds) >= at_least)
    found = select(col(Participant.user_id)).where(*_in(team_id, programme_id), *where)
    return list(session.execute(found.order_by(col(Participant.user_id))).scalars())


def _in(team_id: str, programme_id: int) -> tuple[Any, ...]:
    return col(Participant.team_id) == team_id, col(Participant.programme_id) == programme_id


def _each() -> Any:  # noqa: ANN401  a SQL condition
    return col(Participant.user_id) == bindparam("its_person")


def _run(session: Session, statement: Any) -> Any:  # noqa: ANN401  an UPDATE of any number of rows, and its result
    """Rows that the session has loaded do not hear of it; to tell them, all that were changed would be read back."""
    session.flush()
    return session.execute(statement.execution_options(synchronize_session=False))
