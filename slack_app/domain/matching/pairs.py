"""A round of pairs: everyone in one, an odd one as a third, and whoever cannot be matched is left out in turn."""

import numpy as np

from slack_app.domain.matching.candidates import priced
from slack_app.domain.matching.crowd import Floats, Ints
from slack_app.domain.matching.exact import best_of_all
from slack_app.domain.matching.filling import Filling
from slack_app.domain.matching.odd import Triple, triples_to_try
from slack_app.domain.matching.scores import Scores
from slack_app.domain.matching.settling import ALONE, settled

Groups = list[tuple[int, ...]]
MOST_EXACT = 300


def pairs_of(scores: Scores, first_to_go: Ints, likes_three: Floats, seed: int) -> tuple[Groups, list[int]]:
    """Pairs of everyone, and who had to be left out: by `first_to_go`, the highest number is left out last.

    The best there are up to 300 people, close to them beyond. Who is left over joins a pair, where no two of the three
    are kept apart; `likes_three` is added to what someone is worth there.
    """
    chance = np.random.default_rng(seed)
    if scores.size > MOST_EXACT:
        return _filled(scores, settled(*priced(scores, seed), first_to_go), first_to_go, likes_three, chance)
    everyone = np.arange(scores.size)
    worth = scores.of(everyone[:, None], everyone[None, :])
    tries = [_without(worth, triple, first_to_go) for triple in triples_to_try(scores, worth, likes_three)]
    value, triple, partner = max(
        tries, key=lambda one: one[0] + float(likes_three[list(one[1])].sum()), default=(-np.inf, (), everyone)
    )
    if value > -np.inf:
        return [*([triple] if triple else []), *_paired(partner)], []
    return _filled(scores, _without(worth, (), first_to_go)[2], first_to_go, likes_three, chance)


def _without(worth: Floats, triple: Triple, first_to_go: Ints) -> tuple[float, Triple, Ints]:
    """The best pairs of all but three, and the value of the whole; minus infinity when someone is alone."""
    rest = np.setdiff1d(np.arange(len(worth)), triple)
    first, second = rest[np.array(best_of_all(worth[np.ix_(rest, rest)], first_to_go[rest]), np.int64).reshape(-1, 2).T]
    partner = np.full(len(worth), ALONE)
    partner[first], partner[second] = second, first
    if 2 * len(first) < len(rest):
        return -np.inf, triple, partner
    among = worth[np.ix_(triple, triple)][np.triu_indices(len(triple), 1)]
    return float(worth[first, second].sum() + among.sum() * 2 / 3), triple, partner


def _filled(
    scores: Scores, partner: Ints, first_to_go: Ints, likes_three: Floats, chance: np.random.Generator
) -> tuple[Groups, list[int]]:
    filling = Filling(scores, partner, first_to_go, likes_three, chance)
    filling.fill()
    third = {pair: one for one, pair in filling.thirds.items()}
    pairs = _paired(filling.partner)
    return [(*pair, third[pair[0]]) if pair[0] in third else pair for pair in pairs], filling.alone().tolist()


def _paired(partner: Ints) -> Groups:
    first = np.flatnonzero(partner > np.arange(len(partner)))
    return list(zip(first.tolist(), partner[first].tolist(), strict=True))
