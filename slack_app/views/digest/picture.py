"""The week's picture: what its four panels show, and the same in words for those who do not see it."""

from collections.abc import Callable, Iterator, Sequence

from slack_app.domain.measures.comparing import is_few
from slack_app.domain.measures.figures import WeekFigures
from slack_app.domain.measures.terms import Measure
from slack_app.views import kit
from slack_app.views.digest import trends
from slack_app.views.digest.measures import NAMES, STAGES
from slack_app.views.digest.numbers import amount
from slack_app.views.digest.panel import Panel
from slack_app.views.digest.weekly import DigestOf
from slack_app.views.words import Words

FILENAME = "digest.png"
ALT = 1000


def png(words: Words, of: DigestOf) -> bytes:
    """The picture as a file, 1,440 by 960 points; the same digest gives the same picture."""
    from slack_app.views.digest import drawing  # noqa: PLC0415  matplotlib takes a second, for those alone who draw

    return drawing.drawn(words, title(words, of), panels(words, of), words.plain("too few to say"))


def title(words: Words, of: DigestOf) -> str:
    """What stands above the picture, and is said with it."""
    return words.plain("The week of {day}, and the weeks before", day=words.day(of.this.week))


def alt(words: Words, of: DigestOf) -> str:
    """The picture in words, from the same figures."""
    told = [_told(words, panel) for panel in panels(words, of)]
    return kit.cut(
        " ".join(
            [
                words.plain(
                    "Four charts.",
                ),
                *told,
            ]
        ),
        ALT,
    )


def panels(words: Words, of: DigestOf) -> list[Panel]:
    """The four, whatever groups managers chose: they draw what was counted."""
    weeks = of.weeks()
    return [_activity(words, weeks), _replies(words, weeks), _answers(words, weeks), _path(words, of.this)]


def _told(words: Words, panel: Panel) -> str:
    if panel.is_empty:
        return words.plain("{title}: too few to say.", title=panel.title)
    said = words.plain_listing(_noted(words, panel))
    if panel.kind == "levels" or len(panel.labels) < trends.LEAST_WEEKS:
        return words.plain("{title}: {figures}.", title=panel.title, figures=said)
    first, last = panel.labels[0], panel.labels[-1]
    return words.plain(
        "{title}, {first} to {last}: {figures}.", title=panel.title, first=first, last=last, figures=said
    )


def _noted(words: Words, panel: Panel) -> Iterator[str]:
    for (name, row), note in zip(panel.series, panel.notes, strict=True):
        yield words.plain("{what} {number}", what=name, number=note) if row else name


def _activity(words: Words, weeks: Sequence[WeekFigures]) -> Panel:
    measures = (Measure.ACTIVE_WEEKLY, Measure.POSTERS)
    series = [(words.plain(NAMES[one]), [_number(week, one) for week in weeks]) for one in measures]
    notes = [_from_to(words, row, words.decimal) for _, row in series]
    return Panel("lines", words.plain("Active members, week by week"), _labels(words, weeks), series, notes)


def _replies(words: Words, weeks: Sequence[WeekFigures]) -> Panel:
    found = trends.replies(words, weeks)
    series = [(name, list(row)) for name, row in found.series.items()]
    notes = [_from_to(words, row, words.decimal) for _, row in series]
    return Panel("bars", found.title, found.weeks, series, notes)


def _answers(words: Words, weeks: Sequence[WeekFigures]) -> Panel:
    measure = Measure.REPLY_RATE
    row = [_number(week, measure) for week in weeks]
    note = _from_to(words, row, words.percent)
    panel_title = words.plain("Messages answered within 24 hours")
    return Panel("shares", panel_title, _labels(words, weeks), [(words.plain(NAMES[measure]), row)], [note])


def _path(words: Words, this: WeekFigures) -> Panel:
    rows = [(words.plain(name), [_number(this, stage)]) for stage, name in STAGES.items()]
    notes = [amount(words, stage, row[0] or 0) for stage, (_, row) in zip(STAGES, rows, strict=True)]
    return Panel("levels", words.plain("Where members are on the path"), [name for name, _ in rows], rows, notes)


def _number(week: WeekFigures, measure: Measure) -> float | None:
    value = week.values.get(measure)
    return None if value is None or is_few(measure, value) else value.amount


def _from_to(words: Words, row: Sequence[float | None], written: Callable[[float], str]) -> str:
    known = [number for number in row if number is not None]
    if len(known) < trends.LEAST_WEEKS:
        return written(known[0]) if known else words.plain("too few to say")
    return words.plain("from {first} to {last}", first=written(known[0]), last=written(known[-1]))


def _labels(words: Words, weeks: Sequence[WeekFigures]) -> list[str]:
    return [words.short_day(week.week) for week in weeks]
