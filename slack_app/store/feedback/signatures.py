"""What looking for the same asks of tickets: their signatures, what each stands for now, and what somebody wants already."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import or_
from sqlmodel import Session, col, select

from slack_app.domain.feedback.terms import OPEN, RESOLVED, Status
from slack_app.store.dialect import named
from slack_app.store.schema import Ticket, Voice

_LOOKED_FOR = [status.value for status in (*OPEN, Status.MERGED)]
_RESOLVED = [status.value for status in RESOLVED]
_IN_ONE = 500
_SIGNED = (col(Ticket.id), col(Ticket.signature))
Named = TypeVar("Named", int, str)


@dataclass(frozen=True)
class Standing:
    """Where a ticket stands, as far as looking for the same must know."""

    status: str
    merged_into_id: int | None
    resolved_at: datetime
    signature: bytes | None


def newest(session: Session, team_id: str, many: int, *, before: datetime) -> list[tuple[int, datetime, bytes]]:
    """Of the tickets that changed last, the newest first, their signatures, if they may be the same as something.

    Those are the open ones, the linked ones, and those that were resolved after `before`.
    """
    found = _of(team_id, before).order_by(col(Ticket.updated_at).desc(), col(Ticket.id).desc()).limit(many)
    return [tuple(row) for row in session.execute(found)]


def changed_since(
    session: Session, team_id: str, at: datetime | None, *, before: datetime
) -> Iterator[tuple[int, bytes]]:
    """The same, but for when, of all that changed from then on (or ever), the oldest first."""
    found = _of(team_id, before).order_by(col(Ticket.updated_at), col(Ticket.id))
    found = found if at is None else found.where(col(Ticket.updated_at) >= at)
    yield from session.execute(found.with_only_columns(*_SIGNED), execution_options={"yield_per": 2000})


def standing(session: Session, team_id: str, ticket_ids: Collection[int]) -> dict[int, Standing]:
    """Where some tickets stand now; those that are not there are left out."""
    resolved_at = col(Ticket.resolved_at)
    columns = (col(Ticket.id), col(Ticket.status), col(Ticket.merged_into_id), resolved_at, col(Ticket.updated_at))
    found: dict[int, Standing] = {}
    for some in _portions(ticket_ids):
        asked = select(*columns, col(Ticket.signature)).where(*named(Ticket, team_id, some))  # type: ignore[call-overload]
        for ticket_id, status, into, resolved, updated, signature in session.execute(asked):
            found[ticket_id] = Standing(status, into, resolved or updated, signature)
    return found


def leading_to(session: Session, team_id: str, ticket_ids: Collection[int]) -> dict[int, int]:
    """Of each ticket of these families (a ticket and all that were linked to it, directly or by others) whose it is."""
    family = {one: one for one in ticket_ids}
    newest_ids = list(family)
    while newest_ids:
        following: dict[int, int] = {}
        for some in _portions(newest_ids):
            asked = select(col(Ticket.id), col(Ticket.merged_into_id)).where(
                col(Ticket.team_id) == team_id, col(Ticket.merged_into_id).in_(some)
            )
            following.update({one: family[into] for one, into in session.execute(asked) if one not in family})
        family |= following
        newest_ids = list(following)
    return family


def spoken_for(session: Session, team_id: str, marks: Mapping[str, int]) -> set[int]:
    """Of the tickets that these marks would stand beside, those that have such a voice."""
    found: set[int] = set()
    for some in _portions(marks):
        asked = select(col(Voice.mark)).where(
            col(Voice.team_id) == team_id,
            col(Voice.ticket_id).in_({marks[one] for one in some}),
            col(Voice.mark).in_(some),
        )
        found.update(marks[mark] for (mark,) in session.execute(asked))
    return found


def _of(team_id: str, before: datetime) -> Any:  # noqa: ANN401  a question whose type SQLModel cannot spell
    recent = col(Ticket.status).in_(_RESOLVED) & (col(Ticket.updated_at) >= before)
    asked = select(col(Ticket.id), col(Ticket.updated_at), col(Ticket.signature))
    may_be = or_(col(Ticket.status).in_(_LOOKED_FOR), recent)
    return asked.where(col(Ticket.team_id) == team_id, col(Ticket.signature).is_not(None), may_be)


def _portions(named: Collection[Named]) -> Iterator[list[Named]]:
    rest = iter(named)
    while some := list(islice(rest, _IN_ONE)):
        yield some
