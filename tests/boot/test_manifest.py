"""The manifest: within Slack's limits, and held to the code both ways."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from slack_app import listeners
from slack_app.commands import manifest
from slack_app.domain.events import HeardKind
from slack_app.flows import activity
from slack_app.flows.hearing import HEARINGS
from slack_app.gateway.methods import METHODS
from slack_app.gateway.protocol import Post

ROOT = Path(__file__).parents[2]
PAGE = manifest.read()
CONTRACT = json.loads((ROOT / "sandbox/engine/contract.json").read_text(encoding="utf-8"))
EVENT_SCOPES = {
    "channel_archive": {"channels:read"},
    "channel_deleted": {"channels:read"},
    "group_archive": {"groups:read"},
    "group_deleted": {"groups:read"},
    "member_joined_channel": {"channels:read"},
    "member_left_channel": {"channels:read"},
    "message.channels": {"channels:history"},
    "message.mpim": {"mpim:history"},
    "reaction_added": {"reactions:read"},
    "team_join": {"users:read"},
    "user_change": {"users:read"},
}
READS_MESSAGES = {"channels:history", "groups:history", "im:history", "mpim:history"}
METHOD_SCOPES = {  # which of the scopes that would do: by the kinds of conversation in which the app calls the method
    "conversations.history": READS_MESSAGES,
    "conversations.replies": READS_MESSAGES,
    "conversations.info": {"channels:read", "groups:read"},
    "conversations.list": {"channels:read"},
    "conversations.members": {"channels:read", "groups:read"},
    "conversations.open": {"im:write", "mpim:write"},
}

OUR_OWN = {HeardKind.APP_CLICK, HeardKind.MESSAGE_DELETED}
"""Noted by ourselves; and told as a message."""


class Ledger:
    """Stands where Bolt's app stands, and notes what is listened to."""

    def __init__(self) -> None:
        self.heard: dict[str, set[str]] = {}

    def __getattr__(self, kind: str) -> Callable[..., Callable[[Any], Any]]:
        def note(name: Any) -> Callable[[Any], Any]:
            self.heard.setdefault(kind, set()).add(name if isinstance(name, str) else str(name))
            return lambda listener: listener

        return note


@pytest.fixture(scope="module")
def heard() -> Mapping[str, set[str]]:
    ledger = Ledger()
    listeners.register(ledger)  # type: ignore[arg-type]
    return ledger.heard


def granted() -> set[str]:
    return set(PAGE["oauth_config"]["scopes"]["bot"])


def events() -> set[str]:
    return set(PAGE["settings"]["event_subscriptions"]["bot_events"])


def test_every_command_is_listened_to_and_every_listener_has_its_command(heard):
    assert {command["command"] for command in PAGE["features"]["slash_commands"]} == heard["command"]


def test_every_shortcut_is_listened_to_and_every_listener_has_its_shortcut(heard):
    assert {shortcut["callback_id"] for shortcut in PAGE["features"]["shortcuts"]} == heard["shortcut"]


def test_the_events_asked_for_are_those_that_mean_something():
    assert {event.partition(".")[0] for event in events()} == {*HEARINGS, *activity.TALK} - OUR_OWN


def scopes_of(method: str) -> set[str]:
    return METHOD_SCOPES.get(method, set(CONTRACT["methods"][method]["scopes"]))


@pytest.mark.parametrize("method", METHODS)
def test_every_method_that_is_called_is_allowed(method):
    known = set(CONTRACT["methods"][method]["scopes"])
    assert scopes_of(method) <= known
    assert scopes_of(method) <= granted()


@pytest.mark.parametrize("event", sorted(events()))
def test_every_event_that_is_asked_for_is_allowed(event):
    assert EVENT_SCOPES.get(event, set()) <= granted()


def test_no_scope_is_asked_for_that_nothing_needs():
    by_methods = set().union(*(scopes_of(method) for method in METHODS))
    by_events = set().union(*(EVENT_SCOPES.get(event, set()) for event in events()))
    assert granted() == by_methods | by_events | {"commands"}


def test_every_scope_and_event_says_what_it_is_for():
    lines = (ROOT / "manifest.yml").read_text(encoding="utf-8").splitlines()
    bare = [line.strip() for line in lines if re.match(r"\s+- [a-z_.:]+[a-z](\s|$)", line) and " # " not in line]
    assert not bare


def test_it_stays_within_slacks_limits():
    about, features = PAGE["display_information"], PAGE["features"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert re.fullmatch("#[0-9a-f]{6}", about["background_color"])
    assert len(features["bot_user"]["display_name"]) <= 80
    assert len(features["shortcuts"]) <= 10
    for shortcut in features["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
        assert shortcut["type"] in {"global", "message"}
    for command in features["slash_commands"]:
        assert re.fullmatch("/[a-z_-]{1,31}", command["command"])
        assert len(command["description"]) <= 2000
    assert len(events()) <= 100
    assert len(granted()) <= 255


KNOWN = {
    "": {"display_information", "features", "oauth_config", "settings"},
    "display_information": {"name", "description", "background_color"},
    "features": {"app_home", "bot_user", "shortcuts", "slash_commands"},
    "features.app_home": {"home_tab_enabled", "messages_tab_enabled", "messages_tab_read_only_enabled"},
    "features.bot_user": {"display_name", "always_online"},
    "oauth_config": {"scopes"},
    "oauth_config.scopes": {"bot"},
    "settings": {
        "event_subscriptions",
        "interactivity",
        "org_deploy_enabled",
        "socket_mode_enabled",
        "token_rotation_enabled",
    },
    "settings.event_subscriptions": {"bot_events", "request_url"},
    "settings.interactivity": {"is_enabled", "request_url", "message_menu_options_url"},
}


@pytest.mark.parametrize("page", [PAGE, manifest.for_http(PAGE, "https://convive.example/")], ids=["socket", "http"])
def test_it_has_no_key_that_slack_does_not_know(page):
    def walk(place: str, value: Any) -> None:
        if isinstance(value, dict):
            assert set(value) <= KNOWN[place], place
            for key, inner in value.items():
                walk(f"{place}.{key}".lstrip("."), inner)

    walk("", page)


def test_for_http_every_address_is_the_one_door():
    page = manifest.for_http(PAGE, "https://convive.example/")
    address = "https://convive.example/slack/events"
    assert page["settings"]["socket_mode_enabled"] is False
    assert page["settings"]["event_subscriptions"]["request_url"] == address
    assert page["settings"]["interactivity"]["request_url"] == address
    assert {command["url"] for command in page["features"]["slash_commands"]} == {address}
    assert manifest.read() == PAGE


def test_the_link_carries_the_whole_manifest():
    query = parse_qs(urlsplit(manifest.link(PAGE)).query)
    assert json.loads(query["manifest_json"][0]) == PAGE
    assert query["new_app"] == ["1"]


def test_the_page_to_paste_says_the_same():
    assert yaml.safe_load(manifest.as_yaml(PAGE)) == PAGE


def test_messages_are_found_again_by_metadata_which_needs_no_scope():
    assert "key" in Post.__dataclass_fields__
    assert not {scope for scope in granted() if scope.startswith("metadata")}
