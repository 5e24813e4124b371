"""The history of a ticket as it is shown: on the clocks of its team, with names in the place of ids."""

from collections.abc import Sequence

from sqlmodel import Session

from slack_app.domain.feedback.terms import Field, Step
from slack_app.domain.hours import local
from slack_app.flows.deps import Deps
from slack_app.flows.feedback import clocks
from slack_app.flows.feedback.teams import team_of
from slack_app.store.feedback import steps
from slack_app.store.schema import Ticket, TicketStep
from slack_app.views.feedback.worked_on import history
from slack_app.views.feedback.worked_on.history import StepShown
from slack_app.views.kit import Letter, section
from slack_app.views.words import Words


def history_of(session: Session, _deps: Deps, ticket: Ticket) -> Sequence[StepShown]:
    """All that happened to a ticket, the earliest first."""
    tz = clocks.work_of(session, ticket).tz
    return [_shown(session, row, tz) for row in steps.of(session, ticket.team_id, ticket.id or 0)]


def newest(session: Session, deps: Deps, ticket: Ticket, step: Step, words: Words) -> Letter | None:
    """The newest step of that kind as a message; None where there is none."""
    found = [one for one in history_of(session, deps, ticket) if one.step is step]
    if not found:
        return None
    said = history.sentence(words, found[-1])
    return Letter(text=said, blocks=[section(said)])


def _shown(session: Session, row: TicketStep, tz: str) -> StepShown:
    facts = dict(row.facts)
    if facts.get("field") == Field.TEAM and facts.get("to"):
        team = team_of(session, row.team_id, int(facts["to"]))
        facts["to"] = team.name if team else None
    return StepShown(Step(row.step), local(row.at, tz), row.by_id, facts)
