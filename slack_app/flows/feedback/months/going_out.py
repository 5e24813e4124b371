"""A month's answer goes out: posted once in the channel that managers chose, and drawn anew when something of it changes."""

from sqlmodel import Session

from slack_app.domain.feedback.months.you_said import Stage
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.digest.shown import permalink
from slack_app.flows.feedback.months import monthly
from slack_app.flows.outcomes import Done, Drop, Outcome, Say, Then
from slack_app.flows.trouble import ask_to_warn
from slack_app.gateway.protocol import GiveUpError, Post, Receipt
from slack_app.store import workspaces
from slack_app.store.errands import Errand
from slack_app.store.feedback import you_said
from slack_app.store.schema import YouSaid
from slack_app.views.feedback.months import you_said as view
from slack_app.views.feedback.months.you_said import AnswerOf
from slack_app.views.kit import Letter
from slack_app.views.words import words_for

IS_GONE = frozenset({"message_not_found", "channel_not_found", "is_archived", "not_in_channel"})


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
        monthly.becomes(session, deps, monthly.held(session, team_id, row_id), Stage.DRAFT, None)
        if channel_id:
            ask_to_warn(session, deps, team_id, code=trouble, about=channel_id)


def _as_it_goes_out(deps: Deps, team_id: str, row_id: int, place: str) -> AnswerOf:
    """The last look at what is still true; from here on it is what was said."""
    with transaction(deps) as session:
        row = monthly.held(session, team_id, row_id)
        monthly.keep_true(session, row)
        row.channel_id = place
        session.add(row)
        session.flush()
        return monthly.answer_of(session, row)


def _sent(deps: Deps, team_id: str, row_id: int, said: AnswerOf) -> Then:
    """It is out; what changed while it was on its way is drawn into it."""

    def then(session: Session, receipt: Receipt) -> None:
        row = monthly.held(session, team_id, row_id)
        row.channel_id, row.message_ts, row.sent_at = receipt.channel_id, receipt.message_ts, deps.now()
        monthly.becomes(session, deps, row, Stage.SENT, row.by_id)
        if monthly.answer_of(session, row) != said:
            monthly.ask_to_mend(session, deps, team_id, [row_id])

    return then


def show_you_said(deps: Deps, errand: Errand) -> Outcome:
    """Draw the draft, or what is out, as it stands now."""
    with transaction(deps) as session:
        row = you_said.find(session, errand.team_id, int(errand.args["you_said_id"]))
        if row:
            monthly.keep_true(session, row)
    if row is None:
        return Drop("no_month")
    link = permalink(deps, row.team_id, row.channel_id, row.message_ts)
    is_out = bool(errand.args.get(monthly.OUT))
    with deps.db.reading() as session:
        words, draft = words_for(row.language), monthly.draft_of(session, row, link)
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
