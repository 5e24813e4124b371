"""People and channels come, go and change: each told to whoever watches and to the app."""

from collections.abc import Callable
from typing import Any

from sandbox.delivery.payloads import events
from sandbox.engine import shapes
from sandbox.engine.channels import Channel
from sandbox.engine.hearing import Hearing
from sandbox.engine.parties import room, someone
from sandbox.engine.people import Person
from sandbox.engine.world import Change, World


class Gathering:
    """Joining and leaving, of workspaces and channels, and what becomes of them."""

    def __init__(self, world: World, hearing: Hearing) -> None:
        self.world, self.hearing = world, hearing

    def _now(self) -> str:
        return f"{self.world.clock.seconds():.6f}"

    def arrive(self, person: Person) -> Person:
        """A new person of a workspace: the app hears `team_join`."""
        person.joined = self.world.clock.seconds()
        person.updated = int(person.joined)
        self.world.add_person(person)
        self.world.publish(Change("person_joined", person.team_id, user_id=person.user_id))
        self._tell_of(person, events.team_join)
        return person

    def change(self, person: Person, **new: Any) -> None:
        """New values for someone's fields: the app hears `user_change`."""
        with self.world.lock:
            for name, value in new.items():
                setattr(person, name, value)
            person.updated = int(self.world.clock.seconds())
        self.world.publish(Change("person_changed", person.team_id, user_id=person.user_id))
        self._tell_of(person, events.user_change)

    def _tell_of(self, person: Person, made: Callable[[dict[str, Any], str], dict[str, Any]]) -> None:
        installed = self.world.installations.get(person.team_id)
        email = bool(installed and "users:read.email" in installed.scopes)
        shown = shapes.user(self.world, person, person.team_id, email=email, locale=True)
        self.hearing.tell(person.team_id, made(shown, self._now()))

    def join(self, person: Person, channel: Channel, inviter: str | None = None) -> bool:
        """Someone becomes a member: the app hears `member_joined_channel`; False if they were one."""
        if not self.world.put_in(channel, person.user_id):
            return False
        self.world.publish(Change("member_joined", channel.team_id, channel.channel_id, person.user_id))
        event = events.member_joined_channel(someone(person), room(channel), self._now(), inviter=inviter)
        self.hearing.tell_all(event, channel)
        return True

    def leave(self, person: Person, channel: Channel) -> bool:
        """Someone is a member no more: the app hears `member_left_channel`; False if they were none."""
        if person.user_id not in channel.members:
            return False
        self.hearing.tell_all(events.member_left_channel(someone(person), room(channel), self._now()), channel)
        self.world.take_out(channel, person.user_id)
        self.world.publish(Change("member_left", channel.team_id, channel.channel_id, person.user_id))
        return True

    def create(self, creator: Person, channel: Channel) -> Channel:
        """A new channel, with its creator in it."""
        channel.creator, channel.created = creator.user_id, int(self.world.clock.seconds())
        channel.members.setdefault(creator.user_id, self.world.clock.seconds())
        self.world.add_channel(channel)
        self.world.publish(Change("channel_created", channel.team_id, channel.channel_id, creator.user_id))
        if not channel.is_private:
            event = events.channel_created(someone(creator), room(channel), self._now(), created=channel.created)
            self.hearing.tell(channel.team_id, event, channel=channel)
        return channel

    def archive(self, who: Person, channel: Channel) -> None:
        """A channel is closed for good."""
        channel.is_archived = True
        self.world.publish(Change("channel_changed", channel.team_id, channel.channel_id, who.user_id))
        self.hearing.tell_all(events.channel_archive(someone(who), room(channel), self._now()), channel)

    def rename(self, channel: Channel, name: str) -> None:
        """A channel has another name."""
        channel.name = name
        self.world.publish(Change("channel_changed", channel.team_id, channel.channel_id))
        event = events.channel_rename(room(channel), self._now(), created=channel.created)
        self.hearing.tell_all(event, channel)
