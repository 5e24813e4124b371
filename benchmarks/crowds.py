"""Communities to match: two kinds, made of chance by seed, as people and their past.

`spread` is a community of tastes: interests by Zipf's law, thirteen offsets of the clock, teams of about fifteen, and
everyone has filled in their profile. `guilds` is one of circles: most of what people write comes from their own
circle's vocabulary, they live in a few towns, a third left half of the form empty, and few have two languages.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from slack_app.domain.matching import DEFAULT_WEIGHTS, Past, Person, Recipe, Term

PRACTICAL: Mapping[Term, float] = {
    Term.OFFERS: 5.0,
    Term.HOURS: 3.0,
    Term.LANGUAGE: 3.0,
    Term.INTERESTS: 2.0,
    Term.FAR: 1.0,
    Term.SENIORITY: 1.0,
}
WEIGHTS: Mapping[str, Mapping[Term, float]] = {"default": DEFAULT_WEIGHTS, "practical": PRACTICAL}
_DAY = 48
_LANGUAGES = ("en", "fr", "es", "de", "pt", "it", "ar", "nl", "pl", "ro")


@dataclass(frozen=True)
class Community:
    """People, and what is remembered of them."""

    people: list[Person]
    past: Past


def community(kind: str, many: int, seed: int, *, rounds: int | None = None, attending: float = 0.8) -> Community:
    """A community with past rounds behind it: who came was paired by lot; a tenth of them were unmatched last time."""
    chance = np.random.default_rng([seed, many, len(kind)])
    people = {"spread": _spread, "guilds": _guilds}[kind](many, chance)
    unmatched = chance.random(many) < 0.1
    weak = chance.random(many) * 0.6
    people = [
        replace(one, fairness=1.0 if alone else round(float(last), 3))
        for one, alone, last in zip(people, unmatched, weak, strict=True)
    ]
    behind = rounds if rounds is not None else (52 if many < 5000 else 20)
    return Community(people, Past(list(_met(many, behind, attending, chance)), _blocks(many, chance)))


def recipe(weights: str = "default", size: int = 2) -> Recipe:
    """A programme's recipe, by the name of its weights."""
    return Recipe(size=size, weights=WEIGHTS[weights])


def name(number: int) -> str:
    """The user id of a number."""
    return f"U{number:06}"


def _met(many: int, rounds: int, attending: float, chance: np.random.Generator) -> Iterator[tuple[str, str, int]]:
    names = [name(one) for one in range(many)]
    for rounds_ago in range(1, rounds + 1):
        here = np.flatnonzero(chance.random(many) < attending)
        chance.shuffle(here)
        for a, b in zip(here[::2].tolist(), here[1::2].tolist(), strict=False):
            yield names[a], names[b], rounds_ago


def _blocks(many: int, chance: np.random.Generator) -> list[tuple[str, str]]:
    pairs = chance.integers(0, many, (many // 10, 2)).tolist()
    return [(name(a), name(b)) for a, b in pairs if a != b]


def _zipf(topics: int) -> np.ndarray:
    share = 1 / np.arange(1, topics + 1)
    return np.cumsum(share / share.sum())


def _drawn(many: int, least: int, most: int, topics: int, chance: np.random.Generator) -> list[list[int]]:
    """For each person some different topics, by Zipf's law."""
    wanted = chance.integers(least, most + 1, many).tolist()
    drawn = np.searchsorted(_zipf(topics), chance.random((many, 3 * most)))
    return [list(dict.fromkeys(row))[:count] for row, count in zip(drawn.tolist(), wanted, strict=True)]


def _named(rows: list[list[int]], word: str) -> list[tuple[str, ...]]:
    names = [f"{word} {number}" for number in range(1 + max((max(row, default=0) for row in rows), default=0))]
    return [tuple(names[number] for number in row) for row in rows]


def _workday(starts: int) -> int:
    """The half-hours of a day of eight hours that starts at one of them."""
    return sum(1 << (at % _DAY) for at in range(starts, starts + 16))


def _spread(many: int, chance: np.random.Generator) -> list[Person]:
    offsets = np.array([-8, -7, -6, -5, -3, 0, 1, 2, 3, 4, 5.5, 8, 9])
    place = chance.choice(13, many, p=np.array([4, 2, 5, 12, 4, 14, 25, 12, 6, 2, 8, 3, 3]) / 100)
    hours = [_workday(int(one)) for one in (18 - 2 * offsets[place] + chance.integers(-2, 3, many)) % _DAY]
    interests = _named(_drawn(many, 2, 8, 200, chance), "interest")
    seeks, offers = (_named(_drawn(many, low, 3, 24, chance), "goal") for low in (1, 0))
    languages = [
        tuple(dict.fromkeys(_LANGUAGES[one] for one in row[:count]))
        for row, count in zip(
            np.searchsorted(_zipf(10), chance.random((many, 3))).tolist(), chance.integers(1, 4, many), strict=True
        )
    ]
    team = np.searchsorted(_zipf(max(many // 15, 2)), chance.random(many))
    days = chance.integers(0, 1500, many)
    return [
        Person(
            name(one),
            team=f"team {team[one]}",
            place=f"Town {place[one]}",
            languages=languages[one],
            interests=interests[one],
            offers=offers[one],
            seeks=seeks[one],
            hours=hours[one],
            member_for_days=int(days[one]),
        )
        for one in range(many)
    ]


def _guilds(many: int, chance: np.random.Generator) -> list[Person]:
    circles = max(many // 60, 4)
    circle = chance.integers(0, circles, many)
    town = np.where(chance.random(many) < 0.6, circle % 7, chance.integers(0, 7, many))
    full = chance.random(many) < 0.67
    own, common = _drawn(many, 2, 6, 25, chance), _drawn(many, 0, 3, 40, chance)
    wants, gives = _drawn(many, 0, 3, 12, chance), _drawn(many, 0, 3, 12, chance)
    second, starts, days = chance.random(many) < 0.25, chance.integers(14, 20, many), chance.integers(0, 900, many)
    return [
        Person(
            name(one),
            team=f"guild {circle[one]}",
            place=f"Town {town[one]}" if full[one] else "",
            languages=(_LANGUAGES[town[one] % 4], *(("en",) if second[one] else ())),
            interests=tuple([f"g{circle[one]} {at}" for at in own[one]] + [f"all {at}" for at in common[one]]),
            offers=tuple(f"g{circle[one] % 9} help {at}" for at in gives[one]) if full[one] else (),
            seeks=tuple(f"g{circle[one] % 9} help {at}" for at in wants[one]) if full[one] else (),
            hours=_workday(int(starts[one] + 2 * (town[one] % 3))) if full[one] else 0,
            member_for_days=int(days[one]),
        )
        for one in range(many)
    ]
