"""A survey opens: whoever's turn it is gets one message, spread over some days; it shows later that they answered."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlmodel import Session

from slack_app.domain.door import Kind as Door
from slack_app.domain.feedback.surveys.survey import LAST_ASKED, LEAST, OPEN_FOR, QUARTER, State, waits
from slack_app.domain.hours import local
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.digest.counting import team_of
from slack_app.flows.feedback.surveys import box, ending
from slack_app.flows.outcomes import Done, Drop, Outcome, Say, Then
from slack_app.flows.people import community_and_member, direct_channel, words_of
from slack_app.gateway.protocol import Post, Receipt
from slack_app.jobs import Job
from slack_app.store import outbox, workspaces
from slack_app.store.errands import Errand
from slack_app.store.feedback import surveys
from slack_app.store.feedback.surveys import Askable
from slack_app.store.outbox import Task
from slack_app.store.schema import Survey
from slack_app.views.feedback.surveys import survey as view
from slack_app.views.feedback.surveys.survey import Asked, Stands
from slack_app.views.kit import Letter


def open_survey(deps: Deps, errand: Errand) -> Outcome:
    """Open a survey that is planned; where fewer than five could be asked, nobody is, and managers hear so."""
    team_id, survey_id = errand.team_id, errand.args["survey_id"]
    with deps.db.reading() as session:
        planned = surveys.find(session, team_id, survey_id)
    if planned is None or planned.state != State.PLANNED:
        return Drop("not_planned")
    inside = set(deps.slack.members_of(team_id, planned.channel_id)) if planned.channel_id else None
    with transaction(deps) as session:
        survey = surveys.hold(session, team_id, survey_id)
        if survey is None or survey.state != State.PLANNED:
            return Drop("not_planned")
        _open(session, deps, survey, inside)
    return Done()


def _open(session: Session, deps: Deps, survey: Survey, inside: set[str] | None) -> None:
    now = deps.now()
    closes_at = now + OPEN_FOR
    survey.state, survey.opens_at, survey.closes_at = State.OPEN.value, now, closes_at
    session.add(survey)
    session.flush()
    people = [one for one in _askable(session, deps, survey, closes_at) if inside is None or one.user_id in inside]
    if len(people) < LEAST:
        ending.end(session, deps, survey)
        return
    args = {"survey_id": survey.id}
    outbox.put_many(session, survey.team_id, _tasks(survey.id or 0, people, now), now=now)
    closing = Task(Job.CLOSE_SURVEY, f"close_survey:{survey.id}", args=args, due_at=closes_at)
    outbox.put(session, survey.team_id, closing, now=now)


def _askable(session: Session, deps: Deps, survey: Survey, closes_at: datetime) -> list[Askable]:
    """Members whose turn it is or will be in time, without the team; in an order of the app's own, the same each quarter."""
    team_id = survey.team_id
    staff = team_of(session, team_id, workspaces.community_of(session, team_id))
    found = surveys.askable(session, team_id, before=closes_at - LAST_ASKED - QUARTER)
    members = [one for one in found if one.user_id not in staff]
    return sorted(members, key=lambda one: deps.seal.mark("survey_order", team_id, one.user_id))


def _tasks(survey_id: int, people: Sequence[Askable], now: datetime) -> Iterator[Task]:
    for one, wait in zip(people, waits(len(people)), strict=True):
        due_at = max(now + wait, one.asked_at + QUARTER) if one.asked_at else now + wait
        args, key = {"survey_id": survey_id}, asking_key(survey_id, one.user_id)
        yield Task(Job.ASK_SURVEY, key, one.user_id, args, Door.NUDGE.value, due_at)


def ask(deps: Deps, errand: Errand) -> Outcome:
    """Ask somebody, if it is still their turn and there is time left to answer."""
    team_id, survey_id, user_id = errand.team_id, errand.args["survey_id"], errand.user_id or ""
    with transaction(deps) as session:
        survey = surveys.find(session, team_id, survey_id)
        if survey is None or not _has_time(deps, survey):
            return Drop("too_late")
        free = deps.now() - QUARTER
        if not surveys.take_turn(session, team_id, survey_id, user_id, free_before=free, now=deps.now()):
            return Drop("not_their_turn")
    letter = _letter(deps, survey, user_id, Stands.ASKED)
    return Say(
        Post(direct_channel(deps, team_id, user_id), letter.text, letter.blocks, key=errand.key), _counted(survey)
    )


def ask_to_show(session: Session, deps: Deps, team_id: str, survey_id: int, user_id: str) -> None:
    """Ask that the message say where they stand with it; the row leaves no trace, so that nothing tells when they answered."""
    args = {"survey_id": survey_id, "forget": True}
    task = Task(Job.SHOW_SURVEY, f"show_survey:{survey_id}:{user_id}", user_id, args)
    outbox.put_again(session, team_id, task, now=deps.now())


def show(deps: Deps, errand: Errand) -> Outcome:
    """Draw someone's message anew: they answered, or do not want to be asked, or do again."""
    team_id, survey_id, user_id = errand.team_id, errand.args["survey_id"], errand.user_id or ""
    with deps.db.reading() as session:
        survey = surveys.find(session, team_id, survey_id)
        where = outbox.stands_at(session, team_id, asking_key(survey_id, user_id))
        stands = _stands(session, deps, survey, user_id) if survey else Stands.OVER
    if survey is None or where is None:
        return Drop("not_asked")
    letter = _letter(deps, survey, user_id, stands)
    deps.slack.update(team_id, Receipt(*where), letter.text, letter.blocks)
    return Done()


def asking_key(survey_id: int, user_id: str) -> str:
    """The name of the message by which someone is asked."""
    return f"survey:{survey_id}:{user_id}"


def _has_time(deps: Deps, survey: Survey) -> bool:
    return survey.state == State.OPEN and (survey.closes_at or survey.opens_at) - LAST_ASKED >= deps.now()


def _stands(session: Session, deps: Deps, survey: Survey, user_id: str) -> Stands:
    team_id, survey_id = survey.team_id, survey.id or 0
    turn = surveys.turn(session, team_id, user_id)
    if turn and turn.is_never:
        return Stands.NEVER
    if survey.state != State.OPEN:
        return Stands.OVER
    mark = box.mark_of(deps, team_id, survey_id, user_id)
    return Stands.ANSWERED if surveys.has_answered(session, team_id, survey_id, mark) else Stands.ASKED


def _letter(deps: Deps, survey: Survey, user_id: str, stands: Stands) -> Letter:
    community, member = community_and_member(deps, survey.team_id, user_id)
    closes_on = local(survey.closes_at or survey.opens_at, community.tz).date()
    return view.letter(words_of(member, community), Asked(survey.id or 0, survey.question, closes_on), stands)


def _counted(survey: Survey) -> Then:
    def then(session: Session, _receipt: Receipt) -> None:
        surveys.count_asked(session, survey.team_id, survey.id or 0)

    return then
