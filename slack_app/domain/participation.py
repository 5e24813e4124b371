"""How someone takes part in a coffee programme, what they may wish, and who is due in the next round."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from slack_app.domain.door import Openness
from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.hours import instant, local, zone_of
from slack_app.domain.words import tidy

SILENT_ROUNDS = 3
"""After so many without a word someone is asked whether they want to stay."""
LATER = timedelta(weeks=4)
EVERY = (1, 2)
MOST_APART = 50
LONGEST_LINK = 300
LONGEST_PAUSE = timedelta(days=366)
_LINK = re.compile(
    r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?([/?#][\w!#$%&()*+,./:;=?@\[\]~-]*)?", re.ASCII | re.IGNORECASE
)
"""Nothing in it may end the address early where it is shown, nor stand for another host than the one that is read."""


class Standing(StrEnum):
    """Where someone stands in a programme."""

    IN = "in"
    OUT = "out"
    """They left, or never want to be counted in by their channel."""
    ASKED = "asked"
    """Silent for three rounds and asked; they are in until they answer."""


class Silence(StrEnum):
    """What someone asked after three silent rounds may answer."""

    KEEP = "keep"
    LATER = "later"
    OUT = "out"


@dataclass(frozen=True)
class Taking:
    """How someone takes part: every round or every second one, and how many rounds went by since their last."""

    status: str = Standing.IN
    skips_next: bool = False
    paused_until: datetime | None = None
    every: int = 1
    wish: int | None = None
    rounds_since: int = 0
    fairness: float = 0.0
    times_left_out: int = 0


def is_due(taking: Taking, openness: Openness, now: datetime) -> bool:
    """Whether they are in a round that opens now: they take part, are here and open to it, and it is their turn."""
    takes_part = taking.status in (Standing.IN, Standing.ASKED) and not taking.skips_next
    is_here = openness.status == "active" and not openness.opted_out and not _is_after(openness.paused_until, now)
    is_their_turn = taking.every <= taking.rounds_since + 1
    return takes_part and is_here and is_their_turn and not is_paused(taking, now)


def is_paused(taking: Taking, now: datetime) -> bool:
    """Whether they asked to be left in peace by this programme until later; a pause ends by itself, at its moment."""
    return _is_after(taking.paused_until, now)


def pause_until(day: date | None, tz: str, now: datetime) -> datetime | None:
    """The moment at which a pause until a day ends: when that day begins there, in UTC; None for no pause.

    Raises InvalidAnswersError with `past` unless it is to come, and `too_far` beyond a year.
    """
    if day is None:
        return None
    if day <= local(now, tz).date():
        raise InvalidAnswersError({"paused_until": "past"})
    if day > local(now, tz).date() + LONGEST_PAUSE:
        raise InvalidAnswersError({"paused_until": "too_far"})
    return instant(day, time(0), zone_of(tz))


def checked_link(text: str | None) -> str | None:
    """The link to someone's video room, None for an empty one.

    Raises InvalidAnswersError with `unknown` for what is no https address of a named host, or `too_long`.
    """
    link = tidy(text or "")
    if not link:
        return None
    if len(link) > LONGEST_LINK:
        raise InvalidAnswersError({"video_link": "too_long"})
    if not _LINK.fullmatch(link):
        raise InvalidAnswersError({"video_link": "unknown"})
    return link


def _is_after(at: datetime | None, now: datetime) -> bool:
    return at is not None and at > now
