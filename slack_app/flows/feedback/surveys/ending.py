"""A survey closes: its box is opened once, what is too little is told to nobody, and managers hear what came of it."""

from datetime import datetime

from sqlmodel import Session

from slack_app.domain.community import Community
from slack_app.domain.feedback.surveys.survey import AGAIN_AFTER, Chosen, Result, State
from slack_app.domain.hours import local
from slack_app.domain.rounds import when_awake
from slack_app.flows import trouble
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback.surveys import box
from slack_app.flows.outcomes import Done, Drop, Outcome, Say
from slack_app.gateway.protocol import Post
from slack_app.jobs import Job
from slack_app.store import outbox, workspaces
from slack_app.store.errands import Errand
from slack_app.store.feedback import surveys
from slack_app.store.outbox import Task
from slack_app.store.schema import Survey
from slack_app.views.feedback.surveys import report as view
from slack_app.views.feedback.surveys.report import Closed
from slack_app.views.words import words_for


def close(deps: Deps, errand: Errand) -> Outcome:
    """Its two weeks are over."""
    with transaction(deps) as session:
        survey = surveys.hold(session, errand.team_id, errand.args["survey_id"])
        if survey is None or survey.state != State.OPEN:
            return Drop("closed_before")
        end(session, deps, survey)
    return Done()


def end(session: Session, deps: Deps, survey: Survey) -> None:
    """Close a survey, which is held: its answers are added up or forgotten, who answered is forgotten, the next one is planned."""
    team_id, survey_id, now = survey.team_id, survey.id or 0, deps.now()
    survey.result = Result.of(box.opened(deps, survey), survey.asked).to_json()
    survey.state, survey.live, survey.box, survey.closed_at = State.CLOSED.value, None, None, now
    session.add(survey)
    session.flush()
    surveys.forget_answered(session, team_id, survey_id)
    community = workspaces.community_of(session, team_id)
    due_at = when_awake(now, [community.tz], community.tz)
    report_of = Task(Job.REPORT_SURVEY, f"report_survey:{survey_id}", args={"survey_id": survey_id}, due_at=due_at)
    outbox.put(session, team_id, report_of, now=now)
    if survey.is_repeated:
        _plan_next(session, deps, survey)


def _plan_next(session: Session, deps: Deps, survey: Survey) -> None:
    """A quarter after it opened, the same again."""
    opens_at = max(survey.opens_at + AGAIN_AFTER, deps.now())
    survey_id = surveys.plan(session, survey.team_id, chosen_of(survey), opens_at=opens_at)
    if survey_id is not None:
        outbox.put(session, survey.team_id, opening_of(survey_id, opens_at), now=deps.now())


def opening_of(survey_id: int, due_at: datetime | None = None) -> Task:
    """What opens a survey that is planned: at that time, or now."""
    return Task(Job.OPEN_SURVEY, f"open_survey:{survey_id}", args={"survey_id": survey_id}, due_at=due_at)


def report(deps: Deps, errand: Errand) -> Outcome:
    """Tell managers what came of it."""
    with deps.db.reading() as session:
        survey = surveys.find(session, errand.team_id, errand.args["survey_id"])
        if survey is None or survey.closed_at is None:
            return Drop("no_survey")
        community = workspaces.community_of(session, errand.team_id)
        of = seen(session, community, survey)
    channel_id = trouble.where_managers_read(deps, errand.team_id, community)
    if channel_id is None:
        return Drop("nobody_to_tell")
    letter = view.report(words_for(community.language), of)
    return Say(Post(channel_id, letter.text, letter.blocks, key=errand.key))


def seen(session: Session, community: Community, survey: Survey) -> Closed:
    """A survey that closed, beside the last one that asked the same of the same and came to something."""
    chosen, closed_at = chosen_of(survey), survey.closed_at or survey.opens_at
    earlier = surveys.alike(session, survey.team_id, chosen, before=closed_at, limit=4)
    results = [Result.from_json(one.result) for one in earlier]
    before = next((one for one in results if not one.is_few), None)
    return Closed(chosen, Result.from_json(survey.result), local(closed_at, community.tz).date(), before)


def chosen_of(survey: Survey) -> Chosen:
    """What managers chose of it."""
    return Chosen(survey.question, survey.channel_id, survey.is_repeated)
