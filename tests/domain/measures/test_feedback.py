"""How feedback of a week is counted: by hand, and a second time plainly on communities made by chance."""

from random import Random
from statistics import median

import pytest

from slack_app.domain.measures.feedback import Piece, feedback
from slack_app.domain.measures.terms import Measure, Value
from slack_app.domain.measures.weeks import DAY, HOUR

BEFORE, START, END = 7 * DAY, 14 * DAY, 21 * DAY
RECEIVED, ANSWERED = Measure.FEEDBACK_RECEIVED, Measure.FEEDBACK_ANSWERED
FIRST, OPEN = Measure.FEEDBACK_FIRST_ANSWER, Measure.FEEDBACK_OPEN


def count(*pieces: Piece) -> dict[Measure, Value]:
    return feedback(pieces, BEFORE, START, END)


def test_where_nobody_ever_gave_any_nothing_is_told_and_in_a_week_without_any_counts_of_nothing():
    assert feedback(None, BEFORE, START, END) == {}
    assert count() == {RECEIVED: Value(0.0, 0), ANSWERED: Value(None, 0), FIRST: Value(None, 0), OPEN: Value(0.0, 0)}


def test_the_week_begins_with_its_first_moment_and_ends_before_the_next():
    found = count(Piece(START - 1), Piece(START), Piece(END - 1), Piece(END))
    assert found[RECEIVED] == Value(2.0, 2)
    assert found[OPEN] == Value(3.0, 3)


@pytest.mark.parametrize(("took", "share"), [(7 * DAY, 1.0), (7 * DAY + 1, 0.0), (1, 1.0)])
def test_an_answer_within_seven_whole_days_counts(took, share):
    assert count(Piece(BEFORE, BEFORE + took))[ANSWERED] == Value(share, 1)


def test_the_wait_is_told_of_answers_of_the_week_whenever_it_was_said():
    long_ago, now = Piece(DAY, START + DAY), Piece(START, START + 2 * HOUR)
    assert count(long_ago, now, Piece(START, END))[FIRST] == Value(median([14 * 24, 2]), 2)


def test_closed_in_the_week_is_not_open_at_its_end_and_closed_later_is():
    assert count(Piece(START, 0, END - 1), Piece(START, 0, END))[OPEN] == Value(1.0, 1)


@pytest.mark.parametrize("seed", range(20))
def test_counted_twice_it_is_the_same(seed):
    chance = Random(seed)
    pieces = []
    for _ in range(chance.randrange(60)):
        filed = chance.randrange(END + DAY)
        answered = chance.choice((0, filed + chance.randrange(1, 12 * DAY)))
        pieces.append(Piece(filed, answered, chance.choice((0, filed + chance.randrange(1, 20 * DAY)))))
    found = count(*pieces)
    hours = sorted((p.answered - p.filed) / HOUR for p in pieces if p.answered and START <= p.answered < END)
    week_before = [p for p in pieces if p.filed >= BEFORE and p.filed < START]
    in_time = [p for p in week_before if p.answered and p.answered - p.filed <= 168 * HOUR]
    opened = [p for p in pieces if p.filed < END]
    shut = [p for p in opened if p.closed and p.closed < END]
    assert found[RECEIVED].amount == len([p for p in pieces if p.filed >= START and p.filed < END])
    assert found[ANSWERED] == Value(len(in_time) / len(week_before) if week_before else None, len(week_before))
    assert found[FIRST] == Value(median(hours) if hours else None, len(hours))
    assert found[OPEN].amount == len(opened) - len(shut)
