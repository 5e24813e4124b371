"""Someone of the team is about to do something with a ticket: only who may, and only as it stood when they saw it; the first wins."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session

from slack_app.domain.errors import ChangedMeanwhileError, NotOnTheTeamError
from slack_app.domain.feedback.terms import Status, Step
from slack_app.domain.feedback.worked_on.moves import Deed, deeds_of
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback import cards, teams, telling
from slack_app.flows.people import of_their_own_will, words_of
from slack_app.store import workspaces
from slack_app.store.feedback import tickets
from slack_app.store.schema import Ticket
from slack_app.views.feedback.worked_on import card_forms
from slack_app.views.kit import View
from slack_app.views.words import Words

DECIDE = frozenset({Deed.ACCEPT, Deed.PLAN, Deed.SHIP, Deed.DECLINE, Deed.DUPLICATE, Deed.REOPEN, Deed.SNOOZE})
"""What is done only to a ticket that stands as it stood when its button was drawn."""


DONE = {
    Deed.ACCEPT: Step.ACCEPTED, Deed.PLAN: Step.PLANNED, Deed.SHIP: Step.SHIPPED, Deed.DECLINE: Step.DECLINED,
    Deed.DUPLICATE: Step.MERGED, Deed.UNMERGE: Step.UNMERGED, Deed.REOPEN: Step.REOPENED, Deed.SNOOZE: Step.SNOOZED,
}  # fmt: skip
"""How the history tells of each deed."""
A_MOMENT = timedelta(minutes=1)
_LINKS = frozenset({Deed.DUPLICATE, Deed.UNMERGE})


@dataclass(frozen=True)
class Press:
    """Somebody pressed a button of a ticket, or sent the form that it opened; `seen` is the status that they saw."""

    team_id: str
    user_id: str
    ticket_id: int
    seen: str = ""


@contextmanager
def held(deps: Deps, press: Press, deed: Deed) -> Iterator[tuple[Session, Ticket]]:
    """The ticket, held, for who may do that with it. Raises NotOnTheTeamError and ChangedMeanwhileError."""
    with transaction(deps) as session:
        if deed in _LINKS:
            tickets.take_turn_to_link(session, press.team_id)
        ticket = checked(session, deps, tickets.hold(session, press.team_id, press.ticket_id), press, deed)
        yield session, ticket
        session.add(ticket)


def look(deps: Deps, press: Press, deed: Deed) -> Ticket:
    """The ticket as it stands, for who may do that with it. Raises as `held`."""
    with deps.db.reading() as session:
        return checked(session, deps, tickets.find(session, press.team_id, press.ticket_id), press, deed)


def checked(session: Session, deps: Deps, ticket: Ticket | None, press: Press, deed: Deed) -> Ticket:
    """The ticket, where it is there, theirs to act on, and where that can be done with it now. Raises as `held`."""
    if ticket is None:
        raise ChangedMeanwhileError
    if not teams.may_act(session, deps, ticket, press.user_id):
        raise NotOnTheTeamError
    is_as_seen = deed not in DECIDE or press.seen in {"", ticket.status}
    if not is_as_seen or deed not in deeds_of(Status(ticket.status), is_asleep=ticket.snoozed_until is not None):
        raise ChangedMeanwhileError
    return ticket


def what_happened(deps: Deps, press: Press, deed: Deed) -> View | None:
    """Shown to who came second: what was done in the meantime; the card is drawn anew.

    None where it was they themself, a moment ago: a button that is pressed twice does it once, and says nothing of it.
    """
    words = words_for_them(deps, press)
    with transaction(deps) as session:
        ticket = tickets.find(session, press.team_id, press.ticket_id)
        steps = telling.history_of(session, deps, ticket) if ticket else ()
        cards.ask_to_show(session, deps, press.team_id, press.ticket_id)
    last = next((step for step in reversed(steps) if step.by_id), None)
    if last and (last.by_id, last.step) == (press.user_id, DONE.get(deed)) and deps.now() - last.at < A_MOMENT:
        return None
    status = Status(ticket.status) if ticket else Status.WITHDRAWN
    return card_forms.changed_meanwhile(words, ticket.number if ticket else None, status, steps[-1] if steps else None)


def words_for_them(deps: Deps, press: Press) -> Words:
    """The words for who pressed."""
    member = of_their_own_will(deps, press.team_id, press.user_id)
    with deps.db.reading() as session:
        return words_of(member, workspaces.community_of(session, press.team_id))
