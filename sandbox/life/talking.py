"""The community's talk goes on: what the chronicle plans is said by its people when its moment comes."""

from functools import partial

from sandbox.engine.acting import CannotError
from sandbox.life.chronicle import Reaction, Utterance
from sandbox.life.residents import Resident
from sandbox.life.rhythm import HOUR
from sandbox.life.stage import Stage
from sandbox.life.words.common import FIRST_WORDS

TOO_LATE = 12 * HOUR
"""What was to be said before a leap of the clock is not said after it."""


class Talking:
    """Says and reacts."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def note(self, said: list[Utterance]) -> None:
        """All of this is to be said, each at its moment."""
        for one in said:
            self.stage.agenda.note(one.at, partial(self.say, one))

    def say(self, one: Utterance) -> None:
        """One thing is said, if its author still can, and what it answers was said."""
        channel, hand = self.stage.community.channels[one.room], self.stage.hand(one.author)
        if hand is None or not hand.may_write_in(channel) or (one.parent and one.parent.ts not in channel.messages):
            return
        if self.stage.now - one.at > TOO_LATE:
            return
        parent = channel.messages[one.parent.ts] if one.parent else None
        one.ts = hand.actor.post(channel, one.text, thread=parent).ts
        self.stage.count("posts")
        for reaction in one.reactions:
            self.stage.agenda.note(reaction.at, partial(self.react, reaction, one))

    def react(self, reaction: Reaction, to: Utterance) -> None:
        """Someone reacts to it, if both are still there."""
        message, hand = self.stage.community.channels[to.room].messages.get(to.ts), self.stage.hand(reaction.who)
        if message and hand and hand.may_write_in(hand.channel_of(message)):
            hand.actor.react(message, reaction.emoji)
            self.stage.count("reactions")

    def first_words(self, one: Resident) -> None:
        """Somebody new writes for the first time."""
        hand, channel = self.stage.hand(one), self.stage.community.channels["random"]
        if hand is None or channel.is_archived:
            return
        try:
            hand.actor.join(channel)
            hand.actor.post(channel, hand.chance.choice(FIRST_WORDS[one.language]))
        except CannotError:
            return
        self.stage.count("posts")
