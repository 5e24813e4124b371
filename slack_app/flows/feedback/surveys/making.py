"""Managers make a survey, look at it before anyone is asked, and close it. All raise NotAllowedError."""

from slack_app.domain.errors import SurveyIsLiveError, SurveyIsNotSafeError
from slack_app.domain.feedback.surveys.survey import LAST_ASKED, OPEN_FOR, QUARTER, Chosen, State, checked
from slack_app.domain.hours import local
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.digest.counting import team_of
from slack_app.flows.feedback.surveys import ending
from slack_app.flows.people import as_manager
from slack_app.store import outbox, workspaces
from slack_app.store.feedback import surveys
from slack_app.store.schema import Survey
from slack_app.views.feedback.surveys import settings as view
from slack_app.views.feedback.surveys.settings import Live, Said
from slack_app.views.kit import View

SHOWN = 8
"""As many of those that closed are listed: two years of quarters."""


def listed(deps: Deps, team_id: str, user_id: str, said: Said | None = None) -> View:
    """The survey that is planned or open, and what came of those before."""
    words, community = as_manager(deps, team_id, user_id)
    with deps.db.reading() as session:
        row = surveys.live(session, team_id)
        answered = surveys.answered(session, team_id, row.id or 0) if row else 0
        over = [ending.seen(session, community, one) for one in surveys.closed(session, team_id, limit=SHOWN)]
    live = _live(row, answered, community.tz) if row else None
    return view.page(words, live, over, said=said, is_safe=deps.seal.is_safe)


def form(deps: Deps, team_id: str, user_id: str) -> View:
    """The form of a new survey."""
    words, _ = as_manager(deps, team_id, user_id)
    _may_be_made(deps, team_id)
    return view.form(words)


def preview(deps: Deps, team_id: str, user_id: str, chosen: Chosen) -> View:
    """What people would read, and how many of them; nobody is asked yet. Raises InvalidAnswersError."""
    words, community = as_manager(deps, team_id, user_id)
    _may_be_made(deps, team_id)
    found, free = checked(chosen), deps.now() + OPEN_FOR - LAST_ASKED - QUARTER
    with deps.db.reading() as session:
        staff = team_of(session, team_id, community)
        people = sum(one.user_id not in staff for one in surveys.askable(session, team_id, before=free))
    closes_on = local(deps.now() + OPEN_FOR, community.tz).date()
    return view.preview(words, found, people=people, closes_on=closes_on)


def make(deps: Deps, team_id: str, user_id: str, chosen: Chosen) -> View:
    """Ask it, and show the page. Raises InvalidAnswersError."""
    as_manager(deps, team_id, user_id)
    _may_be_made(deps, team_id)
    with transaction(deps) as session:
        survey_id = surveys.plan(session, team_id, checked(chosen), opens_at=deps.now())
        if survey_id is None:
            raise SurveyIsLiveError
        outbox.put(session, team_id, ending.opening_of(survey_id), now=deps.now())
    return listed(deps, team_id, user_id, Said.MADE)


def end(deps: Deps, team_id: str, user_id: str, survey_id: int) -> View:
    """One that is planned is called off, one that is open closes now; pressed twice it is the same."""
    as_manager(deps, team_id, user_id)
    said = None
    with transaction(deps) as session:
        workspaces.hold(session, team_id)
        survey = surveys.hold(session, team_id, survey_id)
        if survey and survey.state == State.OPEN:
            ending.end(session, deps, survey)
            said = Said.CLOSED
        elif survey and survey.state == State.PLANNED:
            surveys.drop(session, team_id, survey_id)
            said = Said.CALLED_OFF
    return listed(deps, team_id, user_id, said)


def _may_be_made(deps: Deps, team_id: str) -> None:
    if not deps.seal.is_safe:
        raise SurveyIsNotSafeError
    with deps.db.reading() as session:
        if surveys.live(session, team_id):
            raise SurveyIsLiveError


def _live(row: Survey, answered: int, tz: str) -> Live:
    until = row.closes_at or row.opens_at
    return Live(
        row.id or 0,
        Chosen(row.question, row.channel_id, row.is_repeated),
        is_open=row.state == State.OPEN,
        asked=row.asked,
        answered=answered,
        on=local(until, tz).date(),
    )
