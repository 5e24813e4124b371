"""The week's digest says what came in as feedback and how soon it was answered; where nobody gave any it says nothing of it."""

from datetime import timedelta

from slack_app.domain.measures.terms import Measure
from slack_app.store import week_totals
from tests.flows.digest_stories import a_week, alive, digests, in_thread, next_monday
from tests.flows.feedback_back_stories import said
from tests.house import TEAM, House


def values(house: House) -> dict[Measure, tuple[float | None, int]]:
    (week,) = house.read(lambda session: list(week_totals.all_of(session, TEAM)))
    return {measure: (value.amount, value.n) for measure, value in week.values.items()}


def test_a_week_s_feedback_is_in_its_digest(house: House) -> None:
    alive(house)
    at = house.at
    said(house, "One", filed_at=at + timedelta(hours=1), first_answered_at=at + timedelta(hours=5))
    said(house, "Two", filed_at=at - timedelta(days=3), first_answered_at=at + timedelta(hours=2))
    said(house, "Three", filed_at=at - timedelta(days=4))
    said(house, "Done", filed_at=at, first_answered_at=at, status="shipped", resolved_at=at + timedelta(days=1))
    said(house, "Joined by its author", filed_at=at, status="merged", merged_by="author")
    said(house, "Draft", status="draft")
    a_week(house)
    next_monday(house)
    found = values(house)
    assert found[Measure.FEEDBACK_RECEIVED] == (2.0, 2)
    assert found[Measure.FEEDBACK_ANSWERED] == (0.5, 2)
    assert found[Measure.FEEDBACK_FIRST_ANSWER] == (4.0, 3)
    assert found[Measure.FEEDBACK_OPEN] == (3.0, 3)
    (digest,) = digests(house)
    assert "Feedback answered" in str(digest.blocks)
    assert "Feedback received" in str([post.blocks for post in in_thread(house)])


def test_where_nobody_gave_any_nothing_is_said_of_it(house: House) -> None:
    alive(house)
    a_week(house)
    next_monday(house)
    assert Measure.FEEDBACK_RECEIVED not in values(house)
    assert "Feedback" not in str([post.blocks for post in (*digests(house), *in_thread(house))])
