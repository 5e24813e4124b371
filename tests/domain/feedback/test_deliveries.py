"""What a tracker sends is believed only with its own signature, over the very bytes, and in its time."""

import hashlib
import hmac
import json
from base64 import b64encode
from datetime import UTC, datetime, timedelta

import pytest

from slack_app.domain.feedback.trackers.deliveries import ForgedError, received
from slack_app.domain.feedback.trackers.kinds import TrackerKind

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
SECRET = "a secret of tests"


def digest(body: bytes, secret: str = SECRET) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def signed(kind: TrackerKind, body: bytes) -> dict[str, str]:
    return {
        TrackerKind.GITHUB: {"x-hub-signature-256": f"sha256={digest(body)}", "x-github-delivery": "d-1"},
        TrackerKind.GITLAB: {"x-gitlab-token": SECRET, "idempotency-key": "d-1"},
        TrackerKind.JIRA: {"x-hub-signature": f"sha256={digest(body)}", "x-atlassian-webhook-identifier": "d-1"},
        TrackerKind.LINEAR: {"linear-signature": digest(body), "linear-delivery": "d-1"},
        TrackerKind.CLICKUP: {"x-signature": digest(body)},
        TrackerKind.WEBHOOK: {"x-convive-signature-256": f"sha256={digest(body)}", "x-delivery": "d-1"},
    }[kind]


BODIES = {
    TrackerKind.GITHUB: {"action": "closed", "issue": {"number": 7}},
    TrackerKind.GITLAB: {"object_kind": "issue", "object_attributes": {"iid": 7, "action": "close"}},
    TrackerKind.JIRA: {"webhookEvent": "jira:issue_updated", "issue": {"key": "WEB-7"}},
    TrackerKind.LINEAR: {
        "type": "Issue",
        "action": "update",
        "data": {"identifier": "ENG-7"},
        "webhookTimestamp": int(NOW.timestamp() * 1000),
    },
    TrackerKind.CLICKUP: {"event": "taskStatusUpdated", "task_id": "86x7"},
    TrackerKind.WEBHOOK: {"ref": "7"},
}
REFS = {
    TrackerKind.GITHUB: "7",
    TrackerKind.GITLAB: "7",
    TrackerKind.JIRA: "WEB-7",
    TrackerKind.LINEAR: "ENG-7",
    TrackerKind.CLICKUP: "86x7",
    TrackerKind.WEBHOOK: "7",
}


def body_of(kind: TrackerKind) -> bytes:
    return json.dumps(BODIES[kind]).encode()


@pytest.mark.parametrize("kind", TrackerKind)
def test_what_is_signed_is_believed(kind: TrackerKind) -> None:
    found = received(kind, SECRET, signed(kind, body_of(kind)), body_of(kind), NOW)
    assert (found.ref, found.is_signed) == (REFS[kind], True)
    assert found.name == "d-1" or kind is TrackerKind.CLICKUP


@pytest.mark.parametrize("kind", [kind for kind in TrackerKind if kind is not TrackerKind.GITLAB])
def test_one_more_byte_and_it_is_forged(kind: TrackerKind) -> None:
    with pytest.raises(ForgedError):
        received(kind, SECRET, signed(kind, body_of(kind)), body_of(kind) + b" ", NOW)


@pytest.mark.parametrize("kind", TrackerKind)
@pytest.mark.parametrize("secret", ["another", ""])
def test_by_another_secret_or_none_it_is_forged(kind: TrackerKind, secret: str) -> None:
    with pytest.raises(ForgedError):
        received(kind, secret, signed(kind, body_of(kind)), body_of(kind), NOW)


@pytest.mark.parametrize("kind", TrackerKind)
def test_an_empty_secret_signs_nothing(kind: TrackerKind) -> None:
    body = body_of(kind)
    headers = {name: value.replace(digest(body), digest(body, "")) for name, value in signed(kind, body).items()}
    headers = {name: "" if name == "x-gitlab-token" else value for name, value in headers.items()}
    with pytest.raises(ForgedError):
        received(kind, "", headers, body, NOW)


@pytest.mark.parametrize("kind", TrackerKind)
def test_unsigned_it_is_a_hint_where_the_tracker_may_not_sign_and_else_refused(kind: TrackerKind) -> None:
    body = body_of(kind)
    if kind in (TrackerKind.JIRA, TrackerKind.WEBHOOK):
        assert not received(kind, SECRET, {}, body, NOW).is_signed
    else:
        with pytest.raises(ForgedError):
            received(kind, SECRET, {}, body, NOW)


def test_who_does_not_sign_cannot_name_its_deliveries_as_it_likes() -> None:
    first = received(TrackerKind.JIRA, SECRET, {"x-atlassian-webhook-identifier": "1"}, body_of(TrackerKind.JIRA), NOW)
    more = body_of(TrackerKind.JIRA) + b" "
    other = received(TrackerKind.JIRA, SECRET, {"x-atlassian-webhook-identifier": "2"}, more, NOW)
    assert first.name == other.name


@pytest.mark.parametrize("late", [timedelta(seconds=61), -timedelta(seconds=61)])
def test_linears_of_more_than_a_minute_ago_are_played_again_by_somebody(late: timedelta) -> None:
    body = body_of(TrackerKind.LINEAR)
    with pytest.raises(ForgedError):
        received(TrackerKind.LINEAR, SECRET, signed(TrackerKind.LINEAR, body), body, NOW + late)


def test_linears_without_a_time_are_refused() -> None:
    body = json.dumps({"type": "Issue", "data": {"identifier": "ENG-7"}}).encode()
    with pytest.raises(ForgedError):
        received(TrackerKind.LINEAR, SECRET, {"linear-signature": digest(body)}, body, NOW)


def gitlab(secret: str, body: bytes, at: datetime = NOW) -> dict[str, str]:
    stamp, key = str(int(at.timestamp())), b"0123456789abcdef"
    mac = hmac.new(key, f"m-1.{stamp}.".encode() + body, hashlib.sha256).digest()
    assert secret == f"whsec_{b64encode(key).decode()}"
    signature = f"v1,{b64encode(mac).decode()}"
    return {"webhook-id": "m-1", "webhook-timestamp": stamp, "webhook-signature": f"v1,AAAA {signature}"}


def test_gitlabs_signing_token_holds_for_five_minutes() -> None:
    secret, body = f"whsec_{b64encode(b'0123456789abcdef').decode()}", body_of(TrackerKind.GITLAB)
    assert received(TrackerKind.GITLAB, secret, gitlab(secret, body), body, NOW).name == "m-1"
    for wrong in (NOW + timedelta(minutes=6), NOW - timedelta(minutes=6)):
        with pytest.raises(ForgedError):
            received(TrackerKind.GITLAB, secret, gitlab(secret, body), body, wrong)
    with pytest.raises(ForgedError):
        received(TrackerKind.GITLAB, secret, gitlab(secret, body), body + b" ", NOW)


@pytest.mark.parametrize("kind", TrackerKind)
@pytest.mark.parametrize(
    "body", [b"", b"null", b"[]", b"{", b"\xff", b'{"issue": 3, "data": [], "ref": {}}', b"[" * 9999]
)
def test_whatever_is_sent_it_is_about_nothing_or_forged(kind: TrackerKind, body: bytes) -> None:
    try:
        found = received(kind, SECRET, signed(kind, body), body, NOW)
    except ForgedError:
        assert kind is TrackerKind.LINEAR
    else:
        assert found.ref is None


@pytest.mark.parametrize("kind", TrackerKind)
def test_a_signature_of_odd_letters_is_forged(kind: TrackerKind) -> None:
    body = body_of(kind)
    headers = dict.fromkeys(signed(kind, body), "é☃")
    with pytest.raises(ForgedError):
        received(kind, SECRET, headers, body, NOW)
