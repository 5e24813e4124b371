"""The community in which the journey takes place: it goes on living, and whoever does something is let be answered."""

from sandbox.engine.acting import Actor
from sandbox.life.player import Player
from sandbox.story import Story


class Town:
    """A player and its story."""

    def __init__(self, story: Story, player: Player) -> None:
        self.story, self.player = story, player
        self.channels = player.stage.community.channels

    def live_to(self, hour: int, minute: int, tz: str, *, weekday: int | None = None) -> None:
        """The community lives until the next such time in a zone (on such a weekday)."""
        self.player.play_until(self.story.next_time(hour, minute, tz, weekday=weekday))
        self.story.settle()

    def acts(self, who: Actor) -> None:
        """Somebody does something, to which they may be answered at whatever hour."""
        resident = self.player.stage.community.resident(who.user_id)
        if resident:
            self.player.stage.acts(resident)
