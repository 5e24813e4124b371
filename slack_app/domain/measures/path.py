"""The path of a member: aware, activated, contributor, advocate; no stage is ever lost."""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from slack_app.domain.digest.choices import PathRules
from slack_app.domain.measures.numbers import Flags, count, how_many
from slack_app.domain.measures.persons import Persons
from slack_app.domain.measures.terms import Measure, Value

Stages = NDArray[np.int8]


class Stage(StrEnum):
    """How far a member has come; each stage lies beyond the one before."""

    AWARE = "aware"
    """They are known. Nothing is kept of it: when they came says since when."""
    ACTIVATED = "activated"
    CONTRIBUTOR = "contributor"
    ADVOCATE = "advocate"


STAGES = tuple(Stage)
_MEASURES = (Measure.AWARE, Measure.ACTIVATED, Measure.CONTRIBUTOR, Measure.ADVOCATE)


def stages(persons: Persons, introduced: Flags, before: Stages, rules: PathRules) -> Stages:
    """The stage of each by the end of the week, by their last four weeks (help: also the last twelve), or that of before."""
    earned = np.zeros(len(persons.people), np.int8)
    earned[introduced | (persons.messages_4 >= rules.posts)] = 1
    earned[persons.replies_4 >= rules.replies] = 2
    often = np.bitwise_count(persons.helping) >= rules.helping_weeks
    earned[often & (persons.helped_4 >= rules.helped)] = 3
    return np.maximum(earned, before)


def reached(persons: Persons, before: Stages, now: Stages) -> dict[Stage, Sequence[str]]:
    """The members who are new at each stage; who is beyond it at once has passed it too."""
    found: dict[Stage, Sequence[str]] = {}
    for n, stage in enumerate(STAGES[1:], 1):
        new = np.flatnonzero(persons.is_member & (before < n) & (now >= n))
        found[stage] = [persons.people[place] for place in new.tolist()]
    return found


def counted(here: Flags, now: Stages) -> dict[Measure, Value]:
    """How many of the members who are here are at each stage, and no further."""
    known = how_many(here)
    return {measure: count(here & (now == n), known) for n, measure in enumerate(_MEASURES)}
