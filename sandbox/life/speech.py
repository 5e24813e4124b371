"""Threads read from their pages, and given words for their gaps."""

import random
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from sandbox.life.words import common, en_life, en_work, fr_life, fr_work, gathering
from sandbox.life.words.slots import SLOTS

GAP = re.compile(r"\{(\w+)\}")
QUESTION, NEWS, ANSWER, AGAIN = "?", "!", ">", "<"


@dataclass(frozen=True)
class Exchange:
    """A thread as it is written on its page: each line with its mark, the first one opens it."""

    lines: tuple[tuple[str, str], ...]
    gaps: tuple[str, ...]

    @property
    def is_question(self) -> bool:
        """Whether it asks for an answer."""
        return self.lines[0][0] == QUESTION

    @property
    def unanswered(self) -> "Exchange":
        """The same, as if nobody had answered."""
        return replace(self, lines=self.lines[:1])


def read(page: str) -> tuple[Exchange, ...]:
    """The threads of a page: blocks of lines with an empty line between them."""
    blocks = [block.splitlines() for block in page.strip().split("\n\n")]
    return tuple(made(tuple((line[0], line[2:]) for line in block)) for block in blocks)


def made(lines: tuple[tuple[str, str], ...]) -> Exchange:
    """A thread of these lines."""
    return Exchange(lines, tuple(sorted({gap for _, text in lines for gap in GAP.findall(text)})))


@lru_cache(maxsize=1)
def talk() -> dict[str, dict[str, tuple[Exchange, ...]]]:
    """Every thread, by language and channel."""
    pages = {"fr": fr_life.TALK | fr_work.TALK, "en": en_life.TALK | en_work.TALK}
    return {language: {room: read(page) for room, page in rooms.items()} for language, rooms in pages.items()}


@lru_cache(maxsize=1)
def team_talk() -> tuple[Exchange, ...]:
    """What the team says among itself, in both languages."""
    return read(common.TEAM)


@lru_cache(maxsize=1)
def gathering_talk() -> dict[str, tuple[Exchange, ...]]:
    """What is said while a gathering is prepared, by language, in its order."""
    return {"fr": read(gathering.FRENCH), "en": read(gathering.ENGLISH)}


def spoken(exchange: Exchange, language: str, chance: random.Random) -> list[tuple[str, str]]:
    """The lines with their gaps filled: the same gap, the same word."""
    words = {gap: chance.choice(SLOTS[language][gap]) for gap in exchange.gaps}
    return [(mark, capital(text.format_map(words) if words else text)) for mark, text in exchange.lines]


def capital(text: str) -> str:
    """The same, beginning as a sentence does."""
    return text[:1].upper() + text[1:]


class Deck:
    """Threads in an order that comes back to none before all were told."""

    def __init__(self, exchanges: tuple[Exchange, ...]) -> None:
        self._all, self._left, self._told = exchanges, list[Exchange](), list[Exchange]()

    def draw(self, chance: random.Random) -> Exchange:
        """The next one."""
        if not self._left:
            self._shuffle(chance)
        self._told.append(self._left.pop())
        return self._told[-1]

    def _shuffle(self, chance: random.Random) -> None:
        """The later half of the last round comes in the later half of the next."""
        lately = self._told[len(self._told) // 2 :]
        before = [one for one in self._all if one not in lately]
        self._left, self._told = [*shuffled(lately, chance), *shuffled(before, chance)], []


def shuffled(exchanges: list[Exchange], chance: random.Random) -> list[Exchange]:
    """The same in another order."""
    return chance.sample(exchanges, len(exchanges))
