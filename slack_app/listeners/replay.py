"""Signatures that were answered already: whoever sends one again has overheard it."""

from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

VALID_FOR_S = 310.0
"""A little longer than a signature is taken by the check of its time."""
MOST = 200_000


class Answered:
    """The signatures answered of late, by this process. Slack signs anew when it sends again; a failure is not kept."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._until: OrderedDict[str, float] = OrderedDict()

    def knows(self, signature: str) -> bool:
        """Whether it was answered while it was valid."""
        return self._until.get(signature, 0.0) > self._clock()

    def remember(self, signature: str) -> None:
        """It is answered."""
        now = self._clock()
        self._until[signature] = now + VALID_FOR_S
        while len(self._until) > MOST or next(iter(self._until.values())) <= now:
            self._until.popitem(last=False)
