"""With whom it is worth looking: for each person a short list of those who are worth most beyond their price.

Lists by worth alone would all hold the same well-liked people. Up to a few thousand people everyone is looked at; beyond,
a sample: some by lot, some who share topics, and the candidates' own candidates, round by round.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from slack_app.domain.matching.crowd import Floats, Ints
from slack_app.domain.matching.prices import Edges, bargained
from slack_app.domain.matching.scores import Kin, Scores

LOOK_AT_ALL = 3000
KEPT = 12
_ROUNDS, _STEPS = 12, 12
_ROUNDS_OF_ALL, _STEPS_OF_ALL = 4, 30
_AT_ONCE = 2048
_BY_LOT, _BY_CANDIDATES, _ORDERS, _BESIDE = 40, 60, 8, 6
_FIRST_LOOK = 24


def priced(scores: Scores, seed: int) -> tuple[Edges, Floats]:
    """The pairs that are worth looking at, and everyone's price."""
    if scores.size <= LOOK_AT_ALL:
        return of_all(scores)
    return _of_samples(scores, np.random.default_rng(seed))


def of_all(scores: Scores) -> tuple[Edges, Floats]:
    """The same, where everyone is looked at."""
    everyone = np.arange(scores.size)
    worth = usable(scores, everyone[:, None], everyone[None, :])
    prices = _first_prices(worth)
    kept = min(KEPT, scores.size)
    for _ in range(_ROUNDS_OF_ALL):
        ids = np.argpartition(worth - prices, -kept, axis=1)[:, -kept:]
        edges = Edges.of_lists(ids, np.take_along_axis(worth, ids, axis=1))
        prices = bargained(edges, prices, _STEPS_OF_ALL)
    return edges, prices


def usable(scores: Scores, i: Ints, j: Ints) -> Floats:
    """What they are worth; minus infinity for what is at best a last resort."""
    worth = scores.of(i, j)
    worth[worth < scores.last_resort] = -np.inf
    return worth


def _of_samples(scores: Scores, chance: np.random.Generator) -> tuple[Edges, Floats]:
    everyone, kin = np.arange(scores.size), scores.kin()
    seen = chance.integers(0, scores.size, (scores.size, _FIRST_LOOK))
    prices = _first_prices(usable(scores, np.repeat(everyone, _FIRST_LOOK), seen.ravel()).reshape(seen.shape))
    lists = Lists(np.zeros((scores.size, 0), np.int64), np.zeros((scores.size, 0)))
    for _ in range(_ROUNDS):
        lists = lists.renewed(scores, prices, kin, chance)
        edges = Edges.of_lists(lists.ids, lists.worth)
        prices = bargained(edges, prices, _STEPS)
    return edges, prices


def _first_prices(worth: Floats) -> Floats:
    """Half of what the best tenth of some are worth at least."""
    tenth = -max(worth.shape[1] // 10, min(worth.shape[1], 2))
    found = np.partition(worth, tenth, axis=1)[:, tenth]
    return np.where(found > -np.inf, found / 2, 0.0)


@dataclass(frozen=True)
class Lists:
    """For each person the candidates, and what each is worth to them; minus infinity: none."""

    ids: Ints
    worth: Floats

    def renewed(self, scores: Scores, prices: Floats, kin: Kin | None, chance: np.random.Generator) -> "Lists":
        """The best of these and of new samples."""
        orders = [_in_order(one, chance) for one in [kin] * _ORDERS if one is not None]
        parts = [
            self._renewed(np.arange(at, min(at + _AT_ONCE, scores.size)), scores, prices, orders, chance)
            for at in range(0, scores.size, _AT_ONCE)
        ]
        return Lists(np.concatenate([ids for ids, _ in parts]), np.concatenate([worth for _, worth in parts]))

    def _renewed(
        self, who: Ints, scores: Scores, prices: Floats, orders: list[tuple[Ints, Ints]], chance: np.random.Generator
    ) -> tuple[Ints, Floats]:
        new = np.concatenate(list(self._sampled(who, scores.size, orders, chance)), axis=1)
        worth = usable(scores, np.repeat(who, new.shape[1]), new.ravel()).reshape(new.shape)
        return _best(
            np.concatenate([self.ids[who], new], axis=1), np.concatenate([self.worth[who], worth], axis=1), prices
        )

    def _sampled(
        self, who: Ints, people: int, orders: list[tuple[Ints, Ints]], chance: np.random.Generator
    ) -> Iterator[Ints]:
        yield chance.integers(0, people, (len(who), _BY_LOT))
        steps = np.array([step for step in range(-_BESIDE, _BESIDE + 1) if step])
        for order, place in orders:
            yield order[(place[who][:, None] + steps) % people]
        if self.ids.shape[1]:
            of_mine, of_theirs = chance.integers(0, self.ids.shape[1], (2, len(who), _BY_CANDIDATES))
            yield self.ids[np.take_along_axis(self.ids[who], of_mine, axis=1), of_theirs]


def _best(ids: Ints, worth: Floats, prices: Floats) -> tuple[Ints, Floats]:
    """The few who are worth most beyond their price, each once."""
    beyond = worth - prices[ids]
    ids, worth, beyond = _chosen(np.argpartition(beyond, -3 * KEPT, axis=1)[:, -3 * KEPT :], ids, worth, beyond)
    ids, worth, beyond = _chosen(np.argsort(ids, axis=1), ids, worth, beyond)
    beyond[:, 1:][ids[:, 1:] == ids[:, :-1]] = -np.inf
    ids, worth, beyond = _chosen(np.argpartition(beyond, -KEPT, axis=1)[:, -KEPT:], ids, worth, beyond)
    return ids, np.where(beyond > -np.inf, worth, -np.inf)


def _chosen(at: Ints, ids: Ints, worth: Floats, beyond: Floats) -> tuple[Ints, Floats, Floats]:
    return np.take_along_axis(ids, at, 1), np.take_along_axis(worth, at, 1), np.take_along_axis(beyond, at, 1)


def _in_order(kin: Kin, chance: np.random.Generator) -> tuple[Ints, Ints]:
    """People in an order in which those who share two topics stand together, other topics each time; and their places."""
    turn = chance.random(kin.kinds + 1) + kin.is_single
    turn[kin.kinds] = np.inf
    topics = np.where(kin.topics >= 0, kin.topics, kin.kinds)
    two = np.sort(np.take_along_axis(topics, np.argpartition(turn[topics], 1, axis=1)[:, :2], axis=1), axis=1)
    order = np.lexsort((kin.beside + chance.random(len(topics)), two[:, 1], two[:, 0]))
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return order, place
