"""Whoever is still alone after the pairs were made: paired, made room for, seated as a third, or next in turn."""

from dataclasses import dataclass, field

import numpy as np

from slack_app.domain.matching.candidates import usable
from slack_app.domain.matching.crowd import Floats, Ints
from slack_app.domain.matching.exact import best_of_all
from slack_app.domain.matching.prices import Edges
from slack_app.domain.matching.scores import Scores
from slack_app.domain.matching.settling import ALONE, settled

_FEW = 600
_LOOKS = 400_000
_LEAST_LOOKS = 32
_PATIENCE = 3
_MOST_TURNS = 50


@dataclass
class Filling:
    """Pairs under way, with those who are alone and those who joined a pair as a third."""

    scores: Scores
    partner: Ints
    first_to_go: Ints
    likes_three: Floats
    chance: np.random.Generator
    thirds: dict[int, int] = field(default_factory=dict)

    def fill(self) -> None:
        """Leaves nobody alone who can be seated; an unmet partner first, an old one if there is no other."""
        for is_last_resort in (False, True):
            if len(self.alone()) > 1:
                self._pair_up(is_last_resort=is_last_resort)
                self._make_room(is_last_resort=is_last_resort)
        self._take_turns()
        for one in sorted(self.alone().tolist(), key=lambda one: -int(self.first_to_go[one])):
            if not self._seat_third(one):
                self._rearrange(one)

    def alone(self) -> Ints:
        """Those who are in no group."""
        seated = np.zeros(len(self.partner), np.bool_)
        seated[list(self.thirds)] = True
        return np.flatnonzero((self.partner == ALONE) & ~seated)

    def _worth(self, i: Ints, j: Ints, *, is_last_resort: bool) -> Floats:
        return self.scores.of(i, j) if is_last_resort else usable(self.scores, i, j)

    def _join(self, first: Ints, second: Ints) -> None:
        self.partner[first], self.partner[second] = second, first

    def _pair_up(self, *, is_last_resort: bool) -> None:
        """The best pairs among those who are alone."""
        alone = self.alone()
        if len(alone) <= _FEW:
            worth = self._worth(alone[:, None], alone[None, :], is_last_resort=is_last_resort)
            pairs = best_of_all(worth, self.first_to_go[alone])
            first, second = alone[np.array(pairs, np.int64).reshape(-1, 2).T]
            self._join(first, second)
            return
        ids = self.chance.integers(0, len(alone), (len(alone), _LEAST_LOOKS))
        worth = self._worth(np.repeat(alone, _LEAST_LOOKS), alone[ids.ravel()], is_last_resort=is_last_resort)
        edges = Edges.of_lists(ids, worth.reshape(ids.shape))
        mate = settled(edges, np.zeros(len(alone)), self.first_to_go[alone])
        found = np.flatnonzero(mate != ALONE)
        self.partner[alone[found]] = alone[mate[found]]

    def _make_room(self, *, is_last_resort: bool) -> None:
        """Two who are alone take a pair apart and have one of it each, where that can be."""
        idle = 0
        while idle < _PATIENCE and len(self.alone()) > 1:
            alone = self.chance.permutation(self.alone())
            half = len(alone) // 2
            left, right = alone[:half, None], alone[half : 2 * half, None]
            x = self._some_paired(half)
            if not x.shape[1]:
                return
            y = self.partner[x]
            gain = self._worth(left, x, is_last_resort=is_last_resort)
            gain += self._worth(right, y, is_last_resort=is_last_resort)
            gain -= self.scores.of(x, y)
            rows, columns = self._best_once(gain, np.minimum(x, y))
            idle = 0 if len(rows) else idle + 1
            first, second = x[rows, columns], y[rows, columns]
            self._join(left[rows, 0], first)
            self._join(right[rows, 0], second)

    def _take_turns(self) -> None:
        """Who was left out more often takes the seat of one who was less often, where the partner may."""
        for _ in range(_MOST_TURNS):
            alone = self.alone()
            x = self._some_paired(len(alone))
            if not x.size:
                return
            before = self.first_to_go[alone][:, None] - self.first_to_go[x]
            gain = np.where(before > 0, before * 1e12, -np.inf) + self.scores.of(alone[:, None], self.partner[x])
            rows, columns = self._best_once(gain, np.minimum(x, self.partner[x]))
            if not len(rows):
                return
            taken = x[rows, columns]
            mates = self.partner[taken]
            self.partner[taken] = ALONE
            self._join(alone[rows], mates)

    def _seat_third(self, one: int) -> bool:
        x = np.unique(self._some_paired(1))
        x = x[(x < self.partner[x]) & ~np.isin(x, list(self.thirds.values()))]
        if not len(x):
            return False
        y, me = self.partner[x], np.full(len(x), one)
        wish = self.likes_three[x] + self.likes_three[y]
        gain = (2 * (self.scores.of(me, x) + self.scores.of(me, y)) - self.scores.of(x, y)) / 3 + wish
        if gain.max() > -np.inf:
            self.thirds[one] = int(x[np.argmax(gain)])
        return one in self.thirds

    def _rearrange(self, one: int) -> None:
        """Two of two pairs join who is alone, and the two whom they leave join each other, where that can be."""
        x = np.unique(self._some_paired(1))[:_FEW]
        x = x[~np.isin(np.minimum(x, self.partner[x]), list(self.thirds.values()))]
        x = x[self.scores.of(np.full(len(x), one), x) > -np.inf]
        if len(x) <= 1:
            return
        mine, rest = x[:, None], self.partner[x][:, None]
        total = self.scores.of(mine, mine.T) + self.scores.of(rest, rest.T)
        a, b = divmod(int(np.argmax(total)), len(x))
        if total[a, b] > -np.inf:
            first, second = x[a], x[b]
            self._join(self.partner[[first]], self.partner[[second]])
            self._join(np.array([first]), np.array([second]))
            self.thirds[one] = int(min(first, second))

    def _some_paired(self, rows: int) -> Ints:
        """For each row some people who have a partner: all of them where they are few."""
        paired = np.flatnonzero(self.partner != ALONE)
        looks = max(_LOOKS // max(rows, 1), _LEAST_LOOKS)
        if len(paired) <= looks:
            return np.broadcast_to(paired, (rows, len(paired)))
        return self.chance.choice(paired, (rows, looks))

    def _best_once(self, gain: Floats, of: Ints) -> tuple[Ints, Ints]:
        """For each row its best column, where there is one; of rows that want the same, one has it."""
        columns = np.argmax(gain, axis=1)
        rows = np.flatnonzero(gain[np.arange(len(gain)), columns] > -np.inf)
        _, once = np.unique(of[rows, columns[rows]], return_index=True)
        return rows[once], columns[rows[once]]
