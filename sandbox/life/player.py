"""The community goes on living as the clock is moved: its people talk, come and go, and answer the app."""

import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from sandbox.engine.acting import CannotError
from sandbox.engine.journal import Entry
from sandbox.life.agenda import Act
from sandbox.life.comings import Comings
from sandbox.life.community import Community
from sandbox.life.habits import HABITS, Habit
from sandbox.life.mail import Mail
from sandbox.life.rhythm import DAY, HOUR, day_of
from sandbox.life.stage import Stage
from sandbox.life.talking import Talking
from sandbox.life.wanting import Wanting
from sandbox.server import Sandbox

STILL_SECONDS = 0.004
BREATH_SECONDS, PATIENCE_SECONDS = 0.5, 30.0
WELCOMED_WITHIN = 4 * DAY
SERVER_ERROR = 500


def always() -> bool:
    """An app of which nothing is known is idle when it calls nothing."""
    return True


class Player:
    """Plays the people of a community; `idle` is the app's word that it has nothing to do.

    `step` is how far the clock goes at once (seconds): the app is let come to rest, and people read what it wrote, after
    each; `coarse` the same while nobody does anything. Smaller steps are truer, larger ones faster.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        community: Community,
        *,
        idle: Callable[[], bool] = always,
        habits: Mapping[str, Habit] = HABITS,
        step: float = HOUR,
        coarse: float = 3 * HOUR,
    ) -> None:
        self.stage = Stage(sandbox, community)
        self.sandbox, self.ledger = sandbox, self.stage.ledger
        self.step, self.coarse = step, coarse
        self._idle = idle
        self._lock = threading.RLock()
        self.mail = Mail(self.stage, habits)
        self.talking = Talking(self.stage)
        self.comings = Comings(self.stage, self.talking)
        self.wanting = Wanting(self.stage)
        self._planned_to = community.planned_to
        self._stop = sandbox.journal.watch(self._judge)
        self.talking.note(community.ahead)

    def close(self) -> None:
        """Stop watching."""
        self._stop()
        self.mail.close()

    # -- playing --------------------------------------------------------------------------------------

    def play(self, length: timedelta) -> None:
        """Live that long."""
        self.play_until(self.sandbox.clock.now() + length)

    def play_until(self, then: datetime) -> None:
        """Live until a moment (aware)."""
        with self._lock:
            end = then.timestamp()
            while self.stage.now < end:
                self._plan()
                self._live(min(end, self._next_stop()))

    def catch_up(self) -> None:
        """Live what has passed by itself, without moving the clock."""
        with self._lock:
            self._plan()
            self._act(self.stage.now)
            self._read()

    def _next_stop(self) -> float:
        """The end of the step: longer while nobody does anything, but not beyond what is next."""
        now, agenda = self.stage.now, self.stage.agenda
        return now + self.step if agenda.next_at <= now + self.step else min(now + self.coarse, agenda.next_at)

    def _plan(self) -> None:
        """The days up to tomorrow have their plan: where it is tomorrow already, people are awake."""
        tomorrow = day_of(self.stage.now + DAY)
        self._planned_to = max(self._planned_to, tomorrow - timedelta(days=2))
        while self._planned_to < tomorrow:
            self._planned_to += timedelta(days=1)
            self.stage.community.chronicle.forget_who_is_there()
            self.talking.note(self.stage.community.chronicle.day(self._planned_to))
            self.comings.note(self._planned_to)
            self.wanting.note(self._planned_to)

    def _live(self, until: float) -> None:
        self._act(until)
        self._go_to(until)
        self._settle()
        self._read()

    def _act(self, until: float) -> None:
        for at, act in self.stage.agenda.due(until):
            self._go_to(at)
            self._do(act)

    def _read(self) -> None:
        self.mail.read()
        self._look_after_newcomers()

    def _do(self, act: Act) -> None:
        """Somebody who looks on may have changed the world meanwhile: what cannot be done is left."""
        try:
            act()
        except (CannotError, LookupError):
            self.ledger.count("left undone")

    def _go_to(self, seconds: float) -> None:
        if self.stage.awaits_answer:
            self._breathe()
        if seconds > self.stage.now + 1e-3:
            self.sandbox.clock.set_to(datetime.fromtimestamp(seconds, UTC))

    def _breathe(self) -> None:
        """Let the app answer before time leaps; what it has put off itself need not be waited for."""
        self.sandbox.quiet(BREATH_SECONDS, self._idle, still=STILL_SECONDS)
        self.stage.awaits_answer = False

    def _settle(self) -> None:
        if not self.sandbox.rest(PATIENCE_SECONDS, self._idle, still=STILL_SECONDS):
            self.ledger.fault(f"the app did not come to rest within {PATIENCE_SECONDS:.0f} seconds")

    # -- judging --------------------------------------------------------------------------------------

    def _look_after_newcomers(self) -> None:
        """Someone who came four days ago, a weekend included, and is still here, was welcomed."""
        waiting = [one for one in self.ledger.newcomers if one not in self.ledger.welcomed]
        for user_id in waiting:
            person = self.sandbox.world.people[user_id]
            if person.deleted:
                del self.ledger.newcomers[user_id]
            elif self.stage.now - self.ledger.newcomers[user_id] > WELCOMED_WITHIN:
                del self.ledger.newcomers[user_id]
                self.ledger.fault(f"{person.real_name} was never welcomed")

    def _judge(self, entry: Entry) -> None:
        """A delivery that nobody took, and an error of the app, are faults."""
        if entry["kind"] != "delivery" or entry["ok"]:
            return
        if not entry["again"]:
            self.ledger.fault(f"a delivery was not taken: {entry['name']} ({entry['reason']})")
        elif (entry["status"] or 0) >= SERVER_ERROR:
            self.ledger.fault(f"the app answered {entry['status']} to {entry['name']}")
