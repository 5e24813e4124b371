"""A process that sends signed requests over keep-alive connections, as fast as they are answered.

    python -m benchmarks.load PORT CONNECTIONS SECONDS KIND

KIND is `event`, `plain` (an action that is only acknowledged) or `writing` (one that changes a row). It prints one
JSON line: how many were answered 200 in time, how many otherwise, and the latencies in milliseconds.
"""

import hashlib
import hmac
import itertools
import json
import os
import selectors
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

SECRET = "invented"
WARM_UP_S = 0.3
TEAM, USER = "T1", "UANA"

Compose = Callable[[int], tuple[bytes, str]]


def event(number: int) -> tuple[bytes, str]:
    """A message in a channel, each with an id of its own."""
    at = time.time()
    said = {"type": "message", "user": USER, "channel": "C1", "channel_type": "channel", "text": "hello everybody"}
    said |= {"ts": f"{at:.6f}", "event_ts": f"{at:.6f}"}
    envelope = {"type": "event_callback", "team_id": TEAM, "api_app_id": "A1", "event_time": int(at), "event": said}
    envelope["event_id"] = f"Ev{os.getpid()}x{number}"
    return json.dumps(envelope).encode(), "application/json"


def action(action_id: str, **element: object) -> Compose:
    """Somebody uses a button or a menu."""
    pressed = {"action_id": action_id, "block_id": "b", "type": "button", "action_ts": "1.0", **element}
    body = {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": USER, "team_id": TEAM},
        "api_app_id": "A1",
        "container": {"type": "view", "view_id": "V1"},
        "actions": [pressed],
    }

    def compose(number: int) -> tuple[bytes, str]:
        one = {**body, "trigger_id": f"{os.getpid()}.{number}"}
        return urlencode({"payload": json.dumps(one)}).encode(), "application/x-www-form-urlencoded"

    return compose


CHOICE = {"type": "static_select", "selected_option": {"value": "fr", "text": {"type": "plain_text", "text": "fr"}}}
KINDS: dict[str, Compose] = {
    "event": event,
    "plain": action("say_hello", value=USER),
    "writing": action("choose_language", **CHOICE),
}


def request(compose: Compose, number: int) -> bytes:
    """One signed request."""
    body, content_type = compose(number)
    at = str(int(time.time())).encode()
    mac = hmac.new(SECRET.encode(), b"v0:" + at + b":" + body, hashlib.sha256).hexdigest().encode()
    head = b"POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + content_type.encode()
    head += b"\r\nContent-Length: " + str(len(body)).encode() + b"\r\nX-Slack-Request-Timestamp: " + at
    return head + b"\r\nX-Slack-Signature: v0=" + mac + b"\r\n\r\n" + body


@dataclass
class Line:
    """One connection: what was sent on it when, and what came back so far."""

    socket: socket.socket
    sent_at: float = 0.0
    got: bytes = b""

    def is_answered(self, more: bytes) -> bool:
        """Whether the answer is complete with these bytes."""
        self.got += more
        head, found, body = self.got.partition(b"\r\n\r\n")
        if not found:
            return False
        lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
        return len(body) >= (int(lengths[0].split(b":")[1]) if lengths else 0)


@dataclass
class Tally:
    """What was answered once it was warm."""

    answered: int = 0
    refused: int = 0
    latencies: list[float] = field(default_factory=list)

    def add(self, line: Line, now: float) -> None:
        """Count one answer."""
        if line.got.startswith(b"HTTP/1.1 200"):
            self.answered += 1
            self.latencies.append((now - line.sent_at) * 1000)
        else:
            self.refused += 1

    def as_json(self, seconds: float) -> dict[str, float]:
        """The figures."""
        ordered = sorted(self.latencies) or [0.0]
        p50, p99 = (ordered[min(int(len(ordered) * part), len(ordered) - 1)] for part in (0.5, 0.99))
        rate = self.answered / seconds
        return {"rate": rate, "answered": self.answered, "refused": self.refused, "p50_ms": p50, "p99_ms": p99}


def run(port: int, connections: int, seconds: float, compose: Compose) -> dict[str, float]:
    """Keep that many requests on the way for so long, after a moment to warm up."""
    numbers, tally, selector = itertools.count(1), Tally(), selectors.DefaultSelector()
    for _ in range(connections):
        line = Line(socket.create_connection(("127.0.0.1", port)))
        line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(line.socket, selectors.EVENT_READ, line)
        _send(line, compose, next(numbers))
    counts_from = time.perf_counter() + WARM_UP_S
    ends = counts_from + seconds
    while (now := time.perf_counter()) < ends:
        for key, _ in selector.select(timeout=ends - now):
            _read(key.data, tally, counts_from, compose, numbers)
    return tally.as_json(seconds)


def _read(line: Line, tally: Tally, counts_from: float, compose: Compose, numbers: "itertools.count[int]") -> None:
    more = line.socket.recv(65536)
    if not more:
        raise ConnectionError("the server hung up")
    if line.is_answered(more):
        now = time.perf_counter()
        if now >= counts_from:
            tally.add(line, now)
        _send(line, compose, next(numbers))


def _send(line: Line, compose: Compose, number: int) -> None:
    line.got, line.sent_at = b"", time.perf_counter()
    line.socket.sendall(request(compose, number))


def main() -> None:
    """Run as told and print the figures."""
    port, connections, seconds, kind = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), sys.argv[4]
    print(json.dumps(run(port, connections, seconds, KINDS[kind])))


if __name__ == "__main__":
    main()
