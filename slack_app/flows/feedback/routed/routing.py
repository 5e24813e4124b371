"""Where a ticket goes, and why: decided by a worker from what was said, the rules and the models; corrected by people."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from slack_app.domain.feedback.routed.because import kept, reasons_of
from slack_app.domain.feedback.routed.opinions import Opinion, suggested
from slack_app.domain.feedback.routed.routing import Routed
from slack_app.domain.feedback.terms import Field, Status, Step
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback import cards, voicing
from slack_app.flows.feedback.alike import nearness
from slack_app.flows.feedback.ranking import reprioritise
from slack_app.flows.feedback.routed import outside
from slack_app.flows.feedback.routed.correcting import correct
from slack_app.flows.feedback.routed.deliberating import think
from slack_app.flows.feedback.routed.placing import place
from slack_app.flows.feedback.said import merging
from slack_app.flows.outcomes import Done, Drop, Outcome
from slack_app.gateway.protocol import GiveUpError
from slack_app.store.errands import Errand
from slack_app.store.feedback import steps, tickets, voices
from slack_app.store.schema import Ticket

__all__ = ["correct", "reprioritise", "route"]


def route(deps: Deps, errand: Errand) -> Outcome:
    """Decide what a ticket is and whose; a draft becomes a ticket of its team or of triage, and its card is asked for.

    Word for word what somebody else said is a voice for that, which one click undoes. Of a message that was only pointed at
    the words are read now, and not kept.
    """
    team_id, ticket_id = errand.team_id, int(errand.args["ticket_id"])
    with deps.db.reading() as session:
        ticket = tickets.find(session, team_id, ticket_id)
    if ticket is None or not _waits(ticket):
        return Drop("not_waiting")
    words = ticket.words or _spoken(deps, ticket, errand.args.get("thread_ts"))
    opinion = outside.opinion_on(deps, ticket)
    with transaction(deps) as session:
        tickets.take_turn_to_link(session, team_id)
        held = tickets.hold(session, team_id, ticket_id)
        if held is None or not _waits(held):
            return Drop("not_waiting")
        _decide(session, deps, held, words, opinion)
    return Done()


def _waits(ticket: Ticket) -> bool:
    """Whether nobody decided yet where it goes."""
    is_new = ticket.status == Status.TRIAGE and Field.TEAM not in reasons_of(ticket.because)
    return ticket.status == Status.DRAFT or is_new


def _spoken(deps: Deps, ticket: Ticket, thread_ts: str | None) -> str:
    """The words of the message that it points at; none where it is gone. Raises TryAgainError."""
    if not (ticket.source_channel_id and ticket.source_ts):
        return ""
    try:
        spoken = deps.slack.words_at(ticket.team_id, ticket.source_channel_id, ticket.source_ts, thread_ts)
    except GiveUpError:
        return ""
    return spoken.words if spoken else ""


def _decide(session: Session, deps: Deps, ticket: Ticket, words: str, opinion: Opinion | None) -> None:
    thought = think(session, deps, ticket, words)
    routed = thought.routed
    if opinion:
        routed = replace(routed, reasons=suggested(routed.reasons, opinion, thought.guesses))
    _keep(session, deps, ticket, routed)
    nearness.note_words(session, deps, ticket)
    twin = _word_for_word(session, deps, ticket)
    if not (twin and merging.merge(session, deps, ticket, twin, by=merging.WORD_FOR_WORD)):
        cards.ask_to_post(session, deps, ticket)


def _keep(session: Session, deps: Deps, ticket: Ticket, routed: Routed) -> None:
    now = deps.now()
    ticket.kind, ticket.area, ticket.priority = routed.kind, routed.area, routed.priority
    ticket.because, ticket.tracker_id = kept(routed.reasons), routed.tracker_id
    ticket.filed_at, ticket.updated_at = ticket.filed_at or now, now
    place(session, deps, ticket, routed.team, routed.assignee_id)
    session.add(ticket)
    session.flush()
    steps.note(session, ticket.team_id, ticket.id or 0, Step.ROUTED, facts=_facts(routed), now=now)


def _facts(routed: Routed) -> Mapping[str, Any]:
    """What the history says: each field's value and who decided it."""
    return {reason.field.value: [reason.value, reason.by.value] for reason in routed.reasons.values()}


def _word_for_word(session: Session, deps: Deps, ticket: Ticket) -> Ticket | None:
    """What somebody else said in the same words; none where its author speaks for that already.

    Without their name they are somebody else than with it: what is left apart would tell who it was.
    """
    author = voices.author_of(session, ticket.team_id, ticket.id or 0)
    if not ticket.words or author is None or voicing.person_of(deps, author) is None:
        return None
    found = nearness.near(session, deps, ticket.team_id, ticket.words, but={ticket.id or 0})
    same = next((one for one in found if one.is_exact), None)
    if same is None or voicing.speaks_alike(session, deps, author, same.ticket_id):
        return None
    return tickets.hold(session, ticket.team_id, same.ticket_id)
