"""The names of all that is measured; docs/metrics.md gives each definition, its source and its limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a number is of."""

    COUNT = "count"
    MEAN = "mean"
    SHARE = "share"
    """Of one: 0.25 is 25 %."""
    HOURS = "hours"
    SCORE = "score"
    """From -100 to 100."""


class Group(StrEnum):
    """What belongs together on a page, in this order."""

    ACTIVE = "active"
    TALK = "talk"
    ANSWERS = "answers"
    DEPTH = "depth"
    NEWCOMERS = "newcomers"
    PATH = "path"
    CONTRIBUTION = "contribution"
    COFFEE = "coffee"
    FEEDBACK = "feedback"


class Better(StrEnum):
    """Which way is good."""

    MORE = "more"
    LESS = "less"
    NEITHER = "neither"


class Measure(StrEnum):
    """What is measured over a week."""

    ACTIVE_WEEKLY = "active_weekly"
    ACTIVE_DAILY = "active_daily"
    ACTIVE_MONTHLY = "active_monthly"
    STICKINESS = "stickiness"
    POSTERS = "posters"
    REACTORS = "reactors"
    NEW = "new"
    RETURNING = "returning"
    RESURRECTED = "resurrected"
    QUIET = "quiet"
    MESSAGES = "messages"
    MESSAGES_PER_ACTIVE = "messages_per_active"
    VOICES = "voices"
    TOP_SHARE = "top_share"
    MEMBERS_REPLIES = "members_replies"
    QUESTIONS = "questions"
    REPLY_RATE = "reply_rate"
    UNANSWERED = "unanswered"
    FIRST_RESPONSE_MEDIAN = "first_response_median"
    FIRST_RESPONSE_P90 = "first_response_p90"
    PEOPLE_PER_THREAD = "people_per_thread"
    REPLIES_PER_THREAD = "replies_per_thread"
    THREADS_OF_THREE = "threads_of_three"
    RECIPROCITY = "reciprocity"
    JOINED = "joined"
    LEFT = "left"
    ACTIVATED_7 = "activated_7"
    ACTIVATED_14 = "activated_14"
    RETENTION_1 = "retention_1"
    RETENTION_4 = "retention_4"
    RETENTION_12 = "retention_12"
    AWARE = "aware"
    ACTIVATED = "activated"
    CONTRIBUTOR = "contributor"
    ADVOCATE = "advocate"
    CONVERSION = "conversion"
    CONTRIBUTORS = "contributors"
    RESOURCES = "resources"
    COFFEE_MATCHED = "coffee_matched"
    COFFEE_MET = "coffee_met"
    COFFEE_RATING = "coffee_rating"
    FEEDBACK_RECEIVED = "feedback_received"
    FEEDBACK_ANSWERED = "feedback_answered"
    FEEDBACK_FIRST_ANSWER = "feedback_first_answer"
    FEEDBACK_OPEN = "feedback_open"
    RECOMMENDATION = "recommendation"


@dataclass(frozen=True)
class Definition:
    """How a measure is told: below `at_least` cases it is *too few to say*. One that is not weekly has no week before."""

    group: Group
    unit: Unit
    better: Better = Better.MORE
    at_least: int = 0
    is_weekly: bool = True


@dataclass(frozen=True)
class Value:
    """A number and the cases it rests on; None where there is nothing that it could be said of.

    `last` is what it was the last time, of what is not measured each week.
    """

    amount: float | None
    n: int
    last: float | None = None


FEW = 10
"""Cases below which a share or a mean is chance."""
_COUNT, _MEAN, _SHARE, _HOURS = Unit.COUNT, Unit.MEAN, Unit.SHARE, Unit.HOURS

MEASURES: Mapping[Measure, Definition] = {
    Measure.ACTIVE_WEEKLY: Definition(Group.ACTIVE, _COUNT),
    Measure.ACTIVE_DAILY: Definition(Group.ACTIVE, _MEAN),
    Measure.ACTIVE_MONTHLY: Definition(Group.ACTIVE, _COUNT),
    Measure.STICKINESS: Definition(Group.ACTIVE, _SHARE, at_least=FEW),
    Measure.POSTERS: Definition(Group.ACTIVE, _COUNT),
    Measure.REACTORS: Definition(Group.ACTIVE, _COUNT, Better.NEITHER),
    Measure.NEW: Definition(Group.ACTIVE, _COUNT),
    Measure.RETURNING: Definition(Group.ACTIVE, _COUNT),
    Measure.RESURRECTED: Definition(Group.ACTIVE, _COUNT),
    Measure.QUIET: Definition(Group.ACTIVE, _COUNT, Better.LESS),
    Measure.MESSAGES: Definition(Group.TALK, _COUNT),
    Measure.MESSAGES_PER_ACTIVE: Definition(Group.TALK, _MEAN, Better.NEITHER, FEW),
    Measure.VOICES: Definition(Group.TALK, _COUNT),
    Measure.TOP_SHARE: Definition(Group.TALK, _SHARE, Better.LESS, FEW),
    Measure.MEMBERS_REPLIES: Definition(Group.TALK, _SHARE, at_least=FEW),
    Measure.QUESTIONS: Definition(Group.ANSWERS, _COUNT, Better.NEITHER),
    Measure.REPLY_RATE: Definition(Group.ANSWERS, _SHARE, at_least=FEW),
    Measure.UNANSWERED: Definition(Group.ANSWERS, _COUNT, Better.LESS),
    Measure.FIRST_RESPONSE_MEDIAN: Definition(Group.ANSWERS, _HOURS, Better.LESS, FEW),
    Measure.FIRST_RESPONSE_P90: Definition(Group.ANSWERS, _HOURS, Better.LESS, FEW),
    Measure.PEOPLE_PER_THREAD: Definition(Group.DEPTH, _MEAN, at_least=FEW),
    Measure.REPLIES_PER_THREAD: Definition(Group.DEPTH, _MEAN, at_least=FEW),
    Measure.THREADS_OF_THREE: Definition(Group.DEPTH, _COUNT),
    Measure.RECIPROCITY: Definition(Group.DEPTH, _SHARE, at_least=FEW),
    Measure.JOINED: Definition(Group.NEWCOMERS, _COUNT),
    Measure.LEFT: Definition(Group.NEWCOMERS, _COUNT, Better.LESS),
    Measure.ACTIVATED_7: Definition(Group.NEWCOMERS, _SHARE, at_least=FEW),
    Measure.ACTIVATED_14: Definition(Group.NEWCOMERS, _SHARE, at_least=FEW),
    Measure.RETENTION_1: Definition(Group.NEWCOMERS, _SHARE, at_least=FEW),
    Measure.RETENTION_4: Definition(Group.NEWCOMERS, _SHARE, at_least=FEW),
    Measure.RETENTION_12: Definition(Group.NEWCOMERS, _SHARE, at_least=FEW),
    Measure.AWARE: Definition(Group.PATH, _COUNT, Better.NEITHER),
    Measure.ACTIVATED: Definition(Group.PATH, _COUNT),
    Measure.CONTRIBUTOR: Definition(Group.PATH, _COUNT),
    Measure.ADVOCATE: Definition(Group.PATH, _COUNT),
    Measure.CONVERSION: Definition(Group.PATH, _SHARE, at_least=FEW),
    Measure.CONTRIBUTORS: Definition(Group.CONTRIBUTION, _COUNT),
    Measure.RESOURCES: Definition(Group.CONTRIBUTION, _COUNT),
    Measure.COFFEE_MATCHED: Definition(Group.COFFEE, _COUNT),
    Measure.COFFEE_MET: Definition(Group.COFFEE, _SHARE, at_least=5),
    Measure.COFFEE_RATING: Definition(Group.COFFEE, _MEAN, at_least=5),
    Measure.FEEDBACK_RECEIVED: Definition(Group.FEEDBACK, _COUNT, Better.NEITHER),
    Measure.FEEDBACK_ANSWERED: Definition(Group.FEEDBACK, _SHARE, at_least=5),
    Measure.FEEDBACK_FIRST_ANSWER: Definition(Group.FEEDBACK, _HOURS, Better.LESS, 5),
    Measure.FEEDBACK_OPEN: Definition(Group.FEEDBACK, _COUNT, Better.LESS),
    Measure.RECOMMENDATION: Definition(Group.FEEDBACK, Unit.SCORE, at_least=5, is_weekly=False),
}
