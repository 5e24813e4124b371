"""Whose turn it is to be asked: once a quarter, whatever surveys come together."""

from datetime import timedelta

from slack_app.domain.feedback.surveys.survey import QUARTER
from slack_app.store.database import Database
from slack_app.store.feedback import surveys
from tests.house import MONDAY, TEAM


def takes(db: Database, survey_id: int, after: timedelta, user_id: str = "UANA") -> bool:
    """Whether a survey may ask Ana so long after Monday."""
    now = MONDAY + after
    with db.transaction() as session:
        return surveys.take_turn(session, TEAM, survey_id, user_id, free_before=now - QUARTER, now=now)


def test_nobody_is_asked_by_another_survey_before_a_quarter_is_over(db: Database) -> None:
    assert takes(db, 1, timedelta())
    assert takes(db, 1, timedelta(hours=1))  # the same survey, after a doubt
    assert not takes(db, 2, QUARTER - timedelta(hours=1))
    assert takes(db, 2, QUARTER + timedelta(hours=1))
    assert takes(db, 3, timedelta(hours=2), user_id="UBEN")


def test_who_wants_no_surveys_is_asked_by_none(db: Database) -> None:
    with db.transaction() as session:
        surveys.set_never(session, TEAM, "UANA", is_never=True)
    assert not takes(db, 1, timedelta())
    with db.transaction() as session:
        surveys.set_never(session, TEAM, "UANA", is_never=False)
    assert takes(db, 1, timedelta())
