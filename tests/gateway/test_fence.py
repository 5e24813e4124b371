"""The fence stands between the connection and the first byte."""

import pytest

from slack_app.gateway.fence import Crossing
from slack_app.gateway.protocol import Post, TryAgainError

POST = Post("C1", "Bonjour", key="k")
OK_POST = {"ok": True, "channel": "C1", "ts": "1.1"}


class LeaseIsOverError(Exception):
    """What a sender's fence says."""


def test_a_fence_that_raises_leaves_no_byte_although_the_connection_stood(gateway, local):
    def closed():
        raise LeaseIsOverError

    with pytest.raises(LeaseIsOverError):
        gateway.post("T1", POST, fence=closed)
    assert local.connections.get(timeout=5) is False
    assert not local.heard


def test_a_fence_is_asked_after_the_connection_stands_and_before_anything_is_said(gateway, local):
    stood: list[tuple[list[bool], list[object]]] = []

    def fence():
        if not stood:
            with local.connections.mutex:
                stood.append((list(local.connections.queue), list(local.heard)))

    local.says("chat.postMessage", OK_POST)
    gateway.post("T1", POST, fence=fence)
    assert stood == [([], [])]
    assert local.connections.get(timeout=5) is True


def test_a_fence_that_falls_between_head_and_body_leaves_a_request_that_slack_cannot_act_on(gateway, local):
    asked = iter([True, False])

    def falling():
        if not next(asked):
            raise LeaseIsOverError

    with pytest.raises(LeaseIsOverError):
        gateway.post("T1", POST, fence=falling)
    assert local.connections.get(timeout=5) is True
    assert [heard.body for heard in local.heard] in ([], [b""])


def test_a_refusal_of_ours_from_the_fence_passes_unchanged(gateway):
    def closed():
        raise TryAgainError("lease_over")

    with pytest.raises(TryAgainError, match="lease_over"):
        gateway.post("T1", POST, fence=closed)


def test_who_has_no_time_left_does_not_leave():
    crossing = Crossing(patience=-1.0)
    with pytest.raises(TimeoutError):
        crossing.depart()
    assert not crossing.begun


def test_an_open_fence_lets_the_post_through(gateway, local):
    local.says("chat.postMessage", OK_POST)
    assert gateway.post("T1", POST, fence=lambda: None).message_ts == "1.1"
