"""A round from its opening to its end: states, answers, times and turns."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from slack_app.domain.hours import in_quiet_hours, local
from slack_app.domain.people import Language
from slack_app.domain.working_days import (
    a_working_day_before,
    working_days_after,
    working_time_from,
    working_time_until,
)

GONE = "gone"
"""Why someone is left without a group that had been found: the others left. (Else one of matching.Without.)"""
LONGEST = timedelta(days=14)
SHORTEST_WORKING_DAYS = 3
_A_DAY = timedelta(days=1)
_LOOKS_AHEAD = timedelta(days=4)
_STEP = timedelta(minutes=30)
_LANGUAGES: tuple[Language, ...] = ("fr", "en")
_PAIR = 2


class RoundState(StrEnum):
    """Where a round stands."""

    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    INTRODUCED = "introduced"
    CANCELLED = "cancelled"


class Met(StrEnum):
    """What someone answers when they are asked whether they met."""

    MET = "met"
    PLANNED = "planned"
    NOT_YET = "not_yet"
    CANNOT = "cannot"


def window(
    opened_at: datetime, next_opening: datetime, tz: str, country: str | None = None
) -> tuple[datetime, datetime]:
    """When a round is at its half, in the nearest working hours, and when it ends, in UTC.

    It ends a day before the next one opens, after fourteen days at most, and leaves three working days in any case.
    """
    shortest = working_days_after(opened_at, tz, country, count=SHORTEST_WORKING_DAYS)
    ends_at = max(min(next_opening - _A_DAY, opened_at + LONGEST), shortest)
    middle = opened_at + (ends_at - opened_at) / 2
    around = (working_time_until(middle, tz, country), working_time_from(middle, tz, country))
    half_at = min((at for at in around if opened_at < at < ends_at), key=lambda at: abs(at - middle))
    return half_at, ends_at.astimezone(UTC)


def last_call_at(half_at: datetime, ends_at: datetime, tz: str, country: str | None = None) -> datetime | None:
    """When those who have not met are asked a last time: a working day before the end, in working hours, in UTC.

    None when that is no later day than the half: twice in one day would be nagging.
    """
    at = a_working_day_before(ends_at, tz, country)
    return at if local(at, tz).date() > local(half_at, tz).date() else None


def has_half_left(opened_at: datetime, ends_at: datetime, now: datetime) -> bool:
    """Whether more than half of the round is still to come, so that a newcomer can be matched in it."""
    return opened_at <= now and (now - opened_at) * 2 < ends_at - opened_at


def when_awake(now: datetime, zones: Sequence[str | None], fallback_tz: str) -> datetime:
    """The first moment from now on at which nobody there is in quiet hours, in UTC.

    Where four days (a long week-end) bring none, the first at which the fewest are.
    """
    return _when_awake(now.astimezone(UTC), tuple(sorted(tz or fallback_tz for tz in zones)), fallback_tz)


def starter(candidates: Mapping[str, int], seed: int) -> str:
    """Who is asked to write first: who was asked least often so far (times by id), ties by the seed."""
    return min(candidates, key=lambda user_id: (candidates[user_id], _lot(user_id, seed)))


def is_open(answers: Iterable[Met | None]) -> bool:
    """Whether a meeting may still take place: one answer a member; nobody met, and two of them still can."""
    given = list(answers)
    return Met.MET not in given and sum(answer is not Met.CANNOT for answer in given) >= _PAIR


def may_share(seats: Iterable[tuple[bool | None, str | None]]) -> bool:
    """Whether what a group said is shared: everyone in it agreed (a consent and a line each), and someone wrote a line."""
    said = list(seats)
    return all(agrees is True for agrees, _ in said) and any(remark for _, remark in said)


def common_languages(members: Sequence[tuple[Language, Collection[str]]]) -> tuple[Language, ...]:
    """In what to introduce people, of each their own language and all they speak (fr, fr-ca): the one that all share.

    Both when they share none; of two, the first is that of more people.
    """
    own = Counter(language for language, _ in members)
    by_people = sorted(_LANGUAGES, key=lambda language: -own[language])
    spoken = [{own_language, *(code.split("-")[0].lower() for code in codes)} for own_language, codes in members]
    shared = [language for language in by_people if all(language in codes for codes in spoken)]
    return tuple(shared[:1] or by_people)


@lru_cache(maxsize=1024)
def _when_awake(now: datetime, zones: tuple[str, ...], fallback_tz: str) -> datetime:
    """Kept, for the groups of a round are many and the zones of a community few."""
    best, fewest = now, len(zones) + 1
    for at in _moments(now):
        disturbed = sum(in_quiet_hours(at, tz, fallback_tz) for tz in zones)
        if disturbed < fewest:
            best, fewest = at, disturbed
        if not fewest:
            break
    return best


def _moments(now: datetime) -> Iterator[datetime]:
    """Now, and then every half-hour for four days."""
    yield now
    begun = now.replace(minute=now.minute - now.minute % 30, second=0, microsecond=0)
    yield from (begun + n * _STEP for n in range(1, _LOOKS_AHEAD // _STEP + 1))


def _lot(user_id: str, seed: int) -> bytes:
    return hashlib.sha256(f"{seed}/{user_id}".encode()).digest()
