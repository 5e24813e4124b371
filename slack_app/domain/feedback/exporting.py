"""All feedback as tables for spreadsheets (CSV), and as JSON for programs: written piece by piece, whatever there is of it."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from slack_app.domain.digest.exporting import guarded

FORMAT = 1
BOM = "\ufeff"
"""Without it Excel takes accents for another alphabet's."""
SEMICOLON, COMMA = ";", ","
JSON_NAME = "feedback.json"
JSON_BEGINS, JSON_ENDS = f'{{"format": {FORMAT}, "tickets": ['.encode(), b"\n]}\n"


@dataclass(frozen=True)
class Happened:
    """One thing that happened to a ticket; `by` did it, if anybody of the team did."""

    number: int
    at: datetime
    step: str
    by: str | None
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Written:
    """What a team and an author wrote to each other; of an author no name is told here."""

    number: int
    at: datetime
    from_team: bool
    by: str | None
    words: str


@dataclass(frozen=True)
class Said:
    """A ticket: what was said and what became of it. `author` is empty where they gave no name, or took their words back."""

    number: int
    status: str
    words: str
    kind: str | None
    area: str | None
    team: str | None
    priority: str
    impact: str | None
    language: str
    source: str
    is_anonymous: bool
    author: str | None
    voices: int
    merged_into: int | None
    decline_reason: str | None
    assignee: str | None
    tracker_url: str | None
    created_at: datetime
    filed_at: datetime | None
    first_answered_at: datetime | None
    resolved_at: datetime | None


@dataclass(frozen=True)
class Whole:
    """A ticket with all that belongs to it; `because` is why each of its fields is what it is."""

    said: Said
    because: Sequence[Mapping[str, Any]]
    history: Sequence[Happened]
    exchange: Sequence[Written]


def separator(language: str) -> str:
    """What parts the cells: a French Excel opens a file with semicolons in columns, an English one with commas."""
    return SEMICOLON if language == "fr" else COMMA


@dataclass(frozen=True)
class Table:
    """A file for spreadsheets: what its rows are, and which of them a ticket has."""

    name: str
    kind: type[Said | Happened | Written]
    rows: Callable[[Whole], Iterable[object]]

    def head(self, between: str) -> bytes:
        """The first line."""
        return table_of(self._names(), (), between)

    def lines(self, tickets: Iterable[Whole], between: str) -> bytes:
        """The rows of these tickets, ticket by ticket."""
        names = self._names()
        found = ([getattr(row, name) for name in names] for one in tickets for row in self.rows(one))
        return _lines(found, between).encode()

    def _names(self) -> list[str]:
        return [one.name for one in fields(self.kind)]


TABLES = (
    Table("tickets.csv", Said, lambda one: (one.said,)),
    Table("history.csv", Happened, lambda one: one.history),
    Table("exchanges.csv", Written, lambda one: one.exchange),
)


def json_lines(tickets: Sequence[Whole], *, are_first: bool) -> bytes:
    """Each ticket whole, one a line; they stand between JSON_BEGINS and JSON_ENDS. `are_first`: none came before."""
    lines = [json.dumps(_json(one), ensure_ascii=False, allow_nan=False) for one in tickets]
    begin = "\n" if are_first else ",\n"
    return (begin + ",\n".join(lines)).encode() if lines else b""


def table_of(head: Sequence[str], rows: Iterable[Sequence[object]], between: str) -> bytes:
    """A whole table at once, in which no formula hides."""
    return f"{BOM}{_lines([head, *rows], between)}".encode()


def json_of(name: str, found: Sequence[Mapping[str, Any]]) -> bytes:
    """All of something at once, under its name."""
    return json.dumps({"format": FORMAT, name: found}, ensure_ascii=False, indent=1).encode()


def _lines(rows: Iterable[Sequence[object]], between: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=between, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerows(map(_cell, row) for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    match value:
        case bool():
            return int(value)
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
        case str():
            return guarded(value)
        case Mapping():
            return guarded(json.dumps(value, ensure_ascii=False, sort_keys=True)) if value else ""
    return value


def _json(one: Whole) -> dict[str, Any]:
    history, exchange = [_without_number(step) for step in one.history], [_without_number(row) for row in one.exchange]
    because = [dict(why) for why in one.because]
    return {**_plainly(one.said), "because": because, "history": history, "exchange": exchange}


def _without_number(row: Happened | Written) -> dict[str, Any]:
    return {name: value for name, value in _plainly(row).items() if name != "number"}


def _plainly(row: object) -> dict[str, Any]:
    return {name: _plain(value) for name, value in vars(row).items()}


def _plain(value: Any) -> Any:  # noqa: ANN401  any of the above
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
