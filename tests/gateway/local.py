"""A Slack of a few lines on a real socket: it answers as the story says, and remembers what it heard."""

import json
from collections import defaultdict, deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from ssl import SSLContext
from threading import Event, Thread
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Heard:
    method: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}


@dataclass(frozen=True)
class Reply:
    body: object = field(default_factory=lambda: {"ok": True})
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drops: bool = False
    hangs: bool = False

    @property
    def raw(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


class _Handler(BaseHTTPRequestHandler):
    server: "LocalSlack"

    def handle(self):
        self.server.connections.put(bool(self.rfile.peek(1)))  # type: ignore[attr-defined] # a BufferedReader
        super().handle()

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        method = urlsplit(self.path).path.removeprefix("/api/")
        self.server.heard.append(Heard(method, {k.lower(): v for k, v in self.headers.items()}, body))
        replies = self.server.replies[method]
        reply = replies.popleft() if replies else Reply()
        if reply.hangs:
            self.server.over.wait(30)
        if not (reply.drops or reply.hangs):
            self._answer(reply)

    def _answer(self, reply: Reply) -> None:
        self.send_response(reply.status)
        headers = {"Content-Type": "application/json", "Content-Length": str(len(reply.raw))}
        for name, value in (headers | reply.headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.raw)

    def log_message(self, *_):
        """It is quiet."""


class LocalSlack(ThreadingHTTPServer):
    """`heard`: the requests; `connections`: of each, whether it said anything; `says`: what comes next for a method."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.heard: list[Heard] = []
        self.replies: dict[str, deque[Reply]] = defaultdict(deque)
        self.connections: Queue[bool] = Queue()
        self.over = Event()
        self._thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def base_url(self) -> str:
        return f"{self.address}/api/"

    def says(self, method: str, *replies: object) -> None:
        self.replies[method].extend(r if isinstance(r, Reply) else Reply(r) for r in replies)

    def methods(self) -> list[str]:
        return [heard.method for heard in self.heard]

    def secure(self, context: SSLContext) -> None:
        self.socket = context.wrap_socket(self.socket, server_side=True)

    def handle_error(self, *_: object) -> None:
        """A client that hangs up early is part of the story."""

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.shutdown()
        self._thread.join(5)
        self.server_close()
