"""What people did is kept once, and read back as columns exactly as it was kept."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from sqlmodel import Session, col, select

from slack_app.domain.measures.log import UNKNOWN, Act, Flag, Log
from slack_app.store import activity, actors, packing
from slack_app.store.activity import DELETED, Deed
from slack_app.store.database import Database
from slack_app.store.schema import Activity
from tests.house import OTHER_TEAM, TEAM

NOON = 1_772_452_800_000_000
DAY = 86_400_000_000
POST = Deed("UANA", Act.POST, NOON, NOON, "C1", NOON, None, Flag.QUESTION, "short")
REPLY = Deed("UBEN", Act.REPLY, NOON + 5, NOON + 5, "C1", NOON, "UANA", Flag.RESOURCE)
REACTION = Deed("W0CY0123456Z", Act.REACTION, NOON + 7, NOON, "C1", author_id="UANA", flags=Flag.OUTSIDE)
CLICK = Deed("UANA", Act.CLICK, NOON + 9, NOON - NOON % DAY)
JOINED = Deed("UDAN", Act.JOINED, NOON + 11, NOON + 11, "C2")
EVERYTHING = (POST, REPLY, REACTION, CLICK, JOINED)


def deeds_of(log: Log) -> set[tuple[object, ...]]:
    """What a log says, row by row."""
    columns = (log.who, log.where, log.at, log.act, log.head, log.to, log.flags)
    return {
        (log.people[who], log.channels[where], at, act, head, log.people[to] if to != UNKNOWN else None, flags)
        for who, where, at, act, head, to, flags in zip(*(one.tolist() for one in columns), strict=True)
    }


def seen(deed: Deed) -> tuple[object, ...]:
    return deed.user_id, deed.channel_id, deed.at, deed.act, deed.head_ts, deed.author_id, deed.flags


def keep(db: Database, *deeds: Deed, team_id: str = TEAM) -> list[int]:
    with db.transaction() as session:
        return activity.note_many(session, team_id, deeds)


def read(db: Database, since: int = 0, until: int = NOON + DAY, **more: list[str]) -> set[tuple[object, ...]]:
    with db.reading() as session:
        log = activity.log(session, TEAM, since, until, **more)
    assert len(log) == len(deeds_of(log))
    return deeds_of(log)


def test_what_was_kept_is_read_back_as_it_was(db: Database) -> None:
    assert sorted(keep(db, *EVERYTHING)) == [one.at for one in EVERYTHING]
    assert read(db) == {seen(one) for one in EVERYTHING}


def test_what_comes_twice_is_kept_once(db: Database) -> None:
    keep(db, *EVERYTHING)
    assert keep(db, *EVERYTHING) == []
    assert keep(db, replace(REACTION, at=NOON + 8)) == []
    assert keep(db, REPLY, replace(REPLY, user_id="UZOE"), replace(REPLY, user_id="UZOE")) == [REPLY.at]
    assert len(read(db)) == len(EVERYTHING) + 1
    with db.transaction() as session:
        assert activity.note(session, TEAM, POST) is False
        assert activity.note(session, OTHER_TEAM, POST) is True


def test_a_message_that_was_deleted_goes_and_never_comes_back(db: Database) -> None:
    keep(db, *EVERYTHING)
    with db.transaction() as session:
        assert activity.take_away(session, TEAM, "C1", POST.ts) == POST.at
        assert activity.take_away(session, TEAM, "C1", POST.ts) is None
    assert keep(db, POST, replace(POST, ts=NOON + 1)) == [NOON]
    assert {act for _, _, _, act, *_ in read(db)} == {*Act} - {Act.LEFT}
    assert seen(REACTION) in read(db)


def test_a_message_that_is_heard_only_after_its_deletion_was_never_there(db: Database) -> None:
    with db.transaction() as session:
        assert activity.take_away(session, TEAM, "C1", REPLY.ts) is None
        assert activity.first_at(session, TEAM) is None
    assert keep(db, POST, REPLY) == [POST.at]
    assert read(db) == {seen(POST)}


def test_of_channels_that_are_off_only_comings_and_goings_are_read(db: Database) -> None:
    elsewhere = replace(POST, channel_id="C9", ts=NOON + 3)
    keep(db, *EVERYTHING, elsewhere)
    assert read(db, channels_off=["C1", "C2", "no id"]) == {seen(one) for one in (CLICK, JOINED, elsewhere)}
    with db.reading() as session:
        assert activity.messages(session, TEAM, 0, NOON + DAY) == 3
        assert activity.messages(session, TEAM, 0, NOON + DAY, channels_off=["C1"]) == 1
        assert activity.messages(session, TEAM, NOON + 5, NOON + DAY) == 1


def test_a_stretch_is_read_from_its_first_moment_to_before_its_last(db: Database) -> None:
    times = (NOON, NOON + activity.STRETCH - 1, NOON + activity.STRETCH, NOON + 40 * DAY)
    keep(db, *(replace(POST, ts=at, at=at, head_ts=at) for at in times))
    assert {at for _, _, at, *_ in read(db, NOON + 1, NOON + 40 * DAY)} == set(times[1:3])
    assert {at for _, _, at, *_ in read(db, NOON, NOON + 40 * DAY + 1)} == set(times)
    assert read(db, NOON + 41 * DAY, NOON + 42 * DAY) == set()


def test_a_workspace_in_which_nothing_happened_has_an_empty_log(db: Database) -> None:
    keep(db, *EVERYTHING, team_id=OTHER_TEAM)
    with db.reading() as session:
        log = activity.log(session, TEAM, 0, NOON + DAY)
        assert [len(column) for column in vars(log).values()] == [0] * 9
        assert (activity.first_at(session, TEAM), activity.first_said(session, TEAM)) == (None, None)


def test_how_much_there_is_and_since_when_is_told_without_reading_it(db: Database) -> None:
    keep(db, replace(CLICK, at=NOON - 5), *EVERYTHING)
    with db.transaction() as session:
        assert (activity.first_at(session, TEAM), activity.first_said(session, TEAM)) == (NOON - 5, NOON)
        assert activity.rows(session, TEAM, NOON, NOON + DAY) == 4
        activity.take_away(session, TEAM, "C1", POST.ts)
        assert activity.rows(session, TEAM, 0, NOON + DAY) == 4
        assert activity.first_said(session, TEAM) == REPLY.at


def test_what_does_not_come_from_slack_is_not_kept(db: Database) -> None:
    strange = ("u-lower", "U", "U0123456789ABC", "", "U 1")
    deeds = [replace(POST, ts=NOON + at, user_id=one) for at, one in enumerate(strange)]
    assert keep(db, *deeds, replace(POST, channel_id="general"), replace(REPLY, author_id="ana")) == [NOON]
    assert {who for who, *_ in read(db)} == {"U"}


def test_the_packed_copy_says_what_the_columns_say_whatever_happened_to_a_row(db: Database) -> None:
    keep(db, *EVERYTHING)
    with db.transaction() as session:
        activity.note(session, TEAM, replace(REPLY, user_id="UCY", ts=NOON + 6))
        activity.take_away(session, TEAM, "C1", REPLY.ts)
        actors.set_outside(session, TEAM, ["UCY"])
        actors.forget_author(session, TEAM, "UANA")
        rows = session.exec(select(Activity)).all()
        assert {row.act for row in rows} == {DELETED, *Act} - {Act.LEFT}
        assert {row.author_id for row in rows} == {None}
        for row in rows:
            (said,) = np.frombuffer(row.packed, activity.RECORD)
            if row.act == DELETED:
                assert not any(said)
                continue
            named = packing.ids(np.array([said[name] for name in ("who", "where", "to")]))
            assert named == [row.user_id, row.channel_id, row.author_id or ""]
            assert [said[name] for name in ("at", "head", "act", "flags")] == [row.at, row.head_ts, row.act, row.flags]


def test_what_is_older_is_forgotten_a_part_at_a_time_with_the_marks_of_its_time(db: Database) -> None:
    keep(db, *(replace(POST, ts=NOON + at, at=NOON + at) for at in range(10)), team_id=OTHER_TEAM)
    keep(db, *(replace(POST, ts=NOON + at, at=NOON + at) for at in range(10)))
    with db.transaction() as session:
        for at in (2, 9):
            activity.take_away(session, TEAM, "C1", NOON + at)
        gone = [activity.purge(session, TEAM, before=NOON + 7, at_most=3) for _ in range(4)]
        assert gone == [3, 3, 1, 0]
        assert [row.at for row in rows_of(session, TEAM)] == [-NOON - 9, NOON + 7, NOON + 8]
        assert len(rows_of(session, OTHER_TEAM)) == 10


def rows_of(session: Session, team_id: str) -> Sequence[Activity]:
    return session.exec(select(Activity).where(Activity.team_id == team_id).order_by(col(Activity.at))).all()
