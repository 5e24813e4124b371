"""The best pairs there are, by a maximum weight matching in general graphs (Edmonds' blossoms, as rustworkx has them)."""

import numpy as np
import rustworkx

from slack_app.domain.matching.crowd import Floats, Ints

Pairs = list[tuple[int, int]]
_FINENESS = 10**6


def best_pairs(first: Ints, second: Ints, worth: Floats, first_to_go: Ints) -> Pairs:
    """As many disjoint pairs as the edges (`first`, `second`) allow, and of all such choices the best.

    Of those that leave people out, the ones that take who has the highest number in `first_to_go`; then by `worth`.
    """
    graph: rustworkx.PyGraph[None, int] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from([None] * len(first_to_go))
    fine = np.rint((worth - worth.min(initial=0.0)) * _FINENESS).astype(np.int64)
    above = int(fine.max(initial=0)) * len(first_to_go) + 1
    first_class = np.unique(first_to_go, return_inverse=True)[1]
    needed = (first_class[first] + first_class[second]).tolist()
    weights = [need * above + one for need, one in zip(needed, fine.tolist(), strict=True)]
    graph.extend_from_weighted_edge_list(list(zip(first.tolist(), second.tolist(), weights, strict=True)))
    return sorted(rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int))


def best_of_all(worth: Floats, first_to_go: Ints) -> Pairs:
    """The same from a square of what each two are worth; minus infinity: never."""
    first, second = np.nonzero(np.triu(worth > -np.inf, 1))
    return best_pairs(first, second, worth[first, second], first_to_go)
