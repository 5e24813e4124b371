"""The bell: rung in no time, whatever the broker does; and what it says is an id and nothing else."""

import base64
import json
import socket
import uuid
from collections.abc import Iterator
from threading import Event, Thread, current_thread

import pytest
from celery import Celery
from redis import Redis
from redis.exceptions import ConnectionError as RedisIsAway

from slack_app.jobs import Job
from tests.conftest import missing
from workers.app import celery_app
from workers.queue import MOST_WAITING, CeleryJobs

REDIS = "redis://127.0.0.1:6379/8"


@pytest.fixture
def queue_name() -> Iterator[str]:
    """A queue of this test's own, taken away afterwards."""
    name = f"test-{uuid.uuid4().hex}"
    redis = Redis.from_url(REDIS)
    try:
        redis.ping()
    except RedisIsAway:
        missing("Redis")
    yield name
    redis.delete(f"convive:{name}", f"convive:_kombu.binding.{name}")
    redis.close()


def asked_of(url: str, monkeypatch: pytest.MonkeyPatch, *, rings: int) -> list[Thread]:
    """In which threads the broker at that address was asked while many rings came."""
    app, asked = celery_app(url, in_web=True), []
    send = app.send_task
    monkeypatch.setattr(app, "send_task", lambda *args, **more: (asked.append(current_thread()), send(*args, **more)))
    jobs = CeleryJobs(app)
    for number in range(rings):
        jobs.ring(Job.WELCOME, number)
    jobs.close()
    return asked


def test_a_broker_that_refuses_is_asked_once_and_not_by_who_rings(monkeypatch: pytest.MonkeyPatch) -> None:
    (asked,) = asked_of("redis://127.0.0.1:1/0", monkeypatch, rings=200)
    assert asked is not current_thread()


def test_a_broker_that_never_answers_is_asked_once_and_not_by_who_rings(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as hole:
        (asked,) = asked_of(f"redis://127.0.0.1:{hole.getsockname()[1]}/0", monkeypatch, rings=200)
    assert asked is not current_thread()


def test_a_bell_that_is_full_loses_rings_and_holds_nobody_up() -> None:
    class Slow(Celery):  # type: ignore[misc]
        def send_task(self, *args, **kwargs):
            sent.append(current_thread())
            over.wait(10)

    over, sent = Event(), []
    jobs = CeleryJobs(Slow("slow", broker="memory://", set_as_current=False))
    for number in range(2 * MOST_WAITING):
        jobs.ring(Job.WELCOME, number)
    over.set()
    jobs.close()
    assert MOST_WAITING <= len(sent) <= MOST_WAITING + 1
    assert current_thread() not in sent


def test_the_bell_outlives_a_mistake_of_ours() -> None:
    class Mistaken(Celery):  # type: ignore[misc]
        def send_task(self, *args, **kwargs):
            rings.append(args)
            raise ValueError

    rings: list[object] = []
    jobs = CeleryJobs(Mistaken("mistaken", broker="memory://", set_as_current=False))
    jobs.ring(Job.WELCOME, 1)
    jobs.ring(Job.WELCOME, 2)
    jobs.close()
    assert len(rings) == 2


def test_what_is_said_to_the_broker_is_json_with_the_id_of_a_row(queue_name: str) -> None:
    app = celery_app(REDIS)
    app.conf.task_default_queue = queue_name
    jobs = CeleryJobs(app)
    jobs.ring(Job.WELCOME, 4711)
    jobs.close()
    with Redis.from_url(REDIS) as redis:
        (raw,) = redis.lrange(f"convive:{queue_name}", 0, -1)
    message = json.loads(raw)
    assert message["content-type"] == "application/json"
    assert message["headers"]["task"] == "welcome"
    assert message["headers"]["expires"]
    args, kwargs, _ = json.loads(base64.b64decode(message["body"]))
    assert (args, kwargs) == ([4711], {})
