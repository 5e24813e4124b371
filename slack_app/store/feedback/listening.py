"""Questions that recur: what managers chose of each, when each was asked, and which tickets came of it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import func, tuple_
from sqlmodel import Session, col, select

from slack_app.domain.feedback.listening import Listening
from slack_app.domain.feedback.terms import Status
from slack_app.store.dialect import insert_for
from slack_app.store.schema import Asking, CameOf, ListeningRow, Ticket


def create(session: Session, team_id: str, listening: Listening, *, now: datetime) -> ListeningRow:
    """Keep a new question; it recurs from then on."""
    row = ListeningRow(team_id=team_id, choices=listening.to_json(), created_at=now, updated_at=now)
    session.add(row)
    session.flush()
    return row


def find(session: Session, team_id: str, listening_id: int) -> ListeningRow | None:
    """A question of this workspace, unless it was taken away."""
    where = (col(ListeningRow.team_id) == team_id, col(ListeningRow.id) == listening_id)
    return session.exec(select(ListeningRow).where(*where, col(ListeningRow.is_closed).is_(False))).first()


def hold(session: Session, team_id: str, listening_id: int) -> ListeningRow | None:
    """The same as it is now, locked until the end of the transaction."""
    where = (col(ListeningRow.team_id) == team_id, col(ListeningRow.id) == listening_id)
    found = select(ListeningRow).where(*where, col(ListeningRow.is_closed).is_(False)).with_for_update()
    return session.exec(found.execution_options(populate_existing=True)).first()


def all_of(session: Session, team_id: str) -> Sequence[ListeningRow]:
    """Every question that was not taken away, in the order in which they were made."""
    where = (col(ListeningRow.team_id) == team_id, col(ListeningRow.is_closed).is_(False))
    return session.exec(select(ListeningRow).where(*where).order_by(col(ListeningRow.id))).all()


def begin(
    session: Session, team_id: str, listening_id: int, day: date, listening: Listening, *, now: datetime
) -> Asking:
    """A day's asking, in the words and the channel of now; one that stands already is as it was."""
    same = {"team_id": team_id, "listening_id": listening_id, "day": day}
    said = {"question": listening.question, "channel_id": listening.channel_id or ""}
    session.execute(insert_for(session, Asking).values(**same, **said, created_at=now).on_conflict_do_nothing())
    where = (col(Asking.team_id) == team_id, col(Asking.listening_id) == listening_id, col(Asking.day) == day)
    held = select(Asking).where(*where).with_for_update().execution_options(populate_existing=True)
    found = session.exec(held).one()
    if found.message_ts is None:
        found.question, found.channel_id = said["question"], said["channel_id"]
        session.add(found)
    return found


def asking(session: Session, team_id: str, asking_id: int) -> Asking | None:
    """One asking of this workspace."""
    return session.exec(select(Asking).where(col(Asking.team_id) == team_id, col(Asking.id) == asking_id)).first()


def stands(session: Session, team_id: str, asking_id: int, *, channel_id: str, message_ts: str, now: datetime) -> None:
    """The question was posted there."""
    found = asking(session, team_id, asking_id)
    if found:
        found.channel_id, found.message_ts, found.asked_at = channel_id, message_ts, now
        session.add(found)


def before(session: Session, team_id: str, asking_id: int) -> Asking | None:
    """The last time that the same question was asked before this one."""
    now = asking(session, team_id, asking_id)
    if now is None:
        return None
    where = (col(Asking.team_id) == team_id, col(Asking.listening_id) == now.listening_id, col(Asking.day) < now.day)
    found = select(Asking).where(*where, col(Asking.message_ts).is_not(None)).order_by(col(Asking.day).desc())
    return session.exec(found.limit(1)).first()


def last_asked(session: Session, team_id: str) -> Mapping[int, Asking]:
    """Of each question the last time that it was asked."""
    newest = (
        select(func.max(col(Asking.id)))
        .where(col(Asking.team_id) == team_id, col(Asking.message_ts).is_not(None))
        .group_by(col(Asking.listening_id))
    )
    found = session.exec(select(Asking).where(col(Asking.team_id) == team_id, col(Asking.id).in_(newest)))
    return {one.listening_id: one for one in found}


def asked_in(
    session: Session, team_id: str, threads: Collection[tuple[str, str]], *, since: datetime
) -> Mapping[tuple[str, str], int]:
    """Of these threads, each a channel and the timestamp of what began it, those of a question asked since then."""
    place = tuple_(col(Asking.channel_id), col(Asking.message_ts))
    where = (col(Asking.team_id) == team_id, place.in_(list(threads)), col(Asking.asked_at) >= since)
    return {(one.channel_id, one.message_ts or ""): one.id or 0 for one in session.exec(select(Asking).where(*where))}


def at_message(session: Session, team_id: str, channel_id: str, message_ts: str) -> Asking | None:
    """The asking whose message that is."""
    where = (col(Asking.team_id) == team_id, col(Asking.channel_id) == channel_id)
    return session.exec(select(Asking).where(*where, col(Asking.message_ts) == message_ts)).first()


def came(session: Session, team_id: str, asking_id: int, ticket_id: int) -> None:
    """A ticket came of it; of whatever it was said to come before, it still does."""
    values = {"team_id": team_id, "ticket_id": ticket_id, "asking_id": asking_id}
    session.execute(insert_for(session, CameOf).values(**values).on_conflict_do_nothing())


def of_ticket(session: Session, team_id: str, ticket_id: int) -> Listening | None:
    """The question that a ticket came of, as it is chosen now; None where it came of none, or it was taken away."""
    came_of = select(CameOf.asking_id).where(col(CameOf.team_id) == team_id, col(CameOf.ticket_id) == ticket_id)
    asked = select(Asking.listening_id).where(col(Asking.team_id) == team_id, col(Asking.id).in_(came_of))
    listening_id = session.exec(asked).first()
    row = find(session, team_id, listening_id) if listening_id else None
    return Listening.from_json(row.choices) if row else None


def how_many(session: Session, team_id: str, asking_ids: Collection[int]) -> Mapping[int, tuple[int, int]]:
    """How much came of each asking, and how much of that was done; what was taken back does not count."""
    statement = (
        select(CameOf.asking_id, Ticket.status)
        .join(Ticket, (col(Ticket.team_id) == CameOf.team_id) & (col(Ticket.id) == CameOf.ticket_id))
        .where(col(CameOf.team_id) == team_id, col(CameOf.asking_id).in_(asking_ids))
        .where(col(Ticket.status).not_in([Status.DRAFT, Status.WITHDRAWN]))
    )
    found = session.exec(statement).all()
    return {
        asking_id: (len(statuses), statuses.count(Status.SHIPPED))
        for asking_id in asking_ids
        if (statuses := [status for one, status in found if one == asking_id])
    }
