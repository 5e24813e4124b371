"""When recurring things are due: an iCalendar rule (RRULE) kept on the clocks of a named time zone.

An occurrence is known by its nominal local date. A time that the change of hour skips falls as much later; one that
the clocks show twice is the first of the two. The rules are the part of RFC 5545 that falls at most once a day:
FREQ=DAILY, WEEKLY, MONTHLY or YEARLY, INTERVAL (counted from `ANCHOR`), BYDAY (with an ordinal in months: 1MO, -1FR),
BYMONTHDAY, BYMONTH, and one BYHOUR, BYMINUTE and BYSECOND. They are worked out here day by day, and not by dateutil,
which never returns from some rules (INTERVAL=0) and takes seconds to see that others never fall due (30 February).
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from slack_app.domain.errors import InvalidRuleError, RuleIsOverError
from slack_app.domain.hours import instant, local, zone_of

ANCHOR = date(2024, 1, 1)
"""A Monday that begins a year: "every second week" counts from here."""
_WEEKDAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_SIGNED = r"[+-]?[1-9]\d?"
_PARTS = {
    "FREQ": "DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": r"[1-9]\d?",
    "BYDAY": rf"(?:{_SIGNED})?(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:{_SIGNED})?(?:MO|TU|WE|TH|FR|SA|SU))*",
    "BYMONTHDAY": rf"{_SIGNED}(?:,{_SIGNED})*",
    "BYMONTH": r"(?:[1-9]|1[0-2])(?:,(?:[1-9]|1[0-2]))*",
    "BYHOUR": r"[01]?\d|2[0-3]",
    "BYMINUTE": r"[0-5]?\d",
    "BYSECOND": r"[0-5]?\d",
    "WKST": "MO",
}
_HORIZON_DAYS = 9 * 366
_MARGIN = timedelta(days=2)
_LONGEST_RULE = 200


@dataclass(frozen=True)
class Occurrence:
    """One time at which a rule falls due: its date on the local calendar, and the moment in UTC."""

    local_date: date
    due_at: datetime


def next_due(rule: str, tz: str, after: datetime) -> datetime:
    """The first moment after `after` at which a rule is due, in UTC; an unknown zone is taken for UTC.

    Raises InvalidRuleError, or RuleIsOverError when nothing follows within nine years.
    """
    return next_occurrence(rule, tz, after).due_at


def next_occurrence(rule: str, tz: str, after: datetime) -> Occurrence:
    """`next_due` with its nominal local date."""
    found = next(_occurrences(rule, tz, after), None)
    if found is None:
        raise RuleIsOverError(rule)
    return found


def missed(rule: str, tz: str, since: datetime, until: datetime) -> list[date]:
    """The nominal local dates of what fell due after `since` and not after `until` (or nine years), oldest first."""
    dates = []
    for occurrence in _occurrences(rule, tz, since):
        if occurrence.due_at > until:
            break
        dates.append(occurrence.local_date)
    return dates


def check_rule(rule: str) -> None:
    """Raises InvalidRuleError unless the text is a rule that a schedule can follow."""
    _parsed(rule)


@dataclass(frozen=True)
class _Rule:
    """A rule taken apart; an empty set asks nothing. `nth` holds (1, 0) for the month's first Monday."""

    freq: str
    interval: int
    weekdays: frozenset[int]
    nth: frozenset[tuple[int, int]]
    month_days: frozenset[int]
    months: frozenset[int]
    clock: time

    def falls_on(self, day: date) -> bool:
        """Whether the local calendar's day is one of the rule's."""
        in_turn = self._period(day) % self.interval == 0
        in_month = not self.months or day.month in self.months
        return in_turn and in_month and self._is_weekday(day) and self._is_month_day(day)

    def _period(self, day: date) -> int:
        """How many days, weeks, months or years after the anchor's."""
        days, years = (day - ANCHOR).days, day.year - ANCHOR.year
        return {"DAILY": days, "WEEKLY": days // 7, "MONTHLY": 12 * years + day.month - 1, "YEARLY": years}[self.freq]

    def _is_weekday(self, day: date) -> bool:
        if not self.weekdays and not self.nth:
            return True
        length = monthrange(day.year, day.month)[1]
        from_start, from_end = (day.day - 1) // 7 + 1, (day.day - length - 1) // 7
        counted = {(from_start, day.weekday()), (from_end, day.weekday())}
        return day.weekday() in self.weekdays or not counted.isdisjoint(self.nth)

    def _is_month_day(self, day: date) -> bool:
        from_end = day.day - monthrange(day.year, day.month)[1] - 1
        return not self.month_days or not {day.day, from_end}.isdisjoint(self.month_days)


def _occurrences(rule: str, tz: str, after: datetime) -> Iterator[Occurrence]:
    """What falls due after `after`, in order; of two that the clocks bring to one moment, the first."""
    parsed, zone, latest = _parsed(rule), zone_of(tz), after
    start = local(after, tz).date() - _MARGIN
    days = (start + timedelta(days=n) for n in range(_HORIZON_DAYS))
    for day in filter(parsed.falls_on, days):
        due_at = instant(day, parsed.clock, zone)
        if due_at > latest:
            latest = due_at
            yield Occurrence(day, due_at)


@lru_cache(maxsize=256)
def _parsed(rule: str) -> _Rule:
    parts = _parts(rule)
    ordinals = [re.fullmatch(r"([+-]?\d*)(\w\w)", item) for item in _items(parts, "BYDAY")]
    days = [(match[1], _WEEKDAYS[match[2]]) for match in ordinals if match]
    hour, minute, second = (int(parts.get(name, "0")) for name in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    parsed = _Rule(
        freq=parts["FREQ"],
        interval=int(parts.get("INTERVAL", "1")),
        weekdays=frozenset(weekday for nth, weekday in days if not nth),
        nth=frozenset((int(nth), weekday) for nth, weekday in days if nth),
        month_days=frozenset(map(int, _items(parts, "BYMONTHDAY"))),
        months=frozenset(map(int, _items(parts, "BYMONTH"))),
        clock=time(hour, minute, second),
    )
    if not _is_sound(parsed):
        raise InvalidRuleError(rule)
    return _completed(parsed)


def _parts(rule: str) -> Mapping[str, str]:
    pairs = [part.partition("=") for part in rule[:_LONGEST_RULE].upper().removeprefix("RRULE:").split(";")]
    parts = {name: value for name, _, value in pairs}
    known = all(name in _PARTS and re.fullmatch(_PARTS[name], value, re.ASCII) for name, value in parts.items())
    if not known or len(parts) < len(pairs) or "FREQ" not in parts or len(rule) > _LONGEST_RULE:
        raise InvalidRuleError(rule)
    return parts


def _items(parts: Mapping[str, str], name: str) -> list[str]:
    return parts[name].split(",") if name in parts else []


def _is_sound(rule: _Rule) -> bool:
    """Days of the month say nothing of a week; the first Monday is a month's, not a year's, a week's or a day's."""
    in_months = rule.freq == "MONTHLY" or (rule.freq == "YEARLY" and bool(rule.months))
    return (not rule.nth or in_months) and not (rule.freq == "WEEKLY" and rule.month_days)


def _completed(rule: _Rule) -> _Rule:
    """With the day that a rule leaves open: the anchor's."""
    if rule.freq == "DAILY" or rule.weekdays or rule.nth or rule.month_days:
        return rule
    if rule.freq == "WEEKLY":
        return replace(rule, weekdays=frozenset({ANCHOR.weekday()}))
    is_once_a_year = rule.freq == "YEARLY" and not rule.months
    months = frozenset({ANCHOR.month}) if is_once_a_year else rule.months
    return replace(rule, month_days=frozenset({ANCHOR.day}), months=months)
