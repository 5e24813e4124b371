"""The clock of a ticket's targets: begun when it was filed, still while its author is asked, at its end once it is resolved."""

from sqlmodel import Session

from slack_app.domain.feedback.terms import RESOLVED, Status
from slack_app.domain.feedback.worked_on.moves import is_an_answer
from slack_app.domain.feedback.worked_on.targets import Clock, went_on
from slack_app.domain.feedback.worked_on.working_time import WorkingTime
from slack_app.flows.deps import Deps
from slack_app.flows.feedback.teams import team_of
from slack_app.store import workspaces
from slack_app.store.feedback import remarks
from slack_app.store.schema import Ticket


def clock_of(ticket: Ticket) -> Clock:
    """How the ticket's clock stands."""
    return Clock(
        filed_at=ticket.filed_at or ticket.created_at,
        first_answered_at=ticket.first_answered_at,
        resolved_at=ticket.resolved_at,
        stopped_at=ticket.stopped_at,
        waited_s=ticket.waited_s,
    )


def work_of(session: Session, ticket: Ticket) -> WorkingTime:
    """When those who have the ticket work: its team, in triage everybody's usual hours."""
    tz, team = workspaces.zone_of(session, ticket.team_id), team_of(session, ticket.team_id, ticket.product_team_id)
    return WorkingTime(team.tz or tz, team.hours, team.weekdays, team.country) if team else WorkingTime(tz)


def decided(session: Session, deps: Deps, ticket: Ticket, status: Status) -> None:
    """The ticket stands there from now on: who is answered, what is resolved, and what is open again."""
    now = deps.now()
    if is_an_answer(status):
        ticket.first_answered_at = ticket.first_answered_at or now
    if status in RESOLVED:
        ticket.resolved_at = now
    if status in (*RESOLVED, Status.MERGED):
        stop(deps, ticket)
    elif ticket.resolved_at or ticket.status == Status.MERGED:
        ticket.resolved_at = None
        go_on(session, deps, ticket)


def stop(deps: Deps, ticket: Ticket) -> None:
    """The clock stands still from now on, if it did not before."""
    ticket.stopped_at = ticket.stopped_at or deps.now()


def go_on(session: Session, deps: Deps, ticket: Ticket) -> None:
    """The clock goes on, unless the ticket is resolved or waits for its author."""
    if ticket.stopped_at and not ticket.resolved_at and not waits_for_author(session, ticket):
        ticket.waited_s = went_on(clock_of(ticket), work_of(session, ticket), now=deps.now())
        ticket.stopped_at = None


def waits_for_author(session: Session, ticket: Ticket) -> bool:
    """Whether the team wrote last."""
    last = remarks.last(session, ticket.team_id, ticket.id or 0)
    return last is not None and last.from_team
