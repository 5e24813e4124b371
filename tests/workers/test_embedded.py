"""The worker inside the process: a ring comes in, a task takes the row, the row is stamped."""

import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from celery import Celery

from slack_app.flows.deps import Deps
from slack_app.jobs import Job
from slack_app.store import heartbeats, migrate
from slack_app.store.database import Database
from tests.house import House
from tests.workers.stories import ask, row_of, rows_of
from workers.app import celery_app, register
from workers.embedded import EmbeddedWorker
from workers.queue import CeleryJobs

PATIENCE_S = 20.0


@dataclass
class Embedded:
    """A worker of this process, and the bell that calls it."""

    deps: Deps
    celery: Celery
    jobs: CeleryJobs


@contextmanager
def at_work(house: House) -> Iterator[Embedded]:
    celery = celery_app(None)
    celery.conf.task_default_queue = f"test-{uuid.uuid4().hex}"
    jobs = CeleryJobs(celery)
    deps = replace(house.deps, jobs=jobs, now=lambda: datetime.now(UTC))
    register(celery, deps)
    worker = EmbeddedWorker(celery, concurrency=4)
    worker.start()
    yield Embedded(deps, celery, jobs)
    worker.close()
    jobs.close()


@pytest.fixture
def embedded(house: House) -> Iterator[Embedded]:
    with at_work(house) as embedded:
        yield embedded


def soon(is_so: Callable[[], bool]) -> bool:
    ends = time.monotonic() + PATIENCE_S
    while time.monotonic() < ends:
        if is_so():
            return True
        time.sleep(0.01)
    return False


def confirmation(house: House, key: str) -> int:
    return ask(house, key, args={"what": "stopped", "language": "fr", "user_id": "UANA"})


def test_a_ring_becomes_a_message_and_a_stamp(house: House, embedded: Embedded) -> None:
    row_id = confirmation(house, "one")
    for _ in range(3):
        embedded.jobs.ring(Job.CONFIRM, row_id)
    assert soon(lambda: row_of(house, row_id).state == "done")
    assert len(house.slack.posts) == 1


def test_an_event_is_heard_and_the_newcomer_welcomed(house: House, embedded: Embedded) -> None:
    house.at = embedded.deps.now()
    house.join("UANA")
    for _ in range(5):
        embedded.jobs.ring(Job.HEAR, 0)
    assert soon(lambda: [row.state for row in rows_of(house, Job.NUDGE)].count("done") == 1)
    assert len(house.slack.to("UANA")) == 1
    assert house.read(lambda session: heartbeats.last(session, "worker"))


def test_only_json_is_understood(house: House, embedded: Embedded, caplog: pytest.LogCaptureFixture) -> None:
    row_id = confirmation(house, "one")
    embedded.celery.send_task("confirm", args=[row_id], serializer="pickle")
    after = confirmation(house, "two")
    embedded.jobs.ring(Job.CONFIRM, after)
    assert soon(lambda: row_of(house, after).state == "done")
    assert row_of(house, row_id).state == "pending"


def test_a_ring_for_nothing_that_exists_does_no_harm(house: House, embedded: Embedded) -> None:
    embedded.jobs.ring(Job.CONFIRM, 4711)
    embedded.celery.send_task("no_such_job", args=[1])
    embedded.celery.send_task("confirm", args=["x", "y"])
    row_id = confirmation(house, "one")
    embedded.jobs.ring(Job.CONFIRM, row_id)
    assert soon(lambda: row_of(house, row_id).state == "done")


def test_two_houses_in_one_process_each_do_their_own_work(house: House, embedded: Embedded, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'other.db'}"
    migrate.upgrade(url)
    other = House(Database(url))
    with at_work(other) as beside:
        rows = [confirmation(house, "one"), confirmation(other, "another")]
        embedded.jobs.ring(Job.CONFIRM, rows[0])
        beside.jobs.ring(Job.CONFIRM, rows[1])
        assert soon(lambda: row_of(house, rows[0]).state == row_of(other, rows[1]).state == "done")
    other.close()
    assert [[post.key for _, post, _ in one.slack.posts] for one in (house, other)] == [["one"], ["another"]]
