"""Someone's own words for what was only pointed at."""

from sqlmodel import Session

from slack_app.domain.errors import NotYoursError
from slack_app.domain.feedback.terms import Status
from slack_app.domain.feedback.text.plain_words import language_of
from slack_app.flows.deps import Deps
from slack_app.flows.feedback import cards, voicing
from slack_app.flows.feedback.alike import nearness
from slack_app.store.feedback import tickets
from slack_app.store.schema import Ticket


def put_words(session: Session, deps: Deps, ticket: Ticket, words: str) -> None:
    """The author's words stand with their ticket from now on, on its card too."""
    ticket.words, ticket.language, ticket.updated_at = words, language_of(words) or ticket.language, deps.now()
    session.add(ticket)
    session.flush()
    if ticket.status != Status.DRAFT:
        nearness.note_words(session, deps, ticket)
        cards.ask_to_show(session, deps, ticket.team_id, ticket.id or 0)


def own(session: Session, deps: Deps, team_id: str, user_id: str, ticket_id: int) -> Ticket:
    """Somebody's own ticket, held. Raises NotYoursError for whatever is not theirs."""
    ticket = tickets.hold(session, team_id, ticket_id)
    if ticket is None or not voicing.is_author(session, deps, ticket, user_id):
        raise NotYoursError
    return ticket
