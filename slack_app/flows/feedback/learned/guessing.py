"""What the models think of a ticket: its kind and its area, with how sure and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sqlmodel import Session

from slack_app.domain.feedback.learned.general import read
from slack_app.domain.feedback.learned.guess import Guess
from slack_app.domain.feedback.learned.reports import limits
from slack_app.domain.feedback.learned.subjects import OfArea, OfKind, Subject
from slack_app.domain.feedback.learned.thinking import think
from slack_app.domain.feedback.terms import Field
from slack_app.domain.words import says_something
from slack_app.flows.deps import Deps
from slack_app.store.feedback import learned
from slack_app.store.schema import Ticket


def guess(
    session: Session, deps: Deps, ticket: Ticket, areas: Sequence[str], *, words: str | None = None
) -> Mapping[Field, Guess]:
    """The likeliest kind and area (of the workspace's own `areas`), where there is anything to say; words are the ticket's unless given.

    Of words that the ticket does not keep, no term is told: it would be kept with the reasons.
    """
    said = words or ticket.words
    if not says_something(said):
        return {}
    guesses = dict(_guesses(session, deps, ticket.team_id, said, areas))
    return guesses if ticket.words else {field: replace(one, terms=()) for field, one in guesses.items()}


def _guesses(
    session: Session, deps: Deps, team_id: str, words: str, areas: Sequence[str]
) -> Iterator[tuple[Field, Guess]]:
    text = read(words)
    subjects: dict[Field, Subject] = {Field.KIND: OfKind()}
    if areas:
        subjects[Field.AREA] = OfArea(tuple(areas))
    for field, subject in subjects.items():
        version = learned.current(session, team_id, field)
        local = deps.models.model(session, team_id, field, version) if version else None
        yield field, think(words, text, subject, local, limits(field, version.report if version and local else {}))
