"""What came of surveys as a table (CSV), and with the lines that were written as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from slack_app.domain.feedback.exporting import json_of, table_of
from slack_app.domain.feedback.surveys.scores import mean, recommendation
from slack_app.domain.feedback.surveys.survey import SCORES, Chosen, Result

_HEAD = (
    *("closed_on", "question", "channel", "asked", "answered", "figure", "low", "high"),
    *(f"gave_{score}" for score in SCORES),
)


@dataclass(frozen=True)
class Over:
    """A survey that closed."""

    closed_on: date
    chosen: Chosen
    result: Result


def surveys_csv(surveys: Sequence[Over], between: str) -> bytes:
    """A row for each; its figure is the Net Promoter Score where no question is named, else the mean. Nothing of fewer than five."""
    return table_of(_HEAD, map(_row, surveys), between)


def surveys_json(surveys: Sequence[Over]) -> bytes:
    """All of them, with their lines as they were written."""
    found = [{**dict(zip(_HEAD, _about(one), strict=False)), **one.result.to_json()} for one in surveys]
    return json_of("surveys", found)


def _row(one: Over) -> list[object]:
    result, what = one.result, _about(one)
    if result.is_few:
        return [*what, result.asked, result.answered, *[""] * (3 + len(SCORES))]
    counts = result.box.counts
    figure = recommendation(counts) if one.chosen.is_recommendation else mean(counts)
    return [*what, result.asked, result.answered, figure.amount, figure.low, figure.high, *counts]


def _about(one: Over) -> tuple[str, str, str]:
    return one.closed_on.isoformat(), one.chosen.question or "", one.chosen.channel_id or ""
