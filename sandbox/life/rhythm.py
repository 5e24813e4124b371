"""When people are there: the hours of a day and the days of a week, each in their own zone."""

import math
import random
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import accumulate
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

HOUR, DAY, WEEK = 3_600.0, 86_400.0, 604_800.0
WEEKDAYS = (1.1, 1.2, 1.15, 1.1, 0.9, 0.3, 0.35)
"""How lively each day is, Monday first; a whole week makes about six."""
HOURS = (0, 0, 0, 0, 0, 0, 0.2, 1, 3, 6, 6, 5, 3, 3, 5, 5, 4, 4, 3, 2, 2, 1.5, 0.6, 0.1)
WAKES_AT, SLEEPS_AT = 8, 22
_HOURS = list(range(24))
_RISING = list(accumulate(HOURS))


@lru_cache(maxsize=65_536)
def offset(tz: str | None, day: date) -> float:
    """Seconds by which a zone is ahead of UTC at noon of a day; 0 for an unknown one."""
    try:
        ahead = datetime.combine(day, time(12), ZoneInfo(tz or "UTC")).utcoffset()
    except (ZoneInfoNotFoundError, ValueError):
        return 0.0
    return ahead.total_seconds() if ahead else 0.0


@lru_cache(maxsize=4096)
def midnight(day: date) -> float:
    """The beginning of a day in UTC, in seconds since 1970."""
    return datetime.combine(day, time(), UTC).timestamp()


def day_of(seconds: float) -> date:
    """The day in UTC."""
    return datetime.fromtimestamp(seconds, UTC).date()


def moment(day: date, tz: str | None, chance: random.Random) -> float:
    """Some time of a day in a zone, at an hour at which people write."""
    hour = chance.choices(_HOURS, cum_weights=_RISING)[0]
    return midnight(day) + (hour + chance.random()) * HOUR - offset(tz, day)


def local_hour(seconds: float, tz: str | None) -> float:
    """The hour in a zone, with its fraction."""
    return ((seconds + offset(tz, day_of(seconds))) % DAY) / HOUR


def local_weekday(seconds: float, tz: str | None) -> int:
    """The day of the week in a zone, Monday 0."""
    return day_of(seconds + offset(tz, day_of(seconds))).weekday()


def when_awake(seconds: float, tz: str | None, chance: random.Random) -> float:
    """That moment, or the next morning if it is night where they live."""
    hour = local_hour(seconds, tz)
    if WAKES_AT <= hour < SLEEPS_AT:
        return seconds
    return seconds + ((WAKES_AT - hour) % 24 + chance.random() * 2) * HOUR


def after_a_while(chance: random.Random, median: float) -> float:
    """A delay, in seconds: often short, now and then very long."""
    return median * math.exp(chance.gauss(0, 1.2))


def about(mean: float, chance: random.Random) -> int:
    """How often something happens that happens `mean` times on average (Poisson; above 30 its bell)."""
    if mean > 30:  # noqa: PLR2004 (there the two are alike)
        return max(0, round(chance.gauss(mean, math.sqrt(mean))))
    floor, count, product = math.exp(-mean), 0, chance.random()
    while product > floor:
        count += 1
        product *= chance.random()
    return count


def days(first: date, last: date) -> list[date]:
    """Every day from the first to the last, both included."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
