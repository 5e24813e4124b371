"""Messages appear, change, vanish and gather reactions: the same way whether a person or the app did it."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.delivery.payloads import events, messages
from sandbox.engine import shapes
from sandbox.engine.channels import Channel, Message
from sandbox.engine.hearing import Hearing
from sandbox.engine.parties import room, someone
from sandbox.engine.people import Person
from sandbox.engine.world import Change, World

JSON = dict[str, Any]


@dataclass
class Words:
    """What a message says, apart from who and where."""

    text: str = ""
    blocks: list[JSON] = field(default_factory=list)
    attachments: list[JSON] = field(default_factory=list)
    thread_ts: str | None = None
    broadcast: bool = False
    metadata: JSON | None = None
    subtype: str | None = None
    client_msg_id: str = ""
    file_ids: list[str] = field(default_factory=list)
    ephemeral_to: str | None = None


class Speaking:
    """Everything that happens to messages, told to whoever watches and to the app."""

    def __init__(self, world: World, hearing: Hearing) -> None:
        self.world, self.hearing = world, hearing

    def post(self, author: Person, channel: Channel, words: Words) -> Message:
        """A new message."""
        with self.world.lock:
            message = self._made(author, channel, words)
            channel.keep(message)
            channel.last_read[author.user_id] = message.ts
            self._publish("message_posted", message)
        if message.ephemeral_to is None:
            self._tell_posted(message, channel)
        return message

    def _made(self, author: Person, channel: Channel, words: Words) -> Message:
        broadcast = bool(words.thread_ts and words.broadcast)
        return Message(
            ts=channel.next_ts(self.world.clock.seconds()),
            channel_id=channel.channel_id,
            team_id=author.team_id,
            user_id=author.user_id,
            text=words.text,
            blocks=words.blocks,
            attachments=words.attachments,
            thread_ts=words.thread_ts,
            subtype="thread_broadcast" if broadcast else words.subtype,
            bot_id=author.bot_id,
            app_id=author.app_id,
            client_msg_id=words.client_msg_id,
            metadata=words.metadata,
            file_ids=words.file_ids,
            ephemeral_to=words.ephemeral_to,
            broadcast=broadcast,
        )

    def _tell_posted(self, message: Message, channel: Channel) -> None:
        shown = shapes.message(self.world, message)
        self.hearing.tell_all(messages.message(shown, room(channel)), channel)
        for team_id in (channel.team_id, *channel.shared_with):
            installed = self.world.installations.get(team_id)
            if installed and f"<@{installed.bot_user_id}>" in message.text and message.user_id != installed.bot_user_id:
                self.hearing.tell(team_id, messages.app_mention(shown, room(channel)), channel=channel)

    def change(self, message: Message, words: Words, editor: Person, *, marked: bool = True) -> None:
        """New words for a message; `marked`: it shows that it was edited."""
        channel = self.world.channels[message.channel_id]
        with self.world.lock:
            before = shapes.message(self.world, message)
            message.text, message.blocks, message.attachments = words.text, words.blocks, words.attachments
            if words.metadata is not None:
                message.metadata = words.metadata
            event_ts = f"{self.world.clock.seconds():.6f}"
            if marked:
                message.edited_ts, message.edited_by = event_ts, editor.user_id
            self._publish("message_changed", message)
        if message.ephemeral_to is None:
            changed = messages.message_changed(shapes.message(self.world, message), before, room(channel), event_ts)
            self.hearing.tell_all(changed, channel)

    def delete(self, message: Message) -> None:
        """A message vanishes; where others had replied to it, a tombstone stands in its place for as long as they do."""
        channel = self.world.channels[message.channel_id]
        with self.world.lock:
            before = shapes.message(self.world, message)
            buried, last = bool(channel.threads.get(message.ts)), None
            if buried:
                message.bury()
            else:
                last = channel.drop(message)
            self._publish("message_changed" if buried else "message_deleted", message)
        event_ts = f"{self.world.clock.seconds():.6f}"
        if buried:
            event = messages.message_changed(shapes.message(self.world, message), before, room(channel), event_ts)
        else:
            event = messages.message_deleted(before, room(channel), event_ts)
        self.hearing.tell_all(event, channel)
        if last:
            self.delete(last)

    def react(self, who: Person, message: Message, name: str, *, back: bool = False) -> bool:
        """Someone reacts, or takes it `back`; False if it was so already."""
        with self.world.lock:
            users = message.reactions.setdefault(name, [])
            if (who.user_id in users) is not back:
                return False
            (users.remove if back else users.append)(who.user_id)
            if not users:
                del message.reactions[name]
            self._publish("message_changed", message)
        channel = self.world.channels[message.channel_id]
        item = events.message_item(message.channel_id, message.ts, message.user_id)
        made = events.reaction_removed if back else events.reaction_added
        event = made(someone(who), name, item, f"{self.world.clock.seconds():.6f}")
        self.hearing.tell_all(event, channel)
        return True

    def vanished(self, message: Message) -> None:
        """Tell that an ephemeral message is gone; nobody but its reader ever knew."""
        self._publish("message_deleted", message)

    def _publish(self, kind: str, message: Message) -> None:
        facts = {"ts": message.ts, "thread_ts": message.thread_ts, "ephemeral_to": message.ephemeral_to}
        self.world.publish(Change(kind, message.team_id, message.channel_id, message.user_id, facts))
