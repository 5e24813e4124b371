"""No secret leaves through the log, however it came into it."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from slack_app import logs

CANARY = "xoxb-1111-2222-canaryCANARYcanary"
SECRETS = [
    CANARY,
    "xapp-1-A111-222-canaryCANARY",
    "xwfp-canaryCANARY",
    "xoxe.xoxp-1-canaryCANARY",
    "https://hooks.slack.com/actions/T1/2/canaryCANARY",
    "postgresql+psycopg://convive:canaryCANARY@db/convive",
    "redis://:canaryCANARY@redis:6379/0",
    "Authorization: Bearer canaryCANARY",
    "client_secret=canaryCANARY",
    '{"token": "canaryCANARY"}',
    "SLACK_SIGNING_SECRET='canaryCANARY'",
]


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    out = io.StringIO()
    logs.configure("json", "debug", out)
    yield out
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_hidden_wherever_it_stands_in_a_text(secret):
    hidden = logs.redact(f"call failed for {secret} in T1")
    assert "canaryCANARY" not in hidden
    assert hidden.startswith("call failed for ")
    assert hidden.endswith(" in T1")


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_hidden_in_fields_and_in_what_they_hold(stream, secret):
    logs.log_of("convive").info("sent", error=secret, request={"headers": [secret]}, pair=(1, secret))
    assert "canaryCANARY" not in stream.getvalue()


def test_a_field_called_a_secret_is_hidden_whatever_it_holds(stream):
    logs.log_of("convive").info("sent", bot_token="plain", body={"password": ["plain"], "Authorization": b"plain"})
    assert "plain" not in stream.getvalue()


def test_a_secret_is_hidden_inside_a_traceback(stream):
    try:
        raise ValueError(CANARY) from KeyError(f"token={CANARY}")
    except ValueError:
        logs.log_of("convive").exception("failed")
        logging.getLogger("some.library").exception("failed with %s", CANARY)
    said = stream.getvalue()
    assert "canary" not in said
    assert said.count("Traceback") >= 2
    assert "ValueError" in said


def test_what_libraries_log_goes_through_the_same_door(stream):
    logging.getLogger("some.library").warning("retrying %s", CANARY, extra={"token": "plain"})
    line = json.loads(stream.getvalue())
    assert line["event"] == f"retrying {logs.HIDDEN}"
    assert line["level"] == "warning"
    assert line["token"] == logs.HIDDEN


def test_ids_times_and_numbers_are_left_as_they_are(stream):
    logs.log_of("convive").info("outbox_sent", team_id="T1", row_id=7, channel_id="C1", message_ts="1763700000.000100")
    line = json.loads(stream.getvalue())
    assert line["event"] == "outbox_sent"
    assert (line["team_id"], line["row_id"], line["message_ts"]) == ("T1", 7, "1763700000.000100")
    assert line["logger"] == "convive"
    assert line["timestamp"].endswith("Z")


def test_a_line_break_in_a_field_makes_no_second_line(stream):
    logs.log_of("convive").info("heard", subtype='x\n{"event":"forged"}')
    assert len(stream.getvalue().splitlines()) == 1


def test_a_terminal_is_spoken_to_in_plain_lines():
    out = io.StringIO()
    handlers = logging.getLogger().handlers[:]
    logs.configure("console", "info", out)
    logs.log_of("convive").info("ready", mode="socket", token=CANARY)
    logging.getLogger().handlers[:] = handlers
    structlog.reset_defaults()
    assert "ready" in out.getvalue()
    assert "mode" in out.getvalue()
    assert "canary" not in out.getvalue()


@given(st.text(alphabet=st.characters(codec="ascii", categories=("L", "Nd")), min_size=8, max_size=60), st.text())
def test_no_token_survives_whatever_surrounds_it(tail, around):
    token = f"xoxb-{tail}"
    assert token not in logs.redact(f"{around} {token} {around}")


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_redaction_takes_any_value(value):
    json.dumps(logs.redacted(value))
