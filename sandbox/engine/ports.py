"""What the engine asks of `sandbox.delivery`, and what it gives: the two sides meet in these types alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True)
class AppSpec:
    """The app's manifest, read: what it subscribes to and offers."""

    name: str
    bot_events: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    commands: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By command (`/intro`): the manifest's entry."""
    shortcuts: tuple[Mapping[str, Any], ...] = ()
    home_tab: bool = True
    messages_tab: bool = True


@dataclass(frozen=True)
class Answer:
    """How the app answered an interaction: `status` "ok", "timeout", "error" or "unreachable"; `body` what it said."""

    status: str
    body: Mapping[str, Any] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether the app took it in time."""
        return self.status == "ok"


class Delivery(Protocol):
    """Bringing things to the app, over whichever way it listens (Socket Mode or signed HTTP)."""

    def event(self, team_id: str, event: Mapping[str, Any]) -> None:
        """Send an inner event in its `event_callback`; returns at once, repeats as Slack does.

        The caller has checked that the app subscribes to it and may see it.
        """

    def interact(self, payload: Mapping[str, Any]) -> Answer:
        """Send block_actions, view_submission, view_closed, shortcut, message_action or block_suggestion; waits ≤ 3 s."""

    def command(self, form: Mapping[str, str]) -> Answer:
        """Send a slash command; waits ≤ 3 s for the app's answer."""

    def busy(self) -> bool:
        """Whether anything is under way, or waits to be sent again now."""
