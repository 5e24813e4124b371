"""How well a community is connected by those who met, and where to draw them in a picture."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from slack_app.domain.plain import JSON, int_at

SEVERAL = 3
MOST_DRAWN = 300
_STEPS = 120
_PULL_TO_THE_MIDDLE = 0.6
_MARGIN = 0.04
_MIDDLE = 0.68
"""The share of the frame for those who met, where others stand around them."""

Edge = tuple[str, str]


@dataclass(frozen=True)
class Connectedness:
    """Of the people of a programme: how many others each met, and into how many parts they fall.

    `distinct_met_mean` is the mean number of people met, `met_several_share` the share of those who met three or more,
    `largest_share` that of the largest connected part; who met nobody is a part of their own. Shares are 0 to 1.
    """

    people: int = 0
    distinct_met_mean: float = 0.0
    met_several_share: float = 0.0
    met_nobody: int = 0
    components: int = 0
    largest_share: float = 0.0

    @classmethod
    def from_json(cls, stored: object) -> Self:
        """What `to_json` wrote; what is missing or no number is 0."""
        return cls(
            people=int_at(stored, "people") or 0,
            distinct_met_mean=_number(stored, "distinct_met_mean"),
            met_several_share=_number(stored, "met_several_share"),
            met_nobody=int_at(stored, "met_nobody") or 0,
            components=int_at(stored, "components") or 0,
            largest_share=_number(stored, "largest_share"),
        )

    def to_json(self) -> dict[str, JSON]:
        """The figures as plain JSON."""
        return asdict(self)


@dataclass(frozen=True)
class Drawing:
    """Where each one stands, (n, 2) within 0 to 1, and who met, (m, 2) indices; `left_off` people are not drawn."""

    user_ids: tuple[str, ...]
    positions: NDArray[np.float64]
    edges: NDArray[np.intp]
    left_off: int


def connectedness(edges: Iterable[Edge], people: Collection[str]) -> Connectedness:
    """How connected these people are by those of them who met, in either order and however often."""
    known = set(people)
    if not known:
        return Connectedness()
    met = _distinct(edges, known)
    degrees = Counter(user_id for edge in met for user_id in edge)
    sizes = _sizes_of_parts(met, known)
    return Connectedness(
        people=len(known),
        distinct_met_mean=2 * len(met) / len(known),
        met_several_share=sum(degree >= SEVERAL for degree in degrees.values()) / len(known),
        met_nobody=len(known) - len(degrees),
        components=len(sizes),
        largest_share=max(sizes) / len(known),
    )


def layout(edges: Iterable[Edge], people: Iterable[str], seed: int) -> Drawing:
    """A drawing in which who met stands near and nobody on top of another; the same seed gives the same one.

    Of more than three hundred people those who met most are drawn, ties by id.
    """
    known = set(people)
    met = _distinct(edges, known)
    degrees = Counter(user_id for edge in met for user_id in edge)
    drawn = sorted(known, key=lambda user_id: (-degrees[user_id], user_id))[:MOST_DRAWN]
    place = {user_id: at for at, user_id in enumerate(drawn)}
    pairs = [(place[a], place[b]) for a, b in sorted(met) if a in place and b in place]
    indices = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    return Drawing(tuple(drawn), _positions(len(drawn), indices, seed), indices, len(known) - len(drawn))


def _distinct(edges: Iterable[Edge], known: Collection[str]) -> set[Edge]:
    return {(min(a, b), max(a, b)) for a, b in edges if a != b and a in known and b in known}


def _sizes_of_parts(met: Iterable[Edge], known: Iterable[str]) -> list[int]:
    """Union-find: everyone begins as their own root, and each meeting joins two trees."""
    parent = {user_id: user_id for user_id in known}

    def root(user_id: str) -> str:
        while parent[user_id] != user_id:
            parent[user_id] = parent[parent[user_id]]
            user_id = parent[user_id]
        return user_id

    for a, b in met:
        parent[root(a)] = root(b)
    return list(Counter(map(root, parent)).values())


def _positions(many: int, edges: NDArray[np.intp], seed: int) -> NDArray[np.float64]:
    """Those who met, who come first, in the middle; those who met nobody around them."""
    joined = len(np.unique(edges))
    middle = _framed(_settled(joined, edges, seed))
    if joined == many:
        return middle
    turns = 2 * np.pi * np.arange(many - joined) / (many - joined)
    around = 0.5 + (0.5 - _MARGIN) * np.column_stack([np.cos(turns), np.sin(turns)])
    return np.vstack([0.5 + (middle - 0.5) * _MIDDLE, around])


def _settled(many: int, edges: NDArray[np.intp], seed: int) -> NDArray[np.float64]:
    """Fruchterman and Reingold's forces (1991): all push each other off, who met pull each other, in cooling steps."""
    at = np.random.default_rng(seed).uniform(-1, 1, (many, 2))
    ideal = 2 / max(many, 1) ** 0.5
    for heat in np.linspace(0.2, 0.005, _STEPS):
        push = _pushes(at, ideal) - _PULL_TO_THE_MIDDLE * at
        _pull(push, at, edges, ideal)
        length = np.maximum(np.linalg.norm(push, axis=1, keepdims=True), 1e-9)
        at += push / length * np.minimum(length, heat)
    return at


def _pushes(at: NDArray[np.float64], ideal: float) -> NDArray[np.float64]:
    apart = at[:, None, :] - at[None, :, :]
    squared = np.maximum((apart**2).sum(axis=2), 1e-6)
    return np.asarray((apart * (ideal**2 / squared)[:, :, None]).sum(axis=1))


def _pull(push: NDArray[np.float64], at: NDArray[np.float64], edges: NDArray[np.intp], ideal: float) -> None:
    """Each pair the less, the more others they met: else a community that met often becomes one spot."""
    met = np.bincount(edges.ravel(), minlength=len(at))[edges].mean(axis=1, keepdims=True)
    apart = at[edges[:, 1]] - at[edges[:, 0]]
    pull = apart * np.linalg.norm(apart, axis=1, keepdims=True) / ideal * 2 / np.maximum(met, 2)
    np.add.at(push, edges[:, 0], pull)
    np.add.at(push, edges[:, 1], -pull)


def _framed(at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scaled to the frame, less a margin, in the middle of it and in proportion."""
    if not len(at):
        return at
    low, high = at.min(axis=0), at.max(axis=0)
    size = max(float((high - low).max()), 1e-9)
    return np.asarray(0.5 + (at - (low + high) / 2) / size * (1 - 2 * _MARGIN))


def _number(stored: object, key: str) -> float:
    found = stored.get(key) if isinstance(stored, dict) else None
    return float(found) if isinstance(found, int | float) and not isinstance(found, bool) else 0.0
