"""How much one person may say at once, so that a team can read what it gets."""

from collections.abc import Sequence
from datetime import datetime, timedelta

LIMITS = ((10, timedelta(hours=1)), (30, timedelta(days=1)))
"""At most so many in such a time, of one person in one workspace."""
LONGEST = max(length for _, length in LIMITS)


def free_at(said_at: Sequence[datetime], now: datetime) -> datetime | None:
    """From when on somebody may say more who spoke at these times; None: now."""
    times = sorted(said_at)
    waits = [times[-most] + length for most, length in LIMITS if len(times) >= most]
    return max((until for until in waits if until > now), default=None)
