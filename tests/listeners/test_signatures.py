"""Only what Slack signed, and signed just now, comes in; anything else is refused and leaves nothing behind."""

import time

import pytest

from slack_app.listeners.replay import Answered
from tests import payloads
from tests.house import TEAM
from tests.listeners.conftest import Door, Outage

BODY, JSON_TYPE = payloads.as_json(payloads.event(payloads.message(), event_id="EvOnce"))
FORM, FORM_TYPE = payloads.as_form(payloads.command("/intro"))
FIVE_MINUTES = 300


def test_a_signed_event_is_kept(door: Door) -> None:
    assert door.knock(BODY, JSON_TYPE, payloads.signed(BODY)).status == 200
    (row,) = door.kept()
    assert (row.team_id, row.event_id, row.kind, row.user_id) == (TEAM, "EvOnce", "message", "UANA")


FORGERIES = {
    "another secret": payloads.signed(BODY, secret="not the secret"),
    "no signature": {"x-slack-request-timestamp": str(int(time.time()))},
    "no timestamp": {"x-slack-signature": payloads.signed(BODY)["x-slack-signature"]},
    "nothing at all": {},
    "an empty signature": {**payloads.signed(BODY), "x-slack-signature": ""},
    "a signature of other words": {**payloads.signed(BODY + " ")},
    "a timestamp that is none": {**payloads.signed(BODY), "x-slack-request-timestamp": "soon"},
    "a timestamp changed afterwards": {**payloads.signed(BODY), "x-slack-request-timestamp": str(int(time.time()) - 9)},
}


@pytest.mark.parametrize("headers", FORGERIES.values(), ids=FORGERIES.keys())
def test_a_forged_request_is_refused_and_nothing_is_kept(door: Door, headers: dict[str, str]) -> None:
    assert door.knock(BODY, JSON_TYPE, headers).status == 401
    assert door.kept() == []


@pytest.mark.parametrize("age", [FIVE_MINUTES + 60, -FIVE_MINUTES - 60])
def test_a_request_signed_long_ago_or_in_the_future_is_refused(door: Door, age: int) -> None:
    assert door.knock(BODY, JSON_TYPE, payloads.signed(BODY, at=time.time() - age)).status == 401
    assert door.kept() == []


def test_a_forged_command_opens_nothing(door: Door) -> None:
    assert door.knock(FORM, FORM_TYPE, payloads.signed(FORM, secret="another")).status == 401
    assert door.slack.views == []


def test_the_same_signed_request_played_again_is_refused_and_changes_nothing(door: Door) -> None:
    headers = payloads.signed(BODY)
    assert [door.knock(BODY, JSON_TYPE, headers).status for _ in range(3)] == [200, 401, 401]
    assert len(door.kept()) == 1


def test_a_request_that_failed_may_come_again_as_it_was(outage: Outage) -> None:
    headers = payloads.signed(BODY)
    outage.db.is_away = True
    assert outage.door.knock(BODY, JSON_TYPE, headers).status == 500
    outage.over()
    assert outage.door.knock(BODY, JSON_TYPE, headers).status == 200


def test_a_signature_is_remembered_for_as_long_as_it_is_valid() -> None:
    now = [0.0]
    answered = Answered(clock=lambda: now[0])
    answered.remember("v0=1")
    now[0] = 300.0
    assert answered.knows("v0=1")
    now[0] = 400.0
    answered.remember("v0=2")
    assert not answered.knows("v0=1")
    assert answered.knows("v0=2")


GARBAGE = {
    "no UTF-8": (b"\xff\xfe{}", "application/json"),
    "broken JSON": (b'{"type": ', "application/json"),
    "a list": (b"[1, 2]", "application/json"),
    "a word": (b'"hello"', "application/json"),
    "null": (b"null", "application/json"),
    "very deep": (b"[" * 100_000, "application/json"),
    "a broken payload": (b"payload=%7B", "application/x-www-form-urlencoded"),
    "a payload that is a list": (b"payload=[]", "application/x-www-form-urlencoded"),
    "a huge number": (b'{"type": ' + b"9" * 5000 + b"}", "application/json"),
    "nothing": (b"", "application/json"),
}


@pytest.mark.parametrize(("body", "content_type"), GARBAGE.values(), ids=GARBAGE.keys())
def test_garbage_is_refused_with_and_without_a_signature_and_is_no_failure_of_ours(
    door: Door, body: bytes, content_type: str
) -> None:
    assert 400 <= door.knock(body, content_type, {}).status < 500
    headers = payloads.signed(body.decode("utf-8", "replace"))
    assert door.knock(body, content_type, headers).status < 500
    assert door.kept() == []


def test_a_body_that_is_too_large_is_refused(door: Door) -> None:
    body, content_type = payloads.as_json(payloads.event(payloads.message("x" * (3 * 1024 * 1024))))
    assert door.send(body, content_type).status == 413
    assert door.kept() == []


def test_slack_may_prove_the_address(door: Door) -> None:
    challenge = {
        "token": "verification-token",
        "challenge": "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P",
        "type": "url_verification",
    }
    answer = door.send(*payloads.as_json(challenge))
    assert answer.status == 200
    assert challenge["challenge"] in answer.body


def test_slack_may_check_the_certificate(door: Door) -> None:
    answer = door.send(*payloads.as_form({"ssl_check": "1", "token": "verification-token"}))
    assert answer.status == 200
    assert door.kept() == []


def test_the_certificate_may_be_checked_again_though_nothing_is_signed(door: Door) -> None:
    body, content_type = payloads.as_form({"ssl_check": "1", "token": "verification-token"})
    assert [door.knock(body, content_type, {}).status for _ in range(2)] == [200, 200]


def test_who_only_looks_is_told_nothing(door: Door) -> None:
    assert door.client.call("GET", "/slack/events").status == 405
    assert door.client.call("GET", "/").status == 404
