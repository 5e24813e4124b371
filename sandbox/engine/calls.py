"""One call of the Web API: who makes it, with what, where."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.engine.errors import SlackError, invalid
from sandbox.engine.hall import Hall
from sandbox.engine.people import Installation, Person
from sandbox.engine.world import World

Answer = dict[str, Any]


@dataclass
class Call:
    """A call by the app's bot of one workspace. `warnings` are added to the answer."""

    hall: Hall
    method: str
    arguments: Mapping[str, Any]
    installation: Installation
    warnings: list[str] = field(default_factory=list)

    @property
    def world(self) -> World:
        """Where it happens."""
        return self.hall.world

    @property
    def team_id(self) -> str:
        """The workspace of the token."""
        return self.installation.team_id

    @property
    def bot(self) -> Person:
        """The bot whose token it is."""
        return self.world.people[self.installation.bot_user_id]

    def need(self, scope: str) -> None:
        """Refuse unless this scope was granted."""
        if scope not in self.installation.scopes:
            raise SlackError("missing_scope", needed=scope, provided=",".join(sorted(self.installation.scopes)))

    def text(self, name: str, default: str = "") -> str:
        """An argument as text."""
        value = self.arguments.get(name)
        if value is None:
            return default
        if isinstance(value, dict | list):
            raise invalid(f"[ERROR] must be a string [json-pointer:/{name}]")
        return str(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """An argument as yes or no, in any of the ways in which it may be written."""
        value = self.arguments.get(name)
        return default if value is None else str(value).lower() in {"1", "true"}

    def number(self, name: str, default: int) -> int:
        """An argument as a whole number."""
        value = self.arguments.get(name)
        try:
            return default if value in {None, ""} else int(str(value))
        except ValueError:
            raise invalid(f"[ERROR] must be an integer [json-pointer:/{name}]") from None

    def structure(self, name: str, *, otherwise: str = "invalid_arguments") -> object:
        """An argument that is JSON, itself or as text; None if it is absent; error `otherwise` if it cannot be read."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise invalid(f"[ERROR] must be valid json [json-pointer:/{name}]", code=otherwise) from None

    def names(self, name: str) -> list[str]:
        """An argument that is a list, or a text with commas."""
        value = self.arguments.get(name)
        if isinstance(value, list):
            return [str(one) for one in value]
        return [part.strip() for part in str(value or "").split(",") if part.strip()]
