"""A month of feedback in numbers: which month, when, what is counted, which tickets are named, and what is not said."""

from datetime import UTC, date, datetime, timedelta

import pytest

from slack_app.domain.feedback.months.you_said import (
    HOLDS,
    LEAST_PEOPLE,
    MOST,
    Figures,
    Named,
    Part,
    Piece,
    drafted_at,
    figures,
    may_quote,
    month_before,
    months_open,
    named,
)
from slack_app.domain.feedback.terms import OPEN, Status

MARCH = month_before(date(2026, 4, 1), "Europe/Paris")
MID = datetime(2026, 3, 15, 12, tzinfo=UTC)


def piece(status: str = "new", *, filed: datetime = MID, answered_h: float = 0, closed_h: float = 0) -> Piece:
    answered, closed = (filed + timedelta(hours=one) if one else None for one in (answered_h, closed_h))
    return Piece(filed, answered, closed, status)


@pytest.mark.parametrize(
    ("day", "first", "since", "until"),
    [
        (date(2026, 4, 28), date(2026, 3, 1), datetime(2026, 2, 28, 23, tzinfo=UTC), datetime(2026, 3, 31, 22, tzinfo=UTC)),
        (date(2026, 1, 1), date(2025, 12, 1), datetime(2025, 11, 30, 23, tzinfo=UTC), datetime(2025, 12, 31, 23, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_the_whole_month_before_is_told_on_the_communitys_clocks(
    day: date, first: date, since: datetime, until: datetime
) -> None:
    month = month_before(day, "Europe/Paris")
    assert (month.first, month.since, month.until) == (first, since, until)


@pytest.mark.parametrize(
    ("day", "at"),
    [
        (date(2026, 4, 1), datetime(2026, 4, 1, 7, tzinfo=UTC)),
        (date(2026, 2, 28), datetime(2026, 3, 2, 8, tzinfo=UTC)),
        (date(2026, 3, 1), datetime(2026, 3, 2, 8, tzinfo=UTC)),
    ],
)
def test_it_comes_at_nine_and_a_weekends_on_monday(day: date, at: datetime) -> None:
    assert drafted_at(day, "Europe/Paris") == at


def test_what_was_taken_back_is_in_no_figure() -> None:
    found = figures([piece("withdrawn", answered_h=1, closed_h=2)] * 9 + [piece()], [], 9, MARCH)
    assert found == Figures(said=1, people=9, open=1)


def test_what_is_said_outside_the_month_is_open_and_not_said_in_it() -> None:
    before, after = MARCH.since - timedelta(seconds=1), MARCH.until
    found = figures([piece(filed=before), piece(filed=MARCH.since), piece(filed=after)], [], 0, MARCH)
    assert (found.said, found.open) == (1, 3)


@pytest.mark.parametrize(("people", "told"), [(0, None), (4, None), (5, 5)])
def test_how_many_spoke_is_told_from_five_on(people: int, told: int | None) -> None:
    assert figures([piece()], [], people, MARCH).people == told


@pytest.mark.parametrize(("many", "hours"), [(4, None), (5, 3.0)])
def test_medians_are_told_from_five_on(many: int, hours: float | None) -> None:
    done = [piece("shipped", answered_h=one, closed_h=one + 10) for one in range(1, many + 1)]
    linked = [piece("merged", closed_h=500)] * 9
    found = figures([*done, *linked], ["shipped"] * many, 0, MARCH)
    assert (found.answer_h, found.answers, found.ends) == (hours, many, many)
    assert found.end_h == (hours + 10 if hours else None)


def test_each_decision_counts_once_and_an_opening_is_none() -> None:
    found = figures([], ["accepted", "planned", "planned", "declined", "reopened"], 0, MARCH)
    assert (found.accepted, found.planned, found.shipped, found.declined) == (1, 2, 0, 1)
    assert not found.is_nothing
    assert figures([piece(filed=MARCH.since - timedelta(days=9))], ["reopened"], 0, MARCH).is_nothing


def test_a_ticket_is_named_once_and_of_each_part_a_few() -> None:
    same = [Named(number, Part.WANTED) for number in range(20)]
    found = named({Part.WANTED: same, Part.LONGEST: same, Part.SHIPPED: same[10:]})
    ids = [one.ticket_id for one in found]
    assert len(ids) == len(set(ids))
    assert [sum(one.part is part for one in found) for part in Part] == [8, 0, 3, 3]
    assert sum(MOST.values()) == 17


def test_what_is_said_of_a_ticket_holds_while_it_stands_so() -> None:
    assert HOLDS[Part.SHIPPED] == (Status.SHIPPED,)
    assert HOLDS[Part.WANTED] == HOLDS[Part.LONGEST] == OPEN


@pytest.mark.parametrize(("days", "months"), [(0, 0), (29, 0), (30, 1), (100, 3)])
def test_how_long_something_is_open_points_to_no_day(days: int, months: int) -> None:
    assert months_open(MID, MID + timedelta(days=days, hours=3)) == months


def test_a_reason_is_offered_where_it_was_told_to_many() -> None:
    assert may_quote(LEAST_PEOPLE)
    assert not may_quote(LEAST_PEOPLE - 1)


def test_figures_are_kept_as_json() -> None:
    whole = Figures(9, 7, 1, 2, 3, 4, 5, 1.5, 6, 2.5, 8)
    assert Figures.from_json(whole.to_json()) == whole
    assert Figures.from_json({"said": "many", "people": True, "answer_h": "x"}) == Figures()
    assert Figures.from_json(None) == Figures()
