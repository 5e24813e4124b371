"""A week beside the one before, and beside a usual one."""

from datetime import date

import pytest

from slack_app.domain.measures.comparing import Change, compare, direction, is_few
from slack_app.domain.measures.figures import WeekFigures
from slack_app.domain.measures.terms import MEASURES, Measure, Value
from slack_app.domain.measures.weeks import WEEK

THIS = date(2026, 11, 16)


def week(ago, measure, amount, n=50):
    return WeekFigures(THIS - ago * WEEK, {measure: Value(amount, n)})


def seen(measure, amount, *before, n=50):
    return compare(week(0, measure, amount, n), before)[measure]


def test_the_week_before_and_the_mean_of_those_before():
    one = seen(Measure.POSTERS, 30.0, *(week(ago, Measure.POSTERS, 10.0 * ago) for ago in range(1, 5)))
    assert one.value == Value(30.0, 50)
    assert one.before == Value(10.0, 50)
    assert one.usual == Value(25.0, 4)


def test_what_is_further_back_than_twelve_weeks_is_not_usual():
    before = [week(ago, Measure.POSTERS, 1.0 if ago <= 12 else 100.0) for ago in range(1, 20)]
    assert seen(Measure.POSTERS, 1.0, *before).usual == Value(1.0, 12)


def test_of_two_weeks_nobody_says_what_is_usual():
    one = seen(Measure.POSTERS, 1.0, week(1, Measure.POSTERS, 2.0), week(2, Measure.POSTERS, 2.0))
    assert one.usual is None
    assert one.against_usual is Change.UNKNOWN
    assert one.change is Change.WORSE


def test_a_week_that_was_never_counted_leaves_a_gap_and_no_older_one_steps_in():
    one = seen(Measure.POSTERS, 1.0, week(2, Measure.POSTERS, 2.0))
    assert one.before is None
    assert one.change is Change.UNKNOWN


def test_the_week_itself_and_later_ones_are_not_before_it():
    before = [week(ago, Measure.POSTERS, 5.0) for ago in (-1, 0, 1, 2, 3)]
    assert seen(Measure.POSTERS, 5.0, *before).usual == Value(5.0, 3)


def test_too_few_cases_are_neither_told_nor_compared_with():
    few, enough = week(1, Measure.REPLY_RATE, 0.2, n=9), week(1, Measure.REPLY_RATE, 0.2, n=10)
    assert seen(Measure.REPLY_RATE, 0.9, few).before is None
    assert seen(Measure.REPLY_RATE, 0.9, enough).change is Change.BETTER
    one = seen(Measure.REPLY_RATE, 0.9, enough, n=9)
    assert one.is_few
    assert one.change is Change.UNKNOWN


def test_a_count_is_never_too_few_but_nothing_is():
    assert not is_few(Measure.POSTERS, Value(0.0, 0))
    assert is_few(Measure.ACTIVE_MONTHLY, Value(None, 200))
    assert seen(Measure.ACTIVE_MONTHLY, None, week(1, Measure.ACTIVE_MONTHLY, 3.0)).change is Change.UNKNOWN


@pytest.mark.parametrize(
    ("measure", "now", "before", "change"),
    [
        (Measure.POSTERS, 12, 10, Change.BETTER),
        (Measure.POSTERS, 8, 10, Change.WORSE),
        (Measure.FIRST_RESPONSE_MEDIAN, 2.0, 4.0, Change.BETTER),
        (Measure.FIRST_RESPONSE_MEDIAN, 4.0, 2.0, Change.WORSE),
        (Measure.QUESTIONS, 12, 10, Change.OTHER),
        (Measure.QUESTIONS, 10, 10, Change.SAME),
        (Measure.POSTERS, 105, 100, Change.SAME),
        (Measure.POSTERS, 95, 100, Change.SAME),
        (Measure.POSTERS, 106, 100, Change.BETTER),
        (Measure.POSTERS, 94, 100, Change.WORSE),
        (Measure.POSTERS, 1, 0, Change.BETTER),
        (Measure.POSTERS, 0, 0, Change.SAME),
    ],
)
def test_which_way_it_went(measure, now, before, change):
    assert direction(measure, now, before) is change


def test_measures_stand_in_their_own_order_and_what_is_missing_is_missing():
    this = WeekFigures(THIS, {Measure.LEFT: Value(1.0, 5), Measure.POSTERS: Value(2.0, 5)})
    assert list(compare(this, [])) == [one for one in MEASURES if one in this.values]
