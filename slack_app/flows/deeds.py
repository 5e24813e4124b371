"""From what was heard, or read in a history, to the rows that are kept of it: who did what, where and when."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from slack_app.domain.events import Heard, HeardKind
from slack_app.domain.measures.log import MICROSECONDS, Act, Flag, micros
from slack_app.domain.plain import flag_at, str_at
from slack_app.gateway.protocol import Said
from slack_app.store.activity import Deed

CLOCKS_DIFFER = timedelta(hours=1)
"""What is later than this is no time at which something happened."""


def in_micros(at: datetime) -> int:
    """An instant in whole microseconds."""
    return int(at.timestamp()) * MICROSECONDS + at.microsecond


def of_heard(heard: Heard, now: datetime, *, is_member: bool) -> Deed | None:
    """What an event of talk says that somebody did; None where nothing is kept of it."""
    made = _MADE.get(heard.kind)
    return made(heard, now, _outside(heard, is_member=is_member)) if made and heard.user_id else None


def of_said(channel_id: str, said: Said, outside: Callable[[str, str | None], Flag], now: datetime) -> Iterator[Deed]:
    """What a message of a history says that people did: it itself, if one of them wrote it, and its reactions.

    When somebody reacted is told nowhere: the message's own time is taken. `outside` flags a person by id and workspace.
    """
    ts, thread_ts = _instant(said.ts, now), _instant(said.thread_ts, now)
    if ts is None:
        return
    if said.by_person and said.user_id:
        act, flags = Act.REPLY if thread_ts else Act.POST, _kind(question=said.question, resource=said.resource)
        flags |= outside(said.user_id, said.user_team)
        head = (thread_ts or ts, said.parent_user_id if thread_ts else None)
        yield Deed(said.user_id, act, ts, ts, channel_id, *head, flags, said.length)
    for user_id in said.reactors:
        flags = outside(user_id, None)
        yield Deed(user_id, Act.REACTION, ts, ts, channel_id, author_id=said.user_id, flags=flags)


def is_outside(team_id: str, enterprise_id: str | None, user_team: str | None, *, is_member: bool) -> bool:
    """Whether somebody belongs to another workspace; in an organisation, whoever is a member here does not."""
    return not is_member and user_team not in (None, team_id, enterprise_id)


def nameless(deed: Deed, unheard: Collection[str]) -> Deed | None:
    """The deed without the names of these people: nothing of what they did, and nobody did anything to theirs."""
    if deed.user_id in unheard:
        return None
    return replace(deed, author_id=None) if deed.author_id in unheard else deed


def _message(heard: Heard, now: datetime, outside: Flag) -> Deed | None:
    ts, thread_ts = _instant(heard.facts.get("ts"), now), _instant(heard.facts.get("thread_ts"), now)
    if ts is None or heard.channel_id is None:
        return None
    act, head = Act.REPLY if thread_ts else Act.POST, thread_ts or ts
    flags = outside | _kind(question=flag_at(heard.facts, "question"), resource=flag_at(heard.facts, "resource"))
    author_id, length = str_at(heard.facts, "parent_user_id"), str_at(heard.facts, "length")
    return Deed(heard.user_id or "", act, ts, ts, heard.channel_id, head, author_id, flags, length)


def _reaction(heard: Heard, now: datetime, outside: Flag) -> Deed | None:
    ts, at = _instant(heard.facts.get("ts"), now), _instant(heard.event_ts, now)
    if ts is None or at is None or heard.channel_id is None:
        return None
    author_id = str_at(heard.facts, "author_id")
    return Deed(heard.user_id or "", Act.REACTION, at, ts, heard.channel_id, author_id=author_id, flags=outside)


def _click(heard: Heard, now: datetime, outside: Flag) -> Deed | None:
    at = _instant(heard.event_ts, now)
    return Deed(heard.user_id or "", Act.CLICK, at, at - at % _DAY, flags=outside) if at else None


_DAY = 86_400 * MICROSECONDS
_MADE: Mapping[str, Callable[[Heard, datetime, Flag], Deed | None]] = {
    HeardKind.MESSAGE: _message,
    HeardKind.REACTION_ADDED: _reaction,
    HeardKind.APP_CLICK: _click,
}


def _instant(ts: object, now: datetime) -> int | None:
    """A Slack timestamp in microseconds, if it is of the past, or of a moment ago by another clock."""
    found = micros(ts) if isinstance(ts, str) else 0
    return found if 0 < found <= in_micros(now + CLOCKS_DIFFER) else None


def _outside(heard: Heard, *, is_member: bool) -> Flag:
    user_team = str_at(heard.facts, "user_team")
    is_flagged = is_outside(heard.team_id, heard.enterprise_id, user_team, is_member=is_member)
    return Flag.OUTSIDE if is_flagged else Flag(0)


def _kind(*, question: bool, resource: bool) -> Flag:
    return (Flag.QUESTION if question else Flag(0)) | (Flag.RESOURCE if resource else Flag(0))
