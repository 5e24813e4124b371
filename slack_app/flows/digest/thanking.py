"""Thanks that a manager writes to somebody on the list: the form, what is kept of it, and the message that brings it."""

from sqlmodel import Session

from slack_app.domain.digest.todo import Item, TodoKind
from slack_app.domain.door import Kind as Door
from slack_app.flows import door
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.digest import doing
from slack_app.flows.outcomes import Drop, Outcome, Say, Then
from slack_app.flows.people import as_manager, community_and_member, direct_channel, words_of
from slack_app.gateway.protocol import Post, Receipt
from slack_app.jobs import Job
from slack_app.store import members, outbox
from slack_app.store.digest import reports, settled, thanks
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.store.schema import Report, Thanks
from slack_app.views.digest import thanking as view
from slack_app.views.digest.thanking import ThanksWritten
from slack_app.views.kit import View


def form(deps: Deps, team_id: str, user_id: str, value: str, where: Receipt) -> View | None:
    """The form, for a manager; None where the item is gone or settled, which they are told. Raises NotAllowedError."""
    words, community = as_manager(deps, team_id, user_id)
    with deps.db.reading() as session:
        report = reports.standing_at(session, team_id, where.channel_id, where.message_ts)
        item = doing.item_in(report, value)
        is_open = report is not None and item is not None and not _is_settled(session, report, item)
        theirs = members.find(session, team_id, item.user_id or "") if item else None
    if item is None or item.kind is not TodoKind.THANK or not is_open:
        doing.look(deps, team_id, user_id, value, where)
        return None
    return view.form(words, words_of(theirs, community), item)


def _is_settled(session: Session, report: Report, item: Item) -> bool:
    return item.key in settled.those(session, report.team_id, since=report.created_at)


def thank(deps: Deps, team_id: str, user_id: str, written: ThanksWritten) -> None:
    """Keep a manager's words and ask that they be brought; once, whoever else wishes to thank. Raises NotAllowedError."""
    as_manager(deps, team_id, user_id)
    with transaction(deps) as session:
        found = _newest_with(session, team_id, written.value)
        if found is None:
            return
        report, item = found
        if doing.settle(session, deps, team_id, item, user_id):
            _ask_to_give(session, deps, team_id, item, user_id, written)
        where = Receipt(report.channel_id or "", report.message_ts or "")
        press = doing.Press(user_id, written.value, where, doing.THANKED)
        doing.ask_to_tell(session, deps, team_id, press, report)


def _newest_with(session: Session, team_id: str, value: str) -> tuple[Report, Item] | None:
    """The newest digest in whose list that item stands."""
    _, _, about = value.partition(" ")
    found = [one for one in reports.naming(session, team_id, about) if one.message_ts]
    newest_first = sorted(found, key=lambda one: one.created_at, reverse=True)
    pairs = ((one, doing.item_in(one, value)) for one in newest_first)
    return next(((one, item) for one, item in pairs if item and item.kind is TodoKind.THANK), None)


def _ask_to_give(session: Session, deps: Deps, team_id: str, item: Item, by_id: str, written: ThanksWritten) -> None:
    row = thanks.keep(
        session, team_id, item.about, written.words, by_id=by_id, may_tell=written.may_tell, now=deps.now()
    )
    args = {"thanks_id": row.id}
    task = Task(Job.GIVE_THANKS, f"give_thanks:{row.id}", item.about, args, Door.NUDGE.value)
    outbox.put(session, team_id, task, now=deps.now())


def give_thanks(deps: Deps, errand: Errand) -> Outcome:
    """Bring somebody the thanks, in their language, at an hour at which they may be written to."""
    team_id, user_id, thanks_id = errand.team_id, errand.user_id or "", errand.args["thanks_id"]
    community, member = community_and_member(deps, team_id, user_id)
    with deps.db.reading() as session:
        row = thanks.find(session, team_id, thanks_id)
    if row is None or not row.by_id:
        return Drop("no_thanks")
    with transaction(deps) as session:
        entry = door.ask(session, deps, errand)
        if entry.kind == "never":
            _could_not_be_brought(session, deps, row)
            return Drop(entry.reason)
    letter = view.letter(words_of(member, community), row.by_id, row.words)
    return Say(
        Post(direct_channel(deps, team_id, user_id), letter.text, letter.blocks, key=errand.key), _told(deps, errand)
    )


def _could_not_be_brought(session: Session, deps: Deps, row: Thanks) -> None:
    """Who wrote them is told, where the digest stands: a word of their own is what remains."""
    value = f"{TodoKind.THANK} {row.user_id}"
    found = _newest_with(session, row.team_id, value)
    if found and row.by_id:
        report, _ = found
        where = Receipt(report.channel_id or "", report.message_ts or "")
        doing.ask_to_tell(session, deps, row.team_id, doing.Press(row.by_id, value, where, doing.UNDELIVERED), None)


def _told(deps: Deps, errand: Errand) -> Then:
    def then(session: Session, _receipt: Receipt) -> None:
        thanks.told(session, errand.team_id, errand.args["thanks_id"], now=deps.now())

    return then
