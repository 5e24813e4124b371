"""Who takes part in a payload: the installed app, a person and a room, as far as payloads name them."""

from dataclasses import dataclass
from typing import Any, Literal

Payload = dict[str, Any]
Kind = Literal["channel", "group", "im", "mpim", "app_home"]

NAMES_OF_UNNAMED = {"group": "privategroup", "im": "directmessage"}


@dataclass(frozen=True)
class Installation:
    """One app in one workspace: everything about it that Slack repeats in each payload."""

    app_id: str
    team_id: str
    team_domain: str
    bot_id: str
    bot_user_id: str
    verification_token: str = "verification-token"  # noqa: S105 - long deprecated, and no secret here
    app_name: str = "app"
    enterprise_id: str | None = None
    enterprise_name: str = ""

    def team(self) -> Payload:
        """Return the `team` of an interaction; in an organisation it also names the enterprise."""
        team: Payload = {"id": self.team_id, "domain": self.team_domain}
        if self.enterprise_id:
            team |= {"enterprise_id": self.enterprise_id, "enterprise_name": self.enterprise_name}
        return team

    def enterprise(self) -> Payload | None:
        """Return the `enterprise` of an interaction: null outside organisations."""
        if self.enterprise_id is None:
            return None
        return {"id": self.enterprise_id, "name": self.enterprise_name}

    def authorization(self) -> Payload:
        """Return the one authorization that an event carries."""
        return {
            "enterprise_id": self.enterprise_id,
            "team_id": self.team_id,
            "user_id": self.bot_user_id,
            "is_bot": True,
            "is_enterprise_install": False,
        }


@dataclass(frozen=True)
class Person:
    """Who acts; `team_id` is their home workspace, which is another one for a stranger from a shared channel."""

    id: str
    name: str
    team_id: str

    def brief(self) -> Payload:
        """Return the `user` of an interaction."""
        return {"id": self.id, "username": self.name, "name": self.name, "team_id": self.team_id}


@dataclass(frozen=True)
class Room:
    """Where it happens: a conversation, and the kind that events call `channel_type`."""

    id: str
    name: str = ""
    kind: Kind = "channel"

    def brief(self) -> Payload:
        """Return the `channel` of an interaction: direct messages and private channels go by Slack's own words."""
        return {"id": self.id, "name": NAMES_OF_UNNAMED.get(self.kind, self.name)}
