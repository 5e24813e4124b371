"""What people did, a row each, whatever is heard twice or late: how it is kept, and read by the million."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, exists, func, literal, union_all
from sqlmodel import Session, col, select

from slack_app.domain.measures.log import Act, Flag, Log
from slack_app.store import packing
from slack_app.store.batches import in_batches
from slack_app.store.dialect import insert_for
from slack_app.store.schema import Activity

RECORD = np.dtype([
    ("who", "<i8"), ("where", "<i8"), ("at", "<i8"), ("head", "<i8"), ("act", "i1"), ("flags", "i1"), ("to", "<i8"),
])  # fmt: skip
STRETCH = 12 * 3600 * 1_000_000
"""So much is read at once, in microseconds."""
DELETED = 0
"""The act of a mark: a message was deleted and does not come back. It stands before all time, at minus its `ts`."""
MESSAGES = (Act.POST, Act.REPLY)
NOTHING = Flag(0)
DOINGS = (*MESSAGES, Act.REACTION, Act.CLICK)


@dataclass(frozen=True)
class Deed:
    """One thing that somebody did; times are whole microseconds. `ts` is the message's, of a reaction: that it was given to."""

    user_id: str
    act: Act
    at: int
    ts: int
    channel_id: str = ""
    head_ts: int = 0
    author_id: str | None = None
    flags: Flag = NOTHING
    length: str | None = None

    @property
    def can_be_told(self) -> bool:
        """Whether its ids are Slack's."""
        named = (self.user_id, self.channel_id or None, self.author_id)
        return all(packing.can_be_told(one) for one in named if one is not None)


def note(session: Session, team_id: str, deed: Deed) -> bool:
    """Keep what somebody did; False when we knew, or when its message was deleted."""
    return bool(note_many(session, team_id, [deed]))


def note_many(session: Session, team_id: str, deeds: Iterable[Deed]) -> list[int]:
    """Keep what people did; when those of it happened that were new. What ids other than Slack's say is not kept."""
    session.flush()
    new: list[int] = []
    for batch in in_batches(one for one in deeds if one.can_be_told):
        gone = _deleted(session, team_id, [one for one in batch if one.act in MESSAGES])
        there = [one for one in batch if one.act not in MESSAGES or (one.channel_id, one.ts) not in gone]
        new.extend(_insert(session, team_id, there))
    return new


def _insert(session: Session, team_id: str, deeds: Sequence[Deed]) -> Sequence[int]:
    if not deeds:
        return []
    statement = insert_for(session, Activity).on_conflict_do_nothing().returning(col(Activity.at))
    rows = [{"team_id": team_id, **vars(one), "packed": packed(one)} for one in deeds]
    found: Sequence[int] = session.connection().execute(statement, rows).scalars().all()
    return found


def packed(deed: Deed) -> bytes:
    """What its row says, for counting."""
    who, where, to = map(packing.number, (deed.user_id, deed.channel_id, deed.author_id))
    return np.array((who, where, deed.at, deed.head_ts, deed.act, deed.flags, to), RECORD).tobytes()


def _deleted(session: Session, team_id: str, messages: Sequence[Deed]) -> set[tuple[str, int]]:
    """Those of these messages that were deleted, by channel and timestamp."""
    if not messages:
        return set()
    channels, stamps = {one.channel_id for one in messages}, {one.ts for one in messages}
    where = (col(Activity.channel_id).in_(channels), col(Activity.ts).in_(stamps), col(Activity.act) == DELETED)
    found = session.exec(select(Activity.channel_id, Activity.ts).where(col(Activity.team_id) == team_id, *where))
    return {(channel_id, ts) for channel_id, ts in found}


def take_away(session: Session, team_id: str, channel_id: str, ts: int) -> int | None:
    """A message was deleted: its row goes, and it will not be kept again; reactions to it stay. When it was written.

    None: we had not kept it.
    """
    there = (col(Activity.team_id) == team_id, col(Activity.channel_id) == channel_id, col(Activity.ts) == ts)
    gone = delete(Activity).where(*there, col(Activity.act).in_(MESSAGES)).returning(col(Activity.at))
    at: int | None = session.execute(gone).scalar()
    mark = {"channel_id": channel_id, "ts": ts, "act": DELETED, "user_id": "", "at": -ts, "head_ts": 0, "flags": 0}
    values = {"team_id": team_id, **mark, "author_id": None, "length": None, "packed": bytes(RECORD.itemsize)}
    session.execute(insert_for(session, Activity).values(**values).on_conflict_do_nothing())
    return at


def first_at(session: Session, team_id: str) -> int | None:
    """When the earliest happened that we know of."""
    return _earliest(session, team_id)


def first_said(session: Session, team_id: str) -> int | None:
    """When somebody first wrote or reacted, as far as we know."""
    return _earliest(session, team_id, col(Activity.act).in_((*MESSAGES, Act.REACTION)))


def _earliest(session: Session, team_id: str, *which: Any) -> int | None:
    where = (col(Activity.team_id) == team_id, col(Activity.at) >= 0, *which)
    return session.exec(select(Activity.at).where(*where).order_by(col(Activity.at)).limit(1)).first()


def rows(session: Session, team_id: str, since: int, until: int) -> int:
    """How much happened from then to before then, of whatever kind: the index alone tells."""
    return session.exec(select(func.count()).select_from(Activity).where(*_within(team_id, since, until))).one()


def messages(session: Session, team_id: str, since: int, until: int, *, channels_off: Collection[str] = ()) -> int:
    """How many messages and replies were written from then to before then, but for these channels."""
    which = (col(Activity.act).in_(MESSAGES), col(Activity.channel_id).not_in(channels_off))
    return session.exec(select(func.count()).select_from(Activity).where(*_within(team_id, since, until), *which)).one()


def spoken_in(session: Session, team_id: str, channel_ids: Iterable[str]) -> set[str]:
    """Those of these channels in which somebody wrote something that we heard, be it deleted since."""
    said = (col(Activity.team_id) == team_id, col(Activity.act).in_((*MESSAGES, DELETED)))
    each = [select(literal(one)).where(exists().where(*said, col(Activity.channel_id) == one)) for one in channel_ids]
    return set(session.execute(union_all(*each)).scalars()) if each else set()


def log(session: Session, team_id: str, since: int, until: int, *, channels_off: Collection[str] = ()) -> Log:
    """All that was done from then to before then, read once; of these channels only who joined and left."""
    off = [packing.number(one) for one in channels_off if packing.can_be_told(one)]
    parts = [_counting(one, off) for one in _records(session, team_id, since, until)]
    people, named = packing.places([one[name] for one in parts for name in ("who", "to")])
    channels, where = packing.places([one["where"] for one in parts])
    columns = {name: _column(parts, name) for name in ("at", "head", "act", "flags")}
    nameless = len(people) > 0 and not people[0]
    who, to = (_whole(named[at::2]) - nameless for at in range(2))
    return Log(people[nameless:], channels, who=who, to=to, where=_whole(where), **columns)


def _records(session: Session, team_id: str, since: int, until: int) -> Iterator[NDArray[Any]]:
    """A stretch at a time, each from the first that happened after the one before."""
    next_row = func.min(col(Activity.at))
    start = session.execute(select(next_row).where(*_within(team_id, since, until))).scalar()
    while start is not None:
        end = min(start + STRETCH, until)
        yield packing.read(session, RECORD, col(Activity.packed), *_within(team_id, start, end))
        start = session.execute(select(next_row).where(*_within(team_id, end, until))).scalar()


def _within(team_id: str, since: int, until: int) -> tuple[Any, ...]:
    return col(Activity.team_id) == team_id, col(Activity.at) >= max(since, 0), col(Activity.at) < until


def _counting(records: NDArray[Any], off: Sequence[int]) -> NDArray[Any]:
    """The records that count: of channels that are off, only comings and goings."""
    return records[(records["act"] >= Act.JOINED) | ~np.isin(records["where"], off)] if off else records


def _column(parts: Sequence[NDArray[Any]], name: str) -> NDArray[Any]:
    return np.concatenate([one[name] for one in parts], dtype=RECORD[name]) if parts else np.empty(0, RECORD[name])


def _whole(parts: Sequence[NDArray[np.int32]]) -> NDArray[np.int32]:
    return np.concatenate(parts) if parts else np.empty(0, np.int32)


def purge(session: Session, team_id: str, *, before: int, at_most: int = 5000) -> int:
    """Forget what happened (and was deleted) before then, so many rows in one transaction; fewer are gone: it is over."""
    at = col(Activity.at)
    theirs = (col(Activity.team_id) == team_id, at > -before, at < before)
    last = session.exec(select(Activity.at).where(*theirs).order_by(at).offset(at_most - 1).limit(1)).first()
    oldest = theirs if last is None else (*theirs, at <= last)
    return session.execute(delete(Activity).where(*oldest)).rowcount  # type: ignore[attr-defined,no-any-return]
