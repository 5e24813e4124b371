"""How long to wait before trying again, and when to stop."""

from datetime import datetime, timedelta

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)
GIVE_UP_AFTER = timedelta(days=3)
_DOUBLINGS_TO_THE_CAP = 10


def retry_after(attempt: int) -> timedelta:
    """How long to wait after the `attempt`-th try (the first is 1): 5 s, doubled each time, at most an hour."""
    doublings = min(max(attempt - 1, 0), _DOUBLINGS_TO_THE_CAP)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def gives_up(since: datetime, now: datetime) -> bool:
    """Whether what has been due since then is too old to be tried again: three days, however many tries there were."""
    return now - since >= GIVE_UP_AFTER
