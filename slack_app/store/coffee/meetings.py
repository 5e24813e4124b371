"""The groups of a round: who sits in each, where it was introduced, what its members answered."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, update
from sqlmodel import Session, col, select

from slack_app.domain.rounds import MeetingState, Met, RoundState
from slack_app.store.batches import BATCH, blank, run_for_each
from slack_app.store.schema import Meeting, Round, Seat

CLOCKS_DIFFER = timedelta(minutes=10)
"""How much earlier than our stamp of an introduction somebody may have answered it."""


@dataclass(frozen=True)
class NewMeeting:
    """A group to be written; `weakness` is what becomes each one's fairness, `reasons` are plain JSON."""

    user_ids: tuple[str, ...]
    score: float = 0.0
    reasons: Sequence[Mapping[str, Any]] = ()
    starter_id: str | None = None
    icebreaker: str | None = None
    weakness: float = 0.0


@dataclass(frozen=True)
class Progress:
    """How many groups of a round stand where."""

    planned: int = 0
    introduced: int = 0
    cancelled: int = 0


def add(session: Session, team_id: str, round_id: int, new: NewMeeting) -> Meeting:
    """Add one group to a round that is under way."""
    (meeting_id,) = add_many(session, team_id, round_id, [new])
    return session.get_one(Meeting, meeting_id)


def add_many(session: Session, team_id: str, round_id: int, groups: Sequence[NewMeeting]) -> Sequence[int]:
    """Add a batch of groups with their seats, at most a thousand; their ids in the same order."""
    session.flush()
    same = {**blank(Meeting), "team_id": team_id, "round_id": round_id}
    statement = insert(Meeting).returning(col(Meeting.id), sort_by_parameter_order=True)
    found = session.connection().execute(statement, [{**same, **_values(new)} for new in groups])
    meeting_ids: list[int] = [row.id for row in found]
    unanswered = {**blank(Seat), "team_id": team_id, "round_id": round_id}
    seated = zip(meeting_ids, groups, strict=True)
    seats = ({**unanswered, "meeting_id": at, "user_id": one} for at, new in seated for one in new.user_ids)
    run_for_each(session, insert(Seat), seats)
    return meeting_ids


def _values(new: NewMeeting) -> dict[str, Any]:
    reasons = [dict(reason) for reason in new.reasons]
    return {"score": new.score, "reasons": reasons, "starter_id": new.starter_id, "icebreaker": new.icebreaker}


def find(session: Session, team_id: str, meeting_id: int) -> Meeting | None:
    """A meeting of this workspace."""
    return session.exec(select(Meeting).where(*_this(team_id, meeting_id))).first()


def hold(session: Session, team_id: str, meeting_id: int) -> Meeting | None:
    """The meeting as it is now, locked until the end of the transaction."""
    found = select(Meeting).where(*_this(team_id, meeting_id)).with_for_update()
    return session.exec(found.execution_options(populate_existing=True)).first()


def seats(session: Session, team_id: str, meeting_id: int) -> Sequence[Seat]:
    """Who sits in a meeting, in the order of their ids."""
    where = (col(Seat.team_id) == team_id, col(Seat.meeting_id) == meeting_id)
    return session.exec(select(Seat).where(*where).order_by(col(Seat.user_id))).all()


def seat(session: Session, team_id: str, meeting_id: int, user_id: str) -> Seat | None:
    """Somebody's seat in a meeting."""
    return session.get(Seat, (team_id, meeting_id, user_id))


def in_channel(session: Session, team_id: str, channel_id: str) -> Meeting | None:
    """The newest meeting introduced in a group's direct messages; the same people get the same ones again."""
    where = (col(Meeting.team_id) == team_id, col(Meeting.channel_id) == channel_id)
    introduced = select(Meeting).where(*where, col(Meeting.state) == MeetingState.INTRODUCED.value)
    return session.exec(introduced.order_by(col(Meeting.id).desc()).limit(1)).first()


def in_channels(session: Session, team_id: str, channel_ids: Collection[str]) -> set[str]:
    """Those of these channels that are groups' direct messages."""
    if not channel_ids:
        return set()
    where = (col(Meeting.team_id) == team_id, col(Meeting.channel_id).in_(list(channel_ids)))
    introduced = select(Meeting.channel_id).where(*where, col(Meeting.state) == MeetingState.INTRODUCED.value)
    return {found for found in session.exec(introduced) if found}


def ids_of_round(session: Session, team_id: str, round_id: int) -> Iterator[int]:
    """The ids of a round's meetings in their order, page by page: one may write while one reads."""
    last = 0
    where = (col(Meeting.team_id) == team_id, col(Meeting.round_id) == round_id)
    ids = select(col(Meeting.id)).where(*where).order_by(col(Meeting.id)).limit(BATCH)
    while page := session.exec(ids.where(col(Meeting.id) > last)).all():
        yield from (found for found in page if found is not None)
        last = page[-1] or 0


def of_round(session: Session, team_id: str, round_id: int) -> Iterator[tuple[Meeting, Sequence[Seat]]]:
    """A round's meetings with their seats in the order of their ids, page by page."""
    last = 0
    where = (col(Meeting.team_id) == team_id, col(Meeting.round_id) == round_id)
    meetings = select(Meeting).where(*where).order_by(col(Meeting.id)).limit(BATCH)
    while page := session.exec(meetings.where(col(Meeting.id) > last)).all():
        last = page[-1].id or 0
        seated = _by_meeting(session, team_id, round_id, (page[0].id or 0, last))
        yield from ((one, seated.get(one.id, [])) for one in page)


def _by_meeting(
    session: Session, team_id: str, round_id: int, between: tuple[int, int]
) -> Mapping[int | None, list[Seat]]:
    where = (col(Seat.team_id) == team_id, col(Seat.round_id) == round_id, col(Seat.meeting_id).between(*between))
    found: dict[int | None, list[Seat]] = {}
    for one in session.exec(select(Seat).where(*where).order_by(col(Seat.meeting_id), col(Seat.user_id))):
        found.setdefault(one.meeting_id, []).append(one)
    return found


def of_member(session: Session, team_id: str, user_id: str) -> Sequence[Meeting]:
    """Every meeting in which someone sits, whatever became of it."""
    sits = select(Seat.meeting_id).where(col(Seat.team_id) == team_id, col(Seat.user_id) == user_id)
    found = select(Meeting).where(col(Meeting.team_id) == team_id, col(Meeting.id).in_(sits))
    return session.exec(found.order_by(col(Meeting.id))).all()


def open_of_member(session: Session, team_id: str, user_id: str) -> Sequence[tuple[Round, Meeting]]:
    """The meetings of open rounds in which someone sits and that were not cancelled, the newest first."""
    found = (
        select(Round, Meeting)
        .join(Meeting, (col(Meeting.team_id) == col(Round.team_id)) & (col(Meeting.round_id) == col(Round.id)))
        .join(Seat, (col(Seat.team_id) == col(Meeting.team_id)) & (col(Seat.meeting_id) == col(Meeting.id)))
        .where(col(Round.team_id) == team_id, col(Seat.user_id) == user_id)
        .where(col(Round.state) == RoundState.OPEN.value, col(Meeting.state) != MeetingState.CANCELLED.value)
    )
    return session.exec(found.order_by(col(Meeting.id).desc())).all()


def set_words(
    session: Session, team_id: str, meeting_id: int, *, starter_id: str | None, icebreaker: str | None
) -> None:
    """Note who is asked to start and what breaks the ice, before it is said: a repeat then says the same."""
    new = {"starter_id": starter_id, "icebreaker": icebreaker}
    session.execute(update(Meeting).where(*_this(team_id, meeting_id)).values(**new))


def introduced(
    session: Session, team_id: str, meeting_id: int, *, channel_id: str, message_ts: str, now: datetime
) -> bool:
    """Stamp where a group was introduced; False when it was not waiting for that (any more)."""
    new = {"channel_id": channel_id, "message_ts": message_ts, "introduced_at": now}
    return _moved(session, team_id, meeting_id, (MeetingState.PLANNED,), MeetingState.INTRODUCED, new)


def cancel(session: Session, team_id: str, meeting_id: int) -> bool:
    """A meeting does not happen; False when that was known."""
    alive = (MeetingState.PLANNED, MeetingState.INTRODUCED)
    return _moved(session, team_id, meeting_id, alive, MeetingState.CANCELLED, {})


def _moved(
    session: Session,
    team_id: str,
    meeting_id: int,
    before: Collection[MeetingState],
    after: MeetingState,
    new: Mapping[str, Any],
) -> bool:
    where = (*_this(team_id, meeting_id), col(Meeting.state).in_([state.value for state in before]))
    return _changed(session, update(Meeting).where(*where).values(state=after.value, **new))


def asked(session: Session, team_id: str, meeting_id: int, asked_ts: str) -> None:
    """Note which message asks a group whether they have met."""
    session.execute(update(Meeting).where(*_this(team_id, meeting_id)).values(asked_ts=asked_ts))


def note_written(session: Session, team_id: str, channel_id: str, *, by: str, at: datetime) -> int | None:
    """One of a group wrote in its direct messages: the meeting's id, the first time after its introduction."""
    meeting = in_channel(session, team_id, channel_id)
    if meeting is None or meeting.introduced_at is None or at < meeting.introduced_at - CLOCKS_DIFFER:
        return None
    if seat(session, team_id, meeting.id or 0, by) is None:
        return None  # a file of our own, say
    statement = update(Meeting).where(*_this(team_id, meeting.id or 0), col(Meeting.wrote_at).is_(None))
    return meeting.id if _changed(session, statement.values(wrote_at=at)) else None


def answer(session: Session, team_id: str, meeting_id: int, user_id: str, met: Met, *, now: datetime) -> bool:
    """Keep what someone answers, in place of what they answered before; False when they have no seat there."""
    return _seat_changed(session, team_id, meeting_id, user_id, {"answer": met.value, "answered_at": now})


def rate(  # noqa: PLR0913 one for each field of the form
    session: Session,
    team_id: str,
    meeting_id: int,
    user_id: str,
    *,
    rating: int | None,
    remark: str | None,
    may_share: bool,
) -> bool:
    """Keep how a meeting was for someone (1 to 5), their line, and whether it may be shared; False: they have no seat."""
    new = {"rating": rating, "remark": remark, "may_share": may_share}
    return _seat_changed(session, team_id, meeting_id, user_id, new)


def shared(session: Session, team_id: str, meeting_id: int, *, now: datetime) -> bool:
    """Note that what they said is shared; True once."""
    statement = update(Meeting).where(*_this(team_id, meeting_id), col(Meeting.shared_at).is_(None))
    return _changed(session, statement.values(shared_at=now))


def take_out(session: Session, team_id: str, meeting_id: int, user_ids: Collection[str]) -> None:
    """These people are no part of a meeting any more: neither their seats nor what spoke for them stays."""
    gone = (col(Seat.team_id) == team_id, col(Seat.meeting_id) == meeting_id, col(Seat.user_id).in_(user_ids))
    session.execute(delete(Seat).where(*gone))
    meeting = hold(session, team_id, meeting_id)
    if meeting:
        meeting.starter_id = None if meeting.starter_id in user_ids else meeting.starter_id
        meeting.reasons = [one for one in meeting.reasons if not set(user_ids) & set(one.get("user_ids", ()))]
        session.add(meeting)


def used_icebreakers(session: Session, team_id: str, user_ids: Collection[str]) -> Sequence[str]:
    """What broke the ice in meetings of any of these people, once for each meeting, the latest first."""
    sat = select(Seat.meeting_id).where(col(Seat.team_id) == team_id, col(Seat.user_id).in_(user_ids))
    used = select(Meeting.icebreaker).where(col(Meeting.team_id) == team_id, col(Meeting.id).in_(sat))
    found = session.exec(used.where(col(Meeting.icebreaker).is_not(None)).order_by(col(Meeting.id).desc()))
    return [key for key in found if key]


def progress(session: Session, team_id: str, round_id: int) -> Progress:
    """How many of a round's groups wait, are introduced, or were cancelled."""
    where = (col(Meeting.team_id) == team_id, col(Meeting.round_id) == round_id)
    found = session.exec(select(Meeting.state, func.count()).where(*where).group_by(col(Meeting.state)))
    return Progress(**dict(found.all()))


def people_in(session: Session, team_id: str, round_id: int) -> int:
    """How many sit in a round's groups that were not cancelled."""
    of_meeting = (col(Meeting.team_id) == col(Seat.team_id)) & (col(Meeting.id) == col(Seat.meeting_id))
    seats = select(func.count()).select_from(Seat).join(Meeting, of_meeting)
    alive = col(Meeting.state) != MeetingState.CANCELLED.value
    return session.exec(seats.where(col(Seat.team_id) == team_id, col(Seat.round_id) == round_id, alive)).one()


def _this(team_id: str, meeting_id: int) -> tuple[Any, ...]:
    return col(Meeting.team_id) == team_id, col(Meeting.id) == meeting_id


def _changed(session: Session, statement: Any) -> bool:  # noqa: ANN401  an UPDATE
    return session.execute(statement.returning(col(Meeting.id))).scalar() is not None


def _seat_changed(session: Session, team_id: str, meeting_id: int, user_id: str, new: Mapping[str, Any]) -> bool:
    where = (col(Seat.team_id) == team_id, col(Seat.meeting_id) == meeting_id, col(Seat.user_id) == user_id)
    return session.execute(update(Seat).where(*where).values(**new).returning(col(Seat.user_id))).scalar() is not None
