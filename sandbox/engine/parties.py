"""Who and where, as `sandbox.delivery.payloads` names them."""

from sandbox.delivery.payloads import parties
from sandbox.engine.channels import Channel, ChannelKind
from sandbox.engine.people import Person
from sandbox.engine.world import World

KINDS: dict[ChannelKind, parties.Kind] = {
    ChannelKind.PUBLIC: "channel",
    ChannelKind.PRIVATE: "group",
    ChannelKind.IM: "im",
    ChannelKind.MPIM: "mpim",
}


def app_in(world: World, team_id: str) -> parties.Installation:
    """The app as it stands in a workspace; KeyError if it is not installed there."""
    workspace, installed = world.workspaces[team_id], world.installations[team_id]
    return parties.Installation(
        app_id=world.app_id,
        team_id=team_id,
        team_domain=workspace.domain,
        bot_id=installed.bot_id,
        bot_user_id=installed.bot_user_id,
        app_name=world.app_name,
        enterprise_id=workspace.enterprise_id,
        enterprise_name=workspace.enterprise_name or "",
    )


def someone(person: Person) -> parties.Person:
    """A person, briefly."""
    return parties.Person(id=person.user_id, name=person.handle, team_id=person.team_id)


def room(channel: Channel) -> parties.Room:
    """A conversation, briefly."""
    return parties.Room(id=channel.channel_id, name=channel.name, kind=KINDS[channel.kind])
