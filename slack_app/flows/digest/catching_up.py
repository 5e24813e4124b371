"""The first day: what was said before the app was there is read from the history, politely, counted and forgotten."""

from collections.abc import Callable, Mapping

from sqlmodel import Session

from slack_app.domain.digest import catching_up as rules
from slack_app.domain.digest.catching_up import State, Wish
from slack_app.flows import trouble
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.digest import learning, past
from slack_app.flows.outcomes import Done, Drop, Outcome, Say, Then, Wait
from slack_app.flows.people import as_manager
from slack_app.gateway.protocol import GiveUpError, Post, Receipt
from slack_app.jobs import Job
from slack_app.store import outbox, workspaces
from slack_app.store.digest import catching_up, standing
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.store.schema import CatchUp
from slack_app.views.digest import catching_up as view
from slack_app.views.kit import Letter
from slack_app.views.words import Words, words_for

NOT_BEGUN = (State.OFFERED, State.DECLINED)
LETTERS: Mapping[str, Callable[[Words, view.CatchUpOf], Letter]] = {
    State.READING: view.progress,
    State.STOPPED: view.stopped,
    State.DECLINED: lambda words, _of: view.declined(words),
    State.DONE: view.done,
}


def ask_to_offer(session: Session, deps: Deps, team_id: str) -> None:
    """Ask that managers be offered the reading: once, unless there was nothing to read or nobody to be told until now."""
    task = Task(Job.OFFER_CATCH_UP, Job.OFFER_CATCH_UP.value)
    outbox.put_unless_done(session, team_id, task, now=deps.now())


def offer_catch_up(deps: Deps, errand: Errand) -> Outcome:
    """Offer to managers, where they read, to look back on the last weeks; nothing is read before one of them says so."""
    team_id = errand.team_id
    with deps.db.reading() as session:
        community = workspaces.community_of(session, team_id)
    channels = sum(one.is_member for one in deps.slack.channels(team_id)) if community.digest.is_on else 0
    if not channels:
        return Drop("nothing_to_read")
    place = trouble.where_managers_read(deps, team_id, community, rather=community.digest_channel)
    if place is None:
        return Drop("nobody_to_tell")
    since_at = rules.since(deps.now(), community.tz)
    with transaction(deps) as session:
        row = catching_up.offer(session, team_id, since_at=since_at, now=deps.now())
    if row.state != State.OFFERED:
        return Drop("is_answered")
    letter = view.offer(words_for(community.language), view.CatchUpOf(channels))
    return Say(Post(place, letter.text, letter.blocks, key=errand.key), _stands_at(deps, team_id))


def _stands_at(deps: Deps, team_id: str) -> Then:
    def then(session: Session, receipt: Receipt) -> None:
        catching_up.stands_at(session, team_id, receipt.channel_id, receipt.message_ts, now=deps.now())

    return then


def start(deps: Deps, team_id: str, user_id: str) -> None:
    """Read, or go on reading. Raises NotAllowedError."""
    _wish(deps, team_id, user_id, Wish.START)


def stop(deps: Deps, team_id: str, user_id: str) -> None:
    """Read no further for now; what was read is kept. Raises NotAllowedError."""
    _wish(deps, team_id, user_id, Wish.STOP)


def decline(deps: Deps, team_id: str, user_id: str) -> None:
    """Do not read. Raises NotAllowedError."""
    _wish(deps, team_id, user_id, Wish.DECLINE)


def _wish(deps: Deps, team_id: str, user_id: str, wish: Wish) -> None:
    as_manager(deps, team_id, user_id)
    with transaction(deps) as session:
        _move(session, deps, team_id, wish, by_id=user_id)


def _move(session: Session, deps: Deps, team_id: str, wish: Wish, *, by_id: str | None = None) -> None:
    """What somebody wished, if it means anything where the reading stands; managers see it at once."""
    row = catching_up.hold(session, team_id)
    state = rules.moved(State(row.state), wish) if row else None
    if row is None or state is None:
        return
    if row.state in NOT_BEGUN:
        row.since_at = rules.since(deps.now(), workspaces.zone_of(session, team_id))
        session.add(row)
        session.flush()
    catching_up.move(session, team_id, state, now=deps.now(), by_id=by_id or row.by_id, come_from=[row.state])
    if state is State.READING:
        outbox.put_again(session, team_id, Task(Job.CATCH_UP, Job.CATCH_UP.value), now=deps.now())
    shown = Task(Job.SHOW_CATCH_UP, f"{Job.SHOW_CATCH_UP.value}:{state}")
    outbox.put_again(session, team_id, shown, now=deps.now())


def catch_up(deps: Deps, errand: Errand) -> Outcome:
    """Read a little further in the history of the public channels in which the app is; whoever stops it is heeded.

    Where it stands is in the rows: a worker that dies, and a limit of Slack's, cost what was not yet written.
    """
    with deps.db.reading() as session:
        row = catching_up.find(session, errand.team_id)
    if row is None or row.state != State.READING:
        return Drop("nobody_wishes_it")
    if past.read_on(deps, row):
        with transaction(deps) as session:
            shown = Task(Job.SHOW_CATCH_UP, Job.SHOW_CATCH_UP.value, due_at=deps.now() + rules.SHOWN_EVERY)
            outbox.put_again(session, errand.team_id, shown, now=deps.now())
        return Wait(deps.now())
    if learning.learn(deps, errand) is None:
        return Drop("somebody_else_reads")
    with transaction(deps) as session:
        _move(session, deps, errand.team_id, Wish.FINISH)
        standing.take_from_activity(session, errand.team_id)
    return Done()


def show_catch_up(deps: Deps, errand: Errand) -> Outcome:
    """Draw how far it is in the message of the offer; where that is gone, nobody misses it."""
    with deps.db.reading() as session:
        row = catching_up.find(session, errand.team_id)
        letter = _letter(session, row) if row and row.state in LETTERS else None
    if row is None or letter is None or not row.channel_id or not row.message_ts:
        return Drop("nothing_to_show")
    try:
        deps.slack.update(errand.team_id, Receipt(row.channel_id, row.message_ts), letter.text, letter.blocks)
    except GiveUpError as refusal:
        return Drop(refusal.code)
    return Done()


def _letter(session: Session, row: CatchUp) -> Letter:
    community, progress = workspaces.community_of(session, row.team_id), catching_up.progress(session, row.team_id)
    of = view.CatchUpOf(progress.channels, progress.done, progress.messages, unread=progress.unread)
    return LETTERS[row.state](words_for(community.language), of)
