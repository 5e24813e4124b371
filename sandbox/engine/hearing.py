"""Which events the app hears: those it subscribes to, may see by its scopes, and is present for."""

from collections.abc import Mapping
from typing import Any

from sandbox.engine.channels import Channel, ChannelKind
from sandbox.engine.contract import event_scopes
from sandbox.engine.ports import AppSpec, Delivery
from sandbox.engine.world import World

MESSAGE_KINDS = {
    ChannelKind.PUBLIC: "message.channels",
    ChannelKind.PRIVATE: "message.groups",
    ChannelKind.IM: "message.im",
    ChannelKind.MPIM: "message.mpim",
}
READ_SCOPES = {
    ChannelKind.PUBLIC: "channels:read",
    ChannelKind.PRIVATE: "groups:read",
    ChannelKind.IM: "im:read",
    ChannelKind.MPIM: "mpim:read",
}
FROM_WITHIN = {"member_joined_channel", "member_left_channel", "reaction_added", "reaction_removed", "app_mention"}
"""Events of a channel that only its members are told of."""


class Hearing:
    """The app's ears, in every workspace where it is installed. `delivery` may be set later; until then it is deaf."""

    def __init__(self, world: World, spec: AppSpec, delivery: Delivery | None = None) -> None:
        self.world, self.spec, self.delivery = world, spec, delivery

    def tell(self, team_id: str, event: Mapping[str, Any], *, channel: Channel | None = None) -> None:
        """Bring an event to the app if it hears it."""
        name = MESSAGE_KINDS[channel.kind] if event["type"] == "message" and channel else str(event["type"])
        if self.delivery and self.hears(team_id, name, channel):
            self.delivery.event(team_id, event)

    def tell_all(self, event: Mapping[str, Any], channel: Channel) -> None:
        """The same in each workspace that has the channel: once per side of a shared one."""
        for team_id in (channel.team_id, *channel.shared_with):
            self.tell(team_id, event, channel=channel)

    def hears(self, team_id: str, name: str, channel: Channel | None = None) -> bool:
        """Whether the app in this workspace is told of such an event."""
        installed = self.world.installations.get(team_id)
        if installed is None or installed.revoked or name not in self.spec.bot_events:
            return False
        if not may_hear(name, installed.scopes, channel):
            return False
        within = name in FROM_WITHIN or name.startswith("message")
        return channel is None or not within or installed.bot_user_id in channel.members


def may_hear(name: str, scopes: frozenset[str], channel: Channel | None) -> bool:
    """Whether the granted scopes allow it; what happens in a channel needs the scope for that kind of channel."""
    wanted = event_scopes().get(name, ())
    if not wanted or (name == "app_mention" and "app_mentions:read" in scopes):
        return True
    if channel and READ_SCOPES[channel.kind] in wanted:
        return READ_SCOPES[channel.kind] in scopes
    return any(scope in scopes for scope in wanted)
