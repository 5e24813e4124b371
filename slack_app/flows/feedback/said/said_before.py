"""What somebody sends may be there already: sent twice, said before, or the message that somebody else brought."""

from dataclasses import dataclass

from sqlmodel import Session

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.said.floods import LONGEST, free_at
from slack_app.domain.feedback.said.speaking import Speaker
from slack_app.domain.feedback.terms import Status
from slack_app.flows.deps import Deps
from slack_app.flows.feedback import voicing
from slack_app.flows.feedback.said import filing, wanting
from slack_app.flows.feedback.said.adding import put_words
from slack_app.store.feedback import tickets, voices
from slack_app.store.schema import Ticket
from slack_app.views.feedback.said.filed import Became
from slack_app.views.feedback.said.form import WORDS, Message
from slack_app.views.feedback.said.form_reading import FLOOD, Written

MINUTE_S = 60


@dataclass(frozen=True)
class Known:
    """What became of what somebody sent, and the ticket that it is."""

    became: Became
    ticket: Ticket


def found(
    session: Session, deps: Deps, team_id: str, speaker: Speaker, written: Written, marker: str
) -> Known | None:  # fmt: skip
    """What is there already of what somebody sends; None: it is new, and not too much at once (else InvalidAnswersError)."""
    tickets.take_turn(session, team_id)
    same_form = tickets.by_marker(session, team_id, marker)
    if same_form:
        return Known(Became.NEW if same_form.status == Status.DRAFT else Became.KNOWN, same_form)
    known = _by_message(session, deps, team_id, speaker, written) or _in_same_words(
        session, deps, team_id, speaker, written
    )
    if known is None:
        _hold_back(session, deps, team_id, speaker)
    return known


def link_of(speaker: Speaker, written: Written) -> Message | None:
    """The message that may stand beside what is sent: none in a private place, nor one that says who leaves out their name."""
    message = written.message
    is_telling = message is not None and (message.is_private or (message.is_own and speaker.anonymous))
    return None if message is None or is_telling or not (message.channel_id and message.ts) else message


def of_message(session: Session, team_id: str, message: Message | None) -> Ticket | None:
    """The ticket that was made of a message."""
    if message is None or message.channel_id is None or message.ts is None:
        return None
    return tickets.by_message(session, team_id, message.channel_id, message.ts)


def _by_message(session: Session, deps: Deps, team_id: str, speaker: Speaker, written: Written) -> Known | None:
    """The message is known: its author's words are added, and who sends it as it stands wants it, too."""
    there = of_message(session, team_id, link_of(speaker, written))
    if there is None:
        return None
    if voicing.is_author(session, deps, there, speaker.user_id):
        if there.words or speaker.anonymous:
            return None
        put_words(session, deps, there, written.words)
        return Known(Became.ADDED, there)
    if written.is_changed:
        return None
    if voicing.add_voice(session, deps, there, speaker):
        wanting.voices_changed(session, deps, there)
    return Known(Became.VOICE, tickets.canonical(session, team_id, there))


def _in_same_words(session: Session, deps: Deps, team_id: str, speaker: Speaker, written: Written) -> Known | None:
    lately = voices.since(session, team_id, deps.now() - LONGEST)
    mine = {
        one.ticket_id for one in lately if one.is_author and one.mark == _mark(deps, team_id, one.ticket_id, speaker)
    }
    same = (one for one in tickets.those(session, team_id, mine) if one.words == written.words)
    twin = next((one for one in same if one.is_anonymous == speaker.anonymous), None)
    return Known(Became.NEW if twin.status == Status.DRAFT else Became.KNOWN, twin) if twin else None


def _mark(deps: Deps, team_id: str, ticket_id: int, speaker: Speaker) -> str:
    return voicing.mark_of(deps, team_id, ticket_id, speaker.user_id)


def _hold_back(session: Session, deps: Deps, team_id: str, speaker: Speaker) -> None:
    now = deps.now()
    until = free_at(filing.said_at(session, deps, team_id, speaker.user_id), now)
    if until:
        minutes = -int((now - until).total_seconds() // MINUTE_S)
        raise InvalidAnswersError({WORDS: f"{FLOOD}{minutes}"})
