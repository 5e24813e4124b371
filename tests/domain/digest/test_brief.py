"""The moderators' short form."""

import json
from datetime import date

import pytest

from slack_app.domain.digest.brief import Brief, Trend, make, stretch
from slack_app.domain.digest.candidates import Waiting

DAYS = (date(2026, 3, 3), date(2026, 3, 3))


def brief(*, joined=(), waiting=(), messages=20, before=(20, 20, 20), settled=()):
    return make(DAYS, joined=joined, waiting=waiting, messages=messages, before=before, settled=settled)


def question(hours):
    return Waiting("U1", "C1", f"17000000{hours}.000100", hours)


def test_it_tells_of_yesterday_and_on_mondays_of_the_week_end_too():
    assert stretch(date(2026, 3, 4)) == (date(2026, 3, 3), date(2026, 3, 3))
    assert stretch(date(2026, 3, 2)) == (date(2026, 2, 27), date(2026, 3, 1))


def test_a_usual_day_on_which_nobody_came_and_nothing_waits_is_not_worth_a_message():
    assert brief() is None
    assert brief(before=()) is None


def test_it_names_five_who_came_and_counts_the_others():
    told = brief(joined=[f"U{n}" for n in range(7)])
    assert (told.joined, told.more_joined) == (("U0", "U1", "U2", "U3", "U4"), 2)


def test_who_joined_and_left_and_joined_again_came_once():
    assert brief(joined=["U1", "U2", "U1"]).joined == ("U1", "U2")


def test_questions_that_have_waited_longest_come_first():
    told = brief(waiting=[question(hours) for hours in (25, 90, 30, 40, 50, 60)])
    assert [one.hours for one in told.questions] == [90, 60, 50, 40, 30]
    assert told.more_questions == 1


def test_a_question_that_somebody_has_seen_to_waits_no_more():
    assert brief(waiting=[question(30)], settled={("answer", "C1:1700000030000100")}) is None
    assert brief(waiting=[question(30)], settled={("greet", "C1:1700000030000100")}).questions


@pytest.mark.parametrize(
    ("messages", "before", "trend"),
    [
        (40, (20, 10, 30), Trend.MORE),
        (39, (20, 10, 30), None),
        (10, (20, 10, 30), Trend.LESS),
        (11, (20, 10, 30), None),
        (0, (9, 9, 9), None),
        (0, (10, 10, 10), Trend.LESS),
        (9, (1, 1, 1), None),
        (12, (0, 0, 0), Trend.MORE),
        (400, (20, 20), None),
    ],
)
def test_a_day_is_unusual_at_twice_or_half_of_the_same_weekday_where_three_are_known(messages, before, trend):
    told = brief(messages=messages, before=before)
    assert (told.trend if told else None) is trend


def test_it_is_read_back_as_it_was_told():
    told = brief(joined=["U1"], waiting=[question(30)], before=(12, 30, 14, 16))
    assert told.usual == 15
    assert Brief.from_json(json.loads(json.dumps(told.to_json()))) == told
