"""The rules by which others pair, each written anew from its description, to be run beside ours on the same people.

Each takes who came (ids), the past as ids of two and how many rounds ago, and chance; and answers groups.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from random import Random

import rustworkx

Pair = tuple[str, str]
Groups = list[tuple[str, ...]]
Met = Mapping[Pair, Sequence[int]]
"""For each two, first the one of the smaller id, in which rounds (ago) they met."""
_COOL_DOWN, _REMEMBERED_GROUPS, _SWAPS = 10, 150, 50
_DRAWS, _SHUFFLES = 20, 100


def shuffled(people: Sequence[str], met: Met, chance: Random) -> Groups:
    """By lot; an odd one joins the last pair."""
    order = chance.sample(people, len(people))
    groups: Groups = [(a, b) for a, b in zip(order[::2], order[1::2], strict=False)]
    if len(order) % 2 and groups:
        groups[-1] = (*groups[-1], order[-1])
    return groups


def drawn_again(people: Sequence[str], met: Met, chance: Random) -> Groups:
    """One after the other draws a partner, and again, up to twenty times, while they met within ten rounds."""
    waiting = chance.sample(people, len(people))
    groups: Groups = []
    while len(waiting) > 1:
        one = waiting.pop()
        for _ in range(_DRAWS):
            at = chance.randrange(len(waiting))
            if min(met.get(two(one, waiting[at]), [_COOL_DOWN + 1])) > _COOL_DOWN:
                break
        groups.append((one, waiting.pop(at)))
    if waiting and groups:
        groups[-1] = (*groups[-1], waiting[0])
    return groups


def best_of_shuffles(people: Sequence[str], met: Met, chance: Random) -> Groups:
    """Of a hundred shuffles the one in which least was met lately."""
    return min((shuffled(people, met, chance) for _ in range(_SHUFFLES)), key=lambda groups: _staleness(groups, met))


def cooled_down(people: Sequence[str], met: Met, chance: Random) -> Groups:
    """As Yelp's Beans: who met within ten rounds must not; of the rest as many pairs as there can be; no thirds."""
    order = chance.sample(people, len(people))
    graph: rustworkx.PyGraph[None, int] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from([None] * len(order))
    graph.extend_from_weighted_edge_list(
        [
            (a, b, 1)
            for a, b in combinations(range(len(order)), 2)
            if min(met.get(two(order[a], order[b]), [_COOL_DOWN + 1])) > _COOL_DOWN
        ]
    )
    return [(order[a], order[b]) for a, b in rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int)]


def swapped_apart(people: Sequence[str], met: Met, chance: Random) -> Groups:
    """As TSE's Muffin: shuffled, then fifty passes of swaps between pairs that repeat one of the last 150 groups."""
    per_round = max(len(people) // 2, 1)
    rounds = -(-_REMEMBERED_GROUPS // per_round)
    groups = [list(group) for group in shuffled(people, met, chance)]

    def is_stale(group: Sequence[str]) -> bool:
        return any(min(met.get(two(a, b), [rounds + 1])) <= rounds for a, b in combinations(group, 2))

    for _ in range(_SWAPS):
        stale = [group for group in groups if is_stale(group)]
        for group in stale:
            other = chance.choice(groups)
            group[0], other[0] = other[0], group[0]
        if not stale:
            break
    return [tuple(group) for group in groups]


RULES: Mapping[str, Callable[[Sequence[str], Met, Random], Groups]] = {
    "random shuffle": shuffled,
    "shuffle with redraw": drawn_again,
    "best of 100 shuffles": best_of_shuffles,
    "Yelp Beans' rule": cooled_down,
    "TSE-Muffin's rule": swapped_apart,
}


def two(a: str, b: str) -> Pair:
    """The two in the order of their ids."""
    return (a, b) if a < b else (b, a)


def _staleness(groups: Groups, met: Met) -> float:
    return sum(1 / ago for group in groups for a, b in combinations(group, 2) for ago in met.get(two(a, b), ()))
