"""The relay: a ring that was lost is a delay; a ring too many is nothing."""

from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import update

from slack_app.flows.deps import Deps
from slack_app.jobs import Job
from slack_app.store import heartbeats
from slack_app.store.database import Database
from slack_app.store.schema import OutboxRow
from tests.house import House
from tests.workers.stories import KilledError, ask, at_once, row_of, work
from workers.base import perform
from workers.clock import Ticker
from workers.relay import HEAR_EVERY_S, Relay


@pytest.fixture
def relay(house: House) -> Relay:
    """A relay that has just asked for a sign of life."""
    relay = Relay(house.deps)
    relay.announce()
    house.jobs.rings.clear()
    return relay


def rung(house: House) -> list[int]:
    rings = [row_id for _, row_id in house.jobs.rings]
    house.jobs.rings.clear()
    return rings


def test_a_lost_ring_is_made_good(house: House, relay: Relay) -> None:
    row_id = ask(house)
    rung(house)
    relay.announce()
    assert house.jobs.rings == [(Job.CONFIRM, row_id)]


def test_a_row_is_announced_every_ten_seconds_at_most_and_until_it_is_done(house: House, relay: Relay) -> None:
    row_id = ask(house)
    rung(house)
    relay.announce()
    assert rung(house) == [row_id]
    house.at += timedelta(seconds=9.9)
    relay.announce()
    assert rung(house) == []
    house.at += timedelta(seconds=0.1)
    relay.announce()
    assert rung(house) == [row_id]
    work(house, row_id)
    house.at += timedelta(days=1)
    relay.announce()
    assert row_id not in rung(house)


def test_what_is_not_due_yet_is_not_announced(house: House, relay: Relay) -> None:
    row_id = ask(house, due_at=house.at + timedelta(seconds=1))
    relay.announce()
    assert rung(house) == []
    house.at += timedelta(seconds=1)
    relay.announce()
    assert rung(house) == [row_id]


def test_a_row_whose_worker_died_is_announced_once_its_lease_is_over(house: House, relay: Relay) -> None:
    def dies(_deps, _errand):
        raise KilledError

    row_id = ask(house)
    with pytest.raises(KilledError):
        perform(house.deps, row_id, dies)
    rung(house)
    house.at += house.deps.pace.lease - timedelta(seconds=1)
    relay.announce()
    assert rung(house) == []
    house.at += timedelta(seconds=1)
    relay.announce()
    assert rung(house) == [row_id]


def test_two_relays_share_the_work(house: House) -> None:
    relays = [Relay(house.deps) for _ in range(2)]
    for relay in relays:
        relay.announce()
    rows = {ask(house, f"row{number}") for number in range(250)}
    rung(house)
    start = Barrier(2)

    def announce(relay: Relay) -> None:
        start.wait(10)
        for _ in range(2):
            relay.announce()

    at_once(*[lambda relay=relay: announce(relay) for relay in relays])
    assert sorted(rung(house)) == sorted(rows)


def test_events_that_wait_are_announced_once_a_second(house: House, relay: Relay) -> None:
    relay._heard_at -= HEAR_EVERY_S
    relay.announce()
    assert house.jobs.rings == []
    house.join("UANA")
    relay.announce()
    relay.announce()
    assert house.jobs.rings == [(Job.HEAR, 0)]
    house.settle()
    relay._heard_at -= HEAR_EVERY_S
    house.jobs.rings.clear()
    relay.announce()
    assert house.jobs.rings == []


def test_a_row_of_another_version_of_the_program_stands_in_nobodys_way(house: House, relay: Relay) -> None:
    strange, known = ask(house, "strange"), ask(house, "known")
    with house.db.transaction() as session:
        session.execute(update(OutboxRow).where(OutboxRow.id == strange).values(job="from_the_future"))  # type: ignore[arg-type]
    rung(house)
    relay.announce()
    assert rung(house) == [known]
    assert row_of(house, strange).state == "pending"


@pytest.fixture
def away() -> Database:
    return Database("postgresql+psycopg://nobody@127.0.0.1:1/nothing?connect_timeout=2")


def elsewhere(house: House, db: Database) -> Deps:
    deps = house.deps
    return Deps(db=db, slack=deps.slack, jobs=deps.jobs, inbox=deps.inbox, now=deps.now)


def test_the_ticker_outlives_a_database_that_is_away(house: House, away: Database) -> None:
    row_id = ask(house)
    rung(house)
    ticker = Ticker(elsewhere(house, away))
    assert not ticker.tick()
    ticker._relay = Relay(house.deps)
    assert not ticker.tick()
    assert row_id in rung(house)
    assert Ticker(house.deps).tick()


def test_the_ticker_outlives_a_mistake_of_ours(house: House) -> None:
    class Mistaken(Relay):
        def announce(self) -> int:
            raise ValueError

    ticker = Ticker(house.deps)
    ticker._relay = Mistaken(house.deps)
    assert not ticker.tick()


def test_the_ticker_ticks_by_itself_until_it_is_closed(house: House) -> None:
    ask(house)
    rung(house)
    ticker = Ticker(house.deps, every_s=0.001)
    ticker.start()
    for _ in range(5000):
        if house.jobs.rings:
            break
        ticker._stop.wait(0.001)
    ticker.close()
    assert not ticker._thread.is_alive()
    assert house.jobs.rings


def test_the_ticker_gives_signs_of_life(house: House) -> None:
    Ticker(house.deps).tick()
    assert house.read(lambda session: heartbeats.last(session, "ticker")) == house.at
