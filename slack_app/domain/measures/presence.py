"""Who was there: active members by day, week and month, new ones, and those who came back or fell silent."""

from dataclasses import dataclass

import numpy as np

from slack_app.domain.measures.crowd import Crowd
from slack_app.domain.measures.numbers import Counts, Flags, Matrix, count, how_many, total
from slack_app.domain.measures.recently import Recently
from slack_app.domain.measures.terms import Measure, Value

MONTH_DAYS = 30
"""The month of a day is the day itself and the thirty before it, as Discourse has it."""


@dataclass(frozen=True)
class Presence:
    """Of each of those who are known on which days of the week they were there; `is_known`: members who are counted from."""

    days: Matrix
    is_member: Flags
    is_known: Flags
    first_active_before: Flags

    @classmethod
    def of(cls, crowd: Crowd, days: Matrix, start: int, end: int) -> "Presence":
        """Members count who are here by the end of the week, or were active in it."""
        standing, days = crowd.standing, days[: crowd.known]
        is_member = crowd.is_member[: crowd.known]
        is_known = is_member & ((standing.is_here & (standing.joined < end)) | days.any(axis=1))
        before = (standing.first_active > 0) & (standing.first_active < start)
        return cls(days, is_member, is_known, before)

    @property
    def active(self) -> Flags:
        """The members who were active in the week."""
        found: Flags = self.days.any(axis=1) & self.is_member
        return found

    @property
    def known(self) -> int:
        """How many members the week's counts are of."""
        return how_many(self.is_known)


def comings(seen: Presence, recently: Recently) -> dict[Measure, Value]:
    """Every active member is new, or returns, or is resurrected; who was active last week only is quiet."""
    active, last_week = seen.active, recently.was_active & seen.is_member
    before = seen.first_active_before | (recently.days_ago > 0)
    return {
        Measure.NEW: count(active & ~before, seen.known),
        Measure.RETURNING: count(active & last_week, seen.known),
        Measure.RESURRECTED: count(active & before & ~last_week, seen.known),
        Measure.QUIET: count(last_week & ~active, seen.known),
    }


def by_day(seen: Presence) -> dict[Measure, Value]:
    """Active in the week, and on a day of it on average."""
    daily = seen.days[seen.is_member].sum(axis=0)
    return {
        Measure.ACTIVE_WEEKLY: count(seen.active, seen.known),
        Measure.ACTIVE_DAILY: total(daily.mean(), seen.known),
    }


def by_month(seen: Presence, recently: Recently) -> dict[Measure, Value]:
    """Active in the month of the week's last day, and how much of their month the members of a day are, on average."""
    days = seen.days[seen.is_member]
    daily, monthly = days.sum(axis=0), _monthly(days, recently.days_ago[seen.is_member])
    ratios = np.divide(daily, monthly, out=np.zeros(len(daily)), where=monthly > 0)
    last = int(monthly[-1])
    return {
        Measure.ACTIVE_MONTHLY: total(last, seen.known),
        Measure.STICKINESS: Value(float(ratios.mean()) if last else None, last),
    }


def _monthly(days: Matrix, days_ago: Counts) -> Counts:
    """For each day of the week, who was active on it or on one of the thirty days before."""
    counted, so_far = [], np.zeros(len(days), np.bool_)
    for n, there in enumerate(days.T):
        so_far |= there
        counted.append(how_many(so_far | (days_ago > 0) & (days_ago <= MONTH_DAYS - n)))
    return np.array(counted)
