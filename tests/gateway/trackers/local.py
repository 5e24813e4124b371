"""A tracker of a few lines on a real socket: it answers what the story recorded, and remembers what it heard."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Heard:
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any


@dataclass(frozen=True)
class Reply:
    body: object = field(default_factory=dict)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drops: bool = False
    hangs: bool = False
    drips: bool = False


class _Handler(BaseHTTPRequestHandler):
    server: "LocalTracker"

    def _answer(self):
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.heard.append(
            Heard(self.command, parts.path, query, headers, json.loads(raw) if raw else None)
        )  # fmt: skip
        replies = self.server.replies.get((self.command, parts.path), [Reply(status=404)])
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        if reply.hangs:
            self.server.over.wait(20)
        if not (reply.drops or reply.hangs):
            self._send(reply)

    def _send(self, reply: Reply):
        raw = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
        self.send_response(reply.status)
        for name, value in {"Content-Length": str(len(raw)), **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(raw)
        while reply.drips and not self.server.over.wait(0.05):
            self.wfile.write(b" ")
            self.wfile.flush()

    do_GET = do_POST = do_OPTIONS = _answer  # noqa: N815  the names are http.server's

    def log_message(self, *_args):
        pass


class LocalTracker(ThreadingHTTPServer):
    """`replies` by method and path: the last of each is given again and again."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.heard: list[Heard] = []
        self.replies: dict[tuple[str, str], list[Reply]] = {}
        self.over = Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def says(self, method: str, path: str, *replies: Reply) -> None:
        self.replies[method, path] = list(replies)

    def handle_error(self, *_args) -> None:
        """A client that has gone is the story, not a failure."""


@contextmanager
def running() -> Iterator[LocalTracker]:
    server = LocalTracker()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.over.set()
    server.shutdown()
    server.server_close()
    thread.join(5)
