"""What people did is kept once, and read back as columns exactly as it was kept."""

from dataclasses import replace

from slack_app.domain.digest.log import UNKNOWN, Act, Flag, Log
from slack_app.store import activity
from slack_app.store.activity import Deed
from slack_app.store.database import Database
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
        assert not activity.is_heard(session, TEAM)
        assert activity.author_of(session, TEAM, "C1", REPLY.ts) is None
    assert keep(db, POST, REPLY) == [POST.at]
    assert read(db) == {seen(POST)}
