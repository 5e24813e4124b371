"""Reports that are posted: where each stands, and that it is drawn anew when something of it has changed."""

from collections.abc import Callable, Mapping

from sqlmodel import Session

from slack_app.flows.deps import Deps, transaction
from slack_app.flows.outcomes import Then
from slack_app.gateway.protocol import Receipt
from slack_app.jobs import Job
from slack_app.store import outbox
from slack_app.store.digest import reports
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.store.schema import Report

REDRAWN_BY: Mapping[str, Job] = {
    "newcomers": Job.SHOW_GREETER,
    "digest": Job.SHOW_DIGEST,
    "digest_now": Job.SHOW_DIGEST,
    "recap": Job.SHOW_DIGEST,
    "brief": Job.SHOW_DIGEST,
}
"""Which job draws a report anew, by its name (as far as a colon); a report of another name shows nobody."""


def ask_to_redraw(session: Session, deps: Deps, report: Report) -> None:
    """Ask that a report's message be drawn anew; asked twice it is drawn once."""
    kind, _, _ = report.name.partition(":")
    job = REDRAWN_BY.get(kind)
    if job:
        task = Task(job, f"{job.value}:{report.id}", args={"report_id": report.id})
        outbox.put_again(session, report.team_id, task, now=deps.now())


def place_of(deps: Deps, errand: Errand, report: Report, find: Callable[[], str | None]) -> str | None:
    """Where a report is posted now; where an earlier try may have posted it, for it does not stand in two places."""
    if errand.maybe_from and report.channel_id:
        return report.channel_id
    place = find()
    if place:
        with transaction(deps) as session:
            reports.stands_at(session, report, place, None)
    return place


def stands(deps: Deps, report: Report) -> Then:
    """Once a report is posted it is known where; who was erased from it while it was sent is taken out of it."""

    def then(session: Session, receipt: Receipt) -> None:
        found = reports.find(session, report.team_id, report.id or 0)
        if found:
            reports.stands_at(session, found, receipt.channel_id, receipt.message_ts)
            if found.figures != report.figures:
                ask_to_redraw(session, deps, found)

    return then
