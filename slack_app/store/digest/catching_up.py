"""How far the last weeks' history is read, channel by channel: whoever goes on, goes on from here."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from slack_app.domain.digest.catching_up import ChannelState, State
from slack_app.store.batches import blank, run_for_each
from slack_app.store.dialect import insert_for
from slack_app.store.schema import CatchUp, CatchUpChannel

OVER = (ChannelState.DONE.value, ChannelState.REFUSED.value)


@dataclass(frozen=True)
class Progress:
    """Channels to read, of these `done` and `unread` (that cannot be read), and messages that were counted."""

    channels: int
    done: int
    unread: int
    messages: int


def offer(session: Session, team_id: str, *, since_at: datetime, now: datetime) -> CatchUp:
    """The reading of what was said since then, offered; where it was offered before, it stands as it stood."""
    values = {
        **blank(CatchUp),
        "team_id": team_id,
        "state": State.OFFERED.value,
        "since_at": since_at,
        "updated_at": now,
    }
    session.execute(insert_for(session, CatchUp).values(**values).on_conflict_do_nothing())
    return session.get_one(CatchUp, team_id)


def find(session: Session, team_id: str) -> CatchUp | None:
    """The reading, if it was offered."""
    return session.get(CatchUp, team_id)


def hold(session: Session, team_id: str) -> CatchUp | None:
    """The reading, locked until the end of the transaction."""
    return session.exec(select(CatchUp).where(col(CatchUp.team_id) == team_id).with_for_update()).first()


def move(
    session: Session,
    team_id: str,
    state: str,
    *,
    now: datetime,
    by_id: str | None = None,
    come_from: Collection[str],
) -> bool:
    """The reading stands elsewhere from now on, by somebody's word; False where it stood in none of these states."""
    where = (col(CatchUp.team_id) == team_id, col(CatchUp.state).in_(come_from))
    moved = update(CatchUp).where(*where).values(state=str(state), by_id=by_id, updated_at=now)
    return session.execute(moved.returning(col(CatchUp.team_id))).scalar() is not None


def stands_at(session: Session, team_id: str, channel_id: str, message_ts: str, *, now: datetime) -> None:
    """Where managers see how far it is."""
    values = {"channel_id": channel_id, "message_ts": message_ts, "updated_at": now}
    session.execute(update(CatchUp).where(col(CatchUp.team_id) == team_id).values(**values))


def add_channels(session: Session, team_id: str, channel_ids: Iterable[str], *, now: datetime) -> None:
    """These channels are to be read; those that are known stand as they stood."""
    same: dict[str, Any] = {
        "team_id": team_id,
        "state": ChannelState.WAITING.value,
        "cursor": None,
        "messages": 0,
        "updated_at": now,
    }
    rows = ({**same, "channel_id": one, "threads": []} for one in channel_ids)
    run_for_each(session, insert_for(session, CatchUpChannel).on_conflict_do_nothing(), rows)


def next_channel(session: Session, team_id: str) -> CatchUpChannel | None:
    """The channel to read on in: one that was begun, else the first that waits."""
    open_ones = (col(CatchUpChannel.team_id) == team_id, col(CatchUpChannel.state).not_in(OVER))
    waits_last = (col(CatchUpChannel.state) == ChannelState.WAITING.value, col(CatchUpChannel.channel_id))
    return session.exec(select(CatchUpChannel).where(*open_ones).order_by(*waits_last).limit(1)).first()


def read_so_far(  # noqa: PLR0913  which, and how far
    session: Session,
    team_id: str,
    channel_id: str,
    *,
    state: str,
    cursor: str | None,
    threads: Sequence[str],
    messages: int,
    now: datetime,
) -> None:
    """How far a channel is read now; `messages` are those that came since the last time."""
    which = (col(CatchUpChannel.team_id) == team_id, col(CatchUpChannel.channel_id) == channel_id)
    far = {"state": str(state), "cursor": cursor, "threads": list(threads), "updated_at": now}
    counted = {"messages": col(CatchUpChannel.messages) + messages}
    session.execute(update(CatchUpChannel).where(*which).values(**far, **counted))


def progress(session: Session, team_id: str) -> Progress:
    """How far it is altogether."""
    columns = select(CatchUpChannel.state, func.count(), func.sum(CatchUpChannel.messages))
    where = col(CatchUpChannel.team_id) == team_id
    found = session.exec(columns.where(where).group_by(col(CatchUpChannel.state))).all()
    many = {state: count for state, count, _ in found}
    done, unread = (many.get(state, 0) for state in OVER)
    return Progress(sum(many.values()), done, unread, sum(messages for _, _, messages in found))
