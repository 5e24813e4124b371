"""Whether what comes in has the shape of a request of Slack's: looked at before Bolt reads it, and refused if not."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import BoltRequest
from slack_bolt.adapter.starlette.handler import to_bolt_request
from starlette.requests import Request

TEXTS = ("type", "team_id", "enterprise_id", "user_id", "channel_id", "callback_id", "action_id", "command", "event_id")
OBJECTS = ("event", "view", "container", "message", "function_data", "assistant_thread", "interactivity")
NAMED = ("team", "user", "enterprise", "channel")
LISTS = ("authorizations", "actions")
HEARTS = {
    "event_callback": ("event",),
    "block_actions": ("actions",),
    "block_suggestion": ("action_id",),
    "view_submission": ("view", "callback_id"),
    "view_closed": ("view", "callback_id"),
    "shortcut": ("callback_id",),
    "message_action": ("callback_id",),
}
"""The way to the part without which a request of its type says nothing."""
IN_EVENT = (
    "type",
    "subtype",
    "team",
    "user_team",
    "source_team",
    "bot_id",
    "callback_id",
    "thread_ts",
    "ts",
    "channel_id",
)
IN_VIEW = ("id", "team_id", "app_installed_team_id", "callback_id", "private_metadata", "type")


def has_a_number_for_its_time(request: Request) -> bool:
    """Whether the time under the signature can be read; absent is for the check of the signature to refuse."""
    stamp = request.headers.get("x-slack-request-timestamp", "0")
    return stamp.isascii() and stamp.isdigit()


def read(request: Request, body: bytes) -> BoltRequest | None:
    """The request as Bolt takes it; None for what Slack never sends."""
    try:
        made = to_bolt_request(request, body)
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return None
    return made if is_slacks(made.body) else None


def is_slacks(body: object) -> bool:
    """Whether each part that is read on the way to a listener is of its type; what is missing or null is."""
    if not isinstance(body, Mapping) or not _fits(body):
        return False
    if not _has_its_heart(body):
        return False
    event, view = body.get("event") or {}, body.get("view") or {}
    parts = [part for name in LISTS for part in body.get(name) or ()]
    return (
        all(_is(event, name, str) for name in IN_EVENT)
        and _fits_an_event(event)
        and all(_is(view, name, str) for name in IN_VIEW)
        and all(isinstance(part, Mapping) and _fits(part) for part in parts)
        and all("action_id" in part for part in body.get("actions") or ())
    )


def _has_its_heart(body: Mapping[str, Any]) -> bool:
    found: Any = body
    for name in HEARTS.get(str(body.get("type")), ()):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found is not None and found not in ({}, [])


def _fits(body: Mapping[str, Any]) -> bool:
    return (
        all(_is(body, name, str) for name in TEXTS)
        and all(_is(body, name, dict) for name in OBJECTS)
        and all(_is(body, name, list) for name in LISTS)
        and all(_is_named(body.get(name)) for name in NAMED)
    )


def _fits_an_event(event: Mapping[str, Any]) -> bool:
    inner = all(_is(event, name, dict) for name in ("message", "item", "assistant_thread", "previous_message"))
    return inner and all(_is_named(event.get(name)) for name in ("user", "channel", "enterprise"))


def _is(source: Mapping[str, Any], name: str, kind: type) -> bool:
    found = source.get(name)
    return found is None or isinstance(found, kind)


def _is_named(found: object) -> bool:
    """An id, or an object with one."""
    if isinstance(found, Mapping):
        return all(_is(found, name, str) for name in ("id", "team_id", "enterprise_id"))
    return found is None or isinstance(found, str)
