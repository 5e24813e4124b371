"""The week in a sentence: what changed most, and the one thing that matters."""

from datetime import date, timedelta

import pytest

from slack_app.domain.digest.headline import Course, Headline, Matter, headline
from slack_app.domain.measures.comparing import compare
from slack_app.domain.measures.figures import WeekFigures
from slack_app.domain.measures.terms import Measure, Value

MONDAY = date(2026, 11, 16)
QUIET_WEEK = {Measure.ACTIVE_WEEKLY: 60.0, Measure.MESSAGES: 300.0, Measure.JOINED: 6.0}


def week(back: int = 0, n: int = 100, **amounts: float) -> WeekFigures:
    named = QUIET_WEEK | {Measure(name): amount for name, amount in amounts.items()}
    return WeekFigures(MONDAY - timedelta(weeks=back), {one: Value(amount, n) for one, amount in named.items()})


def told(this: WeekFigures, *past: WeekFigures) -> Headline:
    return headline(compare(this, past))


def test_a_week_like_the_last_is_said_to_be_so():
    assert told(week(), week(1)) == Headline(Course.ALIKE)


def test_the_first_week_compares_with_nothing():
    assert told(week()) == Headline(Course.FIRST)


def test_a_week_without_anybody_is_quiet():
    nobody = week(active_weekly=0, messages=0, joined=0)
    assert told(nobody, week(1)) == Headline(Course.NOBODY)
    assert headline({}) == Headline(Course.NOBODY)


def test_the_two_largest_changes_are_named_each_way():
    this = week(active_weekly=90, messages=390, joined=30, posters=30, reply_rate=0.4)
    found = told(this, week(1, posters=60, reply_rate=0.8))
    assert found.course is Course.CHANGED
    assert found.up == (Measure.JOINED, Measure.ACTIVE_WEEKLY)
    assert found.down == (Measure.POSTERS, Measure.REPLY_RATE)


@pytest.mark.parametrize(
    ("name", "before", "now", "is_told"),
    [
        ("joined", 2, 4, False),
        ("joined", 2, 5, True),
        ("messages", 300, 320, False),
        ("messages", 300, 331, True),
        ("reply_rate", 0.8, 0.76, False),
        ("reply_rate", 0.5, 0.56, True),
        ("first_response_median", 1.0, 1.4, False),
        ("first_response_median", 1.0, 1.6, True),
        ("joined", 0, 9, True),
    ],
)
def test_a_small_change_is_no_news(name, before, now, is_told):
    found = told(week(**{name: now}), week(1, **{name: before}))
    assert (Measure(name) in found.up + found.down) is is_told


def test_what_rests_on_too_few_is_no_news():
    this, before = week(n=9, reply_rate=0.1), week(1, reply_rate=0.9)
    assert told(this, before).down == ()


def test_unanswered_questions_matter_most():
    this = week(unanswered=1, active_weekly=10)
    found = told(this, *(week(back) for back in range(1, 6)))
    assert (found.matter, found.about) == (Matter.UNANSWERED, Measure.UNANSWERED)


def test_next_matters_what_is_far_worse_than_usual_then_what_is_far_better():
    usual = [week(back, reply_rate=0.6) for back in range(1, 6)]
    worse = told(week(active_weekly=30, reply_rate=0.9), *usual)
    assert (worse.matter, worse.about) == (Matter.WORSE, Measure.ACTIVE_WEEKLY)
    better = told(week(reply_rate=0.9), *usual)
    assert (better.matter, better.about) == (Matter.BETTER, Measure.REPLY_RATE)


def test_a_longer_wait_is_worse_and_a_shorter_one_better():
    usual = [week(back, first_response_median=2.0) for back in range(1, 6)]
    assert told(week(first_response_median=6.0), *usual).matter is Matter.WORSE
    assert told(week(first_response_median=1.0), *usual).matter is Matter.BETTER


def test_of_two_weeks_nobody_says_what_is_usual():
    assert told(week(active_weekly=20), week(1), week(2)).matter is None
