"""A story told on the terminal: who saw what, and what was expected of it."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sandbox.engine.acting import Actor
from sandbox.engine.channels import Channel, Message
from sandbox.engine.world import View
from sandbox.reading import message_lines, view_lines
from sandbox.server import Sandbox

WORKING = range(9, 18)
WEEKEND = 5
PATIENCE_SECONDS = 30.0


class Story:
    """Tells as it goes on, and remembers what was not as it should be."""

    def __init__(self, sandbox: Sandbox, idle: Callable[[], bool], say: Callable[[str], object] = print) -> None:
        self.sandbox, self.idle, self._say = sandbox, idle, say
        self.wrong: list[str] = []
        channels = sandbox.world.channels.values()
        self._told = {(channel.channel_id, ts) for channel in channels for ts in channel.messages}

    # -- telling --------------------------------------------------------------------------------------

    def chapter(self, title: str) -> None:
        """A new part begins."""
        self._say(f"\n== {title}  ({self.sandbox.clock.now():%a %d %b %H:%M} UTC)")

    def remark(self, sentence: str) -> None:
        """Something worth saying."""
        self._say(f"   ({sentence})")

    def expect(self, right: object, sentence: str) -> bool:
        """Something that should be so."""
        self._say(f"   {'✓' if right else '✗'} {sentence}")
        if not right:
            self.wrong.append(sentence)
        return bool(right)

    def show_inbox(self, actor: Actor) -> list[Message]:
        """What the app wrote to someone since this was last told."""
        return self._show_new(f"{actor.person.real_name} reads in a direct message", actor.inbox())

    def show_channel(self, channel: Channel) -> list[Message]:
        """What is new in a channel."""
        return self._show_new(f"in #{channel.name}", list(channel.messages.values()))

    def tell(self, messages: Iterable[Message], heading: str) -> None:
        """These messages, whether they were told before or not."""
        for one in messages:
            self._say(f"   {heading}:")
            self._lines(message_lines(self.sandbox.world, one))

    def _show_new(self, heading: str, messages: list[Message]) -> list[Message]:
        fresh = [one for one in messages if (one.channel_id, one.ts) not in self._told]
        self._told |= {(one.channel_id, one.ts) for one in fresh}
        self.tell(fresh, heading)
        return fresh

    def show_view(self, who: Actor, view: View) -> None:
        """What someone has before them."""
        self._say(f"   {who.person.real_name} sees:")
        self._lines(view_lines(self.sandbox.world, view))

    def _lines(self, lines: list[str]) -> None:
        for line in lines:
            self._say(f"     │ {line}")

    # -- going on -------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Let everything come to rest."""
        self.expect_quiet(self.sandbox.rest(PATIENCE_SECONDS, self.idle))

    def tell_again(self, message: Message) -> None:
        """It has changed: it counts as new."""
        self._told.discard((message.channel_id, message.ts))

    def expect_quiet(self, quiet: bool) -> None:
        """The app came to rest; only said if it did not."""
        if not quiet:
            self.expect(quiet, "the app comes to rest")

    def go_to(self, hour: int, minute: int, tz: str, *, days: int = 0, weekday: int | None = None) -> None:
        """Set the clock to the next such time in a zone (in so many days; on such a weekday), and let all settle."""
        self.sandbox.clock.set_to(self.next_time(hour, minute, tz, days=days, weekday=weekday))
        self.settle()

    def next_time(self, hour: int, minute: int, tz: str, *, days: int = 0, weekday: int | None = None) -> datetime:
        """The next such time in a zone (in so many days; on such a weekday)."""
        now = self.sandbox.clock.now().astimezone(ZoneInfo(tz))
        then = now.replace(hour=hour, minute=minute, second=0, microsecond=0) + timedelta(days=days)
        while then <= now or (weekday is not None and then.weekday() != weekday):
            then += timedelta(days=1)
        return then


def at_work(actor: Actor, message: Message) -> bool:
    """Whether a message came in its reader's working hours."""
    there = datetime.fromtimestamp(float(message.ts), ZoneInfo(actor.person.tz or "UTC"))
    return there.weekday() < WEEKEND and there.hour in WORKING
