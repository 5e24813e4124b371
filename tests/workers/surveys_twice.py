"""The jobs of surveys: what leads to each, and what of it must be there once."""

from collections.abc import Mapping
from datetime import timedelta

from slack_app.domain.feedback.surveys.survey import Chosen
from slack_app.flows.feedback.surveys import making
from slack_app.jobs import Job
from slack_app.store.schema import OutboxRow
from tests.flows.coffee_stories import BOSS
from tests.flows.survey_stories import PEOPLE, all_answer, answers, asked, last, living, made, reports
from tests.house import TEAM, House
from tests.workers.stories import Story, settle_but


def wished(house: House) -> None:
    """A manager made one, and nobody knows yet."""
    living(house)
    making.make(house.deps, TEAM, BOSS, Chosen())


def answered(house: House) -> None:
    living(house)
    answers(house, made(house), "UANA", 9)


def over(house: House) -> None:
    """All have answered, and its two weeks are over."""
    living(house)
    all_answer(house, made(house, Chosen(is_repeated=True)), 9, 9, 9, 9, 9)
    house.settle()
    house.at += timedelta(weeks=2)


def closed(house: House) -> None:
    over(house)
    settle_but(house, Job.REPORT_SURVEY)


def rows(house: House) -> list[object]:
    """Each of the seven has one question on its way, and the survey ends once."""
    keys = [row.key for row in house.rows(OutboxRow) if row.job in (Job.ASK_SURVEY, Job.CLOSE_SURVEY)]
    assert len(keys) == len(PEOPLE) + 1
    return [last(house).opens_at]


def questions(house: House) -> list[object]:
    assert {len(asked(house, user_id)) for user_id in PEOPLE} == {1}
    assert last(house).asked == len(PEOPLE)
    return list(asked(house, "UANA"))


def after_the_close(house: House) -> list[object]:
    """One result, one report, one next survey."""
    assert [row.state for row in house.rows(OutboxRow) if row.job == Job.OPEN_SURVEY] == ["done", "pending"]
    return [row.key for row in house.rows(OutboxRow) if row.job == Job.REPORT_SURVEY]


STORIES: Mapping[Job, Story] = {
    Job.OPEN_SURVEY: Story("no_survey_is_opened_twice", wished, rows, dies_after=""),
    Job.ASK_SURVEY: Story("nobody_is_asked_twice", wished, questions),
    Job.SHOW_SURVEY: Story(
        "no_answered_question_is_posted_twice", answered, lambda house: list(asked(house, "UANA")), dies_after="update"
    ),
    Job.CLOSE_SURVEY: Story("no_survey_is_closed_twice", over, after_the_close, dies_after=""),
    Job.REPORT_SURVEY: Story("no_survey_is_reported_twice", closed, lambda house: list(reports(house))),
}
