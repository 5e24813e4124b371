"""The local Slack's own time: the real one, plus how far it was set forward."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import time


class Clock:
    """Time that goes on by itself and can be set forward, never back."""

    def __init__(self, ahead: timedelta = timedelta(0)) -> None:
        self._lock = threading.Lock()
        self._ahead = ahead.total_seconds()
        self._watchers: list[Callable[[], None]] = []

    def now(self) -> datetime:
        """Now, aware, in UTC."""
        return datetime.fromtimestamp(self.seconds(), UTC)

    def seconds(self) -> float:
        """Now, in seconds since 1970."""
        return time() + self._ahead

    def advance(self, by: timedelta) -> datetime:
        """Move forward by some time; ValueError if that were backwards."""
        if by < timedelta(0):
            message = "the clock only goes forward"
            raise ValueError(message)
        with self._lock:
            self._ahead += by.total_seconds()
        for watcher in tuple(self._watchers):
            watcher()
        return self.now()

    def set_to(self, then: datetime) -> datetime:
        """Move forward to a moment (aware); ValueError if it is past."""
        return self.advance(then - self.now())

    def watch(self, watcher: Callable[[], None]) -> None:
        """Be told each time that it was set forward."""
        self._watchers.append(watcher)
