"""The week's digest says what came in as feedback and how soon it was answered; where nobody gave any it says nothing of it."""

from datetime import timedelta

from slack_app.domain.feedback.worked_on.teams import Team
from slack_app.domain.measures.terms import Measure
from slack_app.flows.deps import transaction
from slack_app.store.digest import week_totals
from slack_app.store.feedback import product_teams
from slack_app.store.schema import Ticket
from tests.flows.digest_stories import a_week, alive, digests, in_thread, next_monday
from tests.flows.feedback_back_stories import said
from tests.house import TEAM, House


def values(house: House) -> dict[Measure, tuple[float | None, int]]:
    (week,) = house.read(lambda session: list(week_totals.all_of(session, TEAM)))
    return {measure: (value.amount, value.n) for measure, value in week.values.items()}


def a_team(house: House) -> int:
    with transaction(house.deps) as session:
        return int(product_teams.add(session, TEAM, Team("Apps", "CAPPS"), now=house.at).id or 0)


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


def test_what_waits_too_long_and_what_nobody_sorted_is_worth_doing_with_the_board_one_click_away(house: House) -> None:
    alive(house)
    team_id = a_team(house)
    at = house.at
    said(house, "Late", status="new", filed_at=at - timedelta(days=9), product_team_id=team_id)
    said(house, "Later", status="new", filed_at=at - timedelta(days=8), product_team_id=team_id)
    said(house, "Fresh", status="new", filed_at=at + timedelta(days=6, hours=20), product_team_id=team_id)
    for number in range(3):
        said(house, f"Whose {number}", status="triage", filed_at=at - timedelta(days=number))
    a_week(house)
    next_monday(house)
    (digest,) = digests(house)
    late = house.rows(Ticket)[0]
    assert f"#{late.number}" in digest.text
    assert "1 more is late" in digest.text
    assert "3 pieces of feedback wait" in digest.text
    boards = [
        one["value"]
        for block in digest.blocks
        for one in block.get("elements", ())
        if one.get("action_id") == "board_show"
    ]
    assert boards == ["waiting", "triage"]


def test_where_nobody_gave_any_nothing_is_said_of_it(house: House) -> None:
    alive(house)
    a_week(house)
    next_monday(house)
    assert Measure.FEEDBACK_RECEIVED not in values(house)
    assert "Feedback" not in str([post.blocks for post in (*digests(house), *in_thread(house))])
