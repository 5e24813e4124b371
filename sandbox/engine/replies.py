"""The addresses by which an app may answer an act later: five times, for thirty minutes."""

import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.engine.blockcheck import refuse_bad_blocks
from sandbox.engine.channels import Channel, Message
from sandbox.engine.errors import SlackError
from sandbox.engine.speaking import Speaking, Words
from sandbox.engine.world import World

USES = 5
LIFE_SECONDS = 1800


@dataclass
class ReplyAddress:
    """Where an answer goes: a channel, a person in it, and the message they acted on, if any."""

    team_id: str
    channel_id: str
    user_id: str
    until: float
    message: Message | None = None
    left: int = USES


class ReplyAddresses:
    """Every address that was given out. `base` is the local Slack's own, set when it stands."""

    def __init__(self, world: World, speaking: Speaking) -> None:
        self.world, self.speaking = world, speaking
        self.base = ""
        self._lock = threading.Lock()
        self._given: dict[str, ReplyAddress] = {}

    def issue(self, team_id: str, channel: Channel, user_id: str, message: Message | None = None) -> str:
        """A new response_url."""
        token = secrets.token_urlsafe(24)
        until = self.world.clock.seconds() + LIFE_SECONDS
        with self._lock:
            self._given[token] = ReplyAddress(team_id, channel.channel_id, user_id, until, message)
        return f"{self.base}/response/{team_id}/{token}"

    def answer(self, token: str, said: Mapping[str, Any]) -> None:
        """What the app sent to an address happens; SlackError if it may not."""
        with self._lock:
            address = self._given.get(token)
            if address is None or address.until < self.world.clock.seconds():
                raise SlackError("expired_url")
            if address.left <= 0:
                raise SlackError("used_url")
            address.left -= 1
        self.say(address, said)

    def say(self, address: ReplyAddress, said: Mapping[str, Any]) -> None:
        """Replace, delete or add a message, as the answer asks."""
        bot = self.world.people[self.world.installations[address.team_id].bot_user_id]
        message = address.message
        if said.get("delete_original") and message:
            self._take_away(message)
            return
        words = words_of(said)
        if said.get("replace_original") and message:
            self.speaking.change(message, words, bot, marked=False)
            return
        channel = self.world.channels[address.channel_id]
        words.ephemeral_to = None if said.get("response_type") == "in_channel" else address.user_id
        self.speaking.post(bot, channel, words)

    def _take_away(self, message: Message) -> None:
        if message.ephemeral_to is None:
            self.speaking.delete(message)
            return
        channel = self.world.channels[message.channel_id]
        if message in channel.ephemerals:
            channel.ephemerals.remove(message)
        self.speaking.vanished(message)


def words_of(said: Mapping[str, Any]) -> Words:
    """The message in an answer; SlackError if it is none."""
    text, blocks = str(said.get("text") or ""), said.get("blocks") or []
    if not text and not blocks:
        raise SlackError("no_text")
    refuse_bad_blocks(blocks)
    thread_ts = said.get("thread_ts")
    return Words(text=text, blocks=blocks, thread_ts=str(thread_ts) if thread_ts else None)
