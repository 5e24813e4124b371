"""The last weeks side by side: as charts that Slack draws, or as lines of numbers where it cannot."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from slack_app.domain.measures.figures import WeekFigures
from slack_app.domain.measures.terms import Group, Measure
from slack_app.views import kit
from slack_app.views.digest.measures import NAMES
from slack_app.views.kit import Block
from slack_app.views.words import Mrkdwn, Words

LEAST_WEEKS = 2
"""A line of one point is none, nor is one of nothing but zeros."""


@dataclass(frozen=True)
class Trend:
    """Numbers over the same weeks, oldest first; `kind` is how they are drawn."""

    kind: str
    title: str
    weeks: Sequence[str]
    series: Mapping[str, Sequence[float]]


def trends(words: Words, weeks: Sequence[WeekFigures], groups: frozenset[Group]) -> list[Trend]:
    """Who was active and who wrote; who replied, members or the team. `weeks` are oldest first."""
    found = []
    if Group.ACTIVE in groups:
        found.append(_activity(words, weeks))
    if Group.TALK in groups:
        found.append(replies(words, weeks))
    return [trend for trend in found if len(trend.weeks) >= LEAST_WEEKS and any(map(any, trend.series.values()))]


def replies(words: Words, weeks: Sequence[WeekFigures]) -> Trend:
    """How many replies came from members and how many from the team, in the weeks where that is known."""
    known = [week for week in weeks if Measure.MEMBERS_REPLIES in week.values]
    values = [week.values[Measure.MEMBERS_REPLIES] for week in known]
    members = [round((value.amount or 0) * value.n) for value in values]
    team = [value.n - count for value, count in zip(values, members, strict=True)]
    series = {words.plain("By members"): members, words.plain("By the team"): team}
    return Trend("bar", words.plain("Replies, week by week"), _labels(words, known), series)


def charts(drawn: Sequence[Trend]) -> Iterator[Block]:
    """As charts of Slack's."""
    for one in drawn:
        chart = kit.line_chart if one.kind == "line" else kit.bar_chart
        yield chart(one.title, one.weeks, one.series)


def in_lines(words: Words, drawn: Sequence[Trend]) -> Iterator[Block]:
    """The same in numbers."""
    for one in drawn:
        span = words.say("*{title}*, from {first} to {last}", title=one.title, first=one.weeks[0], last=one.weeks[-1])
        rows = [
            words.say("• {what}: {numbers}", what=name, numbers=_row(words, row)) for name, row in one.series.items()
        ]
        yield kit.section("\n".join([span, *rows]))


def _row(words: Words, numbers: Sequence[float]) -> Mrkdwn:
    return Mrkdwn(" · ".join(words.decimal(number) for number in numbers))


def _activity(words: Words, weeks: Sequence[WeekFigures]) -> Trend:
    active, wrote = Measure.ACTIVE_WEEKLY, Measure.POSTERS
    known = [week for week in weeks if {active, wrote} <= week.values.keys()]
    series = {words.plain(NAMES[one]): [week.values[one].amount or 0 for week in known] for one in (active, wrote)}
    return Trend("line", words.plain("Active members, week by week"), _labels(words, known), series)


def _labels(words: Words, weeks: Sequence[WeekFigures]) -> list[str]:
    return [words.short_day(week.week) for week in weeks]
