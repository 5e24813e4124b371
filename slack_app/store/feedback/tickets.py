"""Tickets: kept, found, followed to what they were merged into, and how many people want each."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from zlib import crc32

from sqlalchemy import func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from slack_app.domain.feedback.terms import Impact, Kind, Source, Status
from slack_app.store.dialect import named, wait_for_turn
from slack_app.store.feedback import voices
from slack_app.store.schema import Ticket, Voice
from slack_app.store.sealing import CannotOpenError, Seal


@dataclass(frozen=True)
class NewTicket:
    """What somebody says. `marker` is its own for ever and known to nobody before it (32 hex digits)."""

    words: str
    source: Source
    marker: str
    language: str = "en"
    kind: Kind | None = None
    area: str | None = None
    impact: Impact | None = None
    is_anonymous: bool = False
    source_channel_id: str | None = None
    source_ts: str | None = None


def add(session: Session, team_id: str, new: NewTicket, *, now: datetime) -> Ticket:
    """Keep it as a draft, with the workspace's next number; nobody else takes a number until the transaction ends."""
    take_turn(session, team_id)
    last = select(func.max(Ticket.number)).where(col(Ticket.team_id) == team_id)
    number = (session.exec(last).one() or 0) + 1
    row = Ticket(team_id=team_id, number=number, status=Status.DRAFT, **asdict(new), created_at=now, updated_at=now)
    session.add(row)
    session.flush()
    return row


def take_turn(session: Session, team_id: str) -> None:
    """Until the transaction ends nobody else adds a ticket to this workspace."""
    wait_for_turn(session, crc32(f"ticket:{team_id}".encode()))


def take_turn_to_link(session: Session, team_id: str) -> None:
    """Until the transaction ends nobody else links or parts tickets of this workspace; to be called before any is held.

    Who links two holds both: two people who link the same two the other way round would wait for each other for ever.
    """
    wait_for_turn(session, crc32(f"link:{team_id}".encode()))


def find(session: Session, team_id: str, ticket_id: int) -> Ticket | None:
    """A ticket of this workspace, as it stands."""
    return session.exec(_in(team_id, col(Ticket.id) == ticket_id)).first()


def hold(session: Session, team_id: str, ticket_id: int) -> Ticket | None:
    """The same, which nobody else changes until the transaction ends."""
    held = _in(team_id, col(Ticket.id) == ticket_id).with_for_update().execution_options(populate_existing=True)
    return session.exec(held).first()


def those(session: Session, team_id: str, ticket_ids: Collection[int]) -> Sequence[Ticket]:
    """Some tickets, the latest first."""
    found = select(Ticket).where(*named(Ticket, team_id, ticket_ids)).order_by(col(Ticket.id).desc())
    return session.exec(found).all() if ticket_ids else []


def by_number(session: Session, team_id: str, number: int) -> Ticket | None:
    """The ticket that people know by this number."""
    return session.exec(_in(team_id, col(Ticket.number) == number)).first()


def by_marker(session: Session, team_id: str, marker: str) -> Ticket | None:
    """The ticket that has this marker, whatever became of it."""
    return session.exec(_in(team_id, col(Ticket.marker) == marker)).first()


def by_message(session: Session, team_id: str, channel_id: str, ts: str) -> Ticket | None:
    """The first ticket that was made of a message and still has something to say."""
    where = (col(Ticket.source_channel_id) == channel_id, col(Ticket.source_ts) == ts)
    found = _in(team_id, *where, col(Ticket.status) != Status.WITHDRAWN).order_by(col(Ticket.id))
    return session.exec(found).first()


def canonical(session: Session, team_id: str, ticket: Ticket) -> Ticket:
    """What a ticket was merged into in the end; itself where it was not."""
    seen = {ticket.id}
    while ticket.merged_into_id is not None and ticket.merged_into_id not in seen:
        following = find(session, team_id, ticket.merged_into_id)
        if following is None:
            break
        ticket = following
        seen.add(ticket.id)
    return ticket


def family_ids(session: Session, team_id: str, ticket_id: int) -> list[int]:
    """A ticket and all that were merged into it, directly or by others; it comes first."""
    family, newest = [ticket_id], [ticket_id]
    while newest:
        leading = select(Ticket.id).where(col(Ticket.team_id) == team_id, col(Ticket.merged_into_id).in_(newest))
        found = session.exec(leading.order_by(col(Ticket.id)))
        newest = [one for one in found if one is not None and one not in family]
        family += newest
    return family


def recount(session: Session, seal: Seal, team_id: str, ticket_id: int) -> int:
    """Count anew how many people want what a ticket stands for, each once (with their name, and without), and keep it on its canonical one (also returned)."""
    ticket = find(session, team_id, ticket_id)
    if ticket is None:
        return 0
    stands = canonical(session, team_id, ticket)
    family = family_ids(session, team_id, stands.id or 0)
    stands.voices = len({_person(seal, voice) for voice in voices.of(session, team_id, family)})
    session.add(stands)
    session.flush()
    return stands.voices


def _person(seal: Seal, voice: Voice) -> str:
    """Whose voice it is; a voice that cannot be opened any more is one of its own.

    Who spoke with their name of one and without it of another counts for both: a sum that is one less than its parts would
    tell whoever links the two who it was.
    """
    if voice.user_id or voice.sealed is None:
        return voice.user_id or voice.mark
    try:
        return f"unnamed {seal.open(voice.sealed)}"
    except CannotOpenError:
        return voice.mark


def _in(team_id: str, *which: Any) -> SelectOfScalar[Ticket]:
    return select(Ticket).where(col(Ticket.team_id) == team_id, *which)
