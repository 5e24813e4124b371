"""Which days are worked: Monday to Friday, without the public holidays of a country where one is named."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice

from slack_app.domain.hours import WORK_ENDS, WORK_STARTS, instant, local, zone_of

COUNTRIES = (
    "FR", "BE", "CH", "LU", "MC", "CA", "MA", "TN", "DZ", "SN", "CI", "CM", "CD", "MG",
    "GB", "IE", "US", "AU", "NZ", "DE", "AT", "ES", "IT", "PT", "NL", "PL", "SE", "BR", "IN",
)  # fmt: skip
"""The countries whose holidays are known here (ISO 3166), those where French is spoken first."""
_WHERE_MOST_LIVE = {"GB": "ENG"}
"""Of a country whose parts have little in common, the part that is meant; of any other, what all its parts share."""
_SATURDAY = 5
_DAY = timedelta(days=1)
_LAST_FULL_HOUR = time(WORK_ENDS.hour - 1)


def is_working_day(day: date, country: str | None) -> bool:
    """Whether it is worked there; without a country, or in one unknown here, from Monday to Friday."""
    return day.weekday() < _SATURDAY and not is_holiday(day, country)


def is_holiday(day: date, country: str | None) -> bool:
    """Whether it is a public holiday there; never without a country, or in one unknown here."""
    return day in _holidays(country, day.year)


def working_day_from(day: date, country: str | None) -> date:
    """The day itself when it is worked, else the next that is."""
    return next(one for one in _days(day, _DAY) if is_working_day(one, country))


def working_day_before(day: date, country: str | None) -> date:
    """The last working day before that day."""
    return next(one for one in _days(day - _DAY, -_DAY) if is_working_day(one, country))


def working_days_after(at: datetime, tz: str, country: str | None, *, count: int) -> datetime:
    """The same time of the local day, so many working days later, in UTC."""
    there = local(at, tz)
    worked = (day for day in _days(there.date() + _DAY, _DAY) if is_working_day(day, country))
    return instant(next(islice(worked, count - 1, None)), there.time(), zone_of(tz))


def a_working_day_before(at: datetime, tz: str, country: str | None) -> datetime:
    """That time on the working day before, there, or what is nearest to it within working hours, in UTC."""
    there = local(at, tz)
    clock = min(max(there.time(), WORK_STARTS), _LAST_FULL_HOUR)
    return instant(working_day_before(there.date(), country), clock, zone_of(tz))


def working_time_from(at: datetime, tz: str, country: str | None) -> datetime:
    """The first moment of working hours on a working day there that is not before `at`, in UTC."""
    there = local(at, tz)
    is_over = there.time() >= WORK_ENDS
    day = working_day_from(there.date() + _DAY * is_over, country)
    return max(at, instant(day, WORK_STARTS, zone_of(tz))).astimezone(UTC)


def working_time_until(at: datetime, tz: str, country: str | None) -> datetime:
    """The last moment not after `at` at which an hour of a working day is left there, in UTC."""
    there = local(at, tz)
    has_begun = there.time() >= WORK_STARTS and is_working_day(there.date(), country)
    day = there.date() if has_begun else working_day_before(there.date(), country)
    return min(at, instant(day, _LAST_FULL_HOUR, zone_of(tz))).astimezone(UTC)


def _days(first: date, step: timedelta) -> Iterator[date]:
    day = first
    while True:
        yield day
        day += step


@lru_cache(maxsize=256)
def _holidays(country: str | None, year: int) -> frozenset[date]:
    if country is None or country not in COUNTRIES:
        return frozenset()
    from holidays import country_holidays  # noqa: PLC0415 a tenth of a second, for those who name a country

    return frozenset(country_holidays(country, subdiv=_WHERE_MOST_LIVE.get(country), years=year))
