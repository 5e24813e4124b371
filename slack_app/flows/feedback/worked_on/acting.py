"""What someone of the team does with a ticket, each button and form one transaction.

All raise NotOnTheTeamError for who may not, and ChangedMeanwhileError where the ticket does not stand as they saw it.
"""

from collections.abc import Mapping

from sqlmodel import Session

from slack_app.domain.errors import ChangedMeanwhileError, InvalidAnswersError
from slack_app.domain.feedback.terms import Field, Status, Step
from slack_app.domain.feedback.worked_on.moves import Deed
from slack_app.domain.words import clean, says_something
from slack_app.flows.deps import Deps
from slack_app.flows.feedback import cards, mirroring
from slack_app.flows.feedback.answered import deciding
from slack_app.flows.feedback.routed import routing
from slack_app.flows.feedback.said import merging
from slack_app.flows.feedback.trackers import titles, tracking
from slack_app.flows.feedback.worked_on.pressing import Press, held
from slack_app.store.feedback import steps, tickets
from slack_app.store.schema import Ticket

REASON, LENGTH, OTHER = "reason", 1000, "other"
_DECISIONS = {Deed.ACCEPT: Status.ACCEPTED, Deed.PLAN: Status.PLANNED, Deed.SHIP: Status.SHIPPED}


def decide(deps: Deps, press: Press, deed: Deed) -> None:
    """Accept, plan, ship or reopen."""
    with held(deps, press, deed) as (session, ticket):
        home = Status.NEW if ticket.product_team_id else Status.TRIAGE
        deciding.decide(session, deps, ticket, _DECISIONS.get(deed, home), by_id=press.user_id)


def decline(deps: Deps, press: Press, reason: str) -> None:
    """Decline, with a reason that the author will read. Raises InvalidAnswersError for the field `reason`."""
    said = clean(reason, LENGTH + 1, lines=True)
    if not says_something(said):
        raise InvalidAnswersError({REASON: "required"})
    if len(said) > LENGTH:
        raise InvalidAnswersError({REASON: "too_long"})
    with held(deps, press, Deed.DECLINE) as (session, ticket):
        deciding.decide(session, deps, ticket, Status.DECLINED, by_id=press.user_id, reason=said)


def merge(deps: Deps, press: Press, other_id: int | None) -> None:
    """Say that it is the same as another. Raises InvalidAnswersError for the field `other` where that cannot be."""
    with held(deps, press, Deed.DUPLICATE) as (session, ticket):
        other = tickets.find(session, press.team_id, other_id) if other_id else None
        if other is None or not merging.merge(session, deps, ticket, other, by=press.user_id):
            raise InvalidAnswersError({OTHER: "unknown"})


def not_same(deps: Deps, press: Press, other_id: int) -> None:
    """Say that it is not the same as another."""
    with held(deps, press, Deed.DUPLICATE) as (session, ticket):
        merging.not_same(session, deps, ticket, other_id, by_id=press.user_id)


def unmerge(deps: Deps, press: Press) -> None:
    """Undo a link."""
    with held(deps, press, Deed.UNMERGE) as (session, ticket):
        if not merging.unmerge(session, deps, ticket, by_id=press.user_id):
            raise ChangedMeanwhileError


def correct(deps: Deps, press: Press, values: Mapping[Field, str | None], *, title: str | None = None) -> None:
    """Say what its fields are, and what its issue is to be called; those that are so already stay as they are.

    Raises InvalidAnswersError as routing does.
    """
    with held(deps, press, Deed.CHANGE) as (session, ticket):
        for field, value in values.items():
            if value != _value(ticket, field):
                routing.correct(session, deps, ticket, field, value, press.user_id)
        if title is not None:
            titles.keep(session, deps, ticket, title, press.user_id)
            _tell_and_show(session, deps, ticket, None)


def choose(deps: Deps, press: Press, field: Field, value: str) -> None:
    """Choose one of the two that are offered where nobody was sure. Raises InvalidAnswersError as routing does."""
    with held(deps, press, Deed.CHANGE) as (session, ticket):
        routing.correct(session, deps, ticket, field, value, press.user_id)


def assign(deps: Deps, press: Press, user_id: str | None) -> None:
    """Say who takes care of it; None: nobody in particular. Who it is hears so under the card."""
    with held(deps, press, Deed.ASSIGN) as (session, ticket):
        if ticket.assignee_id == user_id:
            return
        now, facts = deps.now(), {"to": user_id}
        ticket.assignee_id, ticket.updated_at = user_id, now
        steps.note(session, press.team_id, press.ticket_id, Step.ASSIGNED, by_id=press.user_id, facts=facts, now=now)
        _tell_and_show(session, deps, ticket, Step.ASSIGNED if user_id else None)


def track(deps: Deps, press: Press) -> bool:
    """Ask for an issue in the team's tracker; False where it has none, or has its issue already."""
    with held(deps, press, Deed.TRACK) as (session, ticket):
        return tracking.ask_to_file(session, deps, ticket)


def _tell_and_show(session: Session, deps: Deps, ticket: Ticket, step: Step | None) -> None:
    if step:
        mirroring.ask_to_tell(session, deps, ticket, step)
    cards.ask_to_show(session, deps, ticket.team_id, ticket.id or 0)


def _value(ticket: Ticket, field: Field) -> str | None:
    team = str(ticket.product_team_id) if ticket.product_team_id else None
    standing = {Field.KIND: ticket.kind, Field.AREA: ticket.area, Field.TEAM: team, Field.PRIORITY: ticket.priority}
    return standing[field] or None
