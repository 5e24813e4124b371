"""Who lives in the community: what each is like, what they do and care about; drawn from chance."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from sandbox.life.words.names import FAMILY_EN, FAMILY_FR, FIRST_EN, FIRST_FR
from sandbox.life.words.places import COUNTRY, REGIONS, Region
from sandbox.life.words.rooms import ROOMS
from sandbox.life.words.trades import PASTIMES, TRADES, Trade

FOREVER = float("inf")
FRENCH_SHARE, BILINGUAL_SHARE = 0.56, 0.35


class Character(StrEnum):
    """How much someone takes part."""

    KEEN = "keen"
    ORDINARY = "ordinary"
    READER = "reader"
    SILENT = "silent"


@dataclass(frozen=True)
class Habits:
    """Threads begun a week, and how readily they answer and react."""

    openings: float
    answers: float
    reactions: float


SHARES = {Character.KEEN: 6, Character.ORDINARY: 29, Character.READER: 45, Character.SILENT: 20}
HABITS = {
    Character.KEEN: Habits(2.2, 6.0, 4.0),
    Character.ORDINARY: Habits(0.65, 1.6, 1.5),
    Character.READER: Habits(0.02, 0.05, 1.2),
    Character.SILENT: Habits(0.0, 0.0, 0.05),
}


@dataclass(slots=True)
class Resident:
    """Someone of the community; `joined`, `left` and `quiet_from` are seconds since 1970."""

    name: str
    language: str
    speaks: tuple[str, ...]
    tz: str | None
    locale: str | None
    town: str
    trade: Trade
    interests: tuple[str, ...]
    offers: tuple[str, ...]
    needs: tuple[str, ...]
    character: Character
    joined: float = 0.0
    left: float = FOREVER
    quiet_from: float = FOREVER
    zeal: float = 1.0
    """How often they speak, against others of their character."""
    user_id: str = ""
    rooms: set[str] = field(default_factory=set)
    is_guest: bool = False
    own_title: str = ""

    @property
    def first_name(self) -> str:
        """What others call them."""
        return self.name.partition(" ")[0]

    @property
    def title(self) -> str:
        """What stands in their profile."""
        return self.own_title or self.trade.name(self.language)

    @property
    def place(self) -> str:
        """Their town and country."""
        country = COUNTRY.get(self.tz or "")
        return f"{self.town}, {country}" if country else self.town

    def is_there(self, seconds: float) -> bool:
        """Whether they are a member then."""
        return self.joined <= seconds < self.left

    def speaks_up(self, seconds: float) -> bool:
        """Whether they take part then."""
        return self.joined <= seconds < min(self.left, self.quiet_from)


class Nursery:
    """Draws people, no two with the same name."""

    def __init__(self, chance: random.Random, taken: Iterable[str] = ()) -> None:
        self.chance, self._taken = chance, set(taken)

    def draw(self, name: str = "", language: str = "") -> Resident:
        """Somebody; `name` and `language` if they are known already."""
        chance = self.chance
        language = language or ("fr" if chance.random() < FRENCH_SHARE else "en")
        region = chance.choices(REGIONS[language], [one.weight for one in REGIONS[language]])[0]
        return self.living_in(region, name or self._name(language), language)

    def living_in(self, region: Region, name: str, language: str) -> Resident:
        """Somebody of that part of the world."""
        chance, trade = self.chance, self.chance.choice(TRADES)
        other = "en" if language == "fr" else "fr"
        one = Resident(
            name=name,
            language=language,
            speaks=(language, other) if chance.random() < BILINGUAL_SHARE else (language,),
            tz=region.tz,
            locale=region.locale,
            town=chance.choice(region.towns),
            trade=trade,
            interests=tuple(dict.fromkeys([*some(trade.interests, 2, chance), chance.choice(PASTIMES)])),
            offers=some(trade.offers(language), 2, chance),
            needs=some(trade.needs(language), 2, chance),
            character=chance.choices(list(SHARES), list(SHARES.values()))[0],
        )
        one.rooms = rooms_of(one, chance)
        return one

    def _name(self, language: str) -> str:
        first, family = (FIRST_FR, FAMILY_FR) if language == "fr" else (FIRST_EN, FAMILY_EN)
        name = f"{self.chance.choice(first)} {self.chance.choice(family)}"
        while name in self._taken:
            name = f"{self.chance.choice(first)} {self.chance.choice(family)}"
        self._taken.add(name)
        return name


def some(words: tuple[str, ...], most: int, chance: random.Random) -> tuple[str, ...]:
    """One to `most` of these, in their order."""
    kept = set(chance.sample(words, min(len(words), chance.randint(1, most))))
    return tuple(word for word in words if word in kept)


def rooms_of(one: Resident, chance: random.Random) -> set[str]:
    """The channels that they join: those of their trade, and others as they please, where their language is spoken."""
    open_to_them = [room for room in ROOMS if any(room.speaks(language) for language in one.speaks)]
    return {room.name for room in open_to_them if room.name in one.trade.rooms or chance.random() < room.share}
