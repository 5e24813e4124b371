"""What people do about a digest's list: the first to press does it, the message shows who, and each is told privately."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from slack_app.domain.digest.todo import AGAIN_AFTER, Item, TodoKind, find, key_of
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.digest.shown import NAMES, WEEKLY, digest_in
from slack_app.flows.greeting import promise
from slack_app.flows.outcomes import Done, Drop, Outcome
from slack_app.flows.people import community_and_member, words_of
from slack_app.flows.redrawing import ask_to_redraw
from slack_app.gateway.protocol import Receipt
from slack_app.jobs import Job
from slack_app.store import outbox
from slack_app.store.digest import reports, settled
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.store.schema import Report
from slack_app.views.digest import doing as view
from slack_app.views.digest import thanking
from slack_app.views.kit import Letter
from slack_app.views.words import Words

TAKE, DONE, THANKED, UNDELIVERED, LOOKED = "take", "done", "thanked", "undelivered", "looked"
"""What somebody did: took an item, did it, thanked for it (in vain), or only found out how it stands."""
CAN_BE_TAKEN = (TodoKind.GREET, TodoKind.QUIET)


@dataclass(frozen=True)
class Press:
    """Somebody pressed a button of an item (by its value) in a message, or sent the form that it opened."""

    user_id: str
    value: str
    where: Receipt
    deed: str


def take(deps: Deps, team_id: str, user_id: str, value: str, where: Receipt) -> bool:
    """Someone takes an item of the list upon themselves; False when it is not theirs to take (any more)."""
    return _settle(deps, team_id, Press(user_id, value, where, TAKE))


def done(deps: Deps, team_id: str, user_id: str, value: str, where: Receipt) -> bool:
    """Someone has done what an item asks for; False when it was settled before."""
    return _settle(deps, team_id, Press(user_id, value, where, DONE))


def _settle(deps: Deps, team_id: str, press: Press) -> bool:
    with transaction(deps) as session:
        report = reports.standing_at(session, team_id, press.where.channel_id, press.where.message_ts)
        item = item_in(report, press.value)
        won = item is not None and settle(session, deps, team_id, item, press.user_id)
        ask_to_tell(session, deps, team_id, press, report)
        return won


def _ask_to_show(session: Session, deps: Deps, team_id: str, item: Item) -> None:
    """Every digest of late in whose list the item stands shows who settled it: the channel's, and those in messages."""
    since = (deps.now() - AGAIN_AFTER).date()
    for report in reports.between(session, team_id, WEEKLY, since, date.max):
        if report.name.partition(":")[0] in NAMES and _has_one_of(report, {item.key}):
            ask_to_redraw(session, deps, report)


def look(deps: Deps, team_id: str, user_id: str, value: str, where: Receipt) -> None:
    """Someone pressed a button whose item is gone or settled: they are told how it stands, and the message shows it."""
    with transaction(deps) as session:
        report = reports.standing_at(session, team_id, where.channel_id, where.message_ts)
        ask_to_tell(session, deps, team_id, Press(user_id, value, where, LOOKED), report)


def item_in(report: Report | None, value: str) -> Item | None:
    """The item of a button's value in the digest where it was pressed; None where it is not in there."""
    key = key_of(value)
    if report is None or key is None or report.name.partition(":")[0] not in NAMES:
        return None
    return find(digest_in(report).todo, *key)


def settle(session: Session, deps: Deps, team_id: str, item: Item, by_id: str) -> bool:
    """An item is settled from now on, by the first who says so; False when somebody else was first.

    Who is greeted here is greeted in the newcomers' report, too.
    """
    if item.kind is TodoKind.GREET:
        return promise(session, deps, team_id, item.about, by_id)
    now, kind, renewed = deps.now(), item.kind.value, deps.now() - AGAIN_AFTER
    before = settled.find(session, team_id, kind, item.about)
    if before and before.settled_at >= renewed:
        return False
    found = settled.settle(
        session, team_id, kind, item.about, user_id=item.user_id, by_id=by_id, now=now, renew_before=renewed
    )
    _ask_to_show(session, deps, team_id, item)
    return (found.by_id, found.settled_at) == (by_id, now)


def ask_to_tell(session: Session, deps: Deps, team_id: str, press: Press, report: Report | None) -> None:
    """Ask that someone be told what came of their button, and that the digest where it stands show it."""
    if report:
        ask_to_redraw(session, deps, report)
    (kind, _, about), where = press.value.partition(" "), press.where
    args = {"kind": kind, "about": about, "deed": press.deed}
    args |= {"channel_id": where.channel_id, "message_ts": where.message_ts}
    key = f"tell_doer:{where.channel_id}:{where.message_ts}:{press.value}:{press.user_id}:{press.deed}"
    outbox.put(session, team_id, Task(Job.TELL_DOER, key, press.user_id, args), now=deps.now())


def tell_doer(deps: Deps, errand: Errand) -> Outcome:
    """Tell them, so that only they see it: theirs it is, or who was first; twice does no harm."""
    team_id, user_id, args = errand.team_id, errand.user_id or "", errand.args
    community, member = community_and_member(deps, team_id, user_id)
    value = f"{args['kind']} {args['about']}"
    with deps.db.reading() as session:
        report = reports.standing_at(session, team_id, args["channel_id"], args["message_ts"])
        item = item_in(report, value)
        row = settled.find(session, team_id, args["kind"], args["about"])
    first = row.by_id if row else None
    letter = _told(words_of(member, community), item, first, user_id, args["deed"])
    if letter is None:
        return Drop("nothing_to_tell")
    deps.slack.tell_privately(team_id, args["channel_id"], user_id, letter.text, letter.blocks)
    return Done()


def _told(words: Words, item: Item | None, first: str | None, user_id: str, deed: str) -> Letter | None:
    if item is None:
        return view.is_gone(words)
    if first is None:
        return None
    if first != user_id:
        return view.was_taken(words, item, first)
    if deed == THANKED:
        return thanking.sent(words, item.about)
    if deed == UNDELIVERED:
        return thanking.undelivered(words, item.about)
    return view.taken(words, item) if deed == TAKE and item.kind in CAN_BE_TAKEN else view.done(words)


def showing(session: Session, team_id: str, user_id: str) -> list[Report]:
    """The digests in whose list it stands that someone did something."""
    keys = settled.by(session, team_id, user_id)
    if not keys:
        return []
    found = reports.between(session, team_id, WEEKLY, date.min, date.max)
    return [one for one in found if one.name.partition(":")[0] in NAMES and _has_one_of(one, keys)]


def _has_one_of(report: Report, keys: Collection[tuple[str, str]]) -> bool:
    return any(item.key in keys for item in digest_in(report).todo)
