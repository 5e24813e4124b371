"""Budgets: never more than allowed in any stretch of time, all or nothing, and honest about the wait."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.gateway.limits import Bucket, MemoryLimits, buckets
from slack_app.gateway.protocol import Post, TryAgainError
from slack_app.gateway.slack import SlackGateway

ZERO = timedelta(0)
POST, LIST = "chat.postMessage", "conversations.list"


class Clock:
    """Whole microseconds, told in seconds."""

    def __init__(self) -> None:
        self.us = 1_000_000_000

    def __call__(self) -> float:
        return self.us / 1_000_000

    def forward(self, span: timedelta) -> None:
        self.us += span // timedelta(microseconds=1)


moments = st.lists(
    st.tuples(
        st.integers(0, 3_000_000),
        st.sampled_from(["T1", "T2"]),
        st.sampled_from([POST, LIST, "chat.update"]),
        st.sampled_from(["C1", "C2"]),
    ),
    max_size=150,
)


@given(moments)
def test_never_more_than_allowed_in_any_stretch(story):
    clock = Clock()
    limits = MemoryLimits(clock=clock)
    granted: dict[tuple[str, Bucket], list[int]] = {}
    for forward, team, method, channel in story:
        clock.us += forward
        if limits.take(team, method, channel) == ZERO:
            for bucket in buckets(method, channel):
                granted.setdefault((team, bucket), []).append(clock.us)
    for (_, bucket), times in granted.items():
        per = bucket.rate.per // timedelta(microseconds=1)
        assert all(sum(start <= t < start + per for t in times) <= bucket.rate.quota for start in times)


@given(moments)
def test_what_is_refused_leaves_no_trace(story):
    clock = Clock()
    limits, twin = MemoryLimits(clock=clock), MemoryLimits(clock=clock)
    for forward, team, method, channel in story:
        clock.us += forward
        if limits.take(team, method, channel) == ZERO:
            assert twin.take(team, method, channel) == ZERO


@given(moments)
def test_the_wait_is_enough_and_no_longer_than_needed(story):
    clock = Clock()
    limits = MemoryLimits(clock=clock)
    for forward, team, method, channel in story:
        clock.us += forward
        wait = limits.take(team, method, channel)
        if wait:
            clock.forward(wait - timedelta(microseconds=1))
            assert limits.take(team, method, channel) == timedelta(microseconds=1)
            clock.us += 1
            assert limits.take(team, method, channel) == ZERO


def test_a_channel_hears_one_message_a_second_and_another_channel_need_not_wait():
    clock = Clock()
    limits = MemoryLimits(clock=clock)
    assert limits.take("T1", POST, "C1") == ZERO
    assert limits.take("T1", POST, "C1") == timedelta(seconds=1)
    assert limits.take("T1", POST, "C2") == ZERO
    assert limits.take("T2", POST, "C1") == ZERO


def test_a_walk_through_the_channels_of_a_normal_workspace_is_not_stopped():
    limits = MemoryLimits(clock=Clock())
    assert [limits.take("T1", LIST) for _ in range(5)] == [ZERO] * 5
    assert limits.take("T1", LIST) > ZERO


def test_a_pause_holds_for_the_method_in_the_workspace_and_a_shorter_one_does_not_end_it():
    clock = Clock()
    limits = MemoryLimits(clock=clock)
    limits.pause("T1", "views.open", timedelta(seconds=9))
    limits.pause("T1", "views.open", timedelta(seconds=2))
    assert limits.take("T1", "views.open") == timedelta(seconds=9)
    assert limits.take("T2", "views.open") == limits.take("T1", "views.push") == ZERO
    clock.forward(timedelta(seconds=9))
    assert limits.take("T1", "views.open") == ZERO


def test_what_a_person_waits_for_is_held_back_by_a_pause_alone():
    limits = MemoryLimits(clock=Clock())
    assert all(limits.take("T1", "views.open") == ZERO for _ in range(500))


def test_what_is_over_is_forgotten():
    clock = Clock()
    limits = MemoryLimits(clock=clock)
    for member in range(5_000):
        clock.us += 300_000
        limits.take("T1", POST, f"D{member}")
    assert len(limits._next) < 1_100


def test_threads_share_one_budget():
    limits = MemoryLimits(clock=Clock())
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: limits.take("T1", "users.info"), range(400)))
    assert waits.count(ZERO) == 25


def test_over_the_limit_no_call_is_made_and_the_sender_knows_when_to_come_back(local):
    gateway = SlackGateway({"T1": "xoxb-1"}, MemoryLimits(clock=Clock()), base_url=local.base_url)
    local.says(POST, {"ok": True, "channel": "C1", "ts": "1.1"})
    gateway.post("T1", Post("C1", "one"))
    with pytest.raises(TryAgainError, match="limited") as caught:
        gateway.post("T1", Post("C1", "two"))
    assert (caught.value.after, caught.value.uncertain) == (timedelta(seconds=1), False)
    assert len(local.heard) == 1
