"""What was said before the app listened: read page by page and thread by thread, kept as deeds, the words forgotten."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from sqlmodel import Session

from slack_app.domain.digest import catching_up as rules
from slack_app.domain.digest.catching_up import ChannelState, Reading, Replies
from slack_app.domain.measures.log import Flag
from slack_app.flows import activity, deeds
from slack_app.flows.deps import Deps, transaction
from slack_app.gateway.outcome import DEAD_TOKEN
from slack_app.gateway.protocol import GiveUpError, Said
from slack_app.store import events, members, workspaces
from slack_app.store.activity import Deed
from slack_app.store.digest import catching_up
from slack_app.store.schema import CatchUp, CatchUpChannel

THREADS_AT_ONCE = 10
THE_DAY_BEFORE = timedelta(days=1)
"""What was asked on a Sunday has its answers counted in the week that follows: the first week needs its day before."""
NOT_THE_CHANNELS_FAULT = DEAD_TOKEN | {"missing_scope", "not_allowed_token_type", "no_token"}


def read_on(deps: Deps, row: CatchUp) -> bool:
    """Read a page of some channel, or some threads of it; False when all is read. Raises what the gateway raises."""
    reading = _next(deps, row)
    if reading is None:
        return False
    if not isinstance(rules.next_step(reading), Replies):
        _page(deps, row, reading)
        return True
    for ts in reading.threads[:THREADS_AT_ONCE]:
        if reading.state is not ChannelState.REFUSED:
            reading = _thread(deps, row, reading, ts)
    return True


def _next(deps: Deps, row: CatchUp) -> Reading | None:
    """The channel to read on in; at first all channels in which the app is are written down."""
    with deps.db.reading() as session:
        is_begun = catching_up.progress(session, row.team_id).channels > 0
    if not is_begun:
        mine = [one.channel_id for one in deps.slack.channels(row.team_id) if one.is_member]
        with transaction(deps) as session:
            catching_up.add_channels(session, row.team_id, mine, now=deps.now())
    with deps.db.reading() as session:
        found = catching_up.next_channel(session, row.team_id)
    return _reading(found) if found else None


def _reading(found: CatchUpChannel) -> Reading:
    threads = tuple(found.threads)
    return Reading(found.channel_id, ChannelState(found.state), found.cursor, threads, found.messages)


def _page(deps: Deps, row: CatchUp, reading: Reading) -> None:
    """A page of the channel's own messages; a cursor that Slack knows no more lets the channel begin again."""
    try:
        since = row.since_at - THE_DAY_BEFORE
        page = deps.slack.history(row.team_id, reading.channel_id, since=since, cursor=reading.cursor)
    except GiveUpError as refusal:
        again = replace(reading, cursor=None) if refusal.code == "invalid_cursor" and reading.cursor else None
        _keep(deps, row, reading, again or _refused(reading, refusal))
        return
    heads = [one.ts for one in page.messages if one.reply_count and one.thread_ts is None]
    said = sum(one.by_person and one.thread_ts is None for one in page.messages)
    _keep(deps, row, reading, rules.after_page(reading, page.cursor, heads, said), page.messages)


def _thread(deps: Deps, row: CatchUp, reading: Reading, ts: str) -> Reading:
    """A thread to its end; one that is gone by now has no replies."""
    try:
        replies = [one for one in _replies(deps, row.team_id, reading.channel_id, ts) if one.ts != ts]
    except GiveUpError as refusal:
        if refusal.code != "thread_not_found":
            return _keep(deps, row, reading, _refused(reading, refusal))
        replies = []
    said = sum(one.by_person for one in replies)
    return _keep(deps, row, reading, rules.after_replies(reading, ts, said), replies)


def _replies(deps: Deps, team_id: str, channel_id: str, ts: str) -> Iterator[Said]:
    cursor: str | None = None
    while True:
        page = deps.slack.replies(team_id, channel_id, ts, cursor=cursor)
        yield from page.messages
        cursor = page.cursor
        if cursor is None:
            return


def _refused(reading: Reading, refusal: GiveUpError) -> Reading:
    """A channel that Slack keeps to itself is passed over. Raises the refusal where it is not about the channel."""
    if refusal.code in NOT_THE_CHANNELS_FAULT:
        raise refusal
    return rules.refused(reading)


def _keep(deps: Deps, row: CatchUp, before: Reading, after: Reading, said: Sequence[Said] = ()) -> Reading:
    """In one transaction what was read, and how far."""
    with transaction(deps) as session:
        events.hold_back(session)
        activity.note(session, deps, row.team_id, _deeds(session, deps, row.team_id, after.channel_id, said))
        catching_up.read_so_far(
            session,
            row.team_id,
            after.channel_id,
            state=after.state,
            cursor=after.cursor,
            threads=after.threads,
            messages=after.messages - before.messages,
            now=deps.now(),
        )
    return after


def _deeds(session: Session, deps: Deps, team_id: str, channel_id: str, said: Sequence[Said]) -> Iterator[Deed]:
    workspace = workspaces.find(session, team_id)
    named = {one for message in said for one in (message.user_id, message.parent_user_id, *message.reactors) if one}
    known = members.known(session, team_id, named)
    unheard = activity.unheard_among(session, deps, team_id, named - known)

    def outside(user_id: str, user_team: str | None) -> Flag:
        home = workspace.enterprise_id if workspace else None
        is_flagged = deeds.is_outside(team_id, home, user_team, is_member=user_id in known)
        return Flag.OUTSIDE if is_flagged else Flag(0)

    for message in said:
        for deed in deeds.of_said(channel_id, message, outside, deps.now()):
            if kept := deeds.nameless(deed, unheard):
                yield kept
