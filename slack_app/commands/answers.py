"""How a command asks for its settings and gives its answer."""

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from slack_app.settings import Settings

FAILED, MISCONFIGURED = 1, 3
AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]


def settled(**given: object) -> "Settings":
    """The settings of this environment, `given` values first; a wrong one ends the command with its sentence."""
    from slack_app.settings import Settings, SettingsError

    try:
        return Settings.load(**{name: value for name, value in given.items() if value is not None})
    except SettingsError as wrong:
        stop(str(wrong), MISCONFIGURED)


def stop(sentence: str, code: int) -> NoReturn:
    """End the command with a sentence on standard error."""
    print(sentence, file=sys.stderr)
    raise typer.Exit(code)


def print_json(answer: object) -> None:
    """Answer a program."""
    print(json.dumps(answer, ensure_ascii=False, indent=2))


def print_lines(lines: Iterable[str]) -> None:
    """Answer a person."""
    for line in lines:
        print(line)


def now() -> datetime:
    """The real clock, read once for a command."""
    return datetime.now(UTC)
