"""The envelope that every event travels in, and the challenge that proves a request URL."""

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sandbox.delivery.payloads.parties import Installation, Payload

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ID_LENGTH = 10


def event_id(*parts: str) -> str:
    """Return an id such as Slack's (`Ev` and ten characters), always the same for the same parts."""
    number = int.from_bytes(hashlib.sha256("\0".join(parts).encode()).digest()[:8], "big")
    letters = []
    for _ in range(ID_LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[digit])
    return "Ev" + "".join(letters)


def event_callback(app: Installation, event: Mapping[str, Any], *, id_: str, at: int, shared: bool = False) -> Payload:
    """Return the envelope of `event`, heard by `app` at `at` (seconds); `id_` stays the same on every delivery."""
    return {
        "token": app.verification_token,
        "team_id": app.team_id,
        "enterprise_id": app.enterprise_id,
        "context_team_id": app.team_id,
        "context_enterprise_id": app.enterprise_id,
        "api_app_id": app.app_id,
        "event": dict(event),
        "type": "event_callback",
        "event_id": id_,
        "event_time": at,
        "authorizations": [app.authorization()],
        "is_ext_shared_channel": shared,
        "event_context": event_context(app, event),
    }


def event_context(app: Installation, event: Mapping[str, Any]) -> str:
    """Return the opaque string by which `apps.event.authorizations.list` knows an event."""
    context = {"et": str(event.get("type", "")), "tid": app.team_id, "aid": app.app_id}
    channel = channel_of(event)
    if channel:
        context["cid"] = channel
    packed = json.dumps(context, separators=(",", ":")).encode()
    return "4-" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def channel_of(event: Mapping[str, Any]) -> str | None:
    """Return the id of the conversation that an event names in any of Slack's three ways, if it names one."""
    channel = event.get("channel")
    if channel is None and isinstance(event.get("item"), Mapping):
        channel = event["item"].get("channel")
    if isinstance(channel, Mapping):
        channel = channel.get("id")
    return channel if isinstance(channel, str) else None


def url_verification(app: Installation, challenge: str) -> Payload:
    """Return the body by which Slack proves a request URL: the app answers with `challenge`."""
    return {"token": app.verification_token, "challenge": challenge, "type": "url_verification"}


def app_rate_limited(app: Installation, minute: int) -> Payload:
    """Return the bare body that says from which minute (its first second) events are held back."""
    return {
        "token": app.verification_token,
        "type": "app_rate_limited",
        "team_id": app.team_id,
        "minute_rate_limited": minute,
        "api_app_id": app.app_id,
    }
