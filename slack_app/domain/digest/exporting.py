"""All weeks' figures as a table for spreadsheets (CSV), and for programs (JSON)."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from datetime import date, timedelta
from typing import Any

from slack_app.domain.measures.figures import WeekFigures
from slack_app.domain.measures.terms import MEASURES, Measure, Value

FORMAT = 1
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")  # noqa: RUF001  spreadsheets take the wide signs too
_A_WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Row:
    """A measure of a week. `n` are the cases it rests on, `is_few`: too few to say; `before` is the week before."""

    week: date
    group: str
    measure: str
    name: str
    unit: str
    amount: float | None
    n: int
    is_few: bool
    before: float | None
    before_n: int | None


def rows(weeks: Iterable[WeekFigures], names: Mapping[Measure, str]) -> Iterator[Row]:
    """A row for each measure of each week, the oldest first; `names` are the measures' names in the reader's language."""
    by_week = {one.week: one for one in weeks}
    nothing: Mapping[Measure, Value] = {}
    for week in sorted(by_week):
        earlier = by_week.get(week - _A_WEEK)
        before = earlier.values if earlier else nothing
        values = by_week[week].values
        for measure in Measure:
            if measure in values:
                yield _row(week, measure, names.get(measure, ""), values[measure], before.get(measure))


def csv_bytes(table: Iterable[Row]) -> bytes:
    """The rows as CSV with a heading, every text guarded; numbers are numbers, with a point.

    It begins with the mark of UTF-8, for without it Excel takes the names' accents for another alphabet's; whoever reads
    it by program (pandas, `csv` with `utf-8-sig`) has the JSON, or passes the mark over.
    """
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(field.name for field in fields(Row))
    writer.writerows([_cell(value) for value in astuple(row)] for row in table)
    return out.getvalue().encode("utf-8-sig")


def json_bytes(weeks: Iterable[WeekFigures]) -> bytes:
    """The weeks as JSON, the oldest first, with what each measure is; the channels of each week by their ids."""
    whole = {
        "format": FORMAT,
        "measures": {measure.value: _definition(measure) for measure in Measure},
        "weeks": [_week(one) for one in sorted(weeks, key=lambda one: one.week)],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False).encode()


def guarded(text: str) -> str:
    """The text, which no spreadsheet takes for a formula: a quote stands before what could be one, or is a quote."""
    return f"'{text}" if text.lstrip(" \0").startswith(_FORMULA) else text


def unguarded(cell: str) -> str:
    """The text that `guarded` was given."""
    return cell.removeprefix("'")


def _row(week: date, measure: Measure, name: str, value: Value, before: Value | None) -> Row:
    definition = MEASURES[measure]
    return Row(
        week=week,
        group=definition.group.value,
        measure=measure.value,
        name=name,
        unit=definition.unit.value,
        amount=value.amount,
        n=value.n,
        is_few=value.n < definition.at_least,
        before=before.amount if before else None,
        before_n=before.n if before else None,
    )


def _cell(value: object) -> object:
    """Nothing for what is not known, so that a column of numbers has no words in it."""
    match value:
        case None:
            return None
        case bool():
            return int(value)
        case date():
            return value.isoformat()
        case str():
            return guarded(value)
    return value


def _definition(measure: Measure) -> dict[str, Any]:
    definition = MEASURES[measure]
    return {
        "group": definition.group.value,
        "unit": definition.unit.value,
        "better": definition.better.value,
        "at_least": definition.at_least,
    }


def _week(one: WeekFigures) -> dict[str, Any]:
    return {
        "week": one.week.isoformat(),
        "measures": {
            measure.value: {"amount": value.amount, "n": value.n, "is_few": value.n < MEASURES[measure].at_least}
            for measure, value in one.values.items()
        },
        "channels": {
            channel_id: {"messages": seen.messages, "people": seen.people}
            for channel_id, seen in sorted(one.channels.items())
        },
    }
