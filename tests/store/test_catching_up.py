"""The reading of the history stands where it was left, channel by channel."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from slack_app.domain.digest.catching_up import ChannelState, State
from slack_app.store.database import Database
from slack_app.store.digest import catching_up
from slack_app.store.digest.catching_up import Progress
from tests.house import MONDAY, OTHER_TEAM, TEAM

LATER = MONDAY + timedelta(hours=1)


@pytest.fixture
def offered(db: Database) -> Database:
    with db.transaction() as session:
        catching_up.offer(session, TEAM, since_at=MONDAY, now=MONDAY)
        catching_up.add_channels(session, TEAM, ["C2", "C1", "C3"], now=MONDAY)
        catching_up.add_channels(session, OTHER_TEAM, ["C9"], now=MONDAY)
    return db


def read(session: Session, channel_id: str, state: ChannelState, messages: int = 0, cursor: str | None = None) -> None:
    catching_up.read_so_far(
        session, TEAM, channel_id, state=state, cursor=cursor, threads=("1.0",), messages=messages, now=LATER
    )


def next_up(session: Session) -> str | None:
    found = catching_up.next_channel(session, TEAM)
    return found.channel_id if found else None


def test_it_is_offered_once(offered: Database) -> None:
    with offered.transaction() as session:
        assert catching_up.offer(session, TEAM, since_at=LATER, now=LATER).since_at == MONDAY
        assert catching_up.find(session, OTHER_TEAM) is None


def test_it_moves_only_from_where_it_stands_and_knows_by_whose_word(offered: Database) -> None:
    with offered.transaction() as session:
        assert catching_up.move(session, TEAM, State.READING, by_id="UBOSS", come_from=["offered"], now=LATER)
        assert not catching_up.move(session, TEAM, State.DECLINED, by_id="UBEN", come_from=["offered"], now=LATER)
        catching_up.stands_at(session, TEAM, "C7", "7.0", now=LATER)
    with offered.transaction() as session:
        row = catching_up.hold(session, TEAM)
        assert row
        assert (row.state, row.by_id, row.channel_id, row.message_ts) == ("reading", "UBOSS", "C7", "7.0")


def test_a_channel_that_was_begun_is_read_before_another(offered: Database) -> None:
    with offered.transaction() as session:
        assert next_up(session) == "C1"
        read(session, "C2", ChannelState.READING, cursor="abc")
        assert next_up(session) == "C2"
        read(session, "C2", ChannelState.DONE)
        read(session, "C1", ChannelState.REFUSED)
        assert next_up(session) == "C3"
        read(session, "C3", ChannelState.DONE)
        assert next_up(session) is None


def test_how_far_it_is_can_be_told_and_a_second_list_of_channels_changes_nothing(offered: Database) -> None:
    with offered.transaction() as session:
        read(session, "C2", ChannelState.READING, messages=5, cursor="abc")
        read(session, "C2", ChannelState.DONE, messages=7)
        read(session, "C1", ChannelState.REFUSED)
        catching_up.add_channels(session, TEAM, ["C2", "C4"], now=LATER)
        assert catching_up.progress(session, TEAM) == Progress(channels=4, done=1, unread=1, messages=12)
        assert catching_up.progress(session, "T404") == Progress(0, 0, 0, 0)


def test_what_is_left_to_read_outlives_the_one_who_reads(offered: Database) -> None:
    with offered.transaction() as session:
        read(session, "C2", ChannelState.THREADS, messages=5, cursor="abc")
    with offered.reading() as session:
        found = catching_up.next_channel(session, TEAM)
        assert found
        assert (found.channel_id, found.state, found.cursor, found.threads) == ("C2", "threads", "abc", ["1.0"])
