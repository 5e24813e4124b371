"""Tickets that ask for the same: linked, parted again with one click, or said to be two. Voices and authors follow the link."""

from sqlmodel import Session

from slack_app.domain.feedback.news import BY_AUTHOR
from slack_app.domain.feedback.terms import Status, Step
from slack_app.domain.feedback.worked_on.moves import may_be_linked, may_be_linked_to
from slack_app.flows.deps import Deps
from slack_app.flows.feedback import cards, clocks
from slack_app.flows.feedback.alike import nearness
from slack_app.flows.feedback.answered import news
from slack_app.flows.feedback.said import filing, wanting, withdrawing
from slack_app.store import outbox
from slack_app.store.feedback import steps, tickets
from slack_app.store.schema import Ticket

AUTHOR = BY_AUTHOR
WORD_FOR_WORD = "word_for_word"
"""Who linked it where nobody was asked: its words are another person's, word for word."""


def merge(session: Session, deps: Deps, ticket: Ticket, into: Ticket, *, by: str) -> bool:
    """Link a ticket to what it is the same as (to its canonical one, where that is merged itself); False where that is no move.

    `by` is who decided, AUTHOR (the author themself said *it's mine too* of their draft) or WORD_FOR_WORD. Voices of the family
    are counted once a person; nothing of the ticket's own is lost. A ticket is never linked to itself or to what leads to it.
    """
    stands = _held_canonical(session, into)
    if stands is None or stands.id == ticket.id or not may_be_linked(Status(ticket.status)):
        return False
    if not may_be_linked_to(Status(stands.status)):
        return False
    by_person = by not in (AUTHOR, WORD_FOR_WORD)
    if by != WORD_FOR_WORD:
        nearness.judged(session, deps, ticket.team_id, ticket.id or 0, stands.id or 0, is_same=True)
    _link(session, deps, ticket, stands, by)
    _note_both(session, deps, (ticket, stands), Step.MERGED, by if by_person else None)
    news.tell(session, deps, ticket, Status.MERGED, facts={"into": stands.number})
    _count(session, deps, ticket, stands)
    return True


def unmerge(session: Session, deps: Deps, ticket: Ticket, *, by_id: str | None) -> bool:
    """Undo the link: the ticket stands where it stood, with its own voices; False where there was none.

    Who was told of the link, or of what was decided of the other, is told how their own stands.
    """
    other = tickets.hold(session, ticket.team_id, ticket.merged_into_id) if ticket.merged_into_id else None
    if other is None or ticket.status != Status.MERGED:
        return False
    if by_id and ticket.merged_by != WORD_FOR_WORD:
        nearness.judged(session, deps, ticket.team_id, ticket.id or 0, other.id or 0, is_same=False)
    before = Status(ticket.status_before or Status.NEW)
    clocks.decided(session, deps, ticket, before)
    ticket.status, ticket.status_before = before.value, None
    ticket.merged_into_id = ticket.merged_by = None
    ticket.updated_at = deps.now()
    session.add(ticket)
    session.flush()
    _note_both(session, deps, (ticket, other), Step.UNMERGED, by_id)
    news.tell(session, deps, ticket, before)
    _stands_again(session, deps, ticket)
    _count(session, deps, ticket, other)
    withdrawing.end_if_nobody(session, deps, other)
    return True


def not_same(session: Session, deps: Deps, ticket: Ticket, other_id: int, *, by_id: str) -> None:
    """Someone looked at two tickets and said that they ask for different things: a lesson, and it is not asked again."""
    other = tickets.find(session, ticket.team_id, other_id)
    if other is None or other.id == ticket.id:
        return
    nearness.judged(session, deps, ticket.team_id, ticket.id or 0, other_id, is_same=False)
    facts = {"other": other.number}
    steps.note(session, ticket.team_id, ticket.id or 0, Step.NOT_THE_SAME, by_id=by_id, facts=facts, now=deps.now())
    cards.ask_to_show(session, deps, ticket.team_id, ticket.id or 0)


def _held_canonical(session: Session, ticket: Ticket) -> Ticket | None:
    """What a ticket was linked to in the end, held; whoever linked it while we waited is followed."""
    while True:
        stands = tickets.canonical(session, ticket.team_id, ticket)
        held = tickets.hold(session, ticket.team_id, stands.id or 0)
        if held is None or held.merged_into_id is None:
            return held
        ticket = held


def _link(session: Session, deps: Deps, ticket: Ticket, stands: Ticket, by: str) -> None:
    clocks.stop(deps, ticket)
    if by not in (AUTHOR, WORD_FOR_WORD):
        clocks.decided(session, deps, ticket, Status.MERGED)
    ticket.status_before, ticket.status = ticket.status, Status.MERGED.value
    ticket.merged_into_id, ticket.merged_by = stands.id, by
    ticket.snoozed_until, ticket.updated_at = None, deps.now()
    session.add(ticket)
    session.flush()


def _note_both(session: Session, deps: Deps, both: tuple[Ticket, Ticket], step: Step, by_id: str | None) -> None:
    ticket, other = both
    for one, facts in ((ticket, {"into": other.number}), (other, {"from": ticket.number})):
        steps.note(session, one.team_id, one.id or 0, step, by_id=by_id, facts=facts, now=deps.now())


def _stands_again(session: Session, deps: Deps, ticket: Ticket) -> None:
    """What was a draft finds its way now; what never had a card gets one."""
    if ticket.status == Status.DRAFT:
        outbox.put_unless_done(session, ticket.team_id, filing.routing_of(ticket.id or 0), now=deps.now())
        filing.file(session, deps, ticket)
    elif ticket.card_ts is None:
        cards.ask_to_post(session, deps, ticket)


def _count(session: Session, deps: Deps, ticket: Ticket, other: Ticket) -> None:
    for one in (ticket, other):
        tickets.recount(session, deps.seal, one.team_id, one.id or 0)
        wanting.voices_changed(session, deps, one)
