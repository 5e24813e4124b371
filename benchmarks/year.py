"""A year of weekly rounds: 52 of them, four in five people attending, by our matching and by the rules of others."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from itertools import combinations
from random import Random

import numpy as np

from benchmarks import crowds, peers
from slack_app.domain.matching import Past, Person, Recipe, match
from slack_app.domain.matching.scores import PeopleScores

ROUNDS, ATTENDING = 52, 0.8
OURS = "Convive"


@dataclass
class Year:
    """What became of a year; `least` are the repeats that no order of meetings avoids."""

    meetings: int = 0
    repeats: int = 0
    least: int = 0
    blocked: int = 0
    left_out: int = 0
    scores: list[float] = field(default_factory=list)
    spread: int = 0


def lived(kind: str, many: int, seed: int, rule: str) -> Year:
    """The year of one community by one rule; everyone attends in the same rounds whatever the rule."""
    start = crowds.community(kind, many, seed, rounds=0)
    people = {one.user_id: replace(one, fairness=0.0) for one in start.people}
    scores = PeopleScores(start.people, crowds.recipe(), Past())
    blocked = {peers.two(a, b) for a, b in start.past.blocks}
    chance, met, year = np.random.default_rng(seed), dict[peers.Pair, list[int]](), Year()
    for week in range(ROUNDS):
        here = [one for one in people.values() if chance.random() < ATTENDING]
        ago = {pair: [week - one for one in weeks] for pair, weeks in met.items()}
        groups, weakness = _groups(rule, here, ago, start.past.blocks, week * 1000 + seed)
        _count(year, groups, met, blocked, scores)
        for pair in _pairs(groups):
            met.setdefault(pair, []).append(week)
        _remember(people, here, groups, weakness)
    year.least = max(0, year.meetings - (many * (many - 1) // 2 - len(blocked)))
    times = [one.times_left_out for one in people.values()]
    year.left_out, year.spread = sum(times), max(times) - min(times)
    return year


def _groups(
    rule: str, here: list[Person], ago: peers.Met, blocks: Collection[tuple[str, str]], seed: int
) -> tuple[peers.Groups, dict[str, float]]:
    if rule != OURS:
        return peers.RULES[rule]([one.user_id for one in here], ago, Random(seed)), {}
    past = Past([(a, b, min(rounds)) for (a, b), rounds in ago.items()], blocks)
    found = match(here, Recipe(), past, seed=seed)
    weakness = {user_id: group.weakness for group in found.groups for user_id in group.user_ids}
    return [group.user_ids for group in found.groups], weakness


def _pairs(groups: peers.Groups) -> list[peers.Pair]:
    return [peers.two(a, b) for group in groups for a, b in combinations(group, 2)]


def _count(year: Year, groups: peers.Groups, met: peers.Met, blocked: set[peers.Pair], scores: PeopleScores) -> None:
    pairs = _pairs(groups)
    first, second = (np.array([int(pair[side][1:]) for pair in pairs]) for side in (0, 1))
    year.meetings += len(pairs)
    year.repeats += sum(pair in met for pair in pairs)
    year.blocked += sum(pair in blocked for pair in pairs)
    year.scores += scores.gain(first, second).tolist()


def _remember(people: dict[str, Person], here: list[Person], groups: peers.Groups, weakness: dict[str, float]) -> None:
    seated = {user_id for group in groups for user_id in group}
    for one in here:
        is_out = one.user_id not in seated
        people[one.user_id] = replace(
            one,
            fairness=1.0 if is_out else weakness.get(one.user_id, 0.0),
            times_left_out=one.times_left_out + is_out,
        )
