"""What the app by itself thinks of a ticket: the models' guesses, and what follows of them by rules and choices. Nothing is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session

from slack_app.domain.feedback.learned.guess import Guess
from slack_app.domain.feedback.routed import routing
from slack_app.domain.feedback.routed.routing import Routed
from slack_app.domain.feedback.terms import Field
from slack_app.flows.deps import Deps
from slack_app.flows.feedback.items import item_of, said_of, setting_of
from slack_app.flows.feedback.learned import guessing
from slack_app.store import workspaces
from slack_app.store.feedback import tickets
from slack_app.store.schema import Ticket


@dataclass(frozen=True)
class Thought:
    """What was decided, and the guesses that it went by."""

    routed: Routed
    guesses: Mapping[Field, Guess]


def think(session: Session, deps: Deps, ticket: Ticket, words: str) -> Thought:
    """Decide every field of a ticket; `words` are its own, or what was read where they are not kept."""
    areas = workspaces.community_of(session, ticket.team_id).feedback.areas
    guesses = guessing.guess(session, deps, ticket, areas, words=words) if words else {}
    guesses = _with_numbers(session, ticket, guesses)
    item = item_of(session, deps, ticket, words)
    return Thought(routing.route(item, said_of(ticket), guesses, setting_of(session, ticket)), guesses)


def _with_numbers(session: Session, ticket: Ticket, guesses: Mapping[Field, Guess]) -> Mapping[Field, Guess]:
    """The guesses, which name the tickets that are near by the numbers that people know them by."""
    near = {ticket_id for guess in guesses.values() for ticket_id in guess.near}
    numbers = {one.id: one.number for one in tickets.those(session, ticket.team_id, near)}
    return {
        field: replace(guess, near=tuple(numbers[one] for one in guess.near if one in numbers))
        for field, guess in guesses.items()
    }
