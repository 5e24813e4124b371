"""Someone of the community at the keyboard: who they are, what they can do there, and their own dice."""

import random
from dataclasses import dataclass

from sandbox.engine.acting import Actor
from sandbox.engine.channels import Channel, Message
from sandbox.life.community import Community
from sandbox.life.residents import Resident


@dataclass(frozen=True)
class Hand:
    """One person about to do something."""

    community: Community
    resident: Resident
    actor: Actor
    chance: random.Random

    @property
    def language(self) -> str:
        """The language in which they think."""
        return self.resident.language

    def channel_of(self, message: Message) -> Channel:
        """Where a message stands."""
        return self.actor.world.channels[message.channel_id]

    def may_write_in(self, channel: Channel) -> bool:
        """Whether they can still say something there."""
        is_there = not self.actor.person.deleted and self.actor.user_id in channel.members
        return is_there and not channel.is_archived

    def some_others(self, many: int) -> list[str]:
        """The ids of other people, by chance."""
        here = [one for one in self.community.residents if one is not self.resident and one.user_id]
        present = [one.user_id for one in here if not self.actor.world.people[one.user_id].deleted]
        return self.chance.sample(present, min(many, len(present)))
