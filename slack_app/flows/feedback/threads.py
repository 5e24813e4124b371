"""Threads of listening: whether something was said in one, and what came of it."""

from sqlmodel import Session

from slack_app.store.feedback import listening
from slack_app.store.schema import Asking, Ticket
from slack_app.views.feedback.said.form import Message


def asking_at(session: Session, team_id: str, channel_id: str | None, thread_ts: str | None) -> Asking | None:
    """The asking in whose thread that stands, if it is one's."""
    return listening.at_message(session, team_id, channel_id, thread_ts) if channel_id and thread_ts else None


def asking_for(session: Session, team_id: str, message: Message | None, asking_id: int | None) -> Asking | None:
    """The asking that somebody answers with the form: by the message that they pass on, or by the question's own button."""
    found = asking_at(session, team_id, message.channel_id, message.thread_ts) if message else None
    return found or (listening.asking(session, team_id, asking_id) if asking_id else None)


def note(session: Session, ticket: Ticket, asking: Asking | None) -> None:
    """The ticket came of it; of None it came of no question."""
    if asking:
        listening.came(session, ticket.team_id, asking.id or 0, ticket.id or 0)
