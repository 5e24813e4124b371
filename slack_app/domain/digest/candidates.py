"""What might be worth doing in a week, as it is counted: people, messages and channels, not yet chosen among."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from slack_app.domain.measures.figures import WeekFigures
from slack_app.domain.measures.log import micros


@dataclass(frozen=True)
class Waiting:
    """A message of someone that nobody else has answered, for so many hours."""

    user_id: str
    channel_id: str
    ts: str
    hours: float

    @property
    def about(self) -> str:
        """What it is called in the list of things to do."""
        return f"{self.channel_id}:{micros(self.ts)}"


@dataclass(frozen=True)
class Newcomer:
    """Someone who joined so many days ago, and whose introduction (or else first message) waits."""

    user_id: str
    days: int
    waiting: Waiting
    introduced: bool = False


@dataclass(frozen=True)
class Helper:
    """Someone who wrote this week: how many others they replied to, and for how many weeks in a row to anyone.

    `is_first`: their first message ever was this week; it is the one in `channel_id` at `ts`.
    """

    user_id: str
    people: int = 0
    weeks: int = 0
    is_first: bool = False
    channel_id: str | None = None
    ts: str | None = None


@dataclass(frozen=True)
class Regular:
    """Someone of the most active tenth of the four weeks before who is silent this week: messages then, in how many weeks."""

    user_id: str
    messages: int
    weeks: int


@dataclass(frozen=True)
class Channel:
    """A channel's messages this week, and in each week before since it is known."""

    channel_id: str
    messages: int
    before: tuple[int, ...]


@dataclass(frozen=True)
class Feedback:
    """What waits of feedback, for so many hours: the ticket that is late for longest (`late_id`, `number`), and triage.

    `newest_id` is the one that came to triage last, by which this queue is told from next week's.
    """

    late_id: int | None = None
    number: int = 0
    late_hours: float = 0.0
    more_late: int = 0
    triage: int = 0
    triage_hours: float = 0.0
    newest_id: int = 0


@dataclass(frozen=True)
class Candidates:
    """What might be worth doing; in any order, and more of it than is asked for."""

    newcomers: Iterable[Newcomer] = ()
    questions: Iterable[Waiting] = ()
    helpers: Iterable[Helper] = ()
    regulars: Iterable[Regular] = ()
    channels: Iterable[Channel] = ()
    feedback: Iterable[Feedback] = ()


def streak(helping: int) -> int:
    """For how many weeks in a row, this one last, somebody helped: the bits of `MemberWeek.helping`, 1 for this week."""
    return (~helping & (helping + 1)).bit_length() - 1


def channels_seen(this: WeekFigures, past: Sequence[WeekFigures], heard: Collection[str]) -> list[Channel]:
    """The channels that are heard, this week and before (`past`: newest first), each since the first week that knows it.

    One that the app is no longer in would only seem to be silent.
    """
    weeks = [{name: one.messages for name, one in week.channels.items()} for week in (this, *past)]
    return [_channel(channel_id, weeks) for channel_id in sorted(heard) if any(channel_id in week for week in weeks)]


def _channel(channel_id: str, weeks: Sequence[Mapping[str, int]]) -> Channel:
    known = max(n for n, week in enumerate(weeks) if channel_id in week) + 1
    messages, *before = (week.get(channel_id, 0) for week in weeks[:known])
    return Channel(channel_id, messages, tuple(before))
