"""The cap on events: so many an hour for one app in one workspace, then none, and a word about it each minute."""

import threading
from collections import deque
from enum import Enum, auto

HOURLY_EVENTS = 30_000
HOUR_SECONDS = 3600.0
MINUTE_SECONDS = 60


class Pass(Enum):
    """What becomes of an event: it goes, it is held back, or it is held back and the app is told."""

    GO = auto()
    HELD_BACK = auto()
    HELD_BACK_AND_TOLD = auto()


class Cap:
    """Counts each workspace's events of the last hour."""

    def __init__(self, most: int = HOURLY_EVENTS) -> None:
        self.most = most
        self._lock = threading.Lock()
        self._sent: dict[str, deque[float]] = {}
        self._told: dict[str, int] = {}

    def take(self, team_id: str, now: float) -> Pass:
        """Return what becomes of an event for a workspace at `now` (seconds), and count it if it goes."""
        with self._lock:
            sent = self._sent.setdefault(team_id, deque())
            while sent and sent[0] <= now - HOUR_SECONDS:
                sent.popleft()
            if len(sent) < self.most:
                sent.append(now)
                return Pass.GO
            return self._tell_once(team_id, minute_of(now))

    def _tell_once(self, team_id: str, minute: int) -> Pass:
        if self._told.get(team_id) == minute:
            return Pass.HELD_BACK
        self._told[team_id] = minute
        return Pass.HELD_BACK_AND_TOLD


def minute_of(now: float) -> int:
    """Return the second with which the minute of `now` began."""
    return int(now) - int(now) % MINUTE_SECONDS
