"""Who takes part in a programme, and how they wish to; their turns are in store.coffee.turns."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from slack_app.domain.participation import Standing
from slack_app.store.batches import BATCH, blank, run_for_each
from slack_app.store.dialect import insert_for
from slack_app.store.schema import Member, Participant, ProfileRow

TAKING_PART = (Standing.IN.value, Standing.ASKED.value)


class Candidate(NamedTuple):
    """Someone of a programme, with what is known of them."""

    participant: Participant
    member: Member
    profile: ProfileRow | None


@dataclass(frozen=True)
class Wishes:
    """How someone wishes to take part, column by column."""

    skips_next: bool = False
    paused_until: datetime | None = None
    every: int = 1
    wish: int | None = None
    meets_newcomers: bool = False
    video_link: str | None = None


def find(session: Session, team_id: str, programme_id: int, user_id: str) -> Participant | None:
    """Someone in a programme, also who has left it."""
    return session.get(Participant, (team_id, programme_id, user_id))


def hold(session: Session, team_id: str, programme_id: int, user_id: str) -> Participant | None:
    """The same as they are now, locked until the end of the transaction."""
    found = select(Participant).where(*_in(team_id, programme_id), col(Participant.user_id) == user_id)
    return session.exec(found.with_for_update().execution_options(populate_existing=True)).first()


def join(session: Session, team_id: str, programme_id: int, user_id: str, *, now: datetime) -> Participant:
    """They take part from now on, whatever they said before; what they wished last time still holds."""
    return _stand(session, team_id, programme_id, user_id, Standing.IN, now)


def leave(session: Session, team_id: str, programme_id: int, user_id: str, *, now: datetime) -> None:
    """They take part no more; this is also noted of somebody who was only going to be counted in by a channel."""
    _stand(session, team_id, programme_id, user_id, Standing.OUT, now)


def _stand(
    session: Session, team_id: str, programme_id: int, user_id: str, standing: Standing, now: datetime
) -> Participant:
    ensure_many(session, team_id, programme_id, [user_id], now=now)
    row = hold(session, team_id, programme_id, user_id)
    if row is None:
        raise LookupError("a participant who was just written is not there")
    row.status, row.silent_rounds, row.updated_at = standing.value, 0, now
    session.add(row)
    return row


def set_wishes(
    session: Session, team_id: str, programme_id: int, user_id: str, wishes: Wishes, *, now: datetime
) -> Participant | None:
    """Keep how someone wishes to take part, in place of what they wished before. None: they never took part."""
    row = hold(session, team_id, programme_id, user_id)
    if row:
        for name, value in asdict(wishes).items():
            setattr(row, name, value)
        row.updated_at = now
        session.add(row)
    return row


def end_pause(session: Session, team_id: str, programme_id: int, user_id: str, *, now: datetime) -> bool:
    """End a pause whose time has come; True once."""
    over = (col(Participant.user_id) == user_id, col(Participant.paused_until) <= now)
    statement = update(Participant).where(*_in(team_id, programme_id), *over).values(paused_until=None, updated_at=now)
    return session.execute(statement.returning(col(Participant.user_id))).scalar() is not None


def ensure_many(session: Session, team_id: str, programme_id: int, user_ids: Iterable[str], *, now: datetime) -> None:
    """Count these people in; who was seen before stays as they are, also who has left."""
    same = {**blank(Participant), "team_id": team_id, "programme_id": programme_id, "joined_at": now, "updated_at": now}
    rows = ({**same, "user_id": user_id} for user_id in user_ids)
    run_for_each(session, insert_for(session, Participant).on_conflict_do_nothing(), rows)


def candidates(
    session: Session, team_id: str, programme_id: int, *, only: AbstractSet[str] | None = None
) -> Iterator[Candidate]:
    """Who takes part, is still here and hears from us, in the order of their ids; pauses and turns are the domain's.

    `only`: none but these people. To be read before anything is written in the same session.
    """
    found = _known(team_id, programme_id).where(*_here()).order_by(col(Participant.user_id))
    for row in session.exec(found.execution_options(yield_per=BATCH)):
        if only is None or row[0].user_id in only:
            yield Candidate(*row)


def these(session: Session, team_id: str, programme_id: int, user_ids: Collection[str]) -> Sequence[Candidate]:
    """These few people of a programme as they stand now, also who has left or is gone, in the order of their ids."""
    found = _known(team_id, programme_id).where(col(Participant.user_id).in_(user_ids))
    return [Candidate(*row) for row in session.exec(found.order_by(col(Participant.user_id)))]


def willing(session: Session, team_id: str, programme_id: int, *, limit: int = 200) -> Sequence[Candidate]:
    """Who takes part and likes to meet newcomers; who had the weakest luck last time comes first."""
    found = _known(team_id, programme_id).where(*_here(), col(Participant.meets_newcomers))
    turn = (col(Participant.fairness).desc(), col(Participant.user_id))
    return [Candidate(*row) for row in session.exec(found.order_by(*turn).limit(limit))]


def of_programme(session: Session, team_id: str, programme_id: int) -> Iterator[Participant]:
    """Everyone ever in a programme, in the order of their ids."""
    found = select(Participant).where(*_in(team_id, programme_id)).order_by(col(Participant.user_id))
    yield from session.exec(found.execution_options(yield_per=BATCH))


def of_member(session: Session, team_id: str, user_id: str) -> Sequence[Participant]:
    """Someone in every programme in which they are or were."""
    where = (col(Participant.team_id) == team_id, col(Participant.user_id) == user_id)
    return session.exec(select(Participant).where(*where).order_by(col(Participant.programme_id))).all()


def counts(session: Session, team_id: str) -> Mapping[int, int]:
    """How many take part in each programme that anybody takes part in; those who are gone are not counted."""
    number = select(Participant.programme_id, func.count()).join(Member, _the_same_person(Member))
    found = number.where(col(Participant.team_id) == team_id, *_here()).group_by(col(Participant.programme_id))
    return dict(session.exec(found).all())


def _in(team_id: str, programme_id: int) -> tuple[Any, ...]:
    return col(Participant.team_id) == team_id, col(Participant.programme_id) == programme_id


def _known(team_id: str, programme_id: int) -> Any:  # noqa: ANN401  a SELECT of three tables
    with_member = select(Participant, Member, ProfileRow).join(Member, _the_same_person(Member))
    return with_member.outerjoin(ProfileRow, _the_same_person(ProfileRow)).where(*_in(team_id, programme_id))


def _the_same_person(table: type[Member] | type[ProfileRow]) -> Any:  # noqa: ANN401  a SQL condition
    return (col(table.team_id) == col(Participant.team_id)) & (col(table.user_id) == col(Participant.user_id))


def _here() -> tuple[Any, ...]:
    taking_part = col(Participant.status).in_(TAKING_PART)
    return taking_part, col(Member.status) == "active", col(Member.opted_out).is_(False)
