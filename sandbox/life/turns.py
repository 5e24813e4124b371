"""What has changed of late in the community: somebody who carried a channel fell silent and it with them; another boils."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sandbox.life.residents import FOREVER, Character, Resident
from sandbox.life.rhythm import HOUR, WEEK, day_of, midnight

FADING, GATHERING_IN = "data", "events"
HEART = "Rafael Montoro"
"""Whoever carried the channel that fades."""
LIVELY, FADED = 2.5, 0.06
HEARTS_ZEAL = 15.0
WEEKS_NEEDED = 6
"""In a shorter past there is nothing that it could have changed from."""


@dataclass
class Turns:
    """From `at` (the Monday before last, in seconds) on, things go otherwise than before; `heart` carried a channel."""

    at: float = FOREVER
    heart: Resident | None = None

    def liveliness(self, room: str, seconds: float) -> float:
        """How much more (or less) is begun in a channel at a moment than is usual in it."""
        if self.heart is None or room != FADING:
            return 1.0
        return LIVELY if self.heart.speaks_up(seconds) else FADED

    def is_gathering(self, seconds: float) -> bool:
        """Whether a gathering is being prepared."""
        return self.at <= seconds

    def take_heart(self, residents: Iterable[Resident]) -> None:
        """Somebody has carried the channel, week after week, until a Monday; since then there was no word of theirs."""
        heart = next((one for one in residents if one.name == HEART), None)
        if heart is None or self.at == FOREVER:
            return
        self.heart = heart
        heart.character, heart.zeal, heart.quiet_from = Character.KEEN, HEARTS_ZEAL, self.at
        heart.rooms = {FADING, "general", "help", "random"}


def turned(now: float, weeks: int) -> Turns:
    """What has changed since the last Monday but one, as people in Europe count; nothing in a short past."""
    if weeks < WEEKS_NEEDED:
        return Turns()
    today = day_of(now)
    monday = today - timedelta(days=today.weekday())
    return Turns(midnight(monday) - WEEK - 3 * HOUR)
