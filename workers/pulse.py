"""Signs of life: a part of the program says now and then that it is there."""

import time

from slack_app.flows.deps import Deps
from slack_app.flows.health import sign_of_life

EVERY_S = 30.0


class Pulse:
    """Says that `part` lives, at most every half minute however often it is asked to."""

    def __init__(self, deps: Deps, part: str) -> None:
        self._deps, self._part = deps, part
        self._next = 0.0

    def beat(self) -> None:
        """Say so, if it is time. Raises what the database raises."""
        now = time.monotonic()
        if now >= self._next:
            sign_of_life(self._deps, self._part)
            self._next = now + EVERY_S
