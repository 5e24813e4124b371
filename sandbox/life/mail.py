"""People read what the app writes, and do something about it, or not: as each is, and as the table of habits says."""

import threading
from collections import deque
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from sandbox.engine.channels import Channel, Message
from sandbox.engine.world import Change
from sandbox.life.habits import HABITS, Habit, habits_for
from sandbox.life.residents import Resident
from sandbox.life.rhythm import after_a_while, when_awake
from sandbox.life.stage import Stage

JSON = dict[str, Any]


class Mail:
    """Hears of each message of the app, and lets its readers find it when they are awake."""

    def __init__(self, stage: Stage, habits: Mapping[str, Habit] = HABITS) -> None:
        self.stage, self.habits = stage, habits
        self._new: deque[tuple[str, str]] = deque()
        self._lock = threading.Lock()
        world = stage.sandbox.world
        self._bot = world.installations[stage.community.team_id].bot_user_id
        self._stop = world.watch(self._heard)

    def close(self) -> None:
        """Hear no more."""
        self._stop()

    def _heard(self, change: Change) -> None:
        if change.kind == "message_posted" and change.user_id == self._bot:
            with self._lock:
                self._new.append((change.channel_id, str(change.facts["ts"])))

    def read(self) -> list[Message]:
        """Everything new, in order of its timestamp; for each reader what they will do about it is noted."""
        with self._lock:
            found, self._new = sorted(self._new, key=lambda one: (one[1], one[0])), deque()
        channels = self.stage.sandbox.world.channels
        messages = [channels[place].messages[ts] for place, ts in found if ts in channels[place].messages]
        for message in messages:
            self.stage.ledger.wrote(message)
            self._consider(message, channels[message.channel_id])
        return messages

    def _consider(self, message: Message, channel: Channel) -> None:
        decided: set[str] = set()
        for habit, element in habits_for(message.blocks, self.habits):
            for one in self._readers(channel, habit):
                likely = self.stage.chance.random() < habit.likely(one.character)
                if likely and one.user_id not in decided:
                    decided.add(one.user_id)
                    self._note(one, habit, message, element)

    def _note(self, one: Resident, habit: Habit, message: Message, element: JSON) -> None:
        chance = self.stage.chance
        at = when_awake(self.stage.now + 30 + after_a_while(chance, habit.after), one.tz, chance)
        self.stage.agenda.note(at, partial(self._do, one, habit, message, element))

    def _readers(self, channel: Channel, habit: Habit) -> Sequence[Resident]:
        found = [self.stage.community.resident(user_id) for user_id in channel.members]
        people = [one for one in found if one is not None and self.stage.hand(one) is not None]
        if channel.is_direct:
            return people
        return self.stage.chance.sample(people, min(habit.readers, len(people)))

    def _do(self, one: Resident, habit: Habit, message: Message, element: JSON) -> None:
        hand = self.stage.hand(one)
        if hand is None or message.ts not in hand.channel_of(message).messages:
            return
        self.stage.acts(one)
        self.stage.ledger.acted(one, element["action_id"], habit.does(hand, message, element))
