"""How fast the app may call Slack: one budget for a workspace and method, and for a channel, in a process's memory."""

from collections.abc import Callable
from datetime import timedelta
from threading import Lock
from time import monotonic
from typing import NamedTuple, Protocol

from slack_app.gateway.methods import METHODS, Rate

_SWEEP_EVERY = 1024
_MICROSECOND = timedelta(microseconds=1)


class Limits(Protocol):
    """Shared by all who call Slack for a workspace; never blocks for long, never raises."""

    def take(self, team_id: str, method: str, channel_id: str | None = None) -> timedelta:
        """Zero: go, it is counted in every budget that holds. Otherwise nothing is counted: come back after so long."""

    def pause(self, team_id: str, method: str, for_: timedelta) -> None:
        """Let nobody call this method in this workspace for so long (a longer pause that runs already stays)."""


class Bucket(NamedTuple):
    """One budget: its name within a workspace, and its rate."""

    name: str
    rate: Rate


def buckets(method: str, channel_id: str | None) -> list[Bucket]:
    """The budgets that a call draws on; none for what a person waits for."""
    known = METHODS[method]
    found = [] if known.rate is None else [Bucket(method, known.rate)]
    if known.channel_rate is not None and channel_id is not None:
        found.append(Bucket(f"{method}:{channel_id}", known.channel_rate))
    return found


class MemoryLimits:
    """Limits of one process. `processes`: how many share the rates unseen (each takes its part); `clock` in seconds.

    The rule is GCRA: a budget is one instant, that of the call which would come next if all were evenly spaced; a call
    may come earlier than that by the burst's worth of intervals.
    """

    def __init__(self, *, processes: int = 1, clock: Callable[[], float] = monotonic) -> None:
        self._processes = processes
        self._clock = clock
        self._lock = Lock()
        self._next: dict[tuple[str, str], int] = {}
        self._paused: dict[tuple[str, str], int] = {}
        self._until_sweep = _SWEEP_EVERY

    def take(self, team_id: str, method: str, channel_id: str | None = None) -> timedelta:
        """As promised by Limits."""
        with self._lock:
            now = self._now()
            self._sweep(now)
            wait = self._paused.get((team_id, method), now) - now
            due: dict[tuple[str, str], int] = {}
            for name, rate in buckets(method, channel_id):
                early, due[team_id, name] = self._asked(team_id, name, rate, now)
                wait = max(wait, early)
            if wait <= 0:
                self._next.update(due)
            return max(wait, 0) * _MICROSECOND

    def pause(self, team_id: str, method: str, for_: timedelta) -> None:
        """As promised by Limits."""
        with self._lock:
            until = self._now() + for_ // _MICROSECOND
            self._paused[team_id, method] = max(until, self._paused.get((team_id, method), until))

    def _asked(self, team_id: str, name: str, rate: Rate, now: int) -> tuple[int, int]:
        """How much too early a call comes, and the budget's next instant if it is let through."""
        own = rate if self._processes == 1 else rate.shared_by(self._processes)
        instant = max(self._next.get((team_id, name), now), now)
        return instant - own.interval_us * (own.burst - 1) - now, instant + own.interval_us

    def _now(self) -> int:
        return round(self._clock() * 1_000_000)

    def _sweep(self, now: int) -> None:
        """Forget now and then what is over, for every direct message is a channel."""
        self._until_sweep -= 1
        if self._until_sweep == 0:
            self._until_sweep = _SWEEP_EVERY
            self._next = {key: instant for key, instant in self._next.items() if instant > now}
            self._paused = {key: until for key, until in self._paused.items() if until > now}
