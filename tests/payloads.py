"""What Slack sends, with every key that it sends: small builders of plain JSON, and the signature around them."""

import itertools
import json
import time
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

SECRET = "a signing secret of the tests"
APP, TEAM, OTHER_TEAM = "A1", "T1", "T2"
Payload = dict[str, Any]
_count = itertools.count(1)


def signed(body: str, *, secret: str = SECRET, at: float | None = None) -> dict[str, str]:
    """The headers by which Slack proves that a body is its own."""
    stamp = str(int(time.time() if at is None else at))
    signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body) or ""
    return {"x-slack-request-timestamp": stamp, "x-slack-signature": signature}


def as_json(payload: object) -> tuple[str, str]:
    """A body and its content type, as events come."""
    return json.dumps(payload), "application/json"


def as_form(form: Mapping[str, str]) -> tuple[str, str]:
    """A body and its content type, as commands come."""
    return urlencode(form), "application/x-www-form-urlencoded"


def as_interaction(payload: object) -> tuple[str, str]:
    """A body and its content type, as clicks and submissions come."""
    return as_form({"payload": json.dumps(payload)})


def event(inner: Payload, *, team_id: str = TEAM, event_id: str | None = None, shared: bool = False) -> Payload:
    """The envelope of an event."""
    return {
        "token": "verification-token",
        "team_id": team_id,
        "enterprise_id": None,
        "context_team_id": team_id,
        "context_enterprise_id": None,
        "api_app_id": APP,
        "event": {"event_ts": "1772445600.000100", **inner},
        "type": "event_callback",
        "event_id": event_id or f"Ev{next(_count):08d}",
        "event_time": 1772445600,
        "authorizations": [authorization(team_id)],
        "is_ext_shared_channel": shared,
        "event_context": "4-eyJldCI6Im1lc3NhZ2UifQ",
    }


def authorization(team_id: str) -> Payload:
    """The installation that an event is for."""
    return {
        "enterprise_id": None,
        "team_id": team_id,
        "user_id": "UBOT",
        "is_bot": True,
        "is_enterprise_install": False,
    }


def user(user_id: str, *, team_id: str = TEAM, **more: Any) -> Payload:
    """A person as events tell of them."""
    return {
        "id": user_id,
        "team_id": team_id,
        "name": "someone",
        "deleted": False,
        "color": "9f69e7",
        "real_name": "Some One",
        "tz": "Europe/Paris",
        "tz_label": "Central European Time",
        "tz_offset": 3600,
        "profile": {"real_name": "Some One", "email": "someone@example.org", "image_72": "https://example.org/72.png"},
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": False,
        "is_app_user": False,
        "updated": 1772445600,
        "locale": "fr-FR",
        **more,
    }


def message(text: str = "hello", *, user_id: str = "UANA", **more: Any) -> Payload:
    """A message in a public channel."""
    return {
        "type": "message",
        "channel": "C1",
        "user": user_id,
        "text": text,
        "ts": "1772445600.000100",
        "event_ts": "1772445600.000100",
        "channel_type": "channel",
        "team": TEAM,
        "client_msg_id": "d4f4c4d4-0000-4000-8000-000000000000",
        "blocks": [{"type": "rich_text", "block_id": "b", "elements": []}],
        **more,
    }


def reaction(user_id: str = "UANA") -> Payload:
    """Someone reacts to a message."""
    item = {"type": "message", "channel": "C1", "ts": "1772445600.000100"}
    return {"type": "reaction_added", "user": user_id, "reaction": "wave", "item": item, "item_user": "UZOE"}


def membership(kind: str, user_id: str = "UANA", channel_id: str = "CALL") -> Payload:
    """Someone joins or leaves a channel."""
    return {"type": kind, "user": user_id, "channel": channel_id, "channel_type": "C", "team": TEAM}


def home_opened(user_id: str = "UANA") -> Payload:
    """Someone opens the app's Home."""
    return {"type": "app_home_opened", "user": user_id, "channel": "D1", "tab": "home"}


def command(name: str, text: str = "", *, user_id: str = "UANA", team_id: str = TEAM) -> dict[str, str]:
    """The form of a slash command."""
    return {
        "token": "verification-token",
        "team_id": team_id,
        "team_domain": "community",
        "channel_id": "C1",
        "channel_name": "general",
        "user_id": user_id,
        "user_name": "someone",
        "command": name,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": "https://hooks.slack.test/commands/1",
        "trigger_id": f"1.2.{next(_count)}",
    }


def _interaction(kind: str, user_id: str, team_id: str) -> Payload:
    return {
        "type": kind,
        "team": {"id": team_id, "domain": "community"},
        "user": {"id": user_id, "username": "someone", "name": "someone", "team_id": team_id},
        "api_app_id": APP,
        "token": "verification-token",
        "enterprise": None,
        "is_enterprise_install": False,
    }


def shortcut(callback_id: str, *, user_id: str = "UANA", team_id: str = TEAM) -> Payload:
    """A global shortcut."""
    asked = {"callback_id": callback_id, "trigger_id": f"1.2.{next(_count)}", "action_ts": "1772445600.000200"}
    return {**_interaction("shortcut", user_id, team_id), **asked}


def pressed(
    action_id: str, *, user_id: str = "UANA", team_id: str = TEAM, where: Payload | None = None, **more: Any
) -> Payload:
    """A button pressed, or an element changed, in a message unless `where` says otherwise."""
    action = {"type": "button", "action_id": action_id, "block_id": "b1", "action_ts": "1772445600.000200", **more}
    text = {"text": {"type": "plain_text", "text": "A button", "emoji": True}}
    payload = {**_interaction("block_actions", user_id, team_id), "trigger_id": f"1.2.{next(_count)}"}
    return {**payload, **(where or in_message()), "actions": [{**text, **action}]}


def in_message(channel_id: str = "D-UANA", message_ts: str = "1700000000.000000") -> Payload:
    """Where an element stands: a message."""
    container = {"type": "message", "message_ts": message_ts, "channel_id": channel_id, "is_ephemeral": False}
    shown = {"type": "message", "user": "UBOT", "bot_id": "BBOT", "ts": message_ts, "text": "hello", "blocks": []}
    place = {"id": channel_id, "name": "directmessage"}
    state: Payload = {"values": {}}
    return {"container": container, "channel": place, "message": shown, "state": state}


def in_view(view: Mapping[str, Any], values: Payload | None = None, *, team_id: str = TEAM) -> Payload:
    """Where an element stands: a modal or Home."""
    whole = view_object(view, values or {}, team_id=team_id)
    return {"container": {"type": "view", "view_id": whole["id"]}, "view": whole}


def view_object(given: Mapping[str, Any], values: Payload, *, team_id: str = TEAM) -> Payload:
    """A view as Slack keeps it."""
    return {
        "id": "V1",
        "team_id": team_id,
        "type": "modal",
        "blocks": [],
        "private_metadata": "",
        "callback_id": "",
        "hash": "1772445600.abcdef",
        "title": {"type": "plain_text", "text": "A view", "emoji": True},
        "clear_on_close": False,
        "notify_on_close": False,
        "close": None,
        "submit": None,
        "previous_view_id": None,
        "root_view_id": "V1",
        "app_id": APP,
        "external_id": "",
        "app_installed_team_id": team_id,
        "bot_id": "BBOT",
        **given,
        "state": {"values": values},
    }


def submitted(view: Mapping[str, Any], values: Payload, *, user_id: str = "UANA", team_id: str = TEAM) -> Payload:
    """A form that someone sends."""
    payload = {**_interaction("view_submission", user_id, team_id), "trigger_id": f"1.2.{next(_count)}"}
    return {**payload, "view": view_object(view, values, team_id=team_id), "response_urls": []}


def closed(view: Mapping[str, Any], *, user_id: str = "UANA") -> Payload:
    """A form that someone closes."""
    return {**_interaction("view_closed", user_id, TEAM), "view": view_object(view, {}), "is_cleared": False}


def suggestion(action_id: str, typed: object, *, user_id: str = "UANA", team_id: str = TEAM) -> Payload:
    """Someone types in a list that asks us for its options."""
    payload = {**_interaction("block_suggestion", user_id, team_id), "action_id": action_id, "block_id": "interests"}
    return {**payload, **in_view({"callback_id": "introduction"}, team_id=team_id), "value": typed}


def typed(text: object) -> Payload:
    """What stands in a text field."""
    return {"answer": {"type": "plain_text_input", "value": text}}


def picked(*values: str) -> Payload:
    """What stands in a list of several."""
    options = [{"text": {"type": "plain_text", "text": value[:75], "emoji": True}, "value": value} for value in values]
    return {"answer": {"type": "multi_external_select", "selected_options": options}}


def profile_form(**answers: Any) -> Payload:
    """The state of a filled-in introduction; an answer given as a field's state replaces it."""
    state = {"role": typed("Designer"), "languages": picked("fr"), "place": typed("Lyon")}
    state |= {"interests": picked("Accessibility"), "offers": picked(), "looking_for": picked()}
    return {**state, "hopes": typed(None), "sharing": picked("in_directory"), **answers}


def chosen_channel(channel_id: str | None) -> Payload:
    """What stands in a channel picker."""
    return {"answer": {"type": "conversations_select", "selected_conversation": channel_id}}


def option(value: str) -> Payload:
    """The one option that was chosen."""
    return {"text": {"type": "plain_text", "text": value, "emoji": True}, "value": value}


EVENTS: Sequence[Payload] = (
    {"type": "team_join", "user": user("UANA"), "cache_ts": 1772445600},
    {"type": "user_change", "user": user("UANA"), "cache_ts": 1772445600},
    membership("member_joined_channel"),
    membership("member_left_channel"),
    message(),
    reaction(),
    home_opened(),
    {"type": "channel_archive", "channel": "C1", "user": "UANA", "is_moved": 0},
    {"type": "channel_deleted", "channel": "C1", "actor_id": "UANA"},
    {"type": "channel_rename", "channel": {"id": "C1", "name": "new", "name_normalized": "new", "created": 1}},
    {"type": "tokens_revoked", "tokens": {"oauth": ["UANA"], "bot": ["UBOT"]}},
    {"type": "app_uninstalled"},
)
"""One of each kind that the app listens to."""
