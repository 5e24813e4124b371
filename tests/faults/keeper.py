"""Keeps the processes of the app under test: lets them be born, hears of them, and ends them by their own ids."""

import contextlib
import hashlib
import hmac
import itertools
import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

SECRET = "invented"
PATIENCE_S = 20.0
REFUSED = 0


def soon(is_so: Callable[[], bool], what: str) -> None:
    """Wait until it is so, for twenty seconds at most."""
    ends = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < ends, f"{what} did not happen"
        time.sleep(0.02)


@dataclass
class Child:
    """One process of the app."""

    pid: int = 0
    url: str | None = None
    heard: set[str] = field(default_factory=set)

    def until(self, what: str) -> Self:
        soon(lambda: bool(self.heard & {what, "dead"}), f"process {self.pid} being {what}")
        assert what in self.heard, f"process {self.pid} died before it was {what}"
        return self

    def kill(self) -> None:
        self._signal(signal.SIGKILL)
        self.until("dead")

    def go_on(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def tell(self, envelope: Mapping[str, Any]) -> int:
        """What Slack tells over signed HTTP; the status, or REFUSED."""
        body, at = json.dumps(envelope).encode(), str(int(time.time()))
        mac = hmac.new(SECRET.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": "application/json",
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": f"v0={mac}",
        }
        request = urllib.request.Request(f"{self.url}/slack/events", body, headers)  # noqa: S310  its own loopback
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310  the same
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return REFUSED


class Keeper:
    """The process that has imported the app, and the children that it forks."""

    def __init__(self) -> None:
        self._names = itertools.count(1)
        self._children: dict[str, Child] = {}
        command = [sys.executable, "-m", "tests.faults.program"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    def bear(self, role: str, environment: Mapping[str, str], *, step: str = "never") -> Child:
        """A new process of the app in that role, which ends or stops itself at that step."""
        name, child = str(next(self._names)), Child()
        self._children[name] = child
        order = {"id": name, "role": role, "step": step, "environment": dict(environment)}
        assert self._process.stdin
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()
        return child.until("born")

    def end_all(self) -> None:
        """End every child that is left."""
        for child in self._children.values():
            if "dead" not in child.heard:
                child.kill()

    def close(self) -> None:
        self.end_all()
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(10)
        self._reader.join(10)
        self._process.stdout.close()

    def _listen(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            said = json.loads(line)
            child = self._children[said["id"]]
            child.pid = said.get("pid", child.pid)
            child.url = said.get("url", child.url)
            child.heard.add(said["what"])
