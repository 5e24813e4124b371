"""What the models think of a ticket: its kind and its area, with how sure and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import structlog
from sqlmodel import Session

from slack_app.domain.feedback.general import read
from slack_app.domain.feedback.guess import Guess
from slack_app.domain.feedback.linear import NotAModelError
from slack_app.domain.feedback.local import Local, local_from
from slack_app.domain.feedback.reports import limits
from slack_app.domain.feedback.subjects import OfArea, OfKind, Subject
from slack_app.domain.feedback.terms import Field
from slack_app.domain.feedback.thinking import think
from slack_app.domain.words import says_something
from slack_app.flows.deps import Deps
from slack_app.store import learned
from slack_app.store.learned import Version
from slack_app.store.schema import Ticket

log = structlog.get_logger()

_MOST_AT_HAND = 16
_at_hand: dict[tuple[str, Field, int, datetime], Local | None] = {}


def guess(
    session: Session, deps: Deps, ticket: Ticket, areas: Sequence[str], *, words: str | None = None
) -> Mapping[Field, Guess]:
    """The likeliest kind and area (of the workspace's own `areas`), where there is anything to say; words are the ticket's unless given.

    Of words that the ticket does not keep, no term is told: it would be kept with the reasons.
    """
    del deps
    said = words or ticket.words
    if not says_something(said):
        return {}
    guesses = dict(_guesses(session, ticket.team_id, said, areas))
    return guesses if ticket.words else {field: replace(one, terms=()) for field, one in guesses.items()}


def _guesses(session: Session, team_id: str, words: str, areas: Sequence[str]) -> Iterator[tuple[Field, Guess]]:
    text = read(words)
    subjects: dict[Field, Subject] = {Field.KIND: OfKind()}
    if areas:
        subjects[Field.AREA] = OfArea(tuple(areas))
    for field, subject in subjects.items():
        version = learned.current(session, team_id, field)
        local = _model(session, team_id, field, version) if version else None
        yield field, think(words, text, subject, local, limits(field, version.report if version and local else {}))


def _model(session: Session, team_id: str, field: Field, version: Version) -> Local | None:
    """The model of that version, from the few that are at hand; None where it cannot be read (it is learned anew some day)."""
    key = (team_id, field, version.number, version.created_at)
    if key not in _at_hand:
        while len(_at_hand) >= _MOST_AT_HAND:
            _at_hand.pop(next(iter(_at_hand)), None)
        _at_hand[key] = _loaded(learned.figures(session, team_id, field, version.number))
    return _at_hand[key]


def _loaded(figures: bytes | None) -> Local | None:
    try:
        return local_from(figures) if figures else None
    except NotAModelError:
        log.warning("model_unreadable")
        return None
