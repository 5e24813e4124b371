"""What is to be done, each at its moment."""

import heapq
import itertools
from collections.abc import Callable, Iterator

Act = Callable[[], object]


class Agenda:
    """Acts in the order of their moments (seconds since 1970); of two at once, the one that was noted first."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, Act]] = []
        self._numbers = itertools.count()

    def note(self, at: float, act: Act) -> None:
        """Do this then."""
        heapq.heappush(self._heap, (at, next(self._numbers), act))

    def due(self, until: float) -> Iterator[tuple[float, Act]]:
        """Those up to a moment, also such as are noted meanwhile; each is taken off."""
        while self._heap and self._heap[0][0] <= until:
            at, _, act = heapq.heappop(self._heap)
            yield at, act

    @property
    def next_at(self) -> float:
        """When the next one is due; infinity if there is none."""
        return self._heap[0][0] if self._heap else float("inf")

    def __len__(self) -> int:
        return len(self._heap)
