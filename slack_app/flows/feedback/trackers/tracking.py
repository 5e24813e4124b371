"""An accepted ticket gets its issue in a tracker: asked for once, filed once, whatever happens on the way."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from slack_app.domain.feedback.terms import Status, Step
from slack_app.domain.feedback.trackers.issues import Sentences, body_of, labels_of, marker_of, title_of
from slack_app.domain.feedback.trackers.kinds import IssueState
from slack_app.domain.plain import str_at
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback import cards
from slack_app.flows.feedback.teams import team_of
from slack_app.flows.feedback.trackers.reaching import noting, opened
from slack_app.flows.outcomes import Done, Drop, Outcome, Wait
from slack_app.gateway.protocol import GiveUpError, Receipt, TryAgainError
from slack_app.gateway.trackers.protocol import Issue, NewIssue, Tracker
from slack_app.jobs import Job
from slack_app.store import errands, outbox, workspaces
from slack_app.store.errands import Errand
from slack_app.store.feedback import steps, tickets, trackers
from slack_app.store.outbox import Task
from slack_app.store.schema import Ticket, TrackerRow
from slack_app.views.feedback.trackers import issue as view
from slack_app.views.words import words_for

MAY_BE_FILED = (Status.ACCEPTED, Status.PLANNED)


@dataclass(frozen=True)
class Filing:
    """What an errand is about."""

    ticket: Ticket
    row: TrackerRow
    language: str
    title: str = ""


def ask_to_file(session: Session, deps: Deps, ticket: Ticket, *, tracker_id: int | None = None) -> bool:
    """Ask for an issue, once for a ticket: in that tracker, else in the ticket's own (a rule's), else in its team's.

    False where there is none, where it is switched off, or where the ticket has its issue already.
    """
    row = tracker_for(session, ticket, tracker_id=tracker_id)
    if row is None:
        return False
    ticket.tracker_id = row.id
    session.add(ticket)
    args = {"ticket_id": ticket.id, "tracker_id": row.id}
    task = Task(Job.FILE_ISSUE, f"file_issue:{ticket.id}:{row.id}", args=args)
    outbox.put_unless_done(session, ticket.team_id, task, now=deps.now())
    return True


def tracker_for(session: Session, ticket: Ticket, *, tracker_id: int | None = None) -> TrackerRow | None:
    """Where its issue may be filed (in that tracker, its own, or its team's); None where it has one, or there is none."""
    chosen = tracker_id or ticket.tracker_id or _of_the_team(session, ticket)
    row = trackers.find(session, ticket.team_id, chosen) if chosen else None
    return row if row and row.is_on and not ticket.tracker_ref else None


def title_kept(session: Session, ticket: Ticket) -> str | None:
    """What someone of the team chose that its issue is to be called; empty: as its words begin. None where nobody did."""
    found = steps.last(session, ticket.team_id, ticket.id or 0, Step.TITLED)
    return str_at(found.facts, "title") if found else None


def ask_to_read(session: Session, deps: Deps, ticket: Ticket, *, due_at: datetime | None = None) -> None:
    """Ask that a ticket's issue be read; who is reading it just now does so once more, and the earlier reading is void."""
    task = Task(Job.READ_ISSUE, f"read_issue:{ticket.id}", args={"ticket_id": ticket.id}, due_at=due_at)
    outbox.put_again(session, ticket.team_id, task, now=deps.now())


def _of_the_team(session: Session, ticket: Ticket) -> int | None:
    team = team_of(session, ticket.team_id, ticket.product_team_id)
    return team.default_tracker_id if team else None


def file_issue(deps: Deps, errand: Errand) -> Outcome:
    """Look first where an earlier try may have filed it; then write the intent, file it, and stamp the ticket."""
    filing = _filing(deps, errand)
    if not isinstance(filing, Filing):
        return filing
    with noting(deps, filing.row):
        tracker = opened(deps, filing.row)
        issue = _looked_for(deps, errand, filing, tracker) if errand.maybe_from else None
        if isinstance(issue, Wait):
            return issue
        if issue is None:
            new = _written(deps, filing)
            with transaction(deps) as session:
                if not errands.intend(session, errand, now=deps.now(), quiet=deps.pace.quiet):
                    return Done()
            issue = tracker.create(new, fence=lambda: _still_ours(deps, errand))
    _stamp(deps, filing, issue)
    return Done()


def _filing(deps: Deps, errand: Errand) -> Filing | Outcome:
    """What is to be filed; or why nothing is, any more."""
    with deps.db.reading() as session:
        ticket = tickets.find(session, errand.team_id, errand.args["ticket_id"])
        row = trackers.find(session, errand.team_id, errand.args["tracker_id"])
        language = workspaces.community_of(session, errand.team_id).language
        title = title_kept(session, ticket) if ticket else None
    if ticket is None or row is None or not row.is_on or ticket.tracker_id != row.id:
        return Drop("no_tracker")
    if ticket.tracker_ref:
        return Done()
    if ticket.status not in MAY_BE_FILED and not errand.maybe_from:
        return Drop("not_accepted")
    return Filing(ticket, row, language, title or "")


def _looked_for(deps: Deps, errand: Errand, filing: Filing, tracker: Tracker) -> Issue | Wait | None:
    """The issue that an earlier try filed. Until the tracker shows what it has taken, not to see it says nothing."""
    since = errand.maybe_from or errand.created_at
    issue = tracker.find(marker_of(filing.ticket.marker), since=since)
    settled = (errand.quiet_until or since) - deps.pace.quiet + tracker.settles
    if issue is None and deps.now() < settled:
        return Wait(settled)
    if issue is None and filing.ticket.status not in MAY_BE_FILED:
        raise GiveUpError("tracker_not_wanted")
    return issue


def _still_ours(deps: Deps, errand: Errand) -> None:
    if deps.now() >= errand.lease_until:
        raise TryAgainError("tracker_lease_over")


def _written(deps: Deps, filing: Filing) -> NewIssue:
    ticket, words = filing.ticket, words_for(filing.language)
    link = _permalink(deps, ticket)
    marker = marker_of(ticket.marker)
    sentences = Sentences(view.voices(words, ticket.voices), view.card(words, link), view.without_words(words))
    return NewIssue(
        marker=marker,
        title=filing.title or title_of(ticket.words, view.title_without_words(words, ticket.number)),
        body=body_of(ticket.words, sentences, marker),
        labels=labels_of(ticket.kind, ticket.area, ticket.priority),
        priority=ticket.priority,
        link=link,
    )


def _permalink(deps: Deps, ticket: Ticket) -> str:
    """The way to the ticket's card; none where it has none, or Slack does not tell it now: an issue does not wait for it."""
    if not ticket.card_channel_id or not ticket.card_ts:
        return ""
    try:
        return deps.slack.permalink(ticket.team_id, Receipt(ticket.card_channel_id, ticket.card_ts))
    except (TryAgainError, GiveUpError):
        return ""


def _stamp(deps: Deps, filing: Filing, issue: Issue) -> None:
    """The ticket knows its issue from now on; what became of the issue meanwhile is read."""
    now = deps.now()
    with transaction(deps) as session:
        ticket = tickets.hold(session, filing.ticket.team_id, filing.ticket.id or 0)
        if ticket is None or ticket.tracker_ref:
            return
        ticket.tracker_ref, ticket.tracker_url, ticket.updated_at = issue.ref, issue.url or None, now
        ticket.tracker_state = IssueState.OPEN.value
        session.add(ticket)
        facts = {"tracker": filing.row.name, "url": issue.url}
        steps.note(session, ticket.team_id, ticket.id or 0, Step.TRACKED, facts=facts, now=now)
        cards.ask_to_show(session, deps, ticket.team_id, ticket.id or 0)
        if issue.state is not IssueState.OPEN:
            ask_to_read(session, deps, ticket)
