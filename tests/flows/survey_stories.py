"""What stories of surveys share: a community with people in two languages, a survey that goes out, and their answers."""

from datetime import timedelta
from typing import Any

from slack_app.domain.feedback.surveys.survey import Chosen
from slack_app.flows.feedback.surveys import answering, making
from slack_app.gateway.protocol import Post
from slack_app.store.schema import Survey
from slack_app.views.feedback.surveys.reading import Answer
from slack_app.views.kit import View
from tests.flows.coffee_stories import BOSS, arrive
from tests.flows.feedback_in_stories import listening
from tests.house import TEAM, House

PEOPLE = ("UANA", "UBEN", "UENG", "U1", "U2", "U3", "U4")
RECOMMEND = Chosen()


def living(house: House, **choices: Any) -> None:
    """Seven members besides a manager; one of them reads English."""
    listening(house, **choices)
    arrive(house, "U1", "U2", "U3", "U4")
    house.set_up(weekly_cap=14)
    house.settle()
    house.slack.posts.clear()


def made(house: House, chosen: Chosen = RECOMMEND) -> int:
    """A manager makes a survey, and it goes out to whom it reaches today; its id."""
    making.make(house.deps, TEAM, BOSS, chosen)
    house.settle()
    return last(house).id or 0


def answers(house: House, survey_id: int, user_id: str, score: int, line: str = "", *, to_team: bool = False) -> View:
    return answering.send(house.deps, TEAM, user_id, Answer(survey_id, score, line, to_team))


def all_answer(house: House, survey_id: int, *scores: int) -> None:
    """So many of them answer, each with a line of their own."""
    for user_id, score in zip(PEOPLE, scores, strict=False):
        answers(house, survey_id, user_id, score, f"Line of {score}")


def later(house: House, **length: float) -> None:
    """So much later, in the morning as now: what fell due meanwhile is done then."""
    house.at += timedelta(**length)
    house.settle()


def last(house: House) -> Survey:
    found = max(house.rows(Survey), key=lambda one: one.id)
    assert isinstance(found, Survey)
    return found


def asked(house: House, user_id: str) -> list[Post]:
    """The questions that someone got."""
    return [post for post in house.slack.to(user_id) if post.key.startswith("survey:")]


def reports(house: House) -> list[Post]:
    return [post for post in house.slack.into("CTEAM") if post.key.startswith("report_survey:")]
