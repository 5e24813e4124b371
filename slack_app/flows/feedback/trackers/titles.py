"""The title that a ticket's issue is to have: drafted outside, used only once someone of the team has kept it."""

from dataclasses import dataclass

from sqlmodel import Session

from slack_app.domain.feedback.terms import Step
from slack_app.domain.feedback.trackers.issues import TITLE
from slack_app.domain.plain import str_at
from slack_app.domain.words import clean
from slack_app.flows.deps import Deps
from slack_app.flows.feedback.trackers.tracking import title_kept, tracker_for
from slack_app.store.feedback import steps
from slack_app.store.schema import Ticket


@dataclass(frozen=True)
class Titles:
    """`kept` is what someone of the team chose (empty: the first words), None where nobody did; `draft` is what is suggested."""

    kept: str | None = None
    draft: str = ""


def titles_of(session: Session, ticket: Ticket) -> Titles:
    """The titles of a ticket that may get an issue; none where it has no tracker, or its issue already."""
    if tracker_for(session, ticket) is None:
        return Titles()
    asked = steps.last(session, ticket.team_id, ticket.id or 0, Step.ASKED_OUTSIDE)
    return Titles(title_kept(session, ticket), (str_at(asked.facts, "title") if asked else "") or "")


def keep(session: Session, deps: Deps, ticket: Ticket, title: str, by_id: str) -> None:
    """Someone of the team says what a ticket's (held by the caller) issue is to be called; empty: as it begins."""
    wanted, former = clean(title, TITLE), title_kept(session, ticket)
    if wanted == (former or "") and (former is not None or not wanted):
        return
    facts = {"title": wanted}
    steps.note(session, ticket.team_id, ticket.id or 0, Step.TITLED, by_id=by_id, facts=facts, now=deps.now())
    ticket.updated_at = deps.now()
