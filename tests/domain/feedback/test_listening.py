"""Questions that recur: as they are kept, checked, and when they are due."""

from datetime import UTC, datetime

import pytest

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.listening import Listening, checked, rule_text
from slack_app.domain.feedback.terms import Kind
from slack_app.domain.programmes import Cadence
from slack_app.domain.recurrence import next_due

WHOLE = Listening("Why?", "C1", Cadence.MONTHLY, 6, 23, Kind.IDEA, "Mobile", 7)


@pytest.mark.parametrize("one", [WHOLE, Listening("Why?", "C1")])
def test_what_is_kept_is_read_back(one: Listening) -> None:
    assert Listening.from_json(one.to_json()) == one


@pytest.mark.parametrize(
    "stored", [None, [], {}, {"question": 7, "hour": 99, "weekday": -1, "cadence": "daily", "kind": "x"}]
)
def test_what_cannot_be_read_is_left_at_its_default(stored: object) -> None:
    assert Listening.from_json(stored) == Listening("?")


def test_three_weeks_are_no_choice_here() -> None:
    assert Listening.from_json({**WHOLE.to_json(), "cadence": "three_weeks"}).cadence is Cadence.WEEKLY


def test_a_question_is_one_line() -> None:
    assert checked(Listening(" Why\n not?\u202e ", "C1")).question == "Why not?"


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(InvalidAnswersError) as refusal:
        checked(Listening("", None, Cadence.FOUR_WEEKS, 7, 24))
    assert refusal.value.fields == {
        "question": "required",
        "channel_id": "required",
        "cadence": "out_of_range",
        "weekday": "out_of_range",
        "hour": "out_of_range",
    }


@pytest.mark.parametrize(
    ("cadence", "due"),
    [(Cadence.WEEKLY, (3, 5)), (Cadence.TWO_WEEKS, (3, 12)), (Cadence.MONTHLY, (3, 5))],
)
def test_it_is_due_on_its_weekday_at_its_hour_by_the_community_s_clock(cadence: Cadence, due: tuple[int, int]) -> None:
    rule = rule_text(Listening("Why?", "C1", cadence, weekday=3, hour=14))
    first = next_due(rule, "Europe/Paris", datetime(2026, 3, 2, tzinfo=UTC))
    assert first == datetime(2026, *due, 13, tzinfo=UTC)
    gap = {Cadence.WEEKLY: 7, Cadence.TWO_WEEKS: 14, Cadence.MONTHLY: 28}[cadence]
    assert (next_due(rule, "Europe/Paris", first).date() - first.date()).days == gap
