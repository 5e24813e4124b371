"""A month's answer as it stands now: its lines while they are true, how it is drawn, and that it be drawn anew."""

from collections.abc import Iterable

from sqlmodel import Session

from slack_app.domain.errors import NotAllowedError
from slack_app.domain.feedback.months.you_said import HOLDS, NOT_SENT, Figures, Stage
from slack_app.flows.deps import Deps
from slack_app.jobs import Job
from slack_app.store import outbox, workspaces
from slack_app.store.feedback import you_said
from slack_app.store.outbox import Task
from slack_app.store.schema import YouSaid
from slack_app.views.feedback.months.you_said import AnswerOf, DraftOf, LineOf

OUT = "out"
"""Of the errand that draws something anew: it is what the community reads, and not the draft."""


def answer_of(session: Session, row: YouSaid) -> AnswerOf:
    """What the community reads of it."""
    feedback = workspaces.community_of(session, row.team_id).feedback
    lines = you_said.lines_of(session, row.team_id, row.id or 0)
    return AnswerOf(
        month=row.month,
        figures=Figures.from_json(row.figures),
        opening=row.opening,
        closing=row.closing,
        lines=[LineOf(one.part, one.line, one.voices, one.months) for one in lines],
        may_be_unnamed=feedback.anonymous,
    )


def draft_of(session: Session, row: YouSaid, link: str = "") -> DraftOf:
    """What managers see of it."""
    chosen = workspaces.community_of(session, row.team_id).feedback.monthly_channel
    stage = Stage(row.status)
    return DraftOf(
        you_said_id=row.id or 0,
        answer=answer_of(session, row),
        stage=stage,
        channel_id=row.channel_id if stage is Stage.SENT else chosen,
        link=link,
        is_untouched=row.edits == 0,
    )


def keep_true(session: Session, row: YouSaid) -> None:
    """Until it is out, a ticket of which its part is not true any more (opened again, linked, taken back) leaves it."""
    if row.status in NOT_SENT:
        for part, holds in HOLDS.items():
            you_said.keep_true(session, row.team_id, row.id or 0, part, [status.value for status in holds])


def take_out(session: Session, deps: Deps, team_id: str, ticket_id: int) -> None:
    """Somebody took back the words of a ticket: no month names it any more, neither a draft nor what is out."""
    ids = you_said.take_out(session, team_id, ticket_id)
    ask_to_show(session, deps, team_id, ids)
    ask_to_mend(session, deps, team_id, ids)


def ask_to_show(session: Session, deps: Deps, team_id: str, ids: Iterable[int]) -> None:
    """Ask that the draft be drawn as it stands; asked twice it is drawn once."""
    for one in ids:
        task = Task(Job.SHOW_YOU_SAID, f"show_you_said:{one}", args={"you_said_id": one})
        outbox.put_again(session, team_id, task, now=deps.now())


def ask_to_mend(session: Session, deps: Deps, team_id: str, ids: Iterable[int]) -> None:
    """The same of what is out, which is touched only when something of it has changed: Slack marks it as edited."""
    for one in ids:
        task = Task(Job.SHOW_YOU_SAID, f"show_you_said:{one}:out", args={"you_said_id": one, OUT: True})
        outbox.put_again(session, team_id, task, now=deps.now())


def becomes(session: Session, deps: Deps, row: YouSaid, stage: Stage, by_id: str | None) -> None:
    """It stands there from now on, by what somebody did; the draft shows it."""
    row.status, row.by_id = stage, by_id
    session.add(row)
    session.flush()
    ask_to_show(session, deps, row.team_id, [row.id or 0])


def held(session: Session, team_id: str, you_said_id: int) -> YouSaid:
    """A month's answer that nobody else changes until the transaction ends. Raises NotAllowedError where there is none here."""
    row = you_said.hold(session, team_id, you_said_id)
    if row is None:
        raise NotAllowedError
    return row
