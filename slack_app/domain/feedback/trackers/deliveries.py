"""What a tracker sends by itself: whether it is the tracker's, which delivery it is, and which issue it is about."""

import hashlib
import hmac
import json
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_app.domain.feedback.trackers.kinds import TrackerKind

WINDOW = timedelta(minutes=5)
LINEARS_WINDOW = timedelta(minutes=1)
LONGEST_STAMP = 12

Headers = Mapping[str, str]


class ForgedError(Exception):
    """It is signed by somebody else, not signed where the tracker always signs, or from another time."""


@dataclass(frozen=True)
class Delivery:
    """`ref` is the issue that it is about, None where it is about none; unsigned it is only a hint."""

    name: str
    ref: str | None
    is_signed: bool


def received(kind: TrackerKind, secret: str, headers: Headers, body: bytes, now: datetime) -> Delivery:
    """Judge a delivery by the raw bytes of its body; header names are in lower case. Raises ForgedError."""
    is_signed = _SIGNED[kind](secret, headers, body, now)
    if is_signed is None and kind not in MAY_BE_UNSIGNED:
        raise ForgedError
    if is_signed is False:
        raise ForgedError
    ref = _REFS[kind](_json(body))
    return Delivery(_name(kind, headers, body, now) if is_signed else _hint(ref, now), ref, bool(is_signed))


MAY_BE_UNSIGNED = frozenset({TrackerKind.JIRA, TrackerKind.WEBHOOK})
"""Jira signs the hooks of administrators, and not those of apps; of others the address alone may be the secret."""


def _hex(name: str, prefix: str = "") -> Callable[[str, Headers, bytes, datetime], bool | None]:
    """HMAC-SHA256 of the body in hexadecimal digits: None where there is no signature, False where it is wrong."""

    def check(secret: str, headers: Headers, body: bytes, _now: datetime) -> bool | None:
        given = headers.get(name)
        if given is None:
            return None
        expected = prefix + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        return bool(secret) and _same(given, expected)

    return check


def _linear(secret: str, headers: Headers, body: bytes, now: datetime) -> bool | None:
    sound = _hex("linear-signature")(secret, headers, body, now)
    stamp = _at(_json(body), "webhookTimestamp")
    if not isinstance(stamp, int | float) or isinstance(stamp, bool):
        return None if sound is None else False
    return sound and abs(now.timestamp() - stamp / 1000) <= LINEARS_WINDOW.total_seconds()


def _gitlab(secret: str, headers: Headers, body: bytes, now: datetime) -> bool | None:
    """Its signing token (Standard Webhooks), or the plain secret of old."""
    signature = headers.get("webhook-signature")
    if signature is None:
        given = headers.get("x-gitlab-token")
        return None if given is None else bool(secret) and _same(given, secret)
    name, stamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if (
        not stamp.isdecimal()
        or len(stamp) > LONGEST_STAMP
        or abs(now.timestamp() - int(stamp)) > WINDOW.total_seconds()
    ):
        return False
    signed = hmac.new(_key(secret), f"{name}.{stamp}.".encode() + body, hashlib.sha256).digest()
    expected = f"v1,{b64encode(signed).decode()}"
    return bool(secret) and any(_same(one, expected) for one in signature.split())


def _key(secret: str) -> bytes:
    """The bytes of a signing token: what follows whsec_ is base64."""
    try:
        return (
            b64decode(secret.removeprefix("whsec_"), validate=True) if secret.startswith("whsec_") else secret.encode()
        )
    except (NotBase64, ValueError):
        return secret.encode()


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode(), expected.encode())


_SIGNED: Mapping[TrackerKind, Callable[[str, Headers, bytes, datetime], bool | None]] = {
    TrackerKind.GITHUB: _hex("x-hub-signature-256", "sha256="),
    TrackerKind.GITLAB: _gitlab,
    TrackerKind.JIRA: _hex("x-hub-signature", "sha256="),
    TrackerKind.LINEAR: _linear,
    TrackerKind.CLICKUP: _hex("x-signature"),
    TrackerKind.WEBHOOK: _hex("x-convive-signature-256", "sha256="),
}
_NAMES: Mapping[TrackerKind, tuple[str, ...]] = {
    TrackerKind.GITHUB: ("x-github-delivery",),
    TrackerKind.GITLAB: ("idempotency-key", "webhook-id", "x-gitlab-event-uuid"),
    TrackerKind.JIRA: ("x-atlassian-webhook-identifier",),
    TrackerKind.LINEAR: ("linear-delivery",),
    TrackerKind.CLICKUP: (),
    TrackerKind.WEBHOOK: ("idempotency-key", "x-delivery"),
}


def _name(kind: TrackerKind, headers: Headers, body: bytes, now: datetime) -> str:
    """The delivery's own name; the same words within the same minute are one, where it has none."""
    given = next((headers[name] for name in _NAMES[kind] if headers.get(name)), "")
    return given[:200] or f"{_minute(now)} {hashlib.sha256(body).hexdigest()}"


def _hint(ref: str | None, now: datetime) -> str:
    """Whoever does not sign may speak of an issue once a minute."""
    return f"{_minute(now)} {ref or ''}"


def _minute(now: datetime) -> str:
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M")


def _at(body: object, *path: str) -> Any:  # noqa: ANN401  whatever stands there
    for name in path:
        body = body.get(name) if isinstance(body, Mapping) else None
    return body


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _text(found: object) -> str | None:
    return str(found)[:200] if isinstance(found, str | int) and not isinstance(found, bool) and found != "" else None


def _of_gitlab(body: object) -> str | None:
    return _text(_at(body, "object_attributes", "iid")) if _at(body, "object_kind") == "issue" else None


def _of_linear(body: object) -> str | None:
    return _text(_at(body, "data", "identifier")) if _at(body, "type") == "Issue" else None


def _of_webhook(body: object) -> str | None:
    return next((found for name in ("ref", "id", "key", "number") if (found := _text(_at(body, name)))), None)


_REFS: Mapping[TrackerKind, Callable[[object], str | None]] = {
    TrackerKind.GITHUB: lambda body: _text(_at(body, "issue", "number")),
    TrackerKind.GITLAB: _of_gitlab,
    TrackerKind.JIRA: lambda body: _text(_at(body, "issue", "key")),
    TrackerKind.LINEAR: _of_linear,
    TrackerKind.CLICKUP: lambda body: _text(_at(body, "task_id")),
    TrackerKind.WEBHOOK: _of_webhook,
}
