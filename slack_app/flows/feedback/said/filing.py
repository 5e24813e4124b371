"""What somebody says becomes a ticket: kept at once as a draft with all that must follow, filed when its author says so."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session

from slack_app.domain.feedback.said import floods
from slack_app.domain.feedback.said.speaking import Speaker
from slack_app.domain.feedback.terms import Step
from slack_app.flows.deps import Deps
from slack_app.flows.feedback import voicing
from slack_app.jobs import Job
from slack_app.store import outbox
from slack_app.store.feedback import steps, tickets, voices
from slack_app.store.feedback.tickets import NewTicket
from slack_app.store.outbox import Task
from slack_app.store.schema import Ticket

LEFT_FOR = timedelta(minutes=10)
"""A draft that its author left is filed after so long."""


def keep(
    session: Session, deps: Deps, team_id: str, new: NewTicket, speaker: Speaker, *, thread_ts: str | None = None
) -> Ticket:
    """Keep it as a draft with its author's voice; it is filed by itself in ten minutes.

    Of a message whose words are not kept, `thread_ts` is the thread in which it stands, so that they can be read.
    """
    now = deps.now()
    ticket = tickets.add(session, team_id, replace(new, is_anonymous=speaker.anonymous), now=now)
    ticket_id = ticket.id or 0
    said_by = voicing.speaks(deps, team_id, ticket_id, speaker)
    voices.add(session, team_id, ticket_id, **said_by, is_author=True, now=now)
    steps.note(session, team_id, ticket_id, Step.FILED, now=now)
    outbox.put(session, team_id, routing_of(ticket_id, now + LEFT_FOR, thread_ts), now=now)
    return ticket


def file(session: Session, deps: Deps, ticket: Ticket) -> None:
    """Its author says that it is new: what routes it is due now. Harmless where that was done, or will be soon."""
    outbox.hasten(session, ticket.team_id, routing_of(ticket.id or 0).key, now=deps.now())


def routing_of(ticket_id: int, due_at: datetime | None = None, thread_ts: str | None = None) -> Task:
    """What finds out whose a ticket is."""
    args = {"ticket_id": ticket_id, **({"thread_ts": thread_ts} if thread_ts else {})}
    return Task(job=Job.ROUTE_TICKET, key=f"route:{ticket_id}", args=args, due_at=due_at)


def said_at(session: Session, deps: Deps, team_id: str, user_id: str) -> list[datetime]:
    """When somebody said something of late, as its author, with their name or without."""
    lately = voices.since(session, team_id, deps.now() - floods.LONGEST)
    mine = (one for one in lately if one.is_author)
    return [one.created_at for one in mine if one.mark == voicing.mark_of(deps, team_id, one.ticket_id, user_id)]
