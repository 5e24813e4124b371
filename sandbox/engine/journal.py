"""What happened between the app and the local Slack: each call and each delivery, with how long it took."""

import json
import threading
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TextIO

from sandbox.engine.clock import Clock

KEPT = 20_000
Entry = dict[str, Any]


class Journal:
    """The latest entries in memory, all of them as JSON Lines in a file if one is given."""

    def __init__(self, clock: Clock, path: Path | None = None, kept: int = KEPT) -> None:
        self.clock = clock
        self._lock = threading.Lock()
        self._entries: deque[Entry] = deque(maxlen=kept)
        self._count = 0
        self._file: TextIO | None = path.open("a", encoding="utf-8", buffering=1) if path else None
        self._watchers: list[Callable[[Entry], None]] = []

    def write(self, kind: str, **facts: object) -> Entry:
        """Note something: `kind` is "call" or "delivery"; `facts` must be plain JSON. Times are in milliseconds."""
        with self._lock:
            self._count += 1
            entry: Entry = {"number": self._count, "at": self.clock.now().isoformat(), "kind": kind, **facts}
            self._entries.append(entry)
            if self._file:
                self._file.write(json.dumps(entry, ensure_ascii=False, default=str) + "\n")
        for watcher in tuple(self._watchers):
            watcher(entry)
        return entry

    def watch(self, watcher: Callable[[Entry], None]) -> Callable[[], None]:
        """Be told of each entry, in the writing thread; returns how to stop."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def entries(self, wanted: Mapping[str, object] | None = None, *, after: int = 0) -> list[Entry]:
        """Those after a number whose facts are as `wanted` (`{"kind": "call"}`…), in order."""
        with self._lock:
            return [entry for entry in self._entries if entry["number"] > after and matches(entry, wanted or {})]

    def calls(self, method: str | None = None) -> list[Entry]:
        """The calls, of one method or all."""
        wanted = {"kind": "call"} | ({"method": method} if method else {})
        return self.entries(wanted)

    def deliveries(self, **wanted: object) -> list[Entry]:
        """What was brought to the app."""
        return self.entries({"kind": "delivery", **wanted})

    @property
    def count(self) -> int:
        """How many entries there were from the beginning."""
        return self._count

    def clear(self) -> None:
        """Forget what is in memory."""
        with self._lock:
            self._entries.clear()

    def close(self) -> None:
        """Write no more to the file."""
        with self._lock:
            if self._file:
                self._file.close()
                self._file = None


def matches(entry: Mapping[str, Any], wanted: Mapping[str, object]) -> bool:
    """Whether each wanted fact stands in the entry."""
    return all(entry.get(name) == value for name, value in wanted.items())
