"""How sure a model must be before it may decide alone is learned from how often it was right here."""

from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.feedback.learned.calibration import ASK, LAST, NEVER, START, Said, accuracy, alone_from
from slack_app.domain.feedback.learned.reports import AREA_START, LESSONS_FOR, limits, report
from slack_app.domain.feedback.terms import Field


def said(sure: float, *, right: bool, ticket_id: int = 1) -> Said:
    return Said(ticket_id, "bug", sure, "bug" if right else "idea")


def a_hundred(right_from: float) -> list[Said]:
    """Right wherever it was so sure, wrong below."""
    return [said(sure / 100, right=sure / 100 >= right_from) for sure in range(1, 101)]


def test_before_forty_items_what_is_usual_holds() -> None:
    assert alone_from([said(0.2, right=True)] * 39) == START == 0.70


def test_the_same_confidence_is_enough_in_one_community_and_not_in_another() -> None:
    honest, boastful = alone_from(a_hundred(0.4)), alone_from(a_hundred(0.8))
    assert 0.35 <= honest <= 0.6
    assert 0.75 <= boastful <= 0.95
    for threshold, items in ((honest, a_hundred(0.4)), (boastful, a_hundred(0.8))):
        assert accuracy([one for one in items if one.confidence >= threshold]) >= 0.9


def test_who_is_never_right_often_enough_never_decides_alone() -> None:
    assert alone_from([said(0.9, right=n % 2 == 0) for n in range(100)]) == NEVER


def test_only_the_last_two_hundred_count() -> None:
    former = [said(0.9, right=False)] * 500
    assert alone_from([*former, *[said(0.9, right=True)] * LAST]) < NEVER
    assert alone_from([*[said(0.9, right=True)] * 500, *[said(0.9, right=False)] * LAST]) == NEVER


@given(st.lists(st.builds(said, st.floats(0, 1), right=st.booleans()), max_size=80))
def test_a_threshold_is_one_that_was_reached_or_none(items: list[Said]) -> None:
    assert alone_from(items) in {START, NEVER, *(one.confidence for one in items)}


def test_alone_only_after_enough_lessons_and_asked_from_the_middle_on() -> None:
    sure = [said(n / 300, right=True, ticket_id=n) for n in range(300)]
    for field, enough in LESSONS_FOR.items():
        few, many = (limits(field, report(field, lessons, sure)) for lessons in (enough - 1, enough))
        assert few.alone == NEVER
        assert many.alone < NEVER
        assert (few.ask, many.ask) == (ASK, ASK) == (0.45, 0.45)
    assert (LESSONS_FOR[Field.KIND], LESSONS_FOR[Field.AREA]) == (40, 200)


def test_an_area_is_decided_alone_from_sixty_on_and_where_nine_of_ten_were_right() -> None:
    right = [said(n / 300, right=True) for n in range(300)]
    assert report(Field.AREA, 200, right)["alone_from"] == AREA_START == 0.60
    often_wrong = [said(0.8, right=n % 5 > 0) for n in range(300)]
    assert report(Field.AREA, 200, often_wrong)["alone_from"] == NEVER
    assert report(Field.AREA, 200, [])["alone_from"] == NEVER
