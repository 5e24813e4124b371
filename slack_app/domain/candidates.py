"""A participant as the matching sees them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from slack_app.domain.hours import WORK_ENDS, WORK_STARTS, local
from slack_app.domain.matching import Person
from slack_app.domain.participation import Taking
from slack_app.domain.profile import Profile, shared_words

_HALF_HOURS = 48
_HALF_HOUR = timedelta(minutes=30)


def person_of(  # noqa: PLR0913 a person has many sides
    user_id: str,
    profile: Profile | None,
    taking: Taking,
    *,
    tz: str,
    language: str,
    member_for_days: int,
    now: datetime,
) -> Person:
    """Who is to be matched. `language` is their Slack's, `tz` a zone's name, or else UTC's hours are taken.

    Only what they share with everyone is weighed, for the reasons are told to the others; and their team, of which
    nothing is told but whether it is the same.
    """
    known = profile or Profile()
    shared = replace(shared_words(known), team=known.team)
    return Person(
        user_id=user_id,
        role=shared.role,
        team=shared.team,
        place=shared.place,
        languages=tuple(dict.fromkeys((*shared.languages, language))),
        interests=shared.interests,
        offers=shared.offers,
        seeks=shared.looking_for,
        hours=hours_of(tz, now.astimezone(UTC).date()),
        member_for_days=member_for_days,
        wish=taking.wish,
        fairness=taking.fairness,
        times_left_out=taking.times_left_out,
    )


@lru_cache(maxsize=4096)
def hours_of(tz: str, day: date) -> int:
    """A bit for each half-hour of that UTC day which lies in working hours there, were it a working day."""
    midnight = datetime.combine(day, time(0), tzinfo=UTC)
    return sum(1 << n for n in range(_HALF_HOURS) if _is_worked(midnight + n * _HALF_HOUR, tz))


def _is_worked(at: datetime, tz: str) -> bool:
    starts, ends = local(at, tz).time(), local(at + _HALF_HOUR, tz).time()
    return WORK_STARTS <= starts < ends <= WORK_ENDS
