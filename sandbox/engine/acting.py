"""What a person does in the local Slack: `Actor` speaks and moves; `interacting` holds what they do with the app's own."""

import uuid
from collections.abc import Sequence

from sandbox.delivery.payloads import events
from sandbox.delivery.payloads.typed import typed_text
from sandbox.engine.channels import Channel, Message
from sandbox.engine.hall import Hall
from sandbox.engine.interacting import Interacting
from sandbox.engine.parties import room, someone
from sandbox.engine.people import Person
from sandbox.engine.speaking import Words
from sandbox.engine.world import View


class CannotError(Exception):
    """Slack would not let this person do that."""


class Actor(Interacting):
    """One person, acting."""

    def __init__(self, hall: Hall, person: Person) -> None:
        super().__init__(hall, person)

    # -- finding ------------------------------------------------------------------------------------

    def channel(self, named: Channel | str) -> Channel:
        """A channel by itself, its id or its name, as far as this person may see it; CannotError otherwise."""
        if isinstance(named, Channel):
            return named
        found = self.world.channels.get(named) or self._by_name(named.removeprefix("#"))
        if found is None or (found.is_private and self.user_id not in found.members):
            message = f"no channel {named} for {self.user_id}"
            raise CannotError(message)
        return found

    def _by_name(self, name: str) -> Channel | None:
        return next((one for one in self.world.channels_of(self.team_id) if one.name == name), None)

    @property
    def dm(self) -> Channel:
        """The direct message with the app."""
        bot = self.world.installations[self.team_id].bot_user_id
        return self.world.direct(self.team_id, (self.user_id, bot))

    def inbox(self) -> list[Message]:
        """What the app wrote to this person directly, in order."""
        return [one for one in self.dm.messages.values() if one.user_id != self.user_id]

    def seen_in(self, named: Channel | str) -> list[Message]:
        """What this person sees in a channel, in order, with what only they see."""
        channel = self.channel(named)
        whispered = [one for one in channel.ephemerals if one.ephemeral_to == self.user_id]
        return sorted([*channel.messages.values(), *whispered], key=lambda one: one.ts)

    # -- speaking ------------------------------------------------------------------------------------

    def post(
        self, named: Channel | str, text: str, *, thread: Message | None = None, broadcast: bool = False
    ) -> Message:
        """Write a message, or a reply in a `thread` (which `broadcast` also shows in the channel)."""
        channel = self._may_speak_in(self.channel(named))
        words = Words(
            text=text,
            blocks=typed_text(text, f"{self.world.clock.seconds():.6f}"),
            thread_ts=(thread.thread_ts or thread.ts) if thread else None,
            broadcast=broadcast,
            client_msg_id=str(uuid.uuid4()),
        )
        return self.hall.speaking.post(self.person, channel, words)

    def reply(self, message: Message, text: str) -> Message:
        """Answer in the thread of a message."""
        return self.post(self.world.channels[message.channel_id], text, thread=message)

    def write_to(self, others: Sequence[str], text: str) -> Message:
        """Write directly to one person or several, by their ids."""
        return self.post(self.world.direct(self.team_id, (self.user_id, *others)), text)

    def edit(self, message: Message, text: str) -> None:
        """Change an own message."""
        self._own(message)
        self.hall.speaking.change(message, Words(text=text, blocks=typed_text(text, message.ts)), self.person)

    def delete(self, message: Message) -> None:
        """Take an own message away."""
        self._own(message)
        self.hall.speaking.delete(message)

    def react(self, message: Message, emoji: str) -> bool:
        """React; False if they had."""
        return self.hall.speaking.react(self.person, message, emoji)

    def unreact(self, message: Message, emoji: str) -> bool:
        """Take a reaction back; False if there was none."""
        return self.hall.speaking.react(self.person, message, emoji, back=True)

    def _may_speak_in(self, channel: Channel) -> Channel:
        if self.person.deleted or channel.is_archived or self.user_id not in channel.members:
            message = f"{self.user_id} cannot write in {channel.channel_id}"
            raise CannotError(message)
        return channel

    def _own(self, message: Message) -> None:
        if message.user_id != self.user_id:
            message_ts = message.ts
            raise CannotError(message_ts)

    # -- moving ---------------------------------------------------------------------------------------

    def join(self, named: Channel | str) -> bool:
        """Join a channel; False if they were in it."""
        channel = self.channel(named)
        if self.person.deleted or channel.is_archived or channel.is_private:
            raise CannotError(channel.channel_id)
        return self.hall.gathering.join(self.person, channel)

    def leave(self, named: Channel | str) -> bool:
        """Leave a channel; False if they were not in it. Nobody leaves a direct message, nor one of a group."""
        channel = self.channel(named)
        if channel.is_direct:
            raise CannotError(channel.channel_id)
        return self.hall.gathering.leave(self.person, channel)

    def invite(self, named: Channel | str, user_id: str) -> bool:
        """Bring someone into a channel."""
        return self.hall.gathering.join(self.world.people[user_id], self.channel(named), inviter=self.user_id)

    def leave_workspace(self) -> None:
        """Be deactivated."""
        self.hall.gathering.change(self.person, deleted=True)

    def come_back(self, *, announced: bool = False) -> None:
        """Be active again; `announced`: with a second `team_join`, as after a new invitation."""
        self.hall.gathering.change(self.person, deleted=False)
        if announced:
            self.hall.gathering.arrive(self.person)

    def change(self, **new: object) -> None:
        """Other values for the profile: `locale`, `tz`, `title`, `display_name`, `role`…."""
        self.hall.gathering.change(self.person, **new)

    # -- the app's home ------------------------------------------------------------------------------

    def open_home(self, tab: str = "home") -> View | None:
        """Open the app's tab; the Home that stands there already, before the app answers."""
        view = self.home
        shown = view.shown if view else None
        event_ts = f"{self.world.clock.seconds():.6f}"
        event = events.app_home_opened(someone(self.person), room(self.dm), event_ts, view=shown, tab=tab)
        self.hall.hearing.tell(self.team_id, event)
        return view
