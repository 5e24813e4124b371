"""What stands in the thread under a digest: every figure in tables, and a picture of the weeks."""

from sqlmodel import Session

from slack_app.flows.deps import Deps
from slack_app.flows.digest.shown import figures_of, words_in
from slack_app.flows.outcomes import Done, Drop, Outcome, Say, Then
from slack_app.gateway.protocol import Post, Receipt
from slack_app.jobs import Job
from slack_app.store import outbox
from slack_app.store.digest import reports
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.store.schema import Report
from slack_app.views.digest import details as view
from slack_app.views.digest import picture


def ask_for_details(session: Session, deps: Deps, report: Report) -> None:
    """Ask that the details follow the digest that has just been told."""
    task = Task(Job.DIGEST_DETAILS, f"digest_details:{report.id}", args={"report_id": report.id})
    outbox.put(session, report.team_id, task, now=deps.now())


def digest_details(deps: Deps, errand: Errand) -> Outcome:
    """The tables, in the thread; then the picture, so that they stand in this order."""
    report = _told(deps, errand)
    if report is None or not report.channel_id:
        return Drop("no_digest")
    words, of = words_in(report), figures_of(report)
    letter, simpler = view.details(words, of), view.details_simpler(words, of)
    post = Post(report.channel_id, letter.text, letter.blocks, report.message_ts, errand.key, simpler=simpler.blocks)
    return Say(post, _then_the_picture(deps, report))


def _told(deps: Deps, errand: Errand) -> Report | None:
    """The report whose message stands somewhere."""
    with deps.db.reading() as session:
        report = reports.find(session, errand.team_id, errand.args["report_id"])
    return report if report and report.channel_id and report.message_ts else None


def _then_the_picture(deps: Deps, report: Report) -> Then:
    def then(session: Session, _receipt: Receipt) -> None:
        task = Task(Job.DIGEST_PICTURE, f"digest_picture:{report.id}", args={"report_id": report.id})
        outbox.put(session, report.team_id, task, now=deps.now())

    return then


def digest_picture(deps: Deps, errand: Errand) -> Outcome:
    """Four panels in the thread; a repeat after doubt may bring them twice, never none."""
    report = _told(deps, errand)
    if report is None or not report.channel_id:
        return Drop("no_digest")
    words, of = words_in(report), figures_of(report)
    deps.slack.upload(
        errand.team_id,
        report.channel_id,
        picture.FILENAME,
        picture.png(words, of),
        picture.title(words, of),
        alt=picture.alt(words, of),
        thread_ts=report.message_ts,
    )
    return Done()
