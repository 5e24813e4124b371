"""What the community was told of its months as a table (CSV), and with the lines that were written as JSON."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from slack_app.domain.feedback.exporting import json_of, table_of
from slack_app.domain.feedback.months.you_said import Figures


@dataclass(frozen=True)
class Line:
    """What was told of one ticket."""

    number: int
    part: str
    line: str
    voices: int


@dataclass(frozen=True)
class Told:
    """A month's answer that went out; `month` is its first day."""

    month: date
    sent_at: datetime | None
    channel: str | None
    opening: str
    closing: str
    figures: Figures
    lines: Sequence[Line]


_HEAD = ("month", "sent_at", "channel", "opening", "closing", *vars(Figures()))


def months_csv(months: Sequence[Told], between: str) -> bytes:
    """A row for each, with what was counted of it."""
    return table_of(_HEAD, [list(_about(one).values()) for one in months], between)


def months_json(months: Sequence[Told]) -> bytes:
    """All of them, with their lines as they were written."""
    found = [{**_about(one), "lines": [asdict(line) for line in one.lines]} for one in months]
    return json_of("months", found)


def _about(one: Told) -> dict[str, object]:
    when = {"month": one.month.isoformat(), "sent_at": one.sent_at.isoformat() if one.sent_at else None}
    return {**when, "channel": one.channel, "opening": one.opening, "closing": one.closing, **asdict(one.figures)}
