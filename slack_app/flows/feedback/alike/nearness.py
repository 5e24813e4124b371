"""What was said before that may be the same: found for who is about to file something, and judged by people."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session

from slack_app.domain.feedback.alike import nearness
from slack_app.domain.feedback.alike.likeness import features_of
from slack_app.domain.feedback.alike.nearness import LIKELIER_THAN_NOT, RECENTLY, Candidate, is_word_for_word
from slack_app.domain.feedback.alike.signature import Signature, packed, signature_of, unpacked
from slack_app.domain.feedback.terms import OPEN
from slack_app.flows.deps import Deps
from slack_app.flows.feedback.alike import candidates
from slack_app.flows.feedback.learned import ranking_likeness
from slack_app.jobs import Job
from slack_app.store import outbox
from slack_app.store.feedback import likenesses, tickets
from slack_app.store.outbox import Task
from slack_app.store.schema import Ticket

EVERY = 10
"""After so many new answers the re-ranker is learned anew."""


@dataclass(frozen=True)
class Near:
    """A ticket that may ask for the same. `probability` is the re-ranker's (0 to 1), `features` what it saw.

    `is_exact`: somebody else's text, word for word, long enough that this is no accident (the only case in which a voice may
    be counted without asking, with *Undo*).
    """

    ticket_id: int
    number: int
    words: str
    status: str
    voices: int
    probability: float
    is_exact: bool
    features: tuple[float, ...]


def near(  # noqa: PLR0913  what is looked for, for whom, and how much of it
    session: Session,
    deps: Deps,
    team_id: str,
    words: str,
    *,
    but: Collection[int] = frozenset(),
    by: str | None = None,
    limit: int = 3,
) -> list[Near]:
    """Up to `limit` tickets to ask *is it one of these?* about: open, or resolved in the last 90 days; the likeliest first.

    Never a draft, one that was taken back or linked to another (then that other), one of `but` (ids), or one that `by` (a
    user id) speaks for already. Of tickets that say the same as each other the likeliest alone. Empty where nothing is near
    enough, or where there are no words.
    """
    found = candidates.of(session, deps, team_id, signature_of(words), but)
    if by:
        found = candidates.without_own(session, deps, team_id, found, by)
    return _told(session, team_id, words, nearness.picked(found, limit))


def note_words(session: Session, deps: Deps, ticket: Ticket) -> None:
    """Keep what later look-ups need of the ticket's words (figures, no words); to be called whenever they change."""
    ticket.signature, ticket.updated_at = packed(signature_of(ticket.words)), deps.now()
    session.add(ticket)
    session.flush()


def judged(session: Session, deps: Deps, team_id: str, ticket_id: int, other_id: int, *, is_same: bool) -> None:
    """Someone said whether two tickets ask for the same: a lesson, once a pair (the last word counts).

    Every ten new ones the re-ranker is learned anew. Of tickets without words nothing can be learned.
    """
    one, other = (_signature(session, deps, team_id, each) for each in (ticket_id, other_id))
    features = _features(session, deps, team_id, one, other) if one and other else ()
    now = deps.now()
    likenesses.keep(session, team_id, ticket_id, other_id, is_same=is_same, features=features, now=now)
    last = ranking_likeness.learned_at(session, team_id)
    if likenesses.count(session, team_id, since=last) >= EVERY:
        task = Task(Job.LEARN_ROUTING, f"learn:{ranking_likeness.LEARNED}", args={"field": ranking_likeness.LEARNED})
        outbox.put_again(session, team_id, task, now=now)


def possible_duplicate(session: Session, deps: Deps, ticket: Ticket) -> Near | None:
    """What the team's card asks about: the likeliest other ticket, where it is likelier than not and nobody said no."""
    if ticket.status not in OPEN or ticket.id is None or not ticket.words:
        return None
    but = {ticket.id} | likenesses.said_to_differ(session, ticket.team_id, ticket.id)
    found = candidates.of(session, deps, ticket.team_id, signature_of(ticket.words), but)
    likeliest = nearness.picked(found, 1, at_least=LIKELIER_THAN_NOT)
    return next(iter(_told(session, ticket.team_id, ticket.words, likeliest)), None)


def _told(session: Session, team_id: str, words: str, found: list[Candidate]) -> list[Near]:
    """The tickets as they are shown; of one without words of its own, those that were linked to it."""
    ids = {one.ticket_id for one in found} | {one.entry_id for one in found}
    rows = {row.id: row for row in tickets.those(session, team_id, ids)}
    return [
        _near(one, rows[one.ticket_id], rows[one.entry_id].words, words)
        for one in found
        if one.ticket_id in rows and one.entry_id in rows
    ]


def _near(candidate: Candidate, ticket: Ticket, entry_words: str, words: str) -> Near:
    return Near(
        ticket_id=candidate.ticket_id,
        number=ticket.number,
        words=ticket.words or entry_words,
        status=ticket.status,
        voices=ticket.voices,
        probability=candidate.probability,
        is_exact=is_word_for_word(words, entry_words),
        features=candidate.features,
    )


def _signature(session: Session, deps: Deps, team_id: str, ticket_id: int) -> Signature | None:
    """A ticket's signature; noted now where it is not yet (an author who links their draft ends it)."""
    ticket = tickets.find(session, team_id, ticket_id)
    if ticket and ticket.words and ticket.signature is None:
        note_words(session, deps, ticket)
    return unpacked(ticket.signature) if ticket else None


def _features(session: Session, deps: Deps, team_id: str, one: Signature, other: Signature) -> tuple[float, ...]:
    shelf = deps.shelves.of(session, team_id, before=deps.now() - RECENTLY)
    return features_of(shelf.weighed(one), one, other)
