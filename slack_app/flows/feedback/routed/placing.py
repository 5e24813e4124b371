"""A ticket stands with a team, or in triage: whose turn it is there, and a word to managers where nobody would read of it."""

from sqlmodel import Session

from slack_app.domain.feedback.terms import Status
from slack_app.domain.feedback.worked_on.teams import Team
from slack_app.flows.deps import Deps
from slack_app.flows.feedback.teams import is_here
from slack_app.flows.trouble import FEEDBACK_NOWHERE
from slack_app.jobs import Job
from slack_app.store import outbox, workspaces
from slack_app.store.feedback import product_teams
from slack_app.store.outbox import Task
from slack_app.store.schema import Ticket

_UNDECIDED = frozenset({Status.DRAFT, Status.TRIAGE, Status.NEW})


def place(session: Session, deps: Deps, ticket: Ticket, team: Team | None, assignee_id: str | None = None) -> None:
    """Let the ticket be the team's, None: of triage. Someone given is assigned, else whose turn it is in the team; nobody who left."""
    if assignee_id and not is_here(session, ticket.team_id, assignee_id):
        assignee_id = None
    ticket.product_team_id = team.id if team else None
    if ticket.status in _UNDECIDED:
        ticket.status = Status.NEW if team else Status.TRIAGE
    ticket.assignee_id = assignee_id or (next_in_turn(session, ticket.team_id, team) if team else None)
    if team is None:
        _warn_where_nobody_reads(session, deps, ticket.team_id)


def next_in_turn(session: Session, team_id: str, team: Team) -> str | None:
    """Who of the team's turn had none for longest; the first in order among equals. None where nobody takes turns."""
    last = product_teams.last_turns(session, team_id, team.id)
    here = [user_id for user_id in team.rotation if is_here(session, team_id, user_id)]
    return min(here, key=lambda user_id: last.get(user_id, 0), default=None)


def _warn_where_nobody_reads(session: Session, deps: Deps, team_id: str) -> None:
    community = workspaces.community_of(session, team_id)
    if not (community.feedback.triage_channel or community.team_channel):
        args = {"code": FEEDBACK_NOWHERE, "about": FEEDBACK_NOWHERE}
        outbox.put(session, team_id, Task(Job.WARN_MANAGERS, f"warn:{FEEDBACK_NOWHERE}", args=args), now=deps.now())
