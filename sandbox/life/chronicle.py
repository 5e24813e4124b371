"""What is said on a day: threads, their answers and reactions, each with its moment and its author."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from sandbox.life.pools import Pool, Voices, voices_at
from sandbox.life.residents import HABITS, Character, Resident
from sandbox.life.rhythm import HOUR, WEEK, WEEKDAYS, about, after_a_while, day_of, midnight, moment, offset, when_awake
from sandbox.life.speech import AGAIN, Deck, Exchange, gathering_talk, spoken, talk, team_talk
from sandbox.life.turns import GATHERING_IN, Turns
from sandbox.life.words.common import AGENDA, EMOJI, HELLOS, SELF_INTRODUCTIONS
from sandbox.life.words.rooms import INTRODUCTIONS, ROOMS, TEAM
from sandbox.life.words.slots import SLOTS
from sandbox.life.words.trades import in_a_sentence

UNANSWERED = {True: 0.22, False: 0.45}
"""How many questions, and how many remarks, nobody answers."""
INTRODUCES_THEMSELVES = {
    Character.KEEN: 0.9,
    Character.ORDINARY: 0.7,
    Character.READER: 0.35,
    Character.SILENT: 0.0,
}
ANSWER_AFTER, REACTION_AFTER = 0.6 * HOUR, 1.5 * HOUR
TEAM_A_WEEK = 2.5
GATHERING_A_DAY = 2
ANNOUNCEMENTS, TEAM_ANNOUNCES = "general", 0.7
IN_A_WEEK = sum(WEEKDAYS)
AGENDA_GAPS = ("en1", "en2", "fr1", "fr2")


@dataclass(slots=True)
class Reaction:
    """Someone reacts at a moment."""

    at: float
    who: Resident
    emoji: str


@dataclass(slots=True, eq=False)
class Utterance:
    """Someone says something at a moment; `ts` is known once it is said. In a thread, `parent` began it."""

    at: float
    author: Resident
    room: str
    text: str
    parent: "Utterance | None" = None
    reactions: list[Reaction] = field(default_factory=list)
    ts: str = ""


class Chronicle:
    """Plans day after day; `residents` may grow and change between two of them."""

    def __init__(
        self,
        residents: Sequence[Resident],
        team: Sequence[Resident],
        chance: random.Random,
        announcer: Resident,
        turns: Turns | None = None,
    ) -> None:
        self.residents, self.team, self.chance, self.announcer = residents, team, chance, announcer
        self.turns = turns or Turns()
        self._voices: dict[tuple[str, str], Voices] = {}
        self._openings, self._as_of = 0.0, -WEEK
        decks = talk()
        self._decks = {
            (room, language): Deck(told) for language, rooms in decks.items() for room, told in rooms.items()
        }
        self._gathering = {language: list(told) for language, told in gathering_talk().items()}
        self._team_deck = Deck(team_talk())

    def day(self, day: date) -> list[Utterance]:
        """Everything that is begun on a day, in no order; answers may come days later."""
        self._look_around(midnight(day))
        liveliness = sum(room.liveliness for room in ROOMS)
        expected = self._openings * WEEKDAYS[day.weekday()] / IN_A_WEEK
        said = [line for room in ROOMS for line in self._room(day, room.name, expected * room.liveliness / liveliness)]
        return [*said, *self._gathers(day), *self._team_says(day), *self._announced(day)]

    def forget_who_is_there(self) -> None:
        """Look around again before the next day: people came or went."""
        self._as_of = -WEEK

    def _look_around(self, seconds: float) -> None:
        if seconds - self._as_of >= WEEK:
            self._voices, self._as_of = voices_at(self.residents, seconds), seconds
            present = (one for one in self.residents if one.speaks_up(seconds))
            self._openings = sum(HABITS[one.character].openings for one in present)

    def _room(self, day: date, name: str, expected: float) -> Iterator[Utterance]:
        room = next(one for one in ROOMS if one.name == name)
        expected *= self.turns.liveliness(name, midnight(day) + 12 * HOUR)
        for language, share in room.languages:
            voices = self._voices[name, language]
            for _ in range(about(expected * share / 100, self.chance) if voices.openings else 0):
                opener = self._opener(name, voices)
                exchange = self._decks[name, language].draw(self.chance)
                at = moment(day, opener.tz, self.chance)
                if self.chance.random() < UNANSWERED[exchange.is_question]:
                    exchange = exchange.unanswered
                yield from self._thread(exchange, name, language, opener, at)

    def _gathers(self, day: date) -> Iterator[Utterance]:
        """While a gathering is prepared: a few threads a day in each language, and none without an answer."""
        for language, left in self._gathering.items() if self.turns.is_gathering(midnight(day) + 12 * HOUR) else ():
            voices = self._voices[GATHERING_IN, language]
            for exchange in left[:GATHERING_A_DAY] if voices.openings else ():
                opener = voices.openings.draw(self.chance)
                at = moment(day, opener.tz, self.chance)
                yield from self._thread(exchange, GATHERING_IN, language, opener, at)
            del left[:GATHERING_A_DAY]

    def _opener(self, room: str, voices: Voices) -> Resident:
        """In the channel for announcements the team begins more than anybody else."""
        if room == ANNOUNCEMENTS and self.team and self.chance.random() < TEAM_ANNOUNCES:
            return self.chance.choice(self.team)
        return voices.openings.draw(self.chance)

    def _thread(self, exchange: Exchange, room: str, language: str, opener: Resident, at: float) -> Iterator[Utterance]:
        lines, voices = spoken(exchange, language, self.chance), self._voices[room, language]
        first = self._said(at, opener, room, lines[0], None, voices.reactions)
        yield first
        yield from self._answers(first, lines[1:], voices)

    def _answers(self, first: Utterance, lines: Sequence[tuple[str, str]], voices: Voices) -> Iterator[Utterance]:
        at, spoke = first.at, [first.author]
        for mark, text in lines:
            who = first.author if mark == AGAIN else voices.answers.other(self.chance, spoke)
            if who is None:
                return
            at = when_awake(at + 40 + after_a_while(self.chance, ANSWER_AFTER), who.tz, self.chance)
            spoke.append(who)
            yield self._said(at, who, first.room, (mark, text), first, voices.reactions)

    def _said(
        self, at: float, who: Resident, room: str, line: tuple[str, str], parent: Utterance | None, readers: Pool
    ) -> Utterance:
        mark, text = line
        said = Utterance(at, who, room, text, parent)
        for _ in range(about(1.6 if parent is None else 0.5, self.chance)):
            reader = readers.other(self.chance, (who,))
            if reader:
                later = when_awake(at + 20 + after_a_while(self.chance, REACTION_AFTER), reader.tz, self.chance)
                said.reactions.append(Reaction(later, reader, self.chance.choice(EMOJI[mark])))
        return said

    def _team_says(self, day: date) -> Iterator[Utterance]:
        many = about(TEAM_A_WEEK * WEEKDAYS[day.weekday()] / IN_A_WEEK, self.chance)
        for _ in range(many if len(self.team) > 1 else 0):
            lines = spoken(self._team_deck.draw(self.chance), "fr", self.chance)
            opener, other = self.chance.sample(list(self.team), 2)
            at = moment(day, opener.tz, self.chance)
            first = Utterance(at, opener, TEAM, lines[0][1])
            yield first
            for mark, text in lines[1:]:
                who = opener if mark == AGAIN else other
                at = when_awake(at + 40 + after_a_while(self.chance, ANSWER_AFTER), who.tz, self.chance)
                yield Utterance(at, who, TEAM, text, first)

    def _announced(self, day: date) -> Iterator[Utterance]:
        """On Mondays a program says what the week brings."""
        if day.weekday() == 0:
            one, other = sorted(self.chance.sample(range(1, 5), 2))
            words = {
                name: SLOTS[name[:2]]["day"][number] for name, number in zip(AGENDA_GAPS, (one, other) * 2, strict=True)
            }
            at = midnight(day) + 7.5 * HOUR - offset(self.announcer.tz, day)
            yield Utterance(at, self.announcer, ANNOUNCEMENTS, AGENDA.format_map(words))

    def introduction(self, one: Resident) -> Iterator[Utterance]:
        """How a newcomer says who they are, in a message of their own, and who answers."""
        if self.chance.random() >= INTRODUCES_THEMSELVES[one.character]:
            return
        self._look_around(midnight(day_of(one.joined)))
        text = self.chance.choice(SELF_INTRODUCTIONS[one.language]).format_map(words_about(one))
        at = when_awake(one.joined + 900 + after_a_while(self.chance, 5 * HOUR), one.tz, self.chance)
        voices = self._voices["general", one.language]
        first = self._said(at, one, INTRODUCTIONS, ("!", text), None, voices.reactions)
        yield first
        hellos = self.chance.sample(HELLOS[one.language], about(1.4, self.chance) % 4)
        lines = [(">", hello.format(name=one.first_name)) for hello in hellos]
        yield from self._answers(first, lines, voices)


def words_about(one: Resident) -> dict[str, str]:
    """What someone tells of themselves, as it stands in sentences."""
    told = {"trade": one.title, "interest": one.interests[0], "pastime": one.interests[-1]}
    told |= {"offer": one.offers[0], "need": one.needs[0]}
    small = {name: in_a_sentence(topic, one.language) for name, topic in told.items()}
    return small | {"name": one.name, "town": one.town, "Trade": one.title}
