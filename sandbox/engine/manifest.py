"""The app's manifest, read for what the local Slack needs of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from sandbox.engine.ports import AppSpec


def read_manifest(source: Path | str | Mapping[str, Any]) -> AppSpec:
    """From a file, or from a mapping that was read already; ValueError if it is no manifest."""
    given: Any = source if isinstance(source, Mapping) else yaml.safe_load(Path(source).read_text(encoding="utf-8"))
    if not isinstance(given, Mapping) or "display_information" not in given:
        message = "this is no app manifest"
        raise ValueError(message)
    features, settings = part(given, "features"), part(given, "settings")
    home = part(features, "app_home")
    return AppSpec(
        name=str(part(features, "bot_user").get("display_name") or given["display_information"]["name"]),
        bot_events=frozenset(part(settings, "event_subscriptions").get("bot_events") or ()),
        scopes=frozenset(part(part(given, "oauth_config"), "scopes").get("bot") or ()),
        commands={entry["command"]: entry for entry in features.get("slash_commands") or ()},
        shortcuts=tuple(features.get("shortcuts") or ()),
        home_tab=bool(home.get("home_tab_enabled")),
        messages_tab=bool(home.get("messages_tab_enabled")),
    )


def part(of: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A mapping within a mapping, empty if it is absent."""
    found = of.get(name)
    return found if isinstance(found, Mapping) else {}
