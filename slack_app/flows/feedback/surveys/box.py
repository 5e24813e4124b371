"""The box in which the answers of a survey lie: closed with the installation's key, opened once, when the survey closes."""

import json

import structlog

from slack_app.domain.feedback.surveys.survey import Box
from slack_app.flows.deps import Deps
from slack_app.store.schema import Survey
from slack_app.store.sealing import CannotOpenError

log = structlog.get_logger()


def opened(deps: Deps, survey: Survey) -> Box:
    """What lies in it; nothing where it was closed with another key."""
    if survey.box is None:
        return Box()
    try:
        return Box.from_json(json.loads(deps.seal.open(survey.box)))
    except CannotOpenError:
        log.warning("survey_box_lost", team_id=survey.team_id, survey_id=survey.id)
        return Box()


def put(deps: Deps, survey: Survey, score: int, line: str) -> None:
    """One more answer lies in the box of a survey, which is held; nothing else of it is kept anywhere."""
    box = opened(deps, survey).with_answer(score, line)
    survey.box = deps.seal.close(json.dumps(box.to_json()))


def mark_of(deps: Deps, team_id: str, survey_id: int, user_id: str) -> str:
    """What stands for somebody who answered that survey, and in no other place."""
    return deps.seal.mark("survey", team_id, survey_id, user_id)
