"""What someone answers to *is it one of these?*, how much it matters to them, and what they add to somebody else's."""

from sqlmodel import Session

from slack_app.domain.errors import TakenBackError
from slack_app.domain.feedback.said.speaking import Speaker
from slack_app.domain.feedback.terms import Impact, Status
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback import ranking, voicing
from slack_app.flows.feedback.entering import enter
from slack_app.flows.feedback.said import adding, filing, merging, wanting
from slack_app.flows.feedback.said.receipts import receipt_of
from slack_app.flows.feedback.said.said_before import Known
from slack_app.store.feedback import tickets
from slack_app.store.schema import Ticket
from slack_app.views.feedback.said.filed import Became, filed
from slack_app.views.kit import View

GONE = (Status.DRAFT, Status.WITHDRAWN)
UNDECIDED = (Status.DRAFT, Status.TRIAGE, Status.NEW)


def mine_too(deps: Deps, team_id: str, user_id: str, ticket_id: int, *, draft_id: int | None = None) -> View:
    """Their draft says the same as that ticket: it is linked to it. Without a draft, they want that ticket too.

    What was taken back meanwhile can be joined no more: then the draft is filed. Raises NotAllowedError.
    """
    entered = enter(deps, team_id, user_id)
    with transaction(deps) as session:
        tickets.take_turn_to_link(session, team_id)
        there = tickets.hold(session, team_id, ticket_id)
        draft = adding.own(session, deps, team_id, user_id, draft_id) if draft_id is not None else None
        speaker = Speaker(user_id, anonymous=draft.is_anonymous if draft else False)
        if there is None or there.status in GONE:
            known = _filed(session, deps, draft)
        elif draft is None:
            if voicing.add_voice(session, deps, there, speaker):
                wanting.voices_changed(session, deps, there)
            known = Known(Became.VOICE, there)
        else:
            if draft.status in UNDECIDED:
                merging.merge(session, deps, draft, there, by=merging.AUTHOR)
            known = Known(Became.JOINED, draft)
        return filed(entered.words, receipt_of(session, known, speaker))


def is_new(deps: Deps, team_id: str, user_id: str, draft_id: int) -> View:
    """None of these: their draft is filed now. Raises NotAllowedError for whose it is not."""
    entered = enter(deps, team_id, user_id)
    with transaction(deps) as session:
        draft = adding.own(session, deps, team_id, user_id, draft_id)
        known = _filed(session, deps, draft)
        return filed(entered.words, receipt_of(session, known, Speaker(user_id, anonymous=draft.is_anonymous)))


def matters(deps: Deps, team_id: str, user_id: str, ticket_id: int, impact: Impact) -> None:
    """How much it matters to its author; what is routed already is ranked anew. Raises NotAllowedError."""
    enter(deps, team_id, user_id)
    with transaction(deps) as session:
        ticket = adding.own(session, deps, team_id, user_id, ticket_id)
        ticket.impact, ticket.updated_at = impact, deps.now()
        session.add(ticket)
        session.flush()
        if ticket.status in (Status.TRIAGE, Status.NEW, Status.ACCEPTED, Status.PLANNED):
            ranking.reprioritise(session, deps, ticket)


def _filed(session: Session, deps: Deps, draft: Ticket | None) -> Known:
    if draft is None:
        raise TakenBackError
    if draft.status == Status.DRAFT:
        filing.file(session, deps, draft)
    return Known(Became.NEW if draft.status in UNDECIDED else Became.KNOWN, draft)
