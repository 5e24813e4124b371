"""Those who came in the same week: how many wrote soon, how many are still active; who left; who spoke at last."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from slack_app.domain.measures import weeks
from slack_app.domain.measures.columns import Standing
from slack_app.domain.measures.numbers import Counts, Flags, count, how_many, share
from slack_app.domain.measures.presence import Presence
from slack_app.domain.measures.terms import Measure, Value

ACTIVATED: Mapping[Measure, tuple[int, int]] = {Measure.ACTIVATED_7: (1, 7), Measure.ACTIVATED_14: (2, 14)}
"""How many weeks ago they came, and in how many days they are to have written."""
RETAINED: Mapping[Measure, int] = {Measure.RETENTION_1: 1, Measure.RETENTION_4: 4, Measure.RETENTION_12: 12}
SILENT_FOR = 28 * weeks.DAY
"""Who was known for less than four weeks is no silent member yet."""


def cohort(standing: Standing, is_member: Flags, week: date, tz: str) -> Flags:
    """The members who came in that week; who had written before they came is no newcomer."""
    joined, wrote = standing.joined, standing.first_posted
    came = (joined >= weeks.start(week, tz)) & (joined < weeks.end(week, tz)) & (joined > 0)
    return came & is_member & ~((wrote > 0) & (wrote < joined))


def newcomers(seen: Presence, standing: Standing, week: date, tz: str) -> dict[Measure, Value]:
    """Who came this week, and what became of those who came before."""
    before = dict(enumerate([week, *weeks.weeks_before(week, max(RETAINED.values()))]))
    came = {ago: cohort(standing, seen.is_member, before[ago], tz) for ago in (0, 1, 2, 4, 12)}
    within = np.where(standing.first_posted > 0, standing.first_posted - standing.joined, np.iinfo(np.int64).max)
    found = {Measure.JOINED: count(came[0], seen.known)}
    for measure, (ago, days) in ACTIVATED.items():
        found[measure] = _share(came[ago], within <= days * weeks.DAY)
    for measure, ago in RETAINED.items():
        found[measure] = _share(came[ago], seen.active)
    return found


def left(seen: Presence, has_left: Flags) -> dict[Measure, Value]:
    """The members who left and did not come back within the week."""
    return {Measure.LEFT: count(has_left[: len(seen.is_member)] & seen.is_member, seen.known)}


def conversion(seen: Presence, standing: Standing, messages: Counts, start: int) -> dict[Measure, Value]:
    """Of the members who had been silent for four weeks or more, how many wrote for the first time."""
    never_wrote = (standing.first_posted == 0) | (standing.first_posted >= start)
    silent = seen.is_known & (standing.joined < start - SILENT_FOR) & never_wrote
    return {Measure.CONVERSION: _share(silent, messages[: len(silent)] > 0)}


def _share(of: Flags, those: Flags) -> Value:
    return share(how_many(of & those), how_many(of))
