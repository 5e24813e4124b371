"""The report on a week's newcomers: who became active, who stalled, and to whom a human should write."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

MOST_TO_WRITE_TO = 3
TIMES = ("joined_at", "introduced_at", "first_posted_at")


class Because(StrEnum):
    """Why a personal word would help, in the order in which people are proposed."""

    INTRODUCED_THEN_QUIET = "introduced_then_quiet"
    NEVER_STARTED = "never_started"
    POSTED_ONCE = "posted_once"


@dataclass(frozen=True)
class Newcomer:
    """One who joined; `active_days` are days with a post or a reaction; `status` is active, left or deactivated."""

    user_id: str
    joined_at: datetime
    introduced_at: datetime | None = None
    first_posted_at: datetime | None = None
    active_days: int = 0
    status: str = "active"


@dataclass(frozen=True)
class ToWriteTo:
    """Someone to write to personally, and why."""

    user_id: str
    because: Because


@dataclass(frozen=True)
class NewcomerReport:
    """Everyone who joined, in that order; of those still here each is either active or stalled."""

    joined: tuple[Newcomer, ...]
    active: tuple[Newcomer, ...]
    stalled: tuple[Newcomer, ...]
    to_write_to: tuple[ToWriteTo, ...]
    left: tuple[Newcomer, ...] = ()


def sort_newcomers(newcomers: Iterable[Newcomer]) -> NewcomerReport:
    """Active: posted, or seen on two days. Stalled: the others who are still here. At most three to write to.

    Those who stalled come first (of them, those who introduced themselves: there is something to answer to), then those
    who posted on one day only; the longest wait first, ties by id.
    """
    joined = tuple(sorted(newcomers, key=lambda one: (one.joined_at, one.user_id)))
    here = tuple(one for one in joined if one.status == "active")
    return NewcomerReport(
        joined=joined,
        active=tuple(one for one in here if is_active(one)),
        stalled=tuple(one for one in here if not is_active(one)),
        to_write_to=_to_write_to(here),
        left=tuple(one for one in joined if one.status != "active"),
    )


def is_active(newcomer: Newcomer) -> bool:
    """Whether they posted, or took part on two days in another way."""
    return newcomer.first_posted_at is not None or newcomer.active_days > 1


def _to_write_to(here: Iterable[Newcomer]) -> tuple[ToWriteTo, ...]:
    proposed = [ToWriteTo(one.user_id, because) for one in here if (because := _because(one))]
    ranks = list(Because)
    return tuple(sorted(proposed, key=lambda one: ranks.index(one.because)))[:MOST_TO_WRITE_TO]


def _because(newcomer: Newcomer) -> Because | None:
    if not is_active(newcomer):
        return Because.INTRODUCED_THEN_QUIET if newcomer.introduced_at else Because.NEVER_STARTED
    return Because.POSTED_ONCE if newcomer.active_days <= 1 else None


def to_json(newcomers: Iterable[Newcomer]) -> dict[str, Any]:
    """The counted facts of a report, for its row: who, and what they had done by then."""
    return {"newcomers": [_written(one) for one in newcomers]}


def from_json(figures: Mapping[str, Any]) -> NewcomerReport:
    """The report that `to_json` wrote down, sorted by the rules of today."""
    return sort_newcomers(_read(one) for one in figures["newcomers"])


def _written(one: Newcomer) -> dict[str, Any]:
    times = {name: at.isoformat() for name in TIMES if (at := getattr(one, name))}
    return {"user_id": one.user_id, "active_days": one.active_days, "status": one.status, **times}


def _read(one: Mapping[str, Any]) -> Newcomer:
    times = {name: datetime.fromisoformat(one[name]) for name in TIMES if one.get(name)}
    return Newcomer(**{**one, **times})
