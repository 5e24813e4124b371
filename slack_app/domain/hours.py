"""Quiet hours and working hours, in each person's own time zone."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

WORK_STARTS = time(9)
WORK_ENDS = time(18)
QUIET_FROM = time(20)
QUIET_UNTIL = time(8, 30)
_SATURDAY = 5
_DAYS_TO_LOOK_AHEAD = 10


def zone_of(tz: str | None, fallback_tz: str = "UTC") -> ZoneInfo:
    """The named zone; the fallback's when the name is unknown or missing, and UTC when that is unknown too."""
    return _zone(tz) or _zone(fallback_tz) or ZoneInfo("UTC")


def is_zone(tz: str | None) -> bool:
    """Whether the name is a time zone's."""
    return _zone(tz) is not None


def local(at: datetime, tz: str | None, fallback_tz: str = "UTC") -> datetime:
    """The same moment on the clocks of a place; raises ValueError when `at` bears no zone."""
    if at.tzinfo is None:
        message = "a moment without a time zone"
        raise ValueError(message)
    return at.astimezone(zone_of(tz, fallback_tz))


def instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """When a clock there shows that time, in UTC; skipped by the change of hour: as much later; shown twice: the first."""
    return datetime.combine(day, clock.replace(fold=0), tzinfo=zone).astimezone(UTC)


def in_working_hours(at: datetime, tz: str | None, fallback_tz: str = "UTC") -> bool:
    """Monday to Friday, from 09:00 to before 18:00 there."""
    there = local(at, tz, fallback_tz)
    return there.weekday() < _SATURDAY and WORK_STARTS <= there.time() < WORK_ENDS


def in_quiet_hours(at: datetime, tz: str | None, fallback_tz: str = "UTC") -> bool:
    """From 20:00 to before 08:30 there, and the whole week-end: nobody is disturbed then."""
    there = local(at, tz, fallback_tz)
    return there.weekday() >= _SATURDAY or not QUIET_UNTIL <= there.time() < QUIET_FROM


def next_working_time(after: datetime, tz: str | None, fallback_tz: str = "UTC") -> datetime:
    """The first moment of working hours there that is not before `after`, in UTC; `after` itself when it is one."""
    if in_working_hours(after, tz, fallback_tz):
        return after.astimezone(UTC)
    zone, today = zone_of(tz, fallback_tz), local(after, tz, fallback_tz).date()
    openings = (instant(today + timedelta(days=n), WORK_STARTS, zone) for n in range(_DAYS_TO_LOOK_AHEAD))
    return next(at for at in openings if at >= after and in_working_hours(at, tz, fallback_tz))


@lru_cache(maxsize=1024)
def _zone(tz: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(tz) if tz else None
    except (KeyError, ValueError, OSError):
        return None
