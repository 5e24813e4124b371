"""Messages that wait for their time, by the local Slack's clock."""

from dataclasses import dataclass

from sandbox.engine.speaking import Speaking, Words
from sandbox.engine.world import World


@dataclass
class Scheduled:
    """One message that waits."""

    scheduled_id: str
    team_id: str
    channel_id: str
    post_at: int
    created: int
    words: Words


def post_what_is_due(world: World, speaking: Speaking, waiting: dict[str, Scheduled]) -> None:
    """Say what is ripe, once."""
    now = world.clock.seconds()
    for one in [one for one in waiting.values() if one.post_at <= now]:
        del waiting[one.scheduled_id]
        bot = world.people[world.installations[one.team_id].bot_user_id]
        speaking.post(bot, world.channels[one.channel_id], one.words)
