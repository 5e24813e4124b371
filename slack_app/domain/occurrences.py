"""When the rounds of a programme open: its rule, and what becomes of it on a public holiday."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from slack_app.domain.hours import instant, zone_of
from slack_app.domain.programmes import Cadence, Programme
from slack_app.domain.recurrence import Occurrence
from slack_app.domain.recurrence import next_occurrence as next_nominal
from slack_app.domain.working_days import working_day_from

_DAYS = ("MO", "TU", "WE", "TH", "FR")
_WEEKS = {Cadence.WEEKLY: 1, Cadence.TWO_WEEKS: 2, Cadence.THREE_WEEKS: 3, Cadence.FOUR_WEEKS: 4}
_LONGEST_HOLIDAYS = timedelta(days=15)


def rule_text(programme: Programme) -> str:
    """Its recurrence (domain.recurrence), as if there were no holidays; monthly is the first such weekday of a month."""
    day, clock = _DAYS[programme.weekday], f"BYHOUR={programme.hour};BYMINUTE=0;BYSECOND=0"
    if programme.cadence is Cadence.MONTHLY:
        return f"FREQ=MONTHLY;BYDAY=1{day};{clock}"
    return f"FREQ=WEEKLY;INTERVAL={_WEEKS[programme.cadence]};BYDAY={day};{clock}"


def opens_at(programme: Programme, local_date: date, tz: str) -> datetime:
    """When the round of that date opens, in UTC: at the programme's hour, a holiday's on the next working day."""
    day = working_day_from(local_date, programme.country)
    return instant(day, time(programme.hour), zone_of(tz))


def next_occurrence(programme: Programme, tz: str, after: datetime) -> Occurrence:
    """The first round that opens after `after`: its date by the rule, and the moment, moved off holidays."""
    nominal = _nominal(programme, tz, after - _LONGEST_HOLIDAYS)
    moved = (Occurrence(one.local_date, opens_at(programme, one.local_date, tz)) for one in nominal)
    return next(one for one in moved if one.due_at > after)


def next_opening(programme: Programme, tz: str, after: datetime) -> datetime:
    """When the first round after `after` opens, in UTC."""
    return next_occurrence(programme, tz, after).due_at


def _nominal(programme: Programme, tz: str, after: datetime) -> Iterator[Occurrence]:
    rule, at = rule_text(programme), after
    while True:
        found = next_nominal(rule, tz, at)
        yield found
        at = found.due_at
