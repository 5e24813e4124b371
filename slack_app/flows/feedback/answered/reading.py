"""What became of an issue: read again from its tracker before anybody is told, whoever said that it changed."""

from sqlmodel import Session

from slack_app.domain.feedback.terms import Status, Step
from slack_app.domain.feedback.trackers.kinds import IssueState, status_from
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback import cards
from slack_app.flows.feedback.answered import deciding
from slack_app.flows.feedback.trackers.reaching import CANNOT_LOOK, noting, opened
from slack_app.flows.outcomes import Done, Drop, Outcome
from slack_app.gateway.protocol import GiveUpError
from slack_app.gateway.trackers.protocol import Issue
from slack_app.store import errands, workspaces
from slack_app.store.errands import Errand
from slack_app.store.feedback import steps, tickets, trackers
from slack_app.store.schema import Ticket, TrackerRow
from slack_app.views.feedback.trackers import issue as view
from slack_app.views.words import words_for


def read_issue(deps: Deps, errand: Errand) -> Outcome:
    """Read the issue as it is now, and let the ticket follow."""
    with deps.db.reading() as session:
        ticket = tickets.find(session, errand.team_id, errand.args["ticket_id"])
        row = trackers.find(session, errand.team_id, ticket.tracker_id) if ticket and ticket.tracker_id else None
    if ticket is None or row is None or not row.is_on or not ticket.tracker_ref:
        return Drop("no_tracker")
    try:
        with noting(deps, row):
            issue = opened(deps, row).read(ticket.tracker_ref)
    except GiveUpError as failure:
        if failure.code == CANNOT_LOOK:
            return Drop(CANNOT_LOOK)
        raise
    with transaction(deps) as session:
        if errands.hold_on(session, errand, until=errand.lease_until):
            _follow(session, deps, errand, row, issue)
    return Done()


def _follow(session: Session, deps: Deps, errand: Errand, row: TrackerRow, issue: Issue) -> None:
    """Only what is new is followed: neither an older state of the issue, nor one that was followed before."""
    ticket = tickets.hold(session, errand.team_id, errand.args["ticket_id"])
    if ticket is None or _is_older(ticket, issue):
        return
    before = IssueState(ticket.tracker_state) if ticket.tracker_state else None
    ticket.tracker_state, ticket.tracker_changed_at = issue.state.value, issue.changed_at or ticket.tracker_changed_at
    ticket.tracker_url = issue.url or ticket.tracker_url
    session.add(ticket)
    if before is issue.state:
        return
    facts = {"tracker": row.name, "state": issue.state.value}
    if not _decided(session, deps, ticket, row, status_from(before, issue.state)):
        steps.note(session, ticket.team_id, ticket.id or 0, Step.TRACKER_CHANGED, facts=facts, now=deps.now())
        cards.ask_to_show(session, deps, ticket.team_id, ticket.id or 0)


def _is_older(ticket: Ticket, issue: Issue) -> bool:
    return bool(issue.changed_at and ticket.tracker_changed_at and issue.changed_at < ticket.tracker_changed_at)


def _decided(session: Session, deps: Deps, ticket: Ticket, row: TrackerRow, status: Status | None) -> bool:
    """The decision is a person's would-be: of the ticket, or of the one that it was merged into and that has no issue itself."""
    stands = tickets.canonical(session, ticket.team_id, ticket)
    if status is None or (stands.id != ticket.id and stands.tracker_ref):
        return False
    held = ticket if stands.id == ticket.id else tickets.hold(session, ticket.team_id, stands.id or 0)
    if held is None:
        return False
    words = words_for(workspaces.community_of(session, ticket.team_id).language)
    reason = view.not_planned(words, row.name) if status is Status.DECLINED else ""
    return deciding.decide(session, deps, held, status, by_id=None, reason=reason, facts={"tracker": row.name})
