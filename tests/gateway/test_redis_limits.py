"""The same budgets over a real Redis, shared by processes; and on one's own when it is gone."""

import os
import socket
import subprocess
import sys
import time
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from slack_app.gateway.methods import METHODS, Rate
from slack_app.gateway.protocol import TryAgainError
from slack_app.gateway.redis_limits import RedisLimits
from slack_app.gateway.slack import SlackGateway

ZERO = timedelta(0)
POST, LIST, INFO = "chat.postMessage", "conversations.list", "users.info"
ROOT = Path(__file__).parents[2]
URL = "redis://127.0.0.1:6379/9"


def rate_of(method: str) -> Rate:
    rate = METHODS[method].rate
    assert rate is not None
    return rate


@pytest.fixture(scope="module")
def redis():
    with Redis.from_url(URL, socket_connect_timeout=1) as client:
        try:
            client.ping()
        except RedisError:
            if os.environ.get("CI"):
                raise
            pytest.skip("no Redis at 127.0.0.1:6379")
        yield client


@pytest.fixture
def prefix(redis):
    mine = f"test:{uuid.uuid4()}"
    yield mine
    for key in redis.scan_iter(f"{mine}:*"):
        redis.delete(key)


@pytest.fixture
def limits(redis, prefix):
    return RedisLimits(redis, prefix=prefix)


def test_a_channel_hears_one_message_a_second_whoever_asks(redis, prefix, limits):
    neighbour = RedisLimits(redis, prefix=prefix)
    assert limits.take("T1", POST, "C1") == ZERO
    assert timedelta(seconds=0.5) < neighbour.take("T1", POST, "C1") <= timedelta(seconds=1)
    assert neighbour.take("T1", POST, "C2") == ZERO
    assert neighbour.take("T2", POST, "C1") == ZERO


def test_what_is_refused_by_one_budget_is_counted_in_none(limits):
    assert limits.take("T1", POST, "C1") == ZERO
    for _ in range(200):
        assert limits.take("T1", POST, "C1") > ZERO
    burst = rate_of(POST).burst
    assert [limits.take("T1", POST, f"C{n}") for n in range(2, burst + 1)] == [ZERO] * (burst - 1)


def test_a_pause_is_heard_by_all_and_a_shorter_one_does_not_end_it(redis, prefix, limits):
    neighbour = RedisLimits(redis, prefix=prefix)
    limits.pause("T1", "views.open", timedelta(seconds=30))
    limits.pause("T1", "views.open", timedelta(seconds=2))
    assert timedelta(seconds=29) < neighbour.take("T1", "views.open") <= timedelta(seconds=30)
    assert neighbour.take("T1", "views.push") == neighbour.take("T2", "views.open") == ZERO


def test_the_keys_end_by_themselves(redis, prefix, limits):
    limits.take("T1", POST, "C1")
    limits.pause("T1", POST, timedelta(seconds=5))
    keys = list(redis.scan_iter(f"{prefix}:*"))
    assert len(keys) == 3
    assert all(0 < redis.pttl(key) <= 5_000 for key in keys)


def test_a_clock_of_redis_that_was_set_back_does_not_hold_the_budget_for_long(redis, prefix, limits):
    limits.take("T1", LIST)
    (key,) = redis.scan_iter(f"{prefix}:*")
    redis.set(key, int(redis.get(key)) + 3_600_000_000)
    assert limits.take("T1", LIST) <= timedelta(minutes=1)


ASKER = """
import sys
from redis import Redis
from slack_app.gateway.redis_limits import RedisLimits
limits = RedisLimits(Redis.from_url(sys.argv[1]), prefix=sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
print(sum(not limits.take("T1", "users.info") for _ in range(500)))
"""


def asker(prefix: str) -> "subprocess.Popen[str]":
    told = [sys.executable, "-c", ASKER, URL, prefix]
    return subprocess.Popen(told, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def test_four_processes_share_one_budget(redis, prefix):
    asking = [asker(prefix) for _ in range(4)]
    for one in asking:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    began = time.monotonic()
    for one in asking:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    granted = sum(int(one.communicate(timeout=30)[0]) for one in asking)
    elapsed = time.monotonic() - began
    rate = rate_of(INFO)
    assert rate.burst <= granted <= rate.burst + elapsed * 1_000_000 / rate.interval_us + 1


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_without_redis_each_process_takes_its_part_and_never_everything():
    away = RedisLimits.at(f"redis://127.0.0.1:{unused_port()}/0", processes=4)
    granted = [away.take("T1", INFO) for _ in range(100)].count(ZERO)
    assert granted == rate_of(INFO).burst // 4
    assert away.take("T1", POST, "C1") == ZERO
    assert away.take("T1", POST, "C1") > timedelta(seconds=3)


def test_a_pause_asked_while_redis_is_away_holds_here():
    away = RedisLimits.at(f"redis://127.0.0.1:{unused_port()}/0")
    away.pause("T1", INFO, timedelta(seconds=30))
    away.pause("T1", INFO, timedelta(seconds=3))
    gateway = SlackGateway({"T1": "xoxb-1"}, away, base_url=f"http://127.0.0.1:{unused_port()}")
    with pytest.raises(TryAgainError, match=r"^limited$") as caught:
        gateway.person("T1", "U1")
    assert caught.value.after > timedelta(seconds=29)


def lead_to(client: Redis, port: int) -> None:
    client.connection_pool.connection_kwargs["port"] = port
    client.connection_pool.reset()


@pytest.fixture
def client(redis):
    with Redis.from_url(URL, retry=Retry(NoBackoff(), 0)) as own:
        yield own


def test_a_pause_outlives_redis(client, prefix):
    limits = RedisLimits(client, prefix=prefix, clock=Clock())
    limits.pause("T1", INFO, timedelta(seconds=30))
    client.close()
    lead_to(client, unused_port())
    assert limits.take("T1", INFO) == timedelta(seconds=30)


def test_redis_is_asked_again_after_a_while(client, prefix):
    clock = Clock()
    limits = RedisLimits(client, prefix=prefix, processes=25, clock=clock)
    lead_to(client, unused_port())
    assert limits.take("T1", INFO) == ZERO
    lead_to(client, 6379)
    assert limits.take("T1", INFO) > ZERO
    clock.now += 5
    assert [limits.take("T1", INFO) for _ in range(10)] == [ZERO] * 10
