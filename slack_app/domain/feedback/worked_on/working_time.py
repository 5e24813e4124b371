"""The working time of a team: how much of it lies between two moments, and when so much of it has passed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from slack_app.domain.hours import instant, zone_of
from slack_app.domain.working_days import is_holiday

_DAY = timedelta(days=1)
_MIDNIGHT = 24
_FAR = 3660
"""Days after which one stops looking for a working day: ten years."""


@dataclass(frozen=True)
class WorkingTime:
    """The days and full hours at which a team works; the public holidays of `country` are not worked."""

    tz: str
    hours: tuple[int, int] = (9, 18)
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    country: str | None = None

    def seconds_between(self, start: datetime, end: datetime) -> int:
        """The working seconds from `start` until `end`; none where that is not later."""
        spans = self._spans_from(start)
        total = timedelta()
        for opens, closes in spans:
            if opens >= end:
                break
            total += min(closes, end) - opens
        return int(total.total_seconds())

    def after(self, start: datetime, seconds: int) -> datetime:
        """The first moment, in UTC, at which so many working seconds have passed since `start`."""
        left = timedelta(seconds=seconds)
        closes = start
        for opens, closes in self._spans_from(start):
            if left <= closes - opens:
                return opens + left
            left -= closes - opens
        return closes

    def is_worked(self, day: date) -> bool:
        """Whether the team works on that day."""
        return day.weekday() in self.weekdays and not is_holiday(day, self.country)

    def first_moment_of(self, day: date) -> datetime:
        """When the team begins on that day, or on the next that it works, in UTC."""
        for opens, _ in self._spans_from(instant(day, time(0), self._zone)):
            return opens
        return instant(day, time(0), self._zone)

    def _spans_from(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The stretches of working time from then on, in UTC, the first as it is left then."""
        start, first = start.astimezone(UTC), start.astimezone(self._zone).date()
        for number in range(_FAR):
            day = first + _DAY * number
            if self.is_worked(day):
                opens, closes = self._clock(day, self.hours[0]), self._clock(day, self.hours[1])
                if closes > start:
                    yield max(opens, start), closes

    def _clock(self, day: date, hour: int) -> datetime:
        is_next_day = hour >= _MIDNIGHT
        return instant(day + _DAY * is_next_day, time(0 if is_next_day else hour), self._zone)

    @property
    def _zone(self) -> ZoneInfo:
        return zone_of(self.tz)
