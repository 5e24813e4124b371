"""Trouble of every kind: what is repeated inside, what is uncertain, what is final, and what is never said aloud."""

import json
import logging
import socket
import traceback
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from slack_app.gateway.outcome import DEAD_TOKEN, of_answer, pause_asked
from slack_app.gateway.protocol import GiveUpError, Post, Receipt, TryAgainError
from slack_app.gateway.slack import SlackGateway
from tests.gateway.local import Reply

THOUGHT = "a secret thought"
POST = Post("C1", THOUGHT, key="k")
OK_POST = {"ok": True, "channel": "C1", "ts": "1.1"}
BROKEN = [
    Reply(drops=True),
    Reply(b"oops a secret thought", status=500),
    Reply({"ok": False, "error": "internal_error"}, status=503),
    Reply({"ok": False, "error": "internal_error"}),
    Reply({"ok": False, "error": "fatal_error"}),
    Reply({"ok": False, "error": "request_timeout"}),
    Reply({"ok": False, "error": "service_unavailable"}),
    Reply(b"<html>a secret thought</html>"),
    Reply(b"[1, 2]"),
    Reply(status=202),
    Reply(b"\xff\xfe"),
    Reply(b'{"ok": true', headers={"Content-Length": "400"}),
]


def refusal_of(call: Callable[[], object]) -> Any:
    with pytest.raises((TryAgainError, GiveUpError)) as caught:
        call()
    assert "secret" not in "".join(traceback.format_exception(caught.value))
    assert "xoxb" not in "".join(traceback.format_exception(caught.value))
    return caught.value


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("trouble", BROKEN)
def test_a_post_with_an_unknown_outcome_is_uncertain_and_made_once(gateway, local, trouble):
    local.says("chat.postMessage", trouble, OK_POST)
    outcome = refusal_of(lambda: gateway.post("T1", POST))
    assert outcome.uncertain
    assert local.methods() == ["chat.postMessage"]


def test_a_post_that_slack_takes_too_long_over_is_uncertain(local, limits):
    gateway = SlackGateway({"T1": "xoxb-1"}, limits, base_url=local.base_url, timeout=0.2)
    local.says("chat.postMessage", Reply(hangs=True))
    outcome = refusal_of(lambda: gateway.post("T1", POST))
    assert (outcome.code, outcome.uncertain) == ("timed_out", True)
    assert len(local.heard) == 1


def test_a_refused_connection_is_certain(limits):
    gateway = SlackGateway({"T1": "xoxb-1"}, limits, base_url=f"http://127.0.0.1:{unused_port()}/api/")
    outcome = refusal_of(lambda: gateway.post("T1", POST))
    assert (outcome.code, outcome.uncertain) == ("not_connected", False)


def test_a_connection_that_is_never_accepted_is_certain(limits):
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        gateway = SlackGateway(
            {"T1": "xoxb-1"}, limits, base_url=f"http://127.0.0.1:{full.getsockname()[1]}", timeout=0.2
        )
        outcome = refusal_of(lambda: gateway.post("T1", POST))
        for one in waiting:
            one.close()
    assert (outcome.code, outcome.uncertain) == ("not_connected", False)


def test_a_view_gives_up_waiting_long_before_its_trigger_is_over(gateway, local):
    local.says("views.open", Reply(hangs=True))
    assert refusal_of(lambda: gateway.open_view("T1", "trigger", {})).code == "timed_out"
    assert local.methods() == ["views.open"]


@pytest.mark.parametrize("trouble", [Reply(drops=True), Reply(b"", status=500), Reply({"ok": False}, status=503)])
def test_a_harmless_call_is_repeated_once_inside(gateway, local, trouble):
    local.says("conversations.open", trouble, {"ok": True, "channel": {"id": "D1"}})
    assert gateway.open_dm("T1", ["U1"]) == "D1"
    assert local.methods() == ["conversations.open"] * 2


def test_a_harmless_call_that_fails_twice_is_tried_again_later_and_never_uncertain(gateway, local):
    local.says("chat.update", Reply(b"", status=500), Reply(drops=True))
    outcome = refusal_of(lambda: gateway.update("T1", Receipt("C1", "1.1"), THOUGHT, ()))
    assert isinstance(outcome, TryAgainError)
    assert not outcome.uncertain
    assert len(local.heard) == 2


@pytest.mark.parametrize(
    "call",
    [
        lambda slack: slack.open_view("T1", "trigger", {"a": THOUGHT}),
        lambda slack: slack.push_view("T1", "trigger", {"a": THOUGHT}),
        lambda slack: slack.update_view("T1", "V1", {"a": THOUGHT}),
        lambda slack: slack.tell_privately("T1", "C1", "U1", THOUGHT),
    ],
)
def test_what_a_person_waits_for_is_made_once(gateway, local, call):
    for method in ("views.open", "views.push", "views.update", "chat.postEphemeral"):
        local.says(method, Reply(b"", status=500))
    assert refusal_of(lambda: call(gateway)).uncertain
    assert len(local.heard) == 1


def test_the_visible_step_of_an_upload_is_made_once(gateway, local):
    given = {"ok": True, "upload_url": f"{local.address}/up", "file_id": "F1"}
    local.says("files.getUploadURLExternal", given)
    local.says("files.completeUploadExternal", Reply(drops=True))
    assert refusal_of(lambda: gateway.upload("T1", "D1", "a", b"x", THOUGHT)).uncertain
    assert local.methods()[2:] == ["files.completeUploadExternal"]


def test_a_429_pauses_the_method_in_the_workspace_for_as_long_as_slack_says(gateway, local, limits):
    limited = Reply({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "17"})
    local.says("chat.postMessage", limited)
    outcome = refusal_of(lambda: gateway.post("T1", POST))
    assert (outcome.after, outcome.uncertain) == (timedelta(seconds=17), False)
    assert limits.pauses == [("T1", "chat.postMessage", timedelta(seconds=17))]
    assert len(local.heard) == 1


def test_a_429_of_a_harmless_call_is_not_repeated_either(gateway, local, limits):
    local.says("users.info", Reply(b"", status=429, headers={"retry-after": "3"}))
    assert refusal_of(lambda: gateway.person("T1", "U1")).after == timedelta(seconds=3)
    assert limits.pauses == [("T1", "users.info", timedelta(seconds=3))]
    assert len(local.heard) == 1


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("5", 5), ("1.5", 1.5), ("0", 1), ("-3", 1), ("inf", 3600), ("1e99", 3600), ("nan", 10), ("soon", 10), (None, 10)],
)
def test_retry_after_is_believed_within_reason(said, seconds):
    assert pause_asked(said) == timedelta(seconds=seconds)


def test_a_redirection_is_not_followed_for_it_would_carry_the_token_away(gateway, local):
    local.says("chat.postMessage", Reply(b"", status=302, headers={"Location": f"{local.address}/elsewhere"}))
    outcome = refusal_of(lambda: gateway.post("T1", POST))
    assert (outcome.code, outcome.uncertain) == ("http_302", False)
    assert len(local.heard) == 1


@pytest.mark.parametrize("code", ["channel_not_found", "is_archived", "not_in_channel", "user_disabled", "brand_new"])
def test_a_definite_refusal_is_final(gateway, local, code):
    local.says("chat.postMessage", {"ok": False, "error": code})
    outcome = refusal_of(lambda: gateway.post("T1", POST))
    assert isinstance(outcome, GiveUpError)
    assert outcome.code == code


@pytest.mark.parametrize("odd", [None, 7, ["x"], "a secret thought: bonjour", "", "x" * 200])
def test_an_odd_code_is_never_repeated_aloud(gateway, local, odd):
    local.says("chat.postMessage", {"ok": False, "error": odd})
    assert refusal_of(lambda: gateway.post("T1", POST)).code == "unknown_error"


@pytest.mark.parametrize("code", ["team_added_to_org", "message_limit_exceeded", "token_expired"])
def test_a_passing_state_of_the_workspace_is_tried_again(code):
    outcome = of_answer(200, code, None)
    assert isinstance(outcome, TryAgainError)
    assert not outcome.uncertain
    assert outcome.after >= timedelta(minutes=1)


def test_dead_tokens_are_given_up():
    assert all(isinstance(of_answer(200, code, None), GiveUpError) for code in DEAD_TOKEN)


def test_what_stands_already_is_success(gateway, local):
    local.says("chat.update", {"ok": False, "error": "already_so"})
    gateway.update("T1", Receipt("C1", "1.1"), "x", ())


@given(status=st.integers(100, 599), code=st.none() | st.text() | st.integers(), after=st.none() | st.text())
def test_every_answer_has_one_of_two_meanings(status, code, after):
    outcome = of_answer(status, code, after)
    assert isinstance(outcome, (TryAgainError, GiveUpError))
    if isinstance(outcome, TryAgainError):
        assert timedelta(0) < outcome.after <= timedelta(hours=1)
        assert outcome.uncertain or status < 500


@pytest.mark.parametrize("token", ["xoxb-a\nb", "xoxb-é", "xoxb-\x00"])
def test_a_token_that_no_header_can_carry_is_refused_without_being_quoted(local, limits, token):
    gateway = SlackGateway({"T1": token}, limits, base_url=local.base_url)
    assert refusal_of(lambda: gateway.post("T1", POST)).code == "invalid_auth"


@pytest.mark.parametrize("address", ["", "slack.com/api", "ftp://slack.com", "http://"])
def test_an_address_that_is_none_is_refused_at_once(limits, address):
    with pytest.raises(ValueError, match="http"):
        SlackGateway({}, limits, base_url=address)


def test_the_log_has_the_code_and_neither_words_nor_tokens(gateway, local, caplog):
    local.says(
        "chat.postMessage", {"ok": False, "error": "is_archived", "message": POST.text}, Reply(b"a secret thought")
    )
    with caplog.at_level(logging.DEBUG), structlog.testing.capture_logs() as lines:
        refusal_of(lambda: gateway.post("T1", POST))
        refusal_of(lambda: gateway.post("T1", POST))
    assert lines[0] == {
        "event": "slack_call_failed", "log_level": "info", "team_id": "T1", "method": "chat.postMessage",
        "code": "is_archived", "again": False,
    }  # fmt: skip
    said = json.dumps(lines) + caplog.text
    assert "secret" not in said
    assert "xoxb" not in said


def test_a_slack_on_this_machine_is_reached_whatever_proxy_the_environment_names(gateway, local, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{unused_port()}")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    gateway.delete("T1", Receipt("C1", "1.1"))
    assert local.methods() == ["chat.delete"]
