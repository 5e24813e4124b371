"""Words that are taken back: by the author of one ticket, or by somebody who erases all that is kept about them."""

from sqlmodel import Session

from slack_app.domain.errors import NotAllowedError
from slack_app.domain.feedback.terms import Status, Step
from slack_app.flows import introductions
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback import cards, voicing
from slack_app.flows.feedback.months import monthly
from slack_app.flows.feedback.said import wanting
from slack_app.flows.sealed import sealed_to
from slack_app.gateway.protocol import Receipt
from slack_app.jobs import Job
from slack_app.store import outbox
from slack_app.store.feedback import news, remarks, steps, tickets, voices
from slack_app.store.feedback import privacy as feedback_privacy
from slack_app.store.schema import Ticket

BY_AUTHOR = "by_author"
"""The fact of a step by which the author took back their words, and not only a voice."""


def take_back(deps: Deps, team_id: str, user_id: str, ticket_id: int) -> None:
    """Someone takes their voice back; an author takes their words with it. Raises NotAllowedError for who is no voice of it.

    Without an author a ticket stays as long as others want it (its card says that the words were taken back), else it is
    WITHDRAWN. Nothing of theirs is kept: no words, no remarks, no voice, no lesson drawn from their words.
    """
    with transaction(deps) as session:
        tickets.take_turn_to_link(session, team_id)
        spoken_for = _spoken_for(session, deps, team_id, user_id, ticket_id)
        if not spoken_for:
            raise NotAllowedError
        for ticket in spoken_for:
            _leave(session, deps, ticket, user_id)


def _spoken_for(session: Session, deps: Deps, team_id: str, user_id: str, ticket_id: int) -> list[Ticket]:
    """The ticket, if they spoke for it; else those that are linked to it for which they did."""
    wanted = {
        one for one in tickets.family_ids(session, team_id, ticket_id) if _speaks(session, deps, team_id, one, user_id)
    }
    ids = sorted({ticket_id} & wanted or wanted)
    return [ticket for one in ids if (ticket := tickets.hold(session, team_id, one))]


def _speaks(session: Session, deps: Deps, team_id: str, ticket_id: int, user_id: str) -> bool:
    mark = voicing.mark_of(deps, team_id, ticket_id, user_id)
    return any(voice.mark == mark for voice in voices.of(session, team_id, [ticket_id]))


def _leave(session: Session, deps: Deps, ticket: Ticket, user_id: str) -> None:
    if voicing.is_author(session, deps, ticket, user_id):
        withdraw(session, deps, ticket)
        return
    team_id, ticket_id = ticket.team_id, ticket.id or 0
    _silence(session, team_id, ticket_id, voicing.mark_of(deps, team_id, ticket_id, user_id))
    steps.note(session, team_id, ticket_id, Step.VOICE_TAKEN_BACK, now=deps.now())
    _count_anew(session, deps, ticket)


def withdraw(session: Session, deps: Deps, ticket: Ticket) -> None:
    """The author's words, remarks and voice are gone from a ticket (held by the caller); see `take_back`."""
    team_id, ticket_id, now = ticket.team_id, ticket.id or 0, deps.now()
    author = voices.author_of(session, team_id, ticket_id)
    if author:
        _silence(session, team_id, ticket_id, author.mark)
    _take_down(session, deps, ticket)
    feedback_privacy.erase_ticket(session, ticket)
    monthly.take_out(session, deps, team_id, ticket_id)
    steps.note(session, team_id, ticket_id, Step.VOICE_TAKEN_BACK, facts={BY_AUTHOR: True}, now=now)
    ticket.updated_at = now
    session.flush()
    _count_anew(session, deps, ticket)


def _silence(session: Session, team_id: str, ticket_id: int, mark: str) -> None:
    voices.take_back(session, team_id, ticket_id, mark)
    news.forget(session, team_id, [mark])


def _take_down(session: Session, deps: Deps, ticket: Ticket) -> None:
    """What was exchanged goes from the card's thread, too."""
    for remark in remarks.of(session, ticket.team_id, ticket.id or 0):
        told = outbox.stands_at(session, ticket.team_id, f"remark:{remark.id}")
        if told:
            introductions.ask_to_withdraw(session, deps, ticket.team_id, Receipt(*told))


def _count_anew(session: Session, deps: Deps, ticket: Ticket) -> None:
    """Whoever is left keeps it; what nobody wants any more, and nobody says any more, is gone."""
    tickets.recount(session, deps.seal, ticket.team_id, ticket.id or 0)
    stands = tickets.canonical(session, ticket.team_id, ticket)
    end_if_nobody(session, deps, ticket)
    if stands.id != ticket.id:
        end_if_nobody(session, deps, stands)
    wanting.voices_changed(session, deps, stands)


def end_if_nobody(session: Session, deps: Deps, ticket: Ticket) -> None:
    """A ticket that nobody wants, itself or what is linked to it, is withdrawn; what was linked once may have kept it alive."""
    team_id, ticket_id = ticket.team_id, ticket.id or 0
    if ticket.status == Status.WITHDRAWN or voices.of(
        session, team_id, tickets.family_ids(session, team_id, ticket_id)
    ):
        return
    ticket.status, ticket.status_before = Status.WITHDRAWN, None
    ticket.merged_into_id, ticket.merged_by, ticket.snoozed_until = None, None, None
    session.add(ticket)
    session.flush()
    cards.ask_to_show(session, deps, team_id, ticket_id)


def forget(session: Session, deps: Deps, team_id: str, user_id: str) -> None:
    """All that someone ever said is withdrawn, what they said without their name too; as who decided they are named no more."""
    tickets.take_turn_to_link(session, team_id)
    for ticket_id in sorted(voicing.wanted_by(session, deps, team_id, user_id)):
        ticket = tickets.hold(session, team_id, ticket_id)
        if ticket:
            _leave(session, deps, ticket, user_id)
    _tell_no_more(session, deps, team_id, user_id)
    theirs = feedback_privacy.assigned(session, team_id, user_id)
    feedback_privacy.forget_name(session, team_id, user_id)
    for ticket_id in theirs:
        cards.ask_to_show(session, deps, team_id, ticket_id)


def _tell_no_more(session: Session, deps: Deps, team_id: str, user_id: str) -> None:
    alive = outbox.args_alive(session, team_id, Job.TELL_NEWS)
    outbox.unseal(session, team_id, [key for key, args in alive.items() if sealed_to(deps, args) == user_id])
