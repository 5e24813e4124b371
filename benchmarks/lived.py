"""A community that has lived: its members, a year of what they did, and one busy week, straight into the tables.

Few do most, and replies and reactions go to what was said shortly before. Each row is as `store.activity` writes it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import text
from sqlmodel import Session

from slack_app.domain.measures.log import Act, Flag
from slack_app.domain.measures.weeks import WEEK, end, start
from slack_app.domain.people import Person
from slack_app.store import members, packing, workspaces
from slack_app.store.activity import RECORD
from slack_app.store.database import Database
from slack_app.store.digest import standing
from tests.house import TEAM

TZ = "Europe/Paris"
BUSY = date(2026, 3, 2)
"""The Monday of the week that is counted."""
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
SHARES = {Act.POST: 0.25, Act.REPLY: 0.3, Act.REACTION: 0.4, Act.CLICK: 0.05}
FLAGS = {Flag(0): 0.8, Flag.QUESTION: 0.1, Flag.RESOURCE: 0.1}
COLUMNS = ("team_id", "channel_id", "ts", "act", "user_id", "at", "head_ts", "author_id", "flags", "length", "packed")
DAY_US, FIRST = 86_400_000_000, 36**9
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Size:
    """How many people, how many rows in the busy week, and in each of the weeks before."""

    members: int = 100_000
    rows: int = 1_000_000
    before: int = 100_000
    channels: int = 300


class Community:
    """People and channels, and what they do in a week: the same for the same size."""

    def __init__(self, size: Size) -> None:
        self.size = size
        chance = np.random.default_rng(size.members)
        ids = np.unique(chance.integers(FIRST, 36 * FIRST, 2 * size.members))[: size.members]
        self.people = chance.permutation(ids) + packing.number("U0000000000")
        self.channels = np.arange(FIRST, FIRST + size.channels) + packing.number("C0000000000")

    def newcomers(self, week: date) -> Ints:
        """Who joins in that week: a hundredth of all, of those who do little, in the year before the busy week."""
        ago, many = (BUSY - week) // WEEK, self.size.members // 100
        return self.people[::-1][ago * many : (ago + 1) * many] if ago < 52 else self.people[:0]

    def did(self, week: date, many: int) -> dict[str, Ints]:
        """So many rows of a week as columns, in the order of time, each key once."""
        chance = np.random.default_rng([many, week.toordinal()])
        at = np.sort(chance.integers(start(week, TZ), end(week, TZ), int(many * 1.1)))
        act = chance.choice(list(map(int, SHARES)), len(at), p=list(SHARES.values()))
        head, who = _begun_by(chance, act), self.people[_few_do_most(chance, len(at), len(self.people))]
        where = self.channels[_few_do_most(chance, len(at), len(self.channels))][head]
        flags = chance.choice(list(map(int, FLAGS)), len(at), p=list(FLAGS.values()))
        is_talk, is_reaction, is_click = act <= Act.REPLY, act == Act.REACTION, act == Act.CLICK
        rows = {
            "who": who,
            "where": np.where(is_click, 0, where),
            "at": at,
            "head": np.where(is_talk, at[head], 0),
            "act": act,
            "flags": np.where(is_talk, flags, 0),
            "to": np.where((act == Act.REPLY) | is_reaction, who[head], 0),
            "ts": np.where(
                is_reaction, at[head], np.where(is_click, np.maximum(at - at % DAY_US, start(week, TZ)), at)
            ),
        }
        kept = _each_once(rows)[:many]
        return {name: column[kept] for name, column in rows.items()}

    def joined(self, week: date) -> dict[str, Ints]:
        """Rows of those who join in that week."""
        who = self.newcomers(week)
        at = np.linspace(start(week, TZ), end(week, TZ) - 1, len(who)).astype(np.int64)
        nothing = np.zeros(len(who), np.int64)
        same = {"where": nothing, "head": nothing, "flags": nothing, "to": nothing}
        return {"who": who, "at": at, "ts": at, "act": nothing + Act.JOINED, **same}


def _few_do_most(chance: np.random.Generator, many: int, of: int) -> Ints:
    """Which of so many, for each; the hundredth part of them has a tenth of all."""
    return (of * chance.random(many) ** 2).astype(np.int64)


def _begun_by(chance: np.random.Generator, act: Ints) -> Ints:
    """For each row the row of the message that it is, replies to or reacts to: mostly one of the last few hundred."""
    posts = np.flatnonzero(act == Act.POST)
    before = np.searchsorted(posts, np.arange(len(act))) - chance.geometric(1 / 200, len(act))
    return np.where(act == Act.POST, np.arange(len(act)), posts[np.maximum(before, 0)])


def _each_once(rows: dict[str, Ints]) -> Ints:
    """The first row of each key, in order."""
    key = np.zeros(len(rows["at"]), np.int64)
    for name in ("who", "where", "ts", "act"):
        key = key * 0x5851F42D4C957F2D + rows[name]
    return np.sort(np.unique(key, return_index=True)[1])


def settle_in(db: Database, community: Community) -> None:
    """The workspace and its members, who have been there for ever or came in one week of the last year."""
    with db.transaction() as session:
        workspaces.register(session, TEAM, enterprise_id=None, bot_user_id="UBOT", now=LONG_AGO)
        workspaces.change_community(session, TEAM, lambda now_set: replace(now_set, tz=TZ), now=LONG_AGO)
        for ago in range(52):
            came = datetime.fromtimestamp(start(BUSY - ago * WEEK, TZ) // 1_000_000, UTC)
            _meet(session, community.newcomers(BUSY - ago * WEEK), came)
        _meet(session, community.people, LONG_AGO)


def _meet(session: Session, people: Ints, at: datetime) -> None:
    who = (Person(one, TEAM, tz=TZ) for one in packing.ids(people))
    members.meet_many(session, TEAM, who, joined_at=at, now=at)


def live(db: Database, community: Community, week: date) -> None:
    """That week happens."""
    many = community.size.rows if week == BUSY else community.size.before
    for rows in (community.joined(week), community.did(week, many)):
        if len(rows["at"]):
            _write(db, _values(rows))


def look_back(db: Database) -> None:
    """What members did is noted on them, and the database knows what it holds, as it does after a while."""
    with db.transaction() as session:
        standing.take_from_activity(session, TEAM)
    with db.plain_connection() as connection:
        connection.execute(text("PRAGMA optimize" if db.is_sqlite else "VACUUM ANALYZE"))


def _values(rows: dict[str, Ints]) -> Iterator[tuple[Any, ...]]:
    packed = packing.packed(RECORD, **{name: rows[name] for name in RECORD.names or ()})
    who, where, to = (_named(rows[name]) for name in ("who", "where", "to"))
    ts, act, at, head, flags = (rows[name].tolist() for name in ("ts", "act", "at", "head", "flags"))
    lengths = ("short" if one <= Act.REPLY else None for one in act)
    columns = (where, ts, act, who, at, head, (one or None for one in to), flags, lengths, packed)
    return ((TEAM, *values) for values in zip(*columns, strict=True))


def _named(numbers: Ints) -> list[str]:
    (everybody, [places]) = packing.places([numbers])
    return [everybody[one] for one in places.tolist()]


def _write(db: Database, rows: Iterator[tuple[Any, ...]]) -> None:
    """Past everything, as fast as each database takes them."""
    with db.engine.begin() as connection:
        driver: Any = connection.connection.driver_connection
        if db.is_sqlite:
            marks = ", ".join("?" * len(COLUMNS))
            driver.executemany(f"INSERT INTO activity ({', '.join(COLUMNS)}) VALUES ({marks})", rows)  # noqa: S608  our own names
            return
        with driver.cursor().copy(f"COPY activity ({', '.join(COLUMNS)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
