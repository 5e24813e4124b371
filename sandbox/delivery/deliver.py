"""The post office: events queued, repeated and disturbed; interactions brought at once; every attempt reported."""

import heapq
import itertools
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

from sandbox.delivery.carrier import Carrier, Kind, Parcel, Reason, Receipt
from sandbox.delivery.mischief import NONE, Mischief
from sandbox.delivery.payloads.parties import Payload

RETRY_AFTER_SECONDS = (0.0, 60.0, 300.0)
LOOK_SECONDS = 0.25
LINGER_SECONDS = 0.05


@dataclass(frozen=True)
class Attempt:
    """One line for the journal: a parcel, what became of it, and whether it will come again."""

    parcel: Parcel
    receipt: Receipt
    again: bool


Report = Callable[[Attempt], None]


class Deliveries:
    """Brings events in their order on threads of its own, and interactions on the caller's.

    `seconds` is the sandbox's clock: repeats are due by it, so setting it forward (and `wake`) brings them at once.
    With one lane (the default) the next event waits until the one before it is taken or given up for now.
    """

    def __init__(
        self, carrier: Carrier, seconds: Callable[[], float], report: Report = lambda _: None, *, lanes: int = 1
    ) -> None:
        self.carrier = carrier
        self._seconds = seconds
        self._report = report
        self._changed = threading.Condition()
        self._queue: deque[Parcel] = deque()
        self._later: list[tuple[float, int, Parcel]] = []
        self._count = itertools.count()
        self._under_way = 0
        self._closed = False
        self._mischief, self._dice = NONE, NONE.dice()
        self._lanes = [threading.Thread(target=self._run, name=f"delivery-{at}", daemon=True) for at in range(lanes)]
        for lane in self._lanes:
            lane.start()

    # -- sending ----------------------------------------------------------------------------------------

    def send_event(self, envelope: Mapping[str, Any]) -> None:
        """Queue an `event_callback`; returns at once. Not taken, it comes again at once, after 1 and 5 minutes."""
        self._enqueue(Parcel(Kind.EVENT, dict(envelope)))

    def send_interaction(self, payload: Mapping[str, Any]) -> Receipt:
        """Bring an interaction now and return what the app said; it is never repeated."""
        return self._bring(Parcel(Kind.INTERACTION, dict(payload)))

    def send_command(self, form: Mapping[str, str]) -> Receipt:
        """Bring a slash command now and return what the app said; it is never repeated."""
        return self._bring(Parcel(Kind.COMMAND, dict(form)))

    def disturb(self, mischief: Mischief = NONE) -> None:
        """Let things go wrong with events from now on, or (given nothing) no longer."""
        with self._changed:
            self._mischief, self._dice = mischief, mischief.dice()

    # -- watching ---------------------------------------------------------------------------------------

    def busy(self) -> bool:
        """Return whether anything is queued, under way, or due again by now."""
        with self._changed:
            return self._is_busy()

    def waiting(self) -> int:
        """Return how many events wait for their next attempt."""
        with self._changed:
            return len(self._later)

    def idle(self, timeout: float = 10.0) -> bool:
        """Wait until nothing is busy, `timeout` real seconds at most; False if it still is."""
        until = monotonic() + timeout
        with self._changed:
            while self._is_busy() and monotonic() < until:
                self._changed.wait(LOOK_SECONDS)
            return not self._is_busy()

    def wake(self) -> None:
        """Say that the clock was set forward, or that the app can be reached again."""
        with self._changed:
            self._changed.notify_all()

    def close(self, timeout: float = 5.0) -> None:
        """Stop the threads, at the latest after the attempts that are under way."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for lane in self._lanes:
            lane.join(timeout)

    # -- the lanes --------------------------------------------------------------------------------------

    def _enqueue(self, parcel: Parcel) -> None:
        with self._changed:
            self._queue.append(parcel)
            self._changed.notify_all()

    def _is_busy(self) -> bool:
        due_again = bool(self._later) and self._later[0][0] <= self._seconds()
        return bool(self._queue) or self._under_way > 0 or due_again

    def _run(self) -> None:
        while (parcel := self._take()) is not None:
            self._attempt(parcel)
            with self._changed:
                self._under_way -= 1
                self._changed.notify_all()

    def _take(self) -> Parcel | None:
        with self._changed:
            while not self._closed:
                self._recall()
                self._let_gather()
                if self._queue:
                    self._under_way += 1
                    return self._choose()
                self._changed.wait(LOOK_SECONDS if self._later else None)
            return None

    def _recall(self) -> None:
        """Put what is due again at the head of the queue: it is older than all that waits there."""
        now, due = self._seconds(), []
        while self._later and self._later[0][0] <= now:
            due.append(heapq.heappop(self._later)[2])
        self._queue.extendleft(reversed(due))

    def _let_gather(self) -> None:
        """Where events may overtake each other, wait a moment for those that could."""
        if self._queue and len(self._queue) < self._mischief.window:
            self._changed.wait_for(lambda: len(self._queue) >= self._mischief.window, LINGER_SECONDS)

    def _choose(self) -> Parcel:
        window = self._mischief.window
        at = self._dice.randrange(min(window, len(self._queue))) if window > 1 else 0
        parcel = self._queue[at]
        del self._queue[at]
        return parcel

    def _attempt(self, parcel: Parcel) -> None:
        lost, doubled = self._roll()
        receipt = self._lose(parcel) if lost else self._bring(parcel)
        if not receipt.taken:
            self._again(parcel, receipt)
        elif doubled:
            self._bring(replace(parcel, attempt=parcel.attempt + 1, because=str(Reason.TIMEOUT)))

    def _roll(self) -> tuple[bool, bool]:
        with self._changed:
            roll = self._dice.random
            return roll() < self._mischief.lost, roll() < self._mischief.doubled

    def _lose(self, parcel: Parcel) -> Receipt:
        receipt = Receipt(Reason.UNREACHABLE, 0.0)
        self._report(Attempt(parcel, receipt, again=parcel.attempt < len(RETRY_AFTER_SECONDS)))
        return receipt

    def _bring(self, parcel: Parcel) -> Receipt:
        receipt = self.carrier.carry(parcel)
        self._report(Attempt(parcel, receipt, again=comes_again(parcel, receipt)))
        return receipt

    def _again(self, parcel: Parcel, receipt: Receipt) -> None:
        if not comes_again(parcel, receipt):
            return
        due = self._seconds() + RETRY_AFTER_SECONDS[parcel.attempt]
        later = replace(parcel, attempt=parcel.attempt + 1, because=reason_told(receipt))
        with self._changed:
            heapq.heappush(self._later, (due, next(self._count), later))


def comes_again(parcel: Parcel, receipt: Receipt) -> bool:
    """Return whether there will be another attempt: events only, three at most, and not if the app forbade it."""
    forbidden = receipt.no_retry or receipt.taken or parcel.kind is not Kind.EVENT
    return not forbidden and parcel.attempt < len(RETRY_AFTER_SECONDS)


def reason_told(receipt: Receipt) -> str:
    """Return the reason as the app reads it: Slack has no word for an app without sockets."""
    return str(Reason.UNREACHABLE if receipt.reason is Reason.NO_SOCKET else receipt.reason)


def as_record(attempt: Attempt) -> Payload:
    """Return a journal line of plain values: ids and numbers, never what people wrote."""
    parcel, receipt = attempt.parcel, attempt.receipt
    return {
        "type": str(parcel.kind),
        "name": parcel.name,
        "id": str(parcel.payload.get("event_id") or parcel.payload.get("trigger_id") or ""),
        "team_id": team_of(parcel.payload),
        "attempt": parcel.attempt,
        "because": parcel.because,
        "ok": receipt.taken,
        "reason": str(receipt.reason),
        "status": receipt.status,
        "latency_ms": round(receipt.latency * 1000, 2),
        "again": attempt.again,
    }


def team_of(payload: Mapping[str, Any]) -> str:
    """Return the workspace that a payload names."""
    team = payload.get("team")
    return str(payload.get("team_id") or (team.get("id") if isinstance(team, Mapping) else "") or "")
