"""Coffee programmes: who is in, how often, in what size, what is weighed, and when the next round falls."""

from dataclasses import dataclass
from enum import StrEnum

from slack_app.domain.matching import Term


class Kind(StrEnum):
    """What a programme is for; a kind comes with sensible choices (`preset`)."""

    COFFEE = "coffee"
    MENTORING = "mentoring"
    COHORT = "cohort"
    NEWCOMERS = "newcomers"


class Audience(StrEnum):
    """Who is in."""

    OPT_IN = "opt_in"
    """Those who join."""
    CHANNEL = "channel"
    """The members of a channel, unless they leave the programme."""


class Cadence(StrEnum):
    """How often a round opens."""

    WEEKLY = "weekly"
    TWO_WEEKS = "two_weeks"
    THREE_WEEKS = "three_weeks"
    FOUR_WEEKS = "four_weeks"
    MONTHLY = "monthly"


@dataclass(frozen=True)
class Programme:
    """What managers chose. `weights` says for each term 0 (not at all) to 3 (a lot); `rule` is (term, always or never)."""

    name: str = ""
    kind: Kind = Kind.COFFEE
    audience: Audience = Audience.OPT_IN
    channel_id: str | None = None
    among: str = ""
    cadence: Cadence = Cadence.TWO_WEEKS
    weekday: int = 0
    hour: int = 10
    size: int = 2
    weights: tuple[tuple[Term, int], ...] = ()
    rule: tuple[Term, str] | None = None
    remember_weeks: int = 12
    country: str | None = None
