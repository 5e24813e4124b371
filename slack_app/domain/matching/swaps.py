"""Groups by local search: from many starts, swaps of two people until none gains; then shaken and searched again."""

from dataclasses import dataclass

import numpy as np

from slack_app.domain.matching.crowd import Floats, Ints

_STARTS_EACH, _SHAKES_A_PAIR, _SHAKEN = 5, 2, (3, 9)
_EFFORT_OF_STARTS, _EFFORT_OF_SHAKES = 160_000, 2_000_000
_LEAST_GAIN = 1e-6


@dataclass(frozen=True)
class Table:
    """For every two people what they are worth together, and apart from it the cost of what should not be.

    What they are worth counts by 2 / size of their group, so that everyone counts as much as in a pair; a cost counts whole.
    """

    worth: Floats
    cost: Floats

    @classmethod
    def of(cls, worth: Floats, last_resort: float) -> "Table":
        """From what each two are worth; those below the last resort should not, those of minus infinity must not meet."""
        is_last, is_never = worth < last_resort, np.isneginf(worth)
        dear = max(-float(np.where(is_never, 0.0, worth).min()), 1.0) * len(worth) ** 2
        cost = np.rint(np.where(is_never, dear, np.where(is_last, -worth, 0.0)))  # whole numbers add up exactly
        np.fill_diagonal(cost, 0)
        return cls(np.where(is_last | is_never, 0.0, worth), cost)

    def total(self, place: Ints, shares: Floats) -> float:
        """What a division into groups is worth; `shares` is 2 / size of each group."""
        same = place[:, None] == place[None, :]
        return float(((self.worth * shares[place][:, None] - self.cost) * same).sum() / 2)


def searched(table: Table, sizes: list[int], chance: np.random.Generator, first: Ints | None = None) -> Ints:
    """For each person the number of their group: the best division that was found, `first` being one to start with."""
    people, shares = len(table.worth), 2 / np.array(sizes)
    best, best_total = np.zeros(people, np.int64), -np.inf
    if len(sizes) == 1:
        return best
    starts = min(_STARTS_EACH * people, max(_EFFORT_OF_STARTS // people**2, 2))
    seats = np.repeat(np.arange(len(sizes)), sizes)
    for attempt in range(starts + min(_SHAKES_A_PAIR * people**2, _EFFORT_OF_SHAKES // people**2)):
        start = chance.permutation(seats) if attempt < starts else _shaken(best, chance)
        place = _swapped(table, first if first is not None and not attempt else start, shares)
        total = table.total(place, shares)
        if total > best_total + _LEAST_GAIN:
            best, best_total = place, total
    return best


def _shaken(place: Ints, chance: np.random.Generator) -> Ints:
    """The same, with a few people's seats dealt anew."""
    found = place.copy()
    who = chance.choice(len(place), min(int(chance.integers(*_SHAKEN)), len(place)), replace=False)
    found[who] = place[chance.permutation(who)]
    return found


def _swapped(table: Table, place: Ints, shares: Floats) -> Ints:
    """The best swap of two people, again and again, until none gains."""
    place = place.copy()
    member = (place[:, None] == np.arange(len(shares))[None, :]).astype(np.float64)
    worth, cost = table.worth @ member, table.cost @ member
    evenly = np.ones(len(shares))
    while True:
        gain = _gains(table.worth, worth, place, shares)
        gain -= _gains(table.cost, cost, place, evenly)
        gain[place[:, None] == place[None, :]] = 0
        a, b = divmod(int(np.argmax(gain)), len(place))
        if gain[a, b] <= _LEAST_GAIN:
            return place
        for ties, each in ((worth, table.worth), (cost, table.cost)):
            ties[:, place[a]] += each[:, b] - each[:, a]
            ties[:, place[b]] += each[:, a] - each[:, b]
        place[a], place[b] = place[b], place[a]


def _gains(each: Floats, ties: Floats, place: Ints, shares: Floats) -> Floats:
    """What swapping any two adds, when `ties` are everyone's sums of `each` with each group."""
    share = shares[place]
    here = share * ties[np.arange(len(place)), place]
    there = share * (ties[:, place] - each)
    found: Floats = there + there.T - here[:, None] - here[None, :]
    return found
