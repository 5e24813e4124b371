"""Weeks as a community lives them: from Monday's midnight to the next on its own clocks, in microseconds."""

from datetime import UTC, date, datetime, time, timedelta

from slack_app.domain.hours import instant, zone_of
from slack_app.domain.measures.log import MICROSECONDS

HOUR = 3600 * MICROSECONDS
DAY = 24 * HOUR
"""Twenty-four hours, which a day of the calendar need not have."""
WEEK = timedelta(weeks=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def monday(day: date) -> date:
    """The Monday of the week in which a day lies."""
    return day - timedelta(days=day.weekday())


def midnight(day: date, tz: str) -> int:
    """When a day begins there; where the change of hour skips midnight, when the clocks go on."""
    return (instant(day, time(0), zone_of(tz)) - _EPOCH) // _MICROSECOND


def edges(week: date, tz: str) -> tuple[int, ...]:
    """The eight local midnights of the week that begins on this Monday: its own seven, and the next week's first."""
    return tuple(midnight(week + timedelta(days=n), tz) for n in range(8))


def start(week: date, tz: str) -> int:
    """When the week begins."""
    return midnight(week, tz)


def end(week: date, tz: str) -> int:
    """When the next week begins."""
    return midnight(week + WEEK, tz)


def reads_from(week: date, tz: str) -> int:
    """From when on rows are needed to count the week: each message had a full day to be answered."""
    return start(week, tz) - DAY


def week_of(at: int, tz: str) -> date:
    """The Monday of the week in which something happened there."""
    moment = _EPOCH + timedelta(microseconds=at)
    return monday(moment.astimezone(zone_of(tz)).date())


def weeks_before(week: date, how_many: int) -> list[date]:
    """The Mondays of the weeks before, the nearest first."""
    return [week - WEEK * n for n in range(1, how_many + 1)]


def first_whole(heard_since: int, tz: str) -> date:
    """The first week that was heard as a whole, where the first thing was heard then; a silent first day is no gap."""
    week = week_of(heard_since, tz)
    return week if heard_since < start(week, tz) + DAY else week + WEEK
