"""A ticket's card in its team's channel is asked for: once a team, drawn anew whenever something changes, and where it went once it left."""

from sqlmodel import Session

from slack_app.flows.deps import Deps
from slack_app.flows.feedback.teams import team_of
from slack_app.jobs import Job
from slack_app.store import outbox, workspaces
from slack_app.store.outbox import Task
from slack_app.store.schema import Ticket


def ask_to_post(session: Session, deps: Deps, ticket: Ticket) -> None:
    """Ask for a card where the ticket belongs now; one that stands elsewhere says where it went."""
    team_id, ticket_id = ticket.team_id, ticket.id or 0
    if ticket.card_ts and ticket.card_channel_id == channel_for(session, ticket):
        ask_to_show(session, deps, team_id, ticket_id)
        return
    if ticket.card_ts:
        args = {"ticket_id": ticket_id, "channel_id": ticket.card_channel_id, "ts": ticket.card_ts}
        left = Task(Job.SHOW_CARD, f"show_card:{ticket_id}:left:{ticket.cards}", args=args)
        outbox.put(session, team_id, left, now=deps.now())
    ask_anew(session, deps, ticket)


def ask_anew(session: Session, deps: Deps, ticket: Ticket) -> None:
    """Ask for one more card; the former ones, if any, are none any more."""
    ticket.cards, ticket.card_channel_id, ticket.card_ts = ticket.cards + 1, None, None
    session.add(ticket)
    session.flush()
    args = {"ticket_id": ticket.id, "number": ticket.cards}
    task = Task(Job.POST_CARD, f"card:{ticket.id}:{ticket.cards}", args=args)
    outbox.put(session, ticket.team_id, task, now=deps.now())


def ask_to_show(session: Session, deps: Deps, team_id: str, ticket_id: int) -> None:
    """Ask that the card be drawn anew, as everything stands then; harmless where there is none."""
    task = Task(Job.SHOW_CARD, _key(ticket_id), args={"ticket_id": ticket_id})
    outbox.put_again(session, team_id, task, now=deps.now())


def was_asked_to_show(session: Session, team_id: str, ticket_id: int) -> bool:
    """Whether anything changed since the ticket has a card, or while its first one was on its way."""
    return bool(outbox.known(session, team_id, [_key(ticket_id)]))


def _key(ticket_id: int) -> str:
    return f"show_card:{ticket_id}"


def channel_for(session: Session, ticket: Ticket) -> str | None:
    """Where the ticket's card belongs: its team's channel, or that of triage."""
    community = workspaces.community_of(session, ticket.team_id)
    team = team_of(session, ticket.team_id, ticket.product_team_id)
    return (team.channel_id if team else community.feedback.triage_channel) or community.team_channel
