"""Slack's Web API as facts: which arguments, scopes, tiers and errors each method has, which scopes each event needs."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).with_name("contract.json")
TAKEN_ANYWAY: Mapping[str, frozenset[str]] = {"chat.postMessage": frozenset({"client_msg_id"})}
"""Arguments that Slack takes although its reference does not list them (its error codes and its own clients name them)."""
ALWAYS_TAKEN = frozenset({"team_id"})
"""Arguments of every method: clients that serve many workspaces name the one they mean in each call."""


@dataclass(frozen=True)
class Method:
    """What is known of one method. `scopes`: any one of them will do."""

    name: str
    arguments: frozenset[str]
    required: tuple[str, ...]
    scopes: tuple[str, ...]
    tier: str
    errors: frozenset[str]

    def complaints(self, given: Mapping[str, object]) -> list[str]:
        """What is wrong with these arguments, in Slack's own form; nothing if they are right."""
        missing = [name for name in self.required if given.get(name) is None or given[name] == ""]
        unknown = [name for name in given if name not in self.arguments | ALWAYS_TAKEN]
        return [f"[ERROR] missing required field: {name}" for name in missing] + [
            f"[ERROR] unsupported argument: {name}" for name in unknown
        ]

    def lacks_scope(self, granted: Collection[str]) -> bool:
        """Whether none of the scopes that would do was granted."""
        return bool(self.scopes) and not any(scope in granted for scope in self.scopes)


@cache
def methods() -> dict[str, Method]:
    """Every method that the local Slack knows, by name."""
    table = json.loads(HERE.read_text(encoding="utf-8"))["methods"]
    return {
        name: Method(
            name=name,
            arguments=frozenset(entry["arguments"]) | TAKEN_ANYWAY.get(name, frozenset()),
            required=tuple(entry["required"]),
            scopes=tuple(entry["scopes"]),
            tier=entry["tier"],
            errors=frozenset(entry["errors"]),
        )
        for name, entry in table.items()
    }


@cache
def event_scopes() -> dict[str, tuple[str, ...]]:
    """By event: the scopes of which one is needed to hear it (none: always heard when subscribed)."""
    table: dict[str, list[str]] = json.loads(HERE.read_text(encoding="utf-8"))["events"]
    return {name: tuple(scopes) for name, scopes in table.items()}
