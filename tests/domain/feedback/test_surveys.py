"""What a box holds and what comes out of it; how sure a figure is; how many are asked on which day."""

from datetime import timedelta
from itertools import permutations
from math import comb

import pytest

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.surveys import scores
from slack_app.domain.feedback.surveys.scores import Figure
from slack_app.domain.feedback.surveys.survey import Box, Chosen, Result, checked, line_of, waits

FIVE = ((10, "Kind people"), (9, ""), (8, "More cakes"), (0, "Too loud"), (10, ""))


def box_of(*answers: tuple[int, str]) -> Box:
    box = Box()
    for score, line in answers:
        box = box.with_answer(score, line)
    return box


def counts_of(promoters: int, passives: int, detractors: int) -> tuple[int, ...]:
    return (detractors, 0, 0, 0, 0, 0, 0, 0, passives, promoters, 0)


def test_in_whatever_order_answers_come_the_box_is_the_same() -> None:
    assert len({box_of(*order) for order in permutations(FIVE)}) == 1


def test_a_box_of_fewer_than_five_comes_to_nothing() -> None:
    few = Result.of(box_of(*FIVE[:4]), asked=9)
    assert few.is_few
    assert (few.asked, few.answered, few.box) == (9, 4, Box())
    assert not Result.of(box_of(*FIVE), asked=9).is_few


def test_a_result_is_read_as_it_was_kept_and_nonsense_is_nothing() -> None:
    result = Result.of(box_of(*FIVE), asked=9)
    assert Result.from_json(result.to_json()) == result
    for nonsense in (None, {}, {"counts": "all"}, {"counts": [1] * 5, "lines": 7}, {"counts": [True] * 11}):
        assert Result.from_json(nonsense) == Result(0, 0)


@pytest.mark.parametrize(
    ("groups", "amount"), [((5, 0, 0), 100), ((0, 0, 5), -100), ((0, 7, 0), 0), ((54, 34, 12), 42), ((2, 0, 1), 33)]
)
def test_the_score_is_the_share_of_nine_and_ten_less_that_of_zero_to_six(
    groups: tuple[int, int, int], amount: int
) -> None:
    assert scores.recommendation(counts_of(*groups)).amount == amount


def test_where_a_group_begins_and_ends() -> None:
    one_each = scores.shares((1,) * 11)
    assert (one_each.promoters, one_each.passives, one_each.detractors) == (2, 2, 7)


def test_the_mean_and_the_score_lie_within_their_intervals_which_never_close_on_one_answer_for_all() -> None:
    alike = scores.recommendation(counts_of(5, 0, 0))
    assert alike.high == 100
    assert alike.low < 50
    assert scores.mean((0,) * 10 + (5,)) == Figure(10.0, 6.0, 10.0)


def test_more_answers_say_it_more_surely() -> None:
    spans = [(one.high - one.low) for n in (1, 4, 20) for one in [scores.recommendation(counts_of(3 * n, n, n))]]
    assert spans == sorted(spans, reverse=True)


@pytest.mark.parametrize("n", [5, 10, 20])
def test_nineteen_times_in_twenty_the_interval_holds_the_true_score(n: int) -> None:
    grid = [(high / 10, low / 10) for high in range(11) for low in range(11 - high)]
    held = [_held(n, high, low) for high, low in grid]
    assert sum(held) / len(held) >= 0.95
    assert min(held) >= 0.88


def _held(n: int, high: float, low: float) -> float:
    """By count over all that may be answered: how often the interval holds the truth (to half a point, as it is rounded)."""
    middle, true, held = max(0.0, 1 - high - low), 100 * (high - low), 0.0
    for promoters in range(n + 1):
        for detractors in range(n + 1 - promoters):
            passives = n - promoters - detractors
            found = scores.recommendation(counts_of(promoters, passives, detractors))
            if found.low - 0.5 <= true <= found.high + 0.5:
                ways = comb(n, promoters) * comb(n - promoters, detractors)
                held += ways * high**promoters * low**detractors * middle**passives
    return held


def test_a_few_are_asked_at_once_and_many_over_five_days() -> None:
    assert set(waits(100)) == {timedelta(0)}
    for people, days in ((101, 2), (250, 3), (5000, 5)):
        found = waits(people)
        assert len(found) == people
        assert list(found) == sorted(found)
        assert set(found) == {timedelta(days=day) for day in range(days)}
    assert list(waits(0)) == []


def test_a_line_is_one_line_without_passwords() -> None:
    assert line_of("  Too\n loud ") == "Too loud"
    assert line_of(" \u200b…") == ""
    assert len(line_of("x" * 900)) == 300
    with pytest.raises(InvalidAnswersError):
        line_of("my password: hunter2hunter2")


def test_a_question_of_ones_own_must_say_something() -> None:
    assert checked(Chosen(" Was it\nuseful? ")).question == "Was it useful?"
    assert checked(Chosen()).is_recommendation
    with pytest.raises(InvalidAnswersError):
        checked(Chosen(" … "))
