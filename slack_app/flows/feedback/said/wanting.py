"""Voices that come and go: the card counts them, and what enough people want is put before the team by itself."""

from sqlmodel import Session

from slack_app.domain.feedback.terms import Status, Step
from slack_app.domain.feedback.worked_on.wanted import is_to_be_put_before_team
from slack_app.flows.deps import Deps
from slack_app.flows.feedback import cards, mirroring, ranking
from slack_app.store import workspaces
from slack_app.store.feedback import steps, tickets
from slack_app.store.schema import Ticket


def voices_changed(session: Session, deps: Deps, ticket: Ticket) -> None:
    """To be called after `store.feedback.tickets.recount`: what the ticket counts for is drawn and ranked anew.

    When as many people want it as managers chose, and nobody has decided yet, it is put before its team, once.
    """
    stands = tickets.canonical(session, ticket.team_id, ticket)
    tickets.hold(session, ticket.team_id, stands.id or 0)
    for one in {stands.id: stands, ticket.id: ticket}.values():
        cards.ask_to_show(session, deps, one.team_id, one.id or 0)
    if stands.status in (Status.DRAFT, Status.WITHDRAWN):
        return
    ranking.reprioritise(session, deps, stands)
    threshold = workspaces.community_of(session, stands.team_id).feedback.vote_threshold
    was_put = any(step.step == Step.PUT_BEFORE_TEAM for step in steps.of(session, stands.team_id, stands.id or 0))
    if is_to_be_put_before_team(Status(stands.status), stands.voices, threshold, was_put=was_put):
        _put_before_team(session, deps, stands)


def _put_before_team(session: Session, deps: Deps, ticket: Ticket) -> None:
    """Who slept is awake again."""
    now, facts = deps.now(), {"voices": ticket.voices}
    ticket.snoozed_until, ticket.updated_at = None, now
    session.add(ticket)
    steps.note(session, ticket.team_id, ticket.id or 0, Step.PUT_BEFORE_TEAM, facts=facts, now=now)
    mirroring.ask_to_tell(session, deps, ticket, Step.PUT_BEFORE_TEAM)
