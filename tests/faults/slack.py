"""A Slack on a real socket that remembers what was said, and can keep its answer to itself."""

import itertools
import json
import threading
from collections import Counter
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs

TEAM, TOKEN = "T1", "xoxb-invented"


class Slack(ThreadingHTTPServer):
    """`said`: every message in the order in which it was posted; `keeps_quiet`: posts are done and not answered."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.said: list[dict[str, Any]] = []
        self.lock = threading.Lock()
        self.keeps_quiet = threading.Event()
        self.was_heard = threading.Event()
        self.over = threading.Event()
        self._count = itertools.count(1)
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/api/"

    def times(self) -> Counter[str]:
        """How often each key was said."""
        with self.lock:
            return Counter(str(one["metadata"]["event_payload"]["key"]) for one in self.said)

    def answer(self, method: str, given: Mapping[str, Any]) -> dict[str, Any]:
        known = getattr(self, f"_{method.replace('.', '_')}", None)
        return {"ok": True, **(known(given) if known else {})}

    def _auth_test(self, _given: Mapping[str, Any]) -> dict[str, Any]:
        return {"team_id": TEAM, "team": "Team", "user_id": "UBOT", "bot_id": "BBOT", "url": "http://127.0.0.1/"}

    def _users_info(self, given: Mapping[str, Any]) -> dict[str, Any]:
        return {"user": {"id": given["user"], "team_id": TEAM, "locale": "fr-FR", "tz": "Europe/Paris"}}

    def _conversations_list(self, _given: Mapping[str, Any]) -> dict[str, Any]:
        return {"channels": [{"id": "C1", "name": "general", "is_member": True}]}

    def _chat_getPermalink(self, given: Mapping[str, Any]) -> dict[str, Any]:  # noqa: N802  Slack's name
        return {"permalink": f"https://slack.test/archives/{given['channel']}/p{given['message_ts']}"}

    def _conversations_open(self, given: Mapping[str, Any]) -> dict[str, Any]:
        return {"channel": {"id": f"D{given['users']}"}}

    def _files_getUploadURLExternal(self, _given: Mapping[str, Any]) -> dict[str, Any]:  # noqa: N802  Slack's name
        return {"upload_url": f"http://127.0.0.1:{self.server_port}/upload", "file_id": "F1"}

    def _chat_postMessage(self, given: Mapping[str, Any]) -> dict[str, Any]:  # noqa: N802  Slack's name
        with self.lock:
            ts = f"1700000000.{next(self._count):06d}"
            self.said.append({**given, "ts": ts})
        if self.keeps_quiet.is_set():
            self.was_heard.set()
            self.over.wait(30)
        return {"channel": given["channel"], "ts": ts, "message": {"ts": ts}}

    def _conversations_history(self, given: Mapping[str, Any]) -> dict[str, Any]:
        with self.lock:
            return {
                "messages": [one for one in self.said if one["channel"] == given["channel"] and "thread_ts" not in one]
            }

    def _conversations_replies(self, given: Mapping[str, Any]) -> dict[str, Any]:
        with self.lock:
            return {"messages": [one for one in self.said if _is_in_thread(one, given["channel"], given["ts"])]}

    def handle_error(self, *_: object) -> None:
        """Whoever is killed hangs up."""

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.shutdown()
        self.server_close()


def _is_in_thread(one: Mapping[str, Any], channel_id: str, thread_ts: str) -> bool:
    return one["channel"] == channel_id and thread_ts in {one["ts"], one.get("thread_ts")}


class _Handler(BaseHTTPRequestHandler):
    server: Slack

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        form = {name: one[0] for name, one in parse_qs(body.decode()).items()}
        given = json.loads(body) if body.startswith(b"{") else form
        answer = json.dumps(self.server.answer(self.path.rsplit("/", 1)[-1].split("?")[0], given)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """It is quiet."""
