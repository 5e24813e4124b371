"""Voices: who wants a ticket, with their name or without; and which tickets somebody wants."""

from typing import TypedDict

from sqlmodel import Session

from slack_app.domain.feedback.said.speaking import Speaker
from slack_app.domain.feedback.terms import Step
from slack_app.flows.deps import Deps
from slack_app.store.feedback import steps, tickets, voices
from slack_app.store.schema import Ticket, Voice
from slack_app.store.sealing import CannotOpenError


class Speaks(TypedDict):
    """What is kept of whoever speaks for a ticket: all that `store.feedback.voices.add` wants to know of them."""

    mark: str
    user_id: str | None
    sealed: str | None


def speaks(deps: Deps, team_id: str, ticket_id: int, speaker: Speaker) -> Speaks:
    """A speaker as they are kept beside that ticket: without their name nothing but what only the key opens."""
    mark = mark_of(deps, team_id, ticket_id, speaker.user_id)
    if speaker.anonymous:
        return Speaks(mark=mark, user_id=None, sealed=deps.seal.close(speaker.user_id))
    return Speaks(mark=mark, user_id=speaker.user_id, sealed=None)


def mark_of(deps: Deps, team_id: str, ticket_id: int, user_id: str) -> str:
    """What stands for somebody beside that ticket, and beside no other."""
    return deps.seal.mark("voice", team_id, ticket_id, user_id)


def add_voice(session: Session, deps: Deps, ticket: Ticket, speaker: Speaker) -> bool:
    """Somebody wants it too; False where they said so already, of it or of what was merged into it. Counts anew."""
    team_id, now = ticket.team_id, deps.now()
    stands = tickets.canonical(session, team_id, ticket)
    ticket_id = stands.id or 0
    if is_voice(session, deps, stands, speaker.user_id):
        return False
    voices.add(session, team_id, ticket_id, **speaks(deps, team_id, ticket_id, speaker), now=now)
    steps.note(session, team_id, ticket_id, Step.VOICE, now=now)
    tickets.recount(session, deps.seal, team_id, ticket_id)
    return True


def is_voice(session: Session, deps: Deps, ticket: Ticket, user_id: str) -> bool:
    """Whether somebody wants a ticket, or one that was merged into it."""
    family = tickets.family_ids(session, ticket.team_id, ticket.id or 0)
    marks = {mark_of(deps, ticket.team_id, one, user_id) for one in family}
    return any(voice.mark in marks for voice in voices.of(session, ticket.team_id, family))


def speaks_alike(session: Session, deps: Deps, voice: Voice, ticket_id: int) -> bool:
    """Whether the same person wants a ticket, or one that was merged into it, in the same manner: with their name, or without."""
    team_id, user_id = voice.team_id, person_of(deps, voice) or ""
    family = tickets.family_ids(session, team_id, ticket_id)
    marks = {mark_of(deps, team_id, one, user_id) for one in family}
    theirs = (one for one in voices.of(session, team_id, family) if one.mark in marks)
    return any((one.sealed is None) == (voice.sealed is None) for one in theirs)


def is_author(session: Session, deps: Deps, ticket: Ticket, user_id: str) -> bool:
    """Whether somebody said it themself."""
    author = voices.author_of(session, ticket.team_id, ticket.id or 0)
    return author is not None and author.mark == mark_of(deps, ticket.team_id, ticket.id or 0, user_id)


def person_of(deps: Deps, voice: Voice) -> str | None:
    """Whom an answer goes to; None where the key that closed it is lost. Never to be shown or kept."""
    if voice.user_id or voice.sealed is None:
        return voice.user_id
    try:
        return deps.seal.open(voice.sealed)
    except CannotOpenError:
        return None


def wanted_by(session: Session, deps: Deps, team_id: str, user_id: str) -> set[int]:
    """The ids of the tickets that somebody spoke for themself, with their name or without."""
    unnamed = voices.unnamed(session, team_id)
    theirs = {one for one, mark in unnamed if mark == mark_of(deps, team_id, one, user_id)}
    return theirs | {voice.ticket_id for voice in voices.named(session, team_id, user_id)}
