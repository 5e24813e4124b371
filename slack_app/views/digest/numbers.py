"""How a measure's number is written: a count, a mean, a share, a time; or that there are too few cases to say."""

from slack_app.domain.measures.terms import MEASURES, Measure, Unit, Value
from slack_app.views.words import Mrkdwn, Words

_MINUTES = 60
_WHOLE_HOURS_FROM = 10
_WHOLE_DAYS_FROM = 48
_WHOLE_COUNTS_FROM = 10
"""A usual week's count is a mean: above ten its tenths say nothing."""


def told(words: Words, measure: Measure, value: Value | None) -> Mrkdwn:
    """The number with its unit; *too few to say* where chance would speak, *too early* where it looks back too far."""
    if value is None or value.n < MEASURES[measure].at_least or (value.amount is None and value.n == 0):
        return words.say("too few to say")
    if value.amount is None:
        return words.say("too early to say")
    return amount(words, measure, value.amount)


def amount(words: Words, measure: Measure, number: float) -> Mrkdwn:
    """A number in the measure's unit, whatever it rests on: 12, 3.4, 27%, 1 h 20 min."""
    unit = MEASURES[measure].unit
    if unit is Unit.SHARE:
        return Mrkdwn(words.percent(number))
    if unit is Unit.HOURS:
        return _time(words, number)
    is_mean_of_counts = unit is Unit.COUNT and number >= _WHOLE_COUNTS_FROM
    return Mrkdwn(words.decimal(round(number) if is_mean_of_counts else number))


def ago(words: Words, hours: float) -> Mrkdwn:
    """How long ago: in hours, and from two days on in days."""
    whole = int(hours)
    if whole >= _WHOLE_DAYS_FROM:
        return words.plural("{n} day ago", "{n} days ago", whole // 24)
    return words.plural("{n} hour ago", "{n} hours ago", whole) if whole > 0 else words.say("less than an hour ago")


def _time(words: Words, hours: float) -> Mrkdwn:
    """Minutes below an hour, hours and minutes below ten, then whole hours."""
    minutes = round(hours * _MINUTES)
    if minutes < _MINUTES:
        return words.say("{n} min", n=minutes)
    whole, rest = divmod(minutes, _MINUTES)
    if whole >= _WHOLE_HOURS_FROM or not rest:
        return words.say("{n} h", n=round(minutes / _MINUTES))
    return words.say("{hours} h {minutes} min", hours=whole, minutes=rest)
