"""What becomes of a ticket, decided by a team or read from its tracker: legal, written down, and told."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from slack_app.domain.feedback.routed.because import Reason, reasons_of
from slack_app.domain.feedback.terms import By, Field, Status
from slack_app.domain.feedback.worked_on.moves import STEPS, may_become
from slack_app.flows.deps import Deps
from slack_app.flows.feedback import cards, clocks
from slack_app.flows.feedback.answered import news
from slack_app.flows.feedback.learned import learning
from slack_app.flows.feedback.trackers import tracking
from slack_app.store.feedback import steps
from slack_app.store.schema import Ticket

_TAKEN_ON = (Status.ACCEPTED, Status.PLANNED)


def decide(  # noqa: PLR0913  who decided what, and why
    session: Session,
    deps: Deps,
    ticket: Ticket,
    status: Status,
    *,
    by_id: str | None,
    reason: str = "",
    facts: Mapping[str, Any] | None = None,
) -> bool:
    """Let the ticket (held by the caller) stand there from now on; False where it does already, or may not go there.

    `by_id` is who decided, None for a tracker (`facts` then says {"tracker": its name}); `reason` is read by the author when
    it is declined. Status NEW or TRIAGE reopens. Writes the step, stops or starts the targets' clock, tells the news, asks for the card.
    """
    if not may_become(Status(ticket.status), status):
        return False
    now, why = deps.now(), {"reason": reason} if reason else {}
    clocks.decided(session, deps, ticket, status)
    ticket.status, ticket.updated_at, ticket.snoozed_until = status.value, now, None
    ticket.decline_reason = reason or None if status is Status.DECLINED else None
    session.add(ticket)
    session.flush()
    ticket_id = ticket.id or 0
    steps.note(session, ticket.team_id, ticket_id, STEPS[status], by_id=by_id, facts={**(facts or {}), **why}, now=now)
    if by_id and status in (*_TAKEN_ON, Status.SHIPPED):
        _learn(session, deps, ticket)
    news.tell(session, deps, ticket, status, facts=facts)
    if status in _TAKEN_ON:
        tracking.ask_to_file(session, deps, ticket)
    cards.ask_to_show(session, deps, ticket.team_id, ticket_id)
    return True


def _learn(session: Session, deps: Deps, ticket: Ticket) -> None:
    """Who takes a ticket on as it stands confirms what was thought of it; what a person said is a lesson already."""
    reasons = reasons_of(ticket.because)
    for field, value in ((Field.KIND, ticket.kind), (Field.AREA, ticket.area)):
        reason = reasons.get(field)
        if value and not (reason and reason.by is By.PERSON):
            learning.learned(session, deps, ticket, field, value, _guessed(reason))


def _guessed(reason: Reason | None) -> tuple[str, float] | None:
    if reason is None or reason.by is not By.MODEL or reason.value is None or reason.confidence is None:
        return None
    return reason.value, reason.confidence
