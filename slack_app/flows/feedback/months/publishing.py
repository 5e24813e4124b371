"""Managers write a month's answer, send it, skip it or bring it back; of two, the second reads what the first did."""

from collections.abc import Sequence

from sqlmodel import Session

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.months.you_said import Stage
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback.months import monthly
from slack_app.flows.people import as_manager
from slack_app.jobs import Job
from slack_app.store import outbox
from slack_app.store.feedback import tickets, you_said
from slack_app.store.outbox import Task
from slack_app.store.schema import YouSaid
from slack_app.views.feedback.months import form as forms
from slack_app.views.feedback.months.form import FormOf, TicketOf, Written
from slack_app.views.kit import View

STILL_WRITTEN = (Stage.DRAFT, Stage.SENDING, Stage.SENT)
"""What may be changed: what is out, too, for nobody is without a slip of the pen."""


def form(deps: Deps, team_id: str, user_id: str, you_said_id: int) -> View:
    """The form of a month's answer, or what became of it where it cannot be changed. Raises NotAllowedError."""
    words, _ = as_manager(deps, team_id, user_id)
    with transaction(deps) as session:
        row = monthly.held(session, team_id, you_said_id)
        if row.status not in STILL_WRITTEN:
            return forms.notice(words, forms.was_done(words, Stage(row.status), row.by_id))
        monthly.keep_true(session, row)
        shown = FormOf(you_said_id, row.month, row.edits, row.opening, row.closing, _tickets(session, row))
        return forms.edit(words, shown)


def _tickets(session: Session, row: YouSaid) -> Sequence[TicketOf]:
    lines = you_said.lines_of(session, row.team_id, row.id or 0)
    found = {one.id: one for one in tickets.those(session, row.team_id, [one.ticket_id for one in lines])}
    return [
        TicketOf(one.ticket_id, ticket.number, one.part, ticket.words, one.line, ticket.decline_reason or "")
        for one in lines
        if (ticket := found.get(one.ticket_id))
    ]


def keep(deps: Deps, team_id: str, user_id: str, written: Written) -> View | None:
    """Keep what a manager wrote. Raises NotAllowedError, and InvalidAnswersError where somebody changed it meanwhile."""
    words, _ = as_manager(deps, team_id, user_id)
    with transaction(deps) as session:
        row = monthly.held(session, team_id, written.you_said_id)
        if row.status not in STILL_WRITTEN:
            return forms.notice(words, forms.was_done(words, Stage(row.status), row.by_id))
        if row.edits != written.edits:
            raise InvalidAnswersError({forms.OPENING: forms.CHANGED})
        row.opening, row.closing, row.edits = written.opening, written.closing, row.edits + 1
        session.add(row)
        you_said.write(session, team_id, written.you_said_id, written.lines)
        session.flush()
        monthly.ask_to_show(session, deps, team_id, [written.you_said_id])
        monthly.ask_to_mend(session, deps, team_id, [written.you_said_id])
    return None


def send(deps: Deps, team_id: str, user_id: str, you_said_id: int) -> View | None:
    """It shall go out; who comes second reads who was first. Raises NotAllowedError."""
    words, _ = as_manager(deps, team_id, user_id)
    with transaction(deps) as session:
        row = monthly.held(session, team_id, you_said_id)
        stage = Stage(row.status)
        if stage not in (Stage.DRAFT, Stage.SENDING):
            return forms.notice(words, forms.was_done(words, stage, row.by_id))
        _ask_to_send(session, deps, row)
        if stage is Stage.SENDING:
            return forms.notice(words, forms.was_done(words, stage, row.by_id))
        monthly.becomes(session, deps, row, Stage.SENDING, user_id)
    return None


def _ask_to_send(session: Session, deps: Deps, row: YouSaid) -> None:
    """Once, also after it was given up: nothing is posted a second time."""
    task = Task(Job.SEND_YOU_SAID, f"send_you_said:{row.id}", args={"you_said_id": row.id})
    outbox.put_unless_done(session, row.team_id, task, now=deps.now())


def skip(deps: Deps, team_id: str, user_id: str, you_said_id: int) -> View | None:
    """Nothing goes out of this month, unless it is brought back. Raises NotAllowedError."""
    return _turn(deps, (team_id, user_id, you_said_id), Stage.DRAFT, Stage.SKIPPED)


def bring_back(deps: Deps, team_id: str, user_id: str, you_said_id: int) -> View | None:
    """What was skipped is a draft again. Raises NotAllowedError."""
    return _turn(deps, (team_id, user_id, you_said_id), Stage.SKIPPED, Stage.DRAFT)


def _turn(deps: Deps, which: tuple[str, str, int], seen: Stage, then: Stage) -> View | None:
    team_id, user_id, you_said_id = which
    words, _ = as_manager(deps, team_id, user_id)
    with transaction(deps) as session:
        row = monthly.held(session, team_id, you_said_id)
        if row.status != seen:
            return forms.notice(words, forms.was_done(words, Stage(row.status), row.by_id))
        monthly.becomes(session, deps, row, then, user_id)
    return None
