"""A tracker that is at times down, slow, or answers after acting; it counts what it took. It speaks as GitLab does."""

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from urllib.parse import parse_qs, urlsplit

CREATING = (("cut_after", 0.10), ("cut_before", 0.03), ("slow_after", 0.01), ("error_after", 0.02), ("limited", 0.01))
READING = (("cut_before", 0.01), ("error_before", 0.02))


@dataclass
class Issues:
    """What it has: an issue a line, and how often each marker was taken."""

    now: Callable[[], datetime]
    chance: random.Random
    is_down: Callable[[], bool]
    rows: list[dict[str, object]] = field(default_factory=list)
    by_marker: dict[str, list[int]] = field(default_factory=dict)
    faults: dict[str, int] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)
    over: Event = field(default_factory=Event)

    def stamp(self) -> str:
        return self.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def take(self, given: dict[str, str]) -> dict[str, object]:
        with self.lock:
            number = len(self.rows) + 1
            row = {
                "iid": number, "web_url": f"http://tracker.test/{number}", "state": "opened", "labels": [],
                "description": given["description"], "created_at": self.stamp(), "updated_at": self.stamp(),
            }  # fmt: skip
            self.rows.append(row)
            self.by_marker.setdefault(given["description"].rpartition("\n")[2], []).append(number)
            return row

    def become(self, number: int, state: str, labels: list[str]) -> None:
        with self.lock:
            self.rows[number - 1] |= {"state": state, "labels": labels, "updated_at": self.stamp()}

    def fault(self, *, making: bool) -> str:
        """What happens to one request."""
        with self.lock:
            if self.is_down():
                found = "down"
            else:
                drawn, found = self.chance.random(), ""
                for name, share in CREATING if making else READING:
                    if 0 <= drawn < share:
                        found = name
                    drawn -= share
            self.faults[found or "none"] = self.faults.get(found or "none", 0) + 1
            return found


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_POST(self):
        issues = self.server.issues
        given = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        fault = issues.fault(making=True)
        if fault in ("down", "cut_before", "limited"):
            self._fail(fault)
            return
        made = issues.take(given)
        if fault:
            self._fail(fault)
        else:
            self._answer(201, made)

    def do_GET(self):
        issues = self.server.issues
        fault = issues.fault(making=False)
        if fault:
            self._fail(fault)
            return
        parts = urlsplit(self.path)
        tail = parts.path.rpartition("/")[2]
        with issues.lock:
            found = issues.rows[int(tail) - 1] if tail.isdecimal() else self._listed(issues, parse_qs(parts.query))
        self._answer(200, found)

    def _listed(self, issues: Issues, query: dict[str, list[str]]) -> list[dict[str, object]]:
        page = int(query["page"][0]) - 1
        if "search" in query:
            numbers = issues.by_marker.get(query["search"][0], [])
            return [issues.rows[number - 1] for number in numbers][page * 100 : page * 100 + 100]
        since = query["updated_after"][0].removesuffix("Z")
        changed = [row for row in issues.rows if str(row["updated_at"]) >= since]
        return sorted(changed, key=lambda row: str(row["updated_at"]))[page * 100 : page * 100 + 100]

    def _fail(self, fault: str) -> None:
        self.close_connection = True
        if fault == "slow_after":
            self.server.issues.over.wait(2)
        elif fault == "limited":
            self._answer(429, {}, retry="5")
        elif fault in ("down", "error_after", "error_before"):
            self._answer(503 if fault == "down" else 500, {})

    def _answer(self, status: int, body: object, retry: str = "") -> None:
        raw = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(raw)))
        if retry:
            self.send_header("Retry-After", retry)
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_args):
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, issues: Issues) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.issues = issues

    def handle_error(self, *_args) -> None:
        """Who asked has gone: that is the point."""


@contextmanager
def at_work(issues: Issues) -> Iterator[str]:
    """It listens; its address."""
    server = _Server(issues)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    issues.over.set()
    server.shutdown()
    server.server_close()
    thread.join(5)
