"""Managers write a month's answer, send it or skip it; a worker posts it once, and draws it anew when something of it changes."""

from collections.abc import Sequence

from sqlmodel import Session

from slack_app.domain.errors import InvalidAnswersError, NotAllowedError
from slack_app.domain.feedback.you_said import Stage
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.digest.shown import permalink
from slack_app.flows.feedback import months
from slack_app.flows.outcomes import Done, Drop, Outcome, Say, Then
from slack_app.flows.people import as_manager
from slack_app.flows.trouble import ask_to_warn
from slack_app.gateway.protocol import GiveUpError, Post, Receipt
from slack_app.jobs import Job
from slack_app.store import outbox, tickets, workspaces, you_said
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.store.schema import YouSaid
from slack_app.views.feedback import you_said as view
from slack_app.views.feedback import you_said_form as forms
from slack_app.views.feedback.you_said import AnswerOf
from slack_app.views.feedback.you_said_form import FormOf, TicketOf, Written
from slack_app.views.kit import Letter, View
from slack_app.views.words import words_for

IS_GONE = frozenset({"message_not_found", "channel_not_found", "is_archived", "not_in_channel"})
STILL_WRITTEN = (Stage.DRAFT, Stage.SENDING, Stage.SENT)
"""What may be changed: what is out, too, for nobody is without a slip of the pen."""


def form(deps: Deps, team_id: str, user_id: str, you_said_id: int) -> View:
    """The form of a month's answer, or what became of it where it cannot be changed. Raises NotAllowedError."""
    words, _ = as_manager(deps, team_id, user_id)
    with transaction(deps) as session:
        row = _held(session, team_id, you_said_id)
        if row.status not in STILL_WRITTEN:
            return forms.notice(words, forms.was_done(words, Stage(row.status), row.by_id))
        months.keep_true(session, row)
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
        row = _held(session, team_id, written.you_said_id)
        if row.status not in STILL_WRITTEN:
            return forms.notice(words, forms.was_done(words, Stage(row.status), row.by_id))
        if row.edits != written.edits:
            raise InvalidAnswersError({forms.OPENING: forms.CHANGED})
        row.opening, row.closing, row.edits = written.opening, written.closing, row.edits + 1
        session.add(row)
        you_said.write(session, team_id, written.you_said_id, written.lines)
        session.flush()
        months.ask_to_show(session, deps, team_id, [written.you_said_id])
        months.ask_to_mend(session, deps, team_id, [written.you_said_id])
    return None


def send(deps: Deps, team_id: str, user_id: str, you_said_id: int) -> View | None:
    """It shall go out; who comes second reads who was first. Raises NotAllowedError."""
    words, _ = as_manager(deps, team_id, user_id)
    with transaction(deps) as session:
        row = _held(session, team_id, you_said_id)
        stage = Stage(row.status)
        if stage not in (Stage.DRAFT, Stage.SENDING):
            return forms.notice(words, forms.was_done(words, stage, row.by_id))
        _ask_to_send(session, deps, row)
        if stage is Stage.SENDING:
            return forms.notice(words, forms.was_done(words, stage, row.by_id))
        _becomes(session, deps, row, Stage.SENDING, user_id)
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
        row = _held(session, team_id, you_said_id)
        if row.status != seen:
            return forms.notice(words, forms.was_done(words, Stage(row.status), row.by_id))
        _becomes(session, deps, row, then, user_id)
    return None


def _becomes(session: Session, deps: Deps, row: YouSaid, stage: Stage, by_id: str | None) -> None:
    row.status, row.by_id = stage, by_id
    session.add(row)
    session.flush()
    months.ask_to_show(session, deps, row.team_id, [row.id or 0])


def _held(session: Session, team_id: str, you_said_id: int) -> YouSaid:
    row = you_said.hold(session, team_id, you_said_id)
    if row is None:
        raise NotAllowedError
    return row


def send_you_said(deps: Deps, errand: Errand) -> Outcome:
    """Post it where managers chose; where that channel is closed it is a draft again, and they are told what helps."""
    team_id, row_id = errand.team_id, int(errand.args["you_said_id"])
    with deps.db.reading() as session:
        row = you_said.find(session, team_id, row_id)
        chosen = workspaces.community_of(session, team_id).feedback.monthly_channel
    if row is None or row.status != Stage.SENDING:
        return Drop("not_to_be_sent")
    is_there = _is_there(deps, errand, row)
    place = row.channel_id if is_there else chosen
    trouble = "" if is_there else _trouble(deps, team_id, place)
    if place is None or trouble:
        _not_sent(deps, team_id, row_id, place, trouble)
        return Drop("channel_closed")
    said = _as_it_goes_out(deps, team_id, row_id, place)
    letter = view.answer(words_for(row.language), said)
    return Say(Post(place, letter.text, letter.blocks, key=errand.key), _sent(deps, team_id, row_id, said))


def _is_there(deps: Deps, errand: Errand, row: YouSaid) -> bool:
    """Whether an earlier try has posted it, perhaps in a channel that managers have left since."""
    if not (errand.maybe_from and row.channel_id):
        return False
    try:
        found = deps.slack.find(row.team_id, row.channel_id, errand.key, since=errand.maybe_from)
    except GiveUpError:
        return False
    return found is not None


def _trouble(deps: Deps, team_id: str, channel_id: str | None) -> str:
    """Why nothing can be said there; empty where it can."""
    if channel_id is None:
        return ""
    try:
        found = deps.slack.channel(team_id, channel_id)
    except GiveUpError as refusal:
        return refusal.code
    if found.is_archived:
        return "is_archived"
    return "" if found.is_member else "not_in_channel"


def _not_sent(deps: Deps, team_id: str, row_id: int, channel_id: str | None, trouble: str) -> None:
    with transaction(deps) as session:
        _becomes(session, deps, _held(session, team_id, row_id), Stage.DRAFT, None)
        if channel_id:
            ask_to_warn(session, deps, team_id, code=trouble, about=channel_id)


def _as_it_goes_out(deps: Deps, team_id: str, row_id: int, place: str) -> AnswerOf:
    """The last look at what is still true; from here on it is what was said."""
    with transaction(deps) as session:
        row = _held(session, team_id, row_id)
        months.keep_true(session, row)
        row.channel_id = place
        session.add(row)
        session.flush()
        return months.answer_of(session, row)


def _sent(deps: Deps, team_id: str, row_id: int, said: AnswerOf) -> Then:
    """It is out; what changed while it was on its way is drawn into it."""

    def then(session: Session, receipt: Receipt) -> None:
        row = _held(session, team_id, row_id)
        row.channel_id, row.message_ts, row.sent_at = receipt.channel_id, receipt.message_ts, deps.now()
        _becomes(session, deps, row, Stage.SENT, row.by_id)
        if months.answer_of(session, row) != said:
            months.ask_to_mend(session, deps, team_id, [row_id])

    return then


def show_you_said(deps: Deps, errand: Errand) -> Outcome:
    """Draw the draft, or what is out, as it stands now."""
    with transaction(deps) as session:
        row = you_said.find(session, errand.team_id, int(errand.args["you_said_id"]))
        if row:
            months.keep_true(session, row)
    if row is None:
        return Drop("no_month")
    link = permalink(deps, row.team_id, row.channel_id, row.message_ts)
    is_out = bool(errand.args.get(months.OUT))
    with deps.db.reading() as session:
        words, draft = words_for(row.language), months.draft_of(session, row, link)
    if is_out:
        _update(deps, row.team_id, row.channel_id, row.message_ts, view.answer(words, draft.answer))
    else:
        _update(deps, row.team_id, row.draft_channel_id, row.draft_ts, view.draft(words, draft))
    return Done()


def _update(deps: Deps, team_id: str, channel_id: str | None, ts: str | None, letter: Letter) -> None:
    """Somebody took the message or its channel away: nobody misses it."""
    if not channel_id or not ts:
        return
    try:
        deps.slack.update(team_id, Receipt(channel_id, ts), letter.text, letter.blocks)
    except GiveUpError as refusal:
        if refusal.code not in IS_GONE:
            raise
