"""Goals that are followed: reached, closer, farther, or too few to say."""

from datetime import date, timedelta

import pytest

from slack_app.domain.digest.choices import Goal
from slack_app.domain.digest.goals import Standing, follow
from slack_app.domain.measures.figures import WeekFigures
from slack_app.domain.measures.terms import Measure, Value

MONDAY = date(2026, 3, 2)
RATE, HOURS, POSTERS = Measure.REPLY_RATE, Measure.FIRST_RESPONSE_MEDIAN, Measure.POSTERS


def seen(measure, target, amounts, ns=None):
    """The goal, with the amounts of this week and of those before it; None: a week in which it was not counted."""
    weeks = [
        WeekFigures(
            MONDAY - timedelta(weeks=n), {} if amount is None else {measure: Value(amount, (ns or {}).get(n, 50))}
        )
        for n, amount in enumerate(amounts)
    ]
    [one] = follow([Goal(measure, target)], weeks[0], weeks[1:])
    return one


def follow_nothing(measure, *, n):
    """Where the goal stands in a week in which there was nothing that it could be said of."""
    [one] = follow([Goal(measure, 0.8)], WeekFigures(MONDAY, {measure: Value(None, n)}), [])
    return one.standing


@pytest.mark.parametrize(
    ("measure", "target", "amounts", "standing"),
    [
        (RATE, 0.8, [0.8, 0.5], Standing.REACHED),
        (RATE, 0.8, [0.7, 0.5, 0.6], Standing.CLOSER),
        (RATE, 0.8, [0.4, 0.5, 0.6], Standing.FARTHER),
        (RATE, 0.8, [0.55, 0.54, 0.56], Standing.STEADY),
        (RATE, 0.8, [0.7, 0.9, 0.9], Standing.FARTHER),
        (HOURS, 4, [4.0, 9.0], Standing.REACHED),
        (HOURS, 4, [6.0, 9.0], Standing.CLOSER),
        (HOURS, 4, [12.0, 9.0], Standing.FARTHER),
        (Measure.UNANSWERED, 0, [0, 3], Standing.REACHED),
        (Measure.UNANSWERED, 0, [2, 3], Standing.CLOSER),
        (POSTERS, 30, [20], Standing.STARTING),
        (POSTERS, 30, [None, 20], Standing.UNKNOWN),
    ],
)
def test_a_goal_is_compared_with_the_weeks_before_in_the_way_that_is_good(measure, target, amounts, standing):
    assert seen(measure, target, amounts).standing is standing


def test_a_share_of_a_few_says_neither_that_it_is_reached_nor_that_it_is_not():
    assert seen(RATE, 0.8, [1.0, 0.5], ns={0: 9}).standing is Standing.TOO_FEW
    assert seen(RATE, 0.8, [1.0, 0.5], ns={0: 10}).standing is Standing.REACHED
    assert seen(RATE, 0.8, [None, 0.5], ns={0: 10}).standing is Standing.UNKNOWN
    assert follow_nothing(RATE, n=10) is Standing.UNKNOWN


def test_weeks_of_a_few_are_not_what_is_usual():
    one = seen(RATE, 0.8, [0.6, 0.1, 0.5], ns={1: 3})
    assert (one.usual, one.standing) == (0.5, Standing.CLOSER)


def test_usual_is_the_mean_of_four_weeks_not_of_a_better_year():
    assert seen(POSTERS, 100, [30, 20, 22, 24, 26, 900]).usual == 23


def test_it_is_told_for_how_many_weeks_in_a_row_the_goal_is_reached():
    assert seen(POSTERS, 30, [31, 30, 35, 29, 40]).weeks == 3
    assert seen(POSTERS, 30, [31, None, 35]).weeks == 1
    assert seen(POSTERS, 30, [29, 35]).weeks == 0


def test_a_week_that_was_not_counted_at_all_ends_the_row_and_what_was_before_it_keeps_its_place():
    far = [WeekFigures(MONDAY - timedelta(weeks=n), {POSTERS: Value(35, 50)}) for n in (1, 2, 4, 5)]
    [one] = follow([Goal(POSTERS, 30)], WeekFigures(MONDAY, {POSTERS: Value(31, 50)}), far)
    assert one.weeks == 3
    [after_months] = follow([Goal(POSTERS, 50)], WeekFigures(MONDAY, {POSTERS: Value(31, 50)}), far[3:])
    assert (after_months.usual, after_months.standing) == (None, Standing.STARTING)


def test_goals_keep_the_managers_order():
    goals = [Goal(RATE, 0.5), Goal(POSTERS, 5)]
    assert [one.goal for one in follow(goals, WeekFigures(MONDAY), [])] == goals
