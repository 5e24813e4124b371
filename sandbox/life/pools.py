"""Who would say something in a channel, in a language: each weighed by how much they take part."""

import random
from collections.abc import Sequence
from itertools import accumulate

from sandbox.life.residents import HABITS, Resident
from sandbox.life.words.rooms import ROOMS


class Pool:
    """People with weights, of whom any can be drawn."""

    def __init__(self, weighed: Sequence[tuple[Resident, float]]) -> None:
        self.people = [one for one, weight in weighed if weight]
        self._rising = list(accumulate(weight for _, weight in weighed if weight))

    def __len__(self) -> int:
        return len(self.people)

    @property
    def weight(self) -> float:
        """All weights together."""
        return self._rising[-1] if self._rising else 0.0

    def draw(self, chance: random.Random) -> Resident:
        """One of them; IndexError if there is nobody."""
        return chance.choices(self.people, cum_weights=self._rising)[0]

    def other(self, chance: random.Random, but: Sequence[Resident]) -> Resident | None:
        """One who is none of these, if a few tries find one."""
        for _ in range(6 if self.people else 0):
            if (one := self.draw(chance)) not in but:
                return one
        return None


class Voices:
    """The pools of one channel and language: who begins, who answers, who reacts."""

    def __init__(self, people: Sequence[Resident]) -> None:
        self.openings = Pool([(one, one.zeal * HABITS[one.character].openings) for one in people])
        self.answers = Pool([(one, one.zeal * HABITS[one.character].answers) for one in people])
        self.reactions = Pool([(one, HABITS[one.character].reactions) for one in people])


def voices_at(residents: Sequence[Resident], seconds: float) -> dict[tuple[str, str], Voices]:
    """By channel and language, for the people who take part at a moment."""
    present = [one for one in residents if one.speaks_up(seconds)]
    found: dict[tuple[str, str], Voices] = {}
    for room in ROOMS:
        inside = [one for one in present if room.name in one.rooms]
        for language, _ in room.languages:
            found[room.name, language] = Voices([one for one in inside if language in one.speaks])
    return found
