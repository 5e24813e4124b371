"""Buttons that are links: Slack has opened them already, and only wants to be answered."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from slack_app.listeners.routing import Routes
from slack_app.views.actions import Action

LINKS = frozenset({Action.SAY_HELLO, Action.TODO_OPEN, Action.YOU_SAID_OPEN})


def register(app: Routes) -> None:
    """One answer for them all."""
    for action in LINKS:
        app.action(action)(acknowledged)


def acknowledged(ack: Ack) -> None:
    """There is nothing left to do."""
    ack()


def is_pressed(body: Mapping[str, Any]) -> bool:
    """Whether somebody pressed one, so that nothing is waited for."""
    return body.get("type") == "block_actions" and body["actions"][0]["action_id"] in LINKS
