"""The reading of the last weeks' history: what managers may say to it, and what is read next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from slack_app.domain.hours import instant, local, zone_of
from slack_app.domain.measures.weeks import monday

WEEKS = 8
SHOWN_EVERY = timedelta(seconds=20)


class State(StrEnum):
    """Where the reading stands."""

    OFFERED = "offered"
    READING = "reading"
    STOPPED = "stopped"
    DECLINED = "declined"
    DONE = "done"


class Wish(StrEnum):
    """What may happen to it: a manager's word, or its end."""

    START = "start"
    """Also: go on."""
    STOP = "stop"
    DECLINE = "decline"
    FINISH = "finish"


class ChannelState(StrEnum):
    """Where the reading of one channel stands."""

    WAITING = "waiting"
    READING = "reading"
    THREADS = "threads"
    """Its pages are read; replies are still to read."""
    DONE = "done"
    REFUSED = "refused"
    """Slack did not let us, or it is gone."""


OVER = (ChannelState.DONE, ChannelState.REFUSED)
"""Of such a channel nothing is left to read."""


@dataclass(frozen=True)
class Reading:
    """How far one channel is read: `cursor` is Slack's, to the next page; `threads` are heads whose replies are to read."""

    channel_id: str
    state: ChannelState = ChannelState.WAITING
    cursor: str | None = None
    threads: tuple[str, ...] = ()
    messages: int = 0


@dataclass(frozen=True)
class Page:
    """A page of a channel's history; without a cursor, the first."""

    channel_id: str
    cursor: str | None = None


@dataclass(frozen=True)
class Replies:
    """The replies of a thread."""

    channel_id: str
    ts: str


def moved(state: State, wish: Wish) -> State | None:
    """The state after a wish; None where it has no meaning there, and all stays as it is."""
    return _MOVES.get((state, wish))


def next_step(reading: Reading) -> Page | Replies | None:
    """What to ask Slack for next: the replies that are known to wait, then the next page; None when the channel is read."""
    if reading.state in OVER:
        return None
    if reading.threads:
        return Replies(reading.channel_id, reading.threads[0])
    return Page(reading.channel_id, reading.cursor)


def after_page(reading: Reading, cursor: str | None, heads: Sequence[str], messages: int) -> Reading:
    """The channel after a page with so many messages; `heads` began threads, `cursor` leads on (None: it was the last)."""
    threads = tuple(dict.fromkeys((*reading.threads, *heads)))
    state = ChannelState.READING if cursor else ChannelState.THREADS if threads else ChannelState.DONE
    return replace(reading, state=state, cursor=cursor, threads=threads, messages=reading.messages + messages)


def after_replies(reading: Reading, ts: str, messages: int) -> Reading:
    """The channel after a thread was read to its end."""
    threads = tuple(head for head in reading.threads if head != ts)
    is_last = reading.state is ChannelState.THREADS and not threads
    state = ChannelState.DONE if is_last else reading.state
    return replace(reading, state=state, threads=threads, messages=reading.messages + messages)


def refused(reading: Reading) -> Reading:
    """The channel after Slack refused it: what was read of it stays."""
    return replace(reading, state=ChannelState.REFUSED, cursor=None, threads=())


def since(now: datetime, tz: str) -> datetime:
    """Since when weeks are read from history: eight whole ones, from a Monday's midnight there to that of this week; in UTC."""
    return instant(monday(local(now, tz).date()) - timedelta(weeks=WEEKS), time(), zone_of(tz))


_MOVES = {
    (State.OFFERED, Wish.START): State.READING,
    (State.OFFERED, Wish.DECLINE): State.DECLINED,
    (State.READING, Wish.STOP): State.STOPPED,
    (State.READING, Wish.FINISH): State.DONE,
    (State.STOPPED, Wish.START): State.READING,
    (State.STOPPED, Wish.DECLINE): State.DECLINED,
    (State.DECLINED, Wish.START): State.READING,
}
