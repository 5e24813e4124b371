"""A tracker that does not answer, or asks for patience, is left alone for a while by all who would call it."""

from collections.abc import Callable
from datetime import timedelta
from threading import Lock

from slack_app.gateway.protocol import TryAgainError

FIRST, LONGEST = 5.0, 300.0
SPREAD = 0.5
"""Those who wait come back one after the other, over so much of the pause again."""


class Pauses:
    """Of one process. `clock` in seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock, self._lock = clock, Lock()
        self._until: dict[str, float] = {}
        self._failures: dict[str, int] = {}
        self._turned_away = 0

    def check(self, host: str) -> None:
        """Raise TryAgainError("limited") while the host has its pause. After it one call at a time tries whether it is back."""
        with self._lock:
            now = self._clock()
            left = self._until.get(host, now) - now
            if left <= 0:
                if self._failures.get(host):
                    self._until[host] = now + FIRST
                return
            self._turned_away += 1
            turn = (self._turned_away % 101) / 101
        raise TryAgainError("limited", after=timedelta(seconds=left + turn * max(left, FIRST) * SPREAD))

    def answered(self, host: str) -> None:
        """The host is there."""
        with self._lock:
            if self._failures.pop(host, None):
                self._until.pop(host, None)

    def asked_for(self, host: str, pause: timedelta) -> None:
        """The host asks for patience."""
        with self._lock:
            self._until[host] = max(self._until.get(host, 0.0), self._clock() + pause.total_seconds())

    def failed(self, host: str) -> None:
        """The host could not be reached, or was silent: each time twice as long, as far as five minutes."""
        with self._lock:
            times = self._failures[host] = min(self._failures.get(host, 0) + 1, 10)
            if times > 1:
                self._until[host] = self._clock() + min(FIRST * 2 ** (times - 2), LONGEST)
