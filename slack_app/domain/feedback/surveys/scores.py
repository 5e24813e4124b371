"""What answers from 0 to 10 come to: the Net Promoter Score, or the mean, and how far chance may have moved it.

The score is Reichheld's (2003): the per cent of 9 and 10 less that of 0 to 6. Its interval is Bonett and Price's (2012): with
one more answer at each end, the normal one; by count over all shares it holds the true one in 95 % or more of the cases from
five answers on. The mean's is made the same way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

Z = 1.96
"""Nineteen times in twenty."""
_PER_CENT = 100
_PROMOTERS, _PASSIVES = range(9, 11), range(7, 9)


@dataclass(frozen=True)
class Figure:
    """A figure, and between which two the true one lies nineteen times in twenty."""

    amount: float
    low: float
    high: float


@dataclass(frozen=True)
class Shares:
    """How many gave 9 or 10, 7 or 8, and 0 to 6."""

    promoters: int
    passives: int
    detractors: int


def shares(counts: Sequence[int]) -> Shares:
    """The answers in the three groups; `counts` says how often each number from 0 on was given."""
    promoters, passives = (sum(counts[score] for score in group) for group in (_PROMOTERS, _PASSIVES))
    return Shares(promoters, passives, sum(counts) - promoters - passives)


def recommendation(counts: Sequence[int]) -> Figure:
    """The Net Promoter Score from -100 to 100, in whole numbers; there must be an answer."""
    found = shares(counts)
    figure = _figure({1: found.promoters, 0: found.passives, -1: found.detractors})
    return Figure(*(float(round(_PER_CENT * one)) for one in (figure.amount, figure.low, figure.high)))


def mean(counts: Sequence[int]) -> Figure:
    """The mean of the numbers, with one digit after the point; there must be an answer."""
    figure = _figure(dict(enumerate(counts)))
    return Figure(*(round(one, 1) for one in (figure.amount, figure.low, figure.high)))


def _figure(cases: Mapping[int, int]) -> Figure:
    least, most = min(cases), max(cases)
    amount, _ = _mean_and_spread(cases)
    centre, spread = _mean_and_spread({**cases, least: cases[least] + 1, most: cases[most] + 1})
    half = Z * spread / sqrt(sum(cases.values()) + 2)
    return Figure(amount, max(float(least), centre - half), min(float(most), centre + half))


def _mean_and_spread(cases: Mapping[int, int]) -> tuple[float, float]:
    n = sum(cases.values())
    middle = sum(value * count for value, count in cases.items()) / n
    variance = sum(count * (value - middle) ** 2 for value, count in cases.items()) / n
    return middle, sqrt(variance)
