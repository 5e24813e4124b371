"""What the local Slack says of Slack is what Slack says of itself."""

import ast
import json
from pathlib import Path

import pytest

import sandbox.engine
from sandbox.engine.contract import HERE, TAKEN_ANYWAY, event_scopes, methods
from sandbox.engine.methods import TABLE

WHOLE = Path(__file__).parents[3] / "shared" / "slack-api" / "contract.json"
ENGINE = Path(sandbox.engine.__file__).parent
EVERYWHERE = {
    "missing_scope",
    "not_in_channel",
    "channel_not_found",
    "method_not_supported_for_channel_type",
    "user_not_found",
    "invalid_cursor",
    "invalid_limit",
    "thread_not_found",
    "cannot_dm_bot",
    "is_archived",
    "invalid_name",
    "invalid_ts_oldest",
    "invalid_ts_latest",
    "internal_error",
}


def test_every_method_stands_in_the_contract_and_the_other_way_round() -> None:
    assert set(TABLE) == set(methods())


def test_about_forty_methods_are_there() -> None:
    assert len(TABLE) >= 40


@pytest.mark.skipif(not WHOLE.exists(), reason="Slack's whole contract is not at hand")
def test_the_extract_says_what_the_whole_contract_says() -> None:
    whole = json.loads(WHOLE.read_text())
    for name, method in methods().items():
        entry = whole["methods"][name]
        assert method.arguments - TAKEN_ANYWAY.get(name, set()) == set(entry["args"]) - {"token"}
        assert set(method.required) == {key for key, arg in entry["args"].items() if arg.get("required")} - {"token"}
        assert method.scopes == tuple(entry.get("scopes") or ())
        assert method.errors == set(entry["errors"])
        assert method.tier == (entry["rate"] or "t5")
    assert {name: list(scopes) for name, scopes in event_scopes().items()} == {
        event["name"]: event["scopes"] for event in whole["events"]
    }


def test_no_error_is_invented() -> None:
    known = {code for method in methods().values() for code in method.errors} | EVERYWHERE
    said = {
        node.args[0].value
        for file in (ENGINE / "methods").glob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "SlackError"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert said - known == set()


def test_the_extract_holds_facts_alone() -> None:
    entry = json.loads(HERE.read_text())["methods"]["chat.postMessage"]
    assert set(entry) == {"arguments", "required", "errors", "scopes", "tier"}
