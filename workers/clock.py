"""The ticker: every half second it lets the relay and the schedules look at the clock. Any number may run."""

import threading
from collections.abc import Callable

import structlog

from slack_app.flows import clockwork
from slack_app.flows.deps import Deps
from slack_app.flows.health import TICKER
from slack_app.store.database import DatabaseError
from workers.pulse import Pulse
from workers.relay import Relay

log = structlog.get_logger()

EVERY_S = 0.5
AFTER_TROUBLE_S = 5.0


class Ticker:
    """Ticks in a thread until it is closed; a database that is away is waited for."""

    def __init__(self, deps: Deps, *, every_s: float = EVERY_S) -> None:
        self._deps, self._every_s = deps, every_s
        self._relay, self._pulse = Relay(deps), Pulse(deps, TICKER)
        self._stop, self._woken = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self.run, name="ticker", daemon=True)

    def start(self) -> None:
        """Tick in the background."""
        self._thread.start()

    def run(self) -> None:
        """Tick until closed."""
        while not self._stop.is_set():
            self._woken.wait(self._every_s if self.tick() else AFTER_TROUBLE_S)
            self._woken.clear()

    def wake(self) -> None:
        """Tick at once: the clock was set forward."""
        self._woken.set()

    def tick(self) -> bool:
        """One tick; False when a part of it failed. What fails in one part does not keep the others from their turn."""
        return all([_done(self._pulse.beat), _done(lambda: clockwork.tick(self._deps)), _done(self._relay.announce)])

    def close(self) -> None:
        """Stop ticking."""
        self._stop.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)


def _done(part: Callable[[], object]) -> bool:
    try:
        part()
    except DatabaseError as error:
        log.warning("tick_failed", error=type(error).__name__)
    except Exception:
        log.exception("tick_failed")  # the last resort: the clock of the house must not stop
    else:
        return True
    return False
