"""The app's manifest: as Socket Mode or HTTP wants it, and as the address that creates the app from it."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml

PAGE = Path(__file__).parents[2] / "manifest.yml"
CREATE = "https://api.slack.com/apps?new_app=1&manifest_json="
EVENTS = "/slack/events"


def read() -> dict[str, Any]:
    """The manifest as it is committed: for Socket Mode."""
    manifest: dict[str, Any] = yaml.safe_load(PAGE.read_text(encoding="utf-8"))
    return manifest


def for_http(manifest: dict[str, Any], url: str) -> dict[str, Any]:
    """The manifest with Slack calling the app at `url` for events, interactions and commands."""
    address = url.rstrip("/") + EVENTS
    features, settings = manifest["features"], manifest["settings"]
    commands = [{**command, "url": address} for command in features["slash_commands"]]
    return {
        **manifest,
        "features": {**features, "slash_commands": commands},
        "settings": {
            **settings,
            "socket_mode_enabled": False,
            "event_subscriptions": {"request_url": address, **settings["event_subscriptions"]},
            "interactivity": {"is_enabled": True, "request_url": address, "message_menu_options_url": address},
        },
    }


def link(manifest: dict[str, Any]) -> str:
    """The address at Slack that opens "create an app" with this manifest filled in."""
    return CREATE + quote(json.dumps(manifest, separators=(",", ":"), ensure_ascii=False), safe="")


def as_yaml(manifest: dict[str, Any]) -> str:
    """The manifest as a page to paste."""
    return yaml.safe_dump(manifest, sort_keys=False, allow_unicode=True, width=120)


def scopes() -> frozenset[str]:
    """What the app asks to be allowed."""
    return frozenset(read()["oauth_config"]["scopes"]["bot"])
