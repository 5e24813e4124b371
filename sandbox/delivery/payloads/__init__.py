"""What Slack sends, shape by shape, with every key: pure builders of plain dicts."""

from sandbox.delivery.payloads.envelope import event_callback, event_id, url_verification
from sandbox.delivery.payloads.interactions import (
    Origin,
    block_actions,
    block_suggestion,
    message_action,
    shortcut,
    slash_command,
    view_closed,
    view_submission,
)
from sandbox.delivery.payloads.parties import Installation, Person, Room
from sandbox.delivery.payloads.state import action_of, initial_state, state_of, state_values

__all__ = [
    "Installation",
    "Origin",
    "Person",
    "Room",
    "action_of",
    "block_actions",
    "block_suggestion",
    "event_callback",
    "event_id",
    "initial_state",
    "message_action",
    "shortcut",
    "slash_command",
    "state_of",
    "state_values",
    "url_verification",
    "view_closed",
    "view_submission",
]
