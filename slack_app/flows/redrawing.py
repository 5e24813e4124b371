"""Reports that are posted: where each stands, and that it is drawn anew when something of it has changed."""

from collections.abc import Mapping

from sqlmodel import Session

from slack_app.flows.deps import Deps
from slack_app.flows.outcomes import Then
from slack_app.gateway.protocol import Receipt
from slack_app.jobs import Job
from slack_app.store import outbox, reports
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


def stands(report: Report) -> Then:
    """Once a report is posted it is known where, so that it can be drawn anew."""

    def then(session: Session, receipt: Receipt) -> None:
        found = reports.find(session, report.team_id, report.id or 0)
        if found:
            reports.stands_at(session, found, receipt.channel_id, receipt.message_ts)

    return then
