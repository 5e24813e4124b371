"""What one message tells somebody: of all that waits for them what still holds and is new to them, each ticket once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from slack_app.domain.feedback import news as rules
from slack_app.domain.feedback.news import Stands, Told
from slack_app.domain.feedback.terms import Status, Step
from slack_app.flows.deps import Deps
from slack_app.store import workspaces
from slack_app.store.feedback import news, tickets, voices
from slack_app.store.schema import News, Ticket


@dataclass(frozen=True)
class Heard:
    """A ticket that somebody spoke for, what it counts for now, and what is told; `ids` are the rows that say so."""

    ticket: Ticket
    canonical: Ticket
    told: Told
    is_author: bool
    ids: tuple[int, ...]


def sort_out(session: Session, deps: Deps, team_id: str, user_id: str, rows: Sequence[News]) -> list[Heard]:
    """What of these rows is to be told now, the oldest first; of the others nobody will be told."""
    before = news.last_told(session, team_id, rows)
    found = {row.id or 0: heard for row in rows if (heard := _heard(session, team_id, row))}
    wanted = {
        row.id or 0
        for row in rows
        if (heard := found.get(row.id or 0)) and _is_wanted(session, user_id, row, heard, before.get(row.mark))
    }
    news.leave_out(session, team_id, [row.id or 0 for row in rows if row.id not in wanted], now=deps.now())
    return each_once([heard for row_id, heard in found.items() if row_id in wanted])


def as_intended(session: Session, team_id: str, rows: Sequence[News]) -> list[Heard]:
    """What a message says that may be out already: the same, whatever happened since."""
    return each_once([heard for row in rows if (heard := _heard(session, team_id, row))])


def each_once(found: Collection[Heard]) -> list[Heard]:
    """Whoever wants a ticket and one that is linked to it hears of it once, by the words that are their own."""
    by_canonical: dict[int, list[Heard]] = {}
    for one in found:
        by_canonical.setdefault(one.canonical.id or 0, []).append(one)
    return [_together(same) for same in by_canonical.values()]


def _together(same: Sequence[Heard]) -> Heard:
    told = max(same, key=lambda one: (one.is_author, one.told.status is not Status.MERGED, -min(one.ids)))
    return Heard(told.ticket, told.canonical, told.told, told.is_author, tuple(n for one in same for n in one.ids))


def _heard(session: Session, team_id: str, row: News) -> Heard | None:
    ticket = tickets.find(session, team_id, row.ticket_id)
    if ticket is None:
        return None
    author = voices.author_of(session, team_id, row.ticket_id)
    is_author = author is not None and author.mark == row.mark
    return Heard(ticket, tickets.canonical(session, team_id, ticket), _told(row), is_author, (row.id or 0,))


def _told(row: News) -> Told:
    facts: Mapping[str, object] = row.facts
    return Told(Status(row.status), str(facts.get("reason", "")))


def _is_wanted(session: Session, user_id: str, row: News, heard: Heard, before: News | None) -> bool:
    status, channel_id = heard.told.status, heard.ticket.source_channel_id
    channel = workspaces.community_of(session, row.team_id).feedback.channel(channel_id)
    return (
        rules.holds(status, row.of_id, _stands(session, row, heard.canonical))
        and rules.is_new(heard.told, _told(before) if before else None)
        and rules.is_wanted(status, channel)
        and not _did_so(session, row, user_id)
    )


def _stands(session: Session, row: News, canonical: Ticket) -> Stands:
    of = tickets.find(session, row.team_id, row.of_id)
    is_linked = of is not None and of.merged_into_id is not None
    return Stands(canonical.id or 0, Status(canonical.status), is_linked)


def _did_so(session: Session, row: News, user_id: str) -> bool:
    """Whether they decided it themself: of one's own decision nobody needs to be told."""
    step = Step.REOPENED.value if Status(row.status) in rules.OPEN_AGAIN else row.status
    return news.decided_by(session, row.team_id, row.of_id, step) == user_id
