"""All feedback as tables for spreadsheets (CSV), and as JSON for programs: written piece by piece, whatever there is of it."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, fields
from datetime import UTC, datetime
from typing import Any, TypeVar

from slack_app.domain.digest.exporting import guarded

FORMAT = 1
BOM = "\ufeff"
"""Without it Excel takes accents for another alphabet's."""
SEMICOLON, COMMA = ";", ","
Row = TypeVar("Row", "Happened", "Written", "Said")


@dataclass(frozen=True)
class Happened:
    """One thing that happened to a ticket; `by` did it, if anybody of the team did."""

    number: int
    at: datetime
    step: str
    by: str | None
    facts: str


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


def tickets_csv(batches: Iterable[Sequence[Whole]], between: str) -> Iterator[bytes]:
    """A row for each ticket."""
    return _csv(Said, ([one.said for one in batch] for batch in batches), between)


def history_csv(batches: Iterable[Sequence[Whole]], between: str) -> Iterator[bytes]:
    """A row for each thing that happened, ticket by ticket."""
    return _csv(Happened, ([step for one in batch for step in one.history] for batch in batches), between)


def exchange_csv(batches: Iterable[Sequence[Whole]], between: str) -> Iterator[bytes]:
    """A row for each remark, ticket by ticket."""
    return _csv(Written, ([remark for one in batch for remark in one.exchange] for batch in batches), between)


def all_json(batches: Iterable[Sequence[Whole]]) -> Iterator[bytes]:
    """Everything: each ticket with its history and its exchange, one a line."""
    yield f'{{"format": {FORMAT}, "tickets": ['.encode()
    parted = "\n"
    for batch in batches:
        for one in batch:
            yield f"{parted}{json.dumps(_json(one), ensure_ascii=False, allow_nan=False)}".encode()
            parted = ",\n"
    yield b"\n]}\n"


def _csv(kind: type[Row], batches: Iterable[Sequence[Row]], between: str) -> Iterator[bytes]:
    yield f"{BOM}{_lines([[field.name for field in fields(kind)]], between)}".encode()
    for batch in batches:
        yield _lines(([_cell(value) for value in astuple(row)] for row in batch), between).encode()


def _lines(rows: Iterable[Sequence[object]], between: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=between, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _cell(value: object) -> object:
    match value:
        case bool():
            return int(value)
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
        case str():
            return guarded(value)
    return value


def _json(one: Whole) -> dict[str, Any]:
    whole = {**asdict(one.said), "because": [dict(why) for why in one.because]}
    history = [_without_number(step) for step in one.history]
    exchange = [_without_number(remark) for remark in one.exchange]
    return {name: _plain(value) for name, value in whole.items()} | {"history": history, "exchange": exchange}


def _without_number(row: Happened | Written) -> dict[str, Any]:
    found = {name: _plain(value) for name, value in asdict(row).items() if name != "number"}
    return {**found, "facts": json.loads(found["facts"] or "{}")} if "facts" in found else found


def _plain(value: Any) -> Any:  # noqa: ANN401  any of the above
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
