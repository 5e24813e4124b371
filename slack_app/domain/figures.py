"""What managers learn of a round that is over: counts, a rating, and who needs a hand; ids and numbers only."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from statistics import fmean
from typing import Self

from slack_app.domain.connections import Connectedness
from slack_app.domain.plain import JSON, int_at, mapping_at, str_at, strs_at
from slack_app.domain.rounds import Met, is_open

RATINGS_TO_SAY = 3
"""A mean of fewer would tell who said what."""
SILENT_TWICE = 2
MOST_HANDS = 12


class Hand(StrEnum):
    """Why a hand would help, the most pressing first."""

    LEFT_OUT = "left_out"
    """The round had nobody for them."""
    CANNOT = "cannot"
    """A group in which someone cannot, and nobody met."""
    SILENT_TWICE = "silent_twice"
    """Nothing was heard of them in two rounds or more."""


@dataclass(frozen=True)
class NeedsHand:
    """Whom to help (one person, or a group), and why."""

    why: Hand
    user_ids: tuple[str, ...]


@dataclass(frozen=True)
class SeatSeen:
    """One member of a group at the round's end: what they answered, and their rating, 1 to 5."""

    user_id: str
    answer: Met | None = None
    rating: int | None = None


@dataclass(frozen=True)
class MeetingSeen:
    """A group at the round's end; `wrote`: someone wrote in its conversation."""

    seats: tuple[SeatSeen, ...]
    wrote: bool = False
    is_cancelled: bool = False


@dataclass(frozen=True)
class RoundFigures:
    """A round in numbers. Every group is one of met, planned, not_yet, cannot or silent; cancelled ones stand beside.

    `people` sat in groups that took place; `rating_mean` is None where fewer than three rated; `more_hands` need one
    too and are not named.
    """

    people: int = 0
    groups: int = 0
    met: int = 0
    planned: int = 0
    not_yet: int = 0
    cannot: int = 0
    silent: int = 0
    cancelled: int = 0
    left_out: int = 0
    ratings: int = 0
    rating_mean: float | None = None
    connected: Connectedness = field(default_factory=Connectedness)
    hands: tuple[NeedsHand, ...] = ()
    more_hands: int = 0

    @classmethod
    def from_json(cls, stored: object) -> Self:
        """What `to_json` wrote, in this version or another; what is missing counts nothing."""
        mean = stored.get("rating_mean") if isinstance(stored, Mapping) else None
        return cls(
            **{name: int_at(stored, name) or 0 for name in _COUNTS},
            rating_mean=float(mean) if isinstance(mean, int | float) and not isinstance(mean, bool) else None,
            connected=Connectedness.from_json(mapping_at(stored, "connected")),
            hands=tuple(_stored_hands(stored)),
        )

    def to_json(self) -> dict[str, JSON]:
        """The figures as plain JSON, for the report's row; each hand by itself, so that one can be struck out."""
        hands: list[JSON] = [{"why": hand.why, "user_ids": list(hand.user_ids)} for hand in self.hands]
        return asdict(self) | {"connected": self.connected.to_json(), "hands": hands}


def figures(
    meetings: Iterable[MeetingSeen],
    *,
    left_out: Iterable[str],
    silent_rounds: Mapping[str, int],
    connected: Connectedness,
) -> RoundFigures:
    """A round in numbers; `silent_rounds` says of whom it is known how often they were silent, this round included.

    Meetings are read once and one by one, whatever their number.
    """
    counts, ratings, cannot = Counter[str](), Counter[int](), list[NeedsHand]()
    for meeting in meetings:
        counts[_outcome(meeting)] += 1
        counts["people"] += 0 if meeting.is_cancelled else len(meeting.seats)
        ratings.update(seat.rating for seat in meeting.seats if seat.rating is not None)
        if _needs_a_hand(meeting):
            cannot.append(NeedsHand(Hand.CANNOT, tuple(seat.user_id for seat in meeting.seats)))
    without = sorted(left_out)
    hands = [*_each(Hand.LEFT_OUT, without), *cannot, *_each(Hand.SILENT_TWICE, _silent_twice(silent_rounds))]
    return RoundFigures(
        **{name: counts[name] for name in ("people", *_OUTCOMES, "cancelled")},
        groups=sum(counts[name] for name in _OUTCOMES),
        left_out=len(without),
        ratings=ratings.total(),
        rating_mean=_mean(ratings),
        connected=connected,
        hands=tuple(hands[:MOST_HANDS]),
        more_hands=len(hands[MOST_HANDS:]),
    )


_OUTCOMES = ("met", "planned", "not_yet", "cannot", "silent")
_COUNTS = ("people", "groups", *_OUTCOMES, "cancelled", "left_out", "ratings", "more_hands")


def _outcome(meeting: MeetingSeen) -> str:
    """One met: they met. Fewer than two can: they cannot. One planned it: planned. A word of anyone: not yet."""
    answers = [seat.answer for seat in meeting.seats]
    if meeting.is_cancelled:
        return "cancelled"
    if Met.MET in answers:
        return "met"
    if not is_open(answers):
        return "cannot"
    if Met.PLANNED in answers:
        return "planned"
    return "not_yet" if meeting.wrote or any(answers) else "silent"


def _needs_a_hand(meeting: MeetingSeen) -> bool:
    answers = {seat.answer for seat in meeting.seats}
    return not meeting.is_cancelled and Met.CANNOT in answers and Met.MET not in answers


def _each(why: Hand, user_ids: Iterable[str]) -> Iterator[NeedsHand]:
    return (NeedsHand(why, (user_id,)) for user_id in user_ids)


def _silent_twice(silent_rounds: Mapping[str, int]) -> Sequence[str]:
    twice = [user_id for user_id, times in silent_rounds.items() if times >= SILENT_TWICE]
    return sorted(twice, key=lambda user_id: (-silent_rounds[user_id], user_id))


def _mean(ratings: Counter[int]) -> float | None:
    return fmean(ratings.elements()) if ratings.total() >= RATINGS_TO_SAY else None


def _stored_hands(stored: object) -> Iterator[NeedsHand]:
    hands = stored.get("hands") if isinstance(stored, Mapping) else None
    for hand in hands if isinstance(hands, list) else ():
        why = next((one for one in Hand if one == str_at(hand, "why")), None)
        if why and (user_ids := strs_at(hand, "user_ids")):
            yield NeedsHand(why, user_ids)
