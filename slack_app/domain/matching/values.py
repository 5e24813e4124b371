"""What a matching is asked, and what it answers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Literal


class Term(StrEnum):
    """What can speak for two people meeting."""

    INTERESTS = "interests"
    GOALS = "goals"
    OFFERS = "offers"
    OTHER_TEAM = "other_team"
    NEAR = "near"
    FAR = "far"
    LANGUAGE = "language"
    HOURS = "hours"
    SENIORITY = "seniority"


class Without(StrEnum):
    """Why someone is left out: only people they never meet were left, the rule left nobody, or too few people came."""

    BLOCKED = "blocked"
    RULE = "rule"
    ALONE = "alone"


Rule = tuple[Term, Literal["always", "never"]]

DEFAULT_WEIGHTS: Mapping[Term, float] = MappingProxyType(
    {
        Term.INTERESTS: 28.0,
        Term.GOALS: 14.0,
        Term.HOURS: 14.0,
        Term.OFFERS: 12.0,
        Term.OTHER_TEAM: 12.0,
        Term.LANGUAGE: 10.0,
        Term.NEAR: 5.0,
        Term.SENIORITY: 5.0,
    }
)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who wishes to meet people, in their own words.

    `hours` has a bit for each half-hour of the UTC day in which they work, 0 where that is not known. `wish` is the size
    of group that they prefer. `fairness` is 1 for who was unmatched last time, else how weak their last match was.
    """

    user_id: str
    role: str = ""
    team: str = ""
    place: str = ""
    languages: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    seeks: tuple[str, ...] = ()
    hours: int = 0
    member_for_days: int = 0
    wish: int | None = None
    fairness: float = 0.0
    times_left_out: int = 0


@dataclass(frozen=True)
class Recipe:
    """How a programme matches: the size of its groups, what weighs how much (on any scale), and at most one rule.

    A rule forces a term ("always") or forbids it ("never") between every two people of a group. What is not known of
    someone breaks no rule.
    """

    size: int = 2
    weights: Mapping[Term, float] = field(default_factory=lambda: DEFAULT_WEIGHTS)
    rule: Rule | None = None


@dataclass(frozen=True)
class Past:
    """Who met whom how many rounds ago (1: the last one), as far as that is remembered, and who never shall."""

    met: Sequence[tuple[str, str, int]] = ()
    blocks: Collection[tuple[str, str]] = ()


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for a group: `topics` as written, and the people for whom it holds.

    For OFFERS who offers comes first, then who seeks; for SENIORITY the newcomers, then the veterans.
    """

    term: Term
    topics: tuple[str, ...] = ()
    user_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """People who shall meet, by id, and why; `weakness` (0..1) is what becomes each one's fairness next time."""

    user_ids: tuple[str, ...]
    score: float
    reasons: tuple[Reason, ...]
    weakness: float


@dataclass(frozen=True)
class LeftOut:
    """Someone for whom nobody was left, and why."""

    user_id: str
    why: Without


@dataclass(frozen=True)
class Matching:
    """The groups of a round, best first, who is in none, and the sum of the groups' scores."""

    groups: tuple[Group, ...]
    left_out: tuple[LeftOut, ...]
    total: float
