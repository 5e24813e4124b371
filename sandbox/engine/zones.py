"""Time zones as Slack tells them: seconds from UTC, and a name."""

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def offset_of(tz: str, now: datetime) -> tuple[int, str]:
    """How many seconds a zone is ahead of UTC now, and what it is called; UTC for an unknown one."""
    return _offset(tz, now.replace(minute=0, second=0, microsecond=0))


@lru_cache(maxsize=4096)
def _offset(tz: str, hour: datetime) -> tuple[int, str]:
    try:
        local = hour.astimezone(ZoneInfo(tz))
    except (ZoneInfoNotFoundError, ValueError):
        local = hour.astimezone(UTC)
    offset = local.utcoffset()
    return (
        int(offset.total_seconds()) if offset else 0
    ), f"{tz.rpartition('/')[2].replace('_', ' ')} ({local.tzname()})"
