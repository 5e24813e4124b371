"""What the weeks before say of each of those who are known."""

from dataclasses import dataclass

import numpy as np

from slack_app.domain.measures.columns import PastWeeks
from slack_app.domain.measures.crowd import Crowd, places_of
from slack_app.domain.measures.log import UNKNOWN
from slack_app.domain.measures.numbers import Counts, Flags, Places, Whole

WEEKS = 5
"""So many weeks reach back to the thirtieth day before a Monday."""
MONTH = 4
HELPING_WEEKS = 12
_WHOLE = (1 << HELPING_WEEKS) - 1
_TOP_BIT = np.array([0, *(bits.bit_length() for bits in range(1, 128))])


@dataclass(frozen=True)
class Recently:
    """Columns in the order of Standing.

    `days_ago` is how long before Monday they were last active (0: not in these weeks), `helping` what `MemberWeek.helping`
    is this week so far; `messages` and `weeks` are those of the four weeks before; `messages_3`, `replies_3`, `helped_3`
    of three, which with this week are four.
    """

    days_ago: Counts
    was_active: Flags
    helping: Counts
    messages: Counts
    weeks: Counts
    messages_3: Counts
    replies_3: Counts
    helped_3: Counts

    @classmethod
    def of(cls, past: PastWeeks, crowd: Crowd) -> "Recently":
        """From the rows of the weeks before; of those who are not known any more nothing is said."""
        place = places_of(past.people, crowd.numbers)[past.who]
        kept = np.flatnonzero((place != UNKNOWN) & (past.back >= 1) & (past.back <= WEEKS) & (past.days > 0))
        who, back = place[kept], past.back[kept]
        messages = past.posts[kept] + past.replies[kept]
        month, three = back <= MONTH, back < MONTH
        days_ago, helping = _newest(who, back, past.days[kept], past.helping[kept], crowd.known)
        return cls(
            days_ago,
            _sum(who, back == 1, None, crowd.known) > 0,
            helping,
            _sum(who, month, messages, crowd.known),
            _sum(who, month, None, crowd.known),
            _sum(who, three, messages, crowd.known),
            _sum(who, three, past.replies[kept], crowd.known),
            _sum(who, three, past.helped[kept], crowd.known),
        )


def _newest(who: Places, back: Whole, days: Whole, helping: Whole, known: int) -> tuple[Counts, Counts]:
    """The newest week of each person has the last word."""
    days_ago, bits = np.zeros(known, np.int64), np.zeros(known, np.int64)
    for ago in range(WEEKS, 0, -1):
        of_week = back == ago
        days_ago[who[of_week]] = 7 * ago + 1 - _TOP_BIT[days[of_week]]
        bits[who[of_week]] = (helping[of_week].astype(np.int64) << ago) & _WHOLE
    return days_ago, bits


def _sum(who: Places, where: Flags, numbers: Whole | None, known: int) -> Counts:
    weights = None if numbers is None else numbers[where]
    return np.bincount(who[where], weights, minlength=known).astype(np.int64)
