"""Somebody answers a survey: what they say goes into the box and is nobody's from then on; or they want to be asked no more."""

from dataclasses import dataclass
from secrets import token_hex

from sqlmodel import Session

from slack_app.domain.errors import InvalidAnswersError, SurveyAnsweredError, SurveyIsOverError
from slack_app.domain.feedback.said import wording
from slack_app.domain.feedback.said.speaking import Speaker
from slack_app.domain.feedback.surveys.survey import SCORES, State, line_of
from slack_app.domain.feedback.terms import Source
from slack_app.domain.feedback.text.plain_words import language_of
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback.said import filing
from slack_app.flows.feedback.surveys import asking_each, box
from slack_app.flows.people import of_their_own_will, words_of
from slack_app.store import workspaces
from slack_app.store.feedback import surveys
from slack_app.store.feedback.tickets import NewTicket
from slack_app.store.schema import Survey
from slack_app.views.feedback.surveys import survey as view
from slack_app.views.feedback.surveys.reading import Answer
from slack_app.views.kit import View
from slack_app.views.words import Words


@dataclass(frozen=True)
class _Answers:
    """Who answers, in which words; `may_send`: their line may go to the team as feedback without their name."""

    team_id: str
    user_id: str
    words: Words
    may_send: bool


def form(deps: Deps, team_id: str, user_id: str, survey_id: int, score: int) -> View:
    """The form with what they chose; nothing is kept until they send it. Raises NotAllowedError."""
    who = _enter(deps, team_id, user_id)
    with deps.db.reading() as session:
        survey = _open_to(surveys.find(session, team_id, survey_id), session, user_id)
        mark = box.mark_of(deps, team_id, survey_id, user_id)
        if surveys.has_answered(session, team_id, survey_id, mark):
            raise SurveyAnsweredError
    return view.form(who.words, survey_id, survey.question, score, may_send=who.may_send)


def send(deps: Deps, team_id: str, user_id: str, answer: Answer) -> View:
    """Keep an answer, once, so that nobody can tell whose it is. Raises NotAllowedError, and InvalidAnswersError."""
    who, line = _enter(deps, team_id, user_id), line_of(answer.line)
    _check(who, answer, line)
    with transaction(deps) as session:
        survey = _open_to(surveys.hold(session, team_id, answer.survey_id), session, user_id)
        mark = box.mark_of(deps, team_id, answer.survey_id, user_id)
        if not surveys.answers(session, team_id, answer.survey_id, mark):
            raise SurveyAnsweredError
        box.put(deps, survey, answer.score, "" if answer.to_team else line)
        session.add(survey)
        if answer.to_team:
            _file(session, deps, who, line)
        asking_each.ask_to_show(session, deps, team_id, answer.survey_id, user_id)
    return view.thanks(who.words, was_sent=answer.to_team)


def never(deps: Deps, team_id: str, user_id: str, survey_id: int, *, is_never: bool) -> None:
    """Someone wants no surveys any more, or does again."""
    with transaction(deps) as session:
        surveys.set_never(session, team_id, user_id, is_never=is_never)
        asking_each.ask_to_show(session, deps, team_id, survey_id, user_id)


def forget(session: Session, deps: Deps, team_id: str, user_id: str) -> None:
    """That someone answered the survey that is open is forgotten; what they answered nobody can find."""
    survey = surveys.live(session, team_id)
    if survey:
        mark = box.mark_of(deps, team_id, survey.id or 0, user_id)
        surveys.forget_answered(session, team_id, survey.id or 0, mark)


def _enter(deps: Deps, team_id: str, user_id: str) -> _Answers:
    member = of_their_own_will(deps, team_id, user_id)
    with deps.db.reading() as session:
        community = workspaces.community_of(session, team_id)
    chosen = community.feedback
    may_send = chosen.is_on and chosen.anonymous and deps.seal.is_safe
    return _Answers(team_id, user_id, words_of(member, community), may_send)


def _open_to(survey: Survey | None, session: Session, user_id: str) -> Survey:
    """The survey, if it is open and asked them."""
    turn = surveys.turn(session, survey.team_id, user_id) if survey else None
    if survey is None or turn is None or survey.state != State.OPEN or turn.survey_id != survey.id:
        raise SurveyIsOverError
    return survey


def _check(who: _Answers, answer: Answer, line: str) -> None:
    if answer.score not in SCORES:
        raise InvalidAnswersError({"score": "unknown"})
    if not answer.to_team:
        return
    fault = wording.fault_of(line) if who.may_send else "not_sent"
    if fault:
        raise InvalidAnswersError({"line": fault})


def _file(session: Session, deps: Deps, who: _Answers, line: str) -> None:
    """The line is feedback without a name: nothing of its row leads to the survey or to the number."""
    language = language_of(line) or who.words.language
    new = NewTicket(line, Source.SURVEY, token_hex(16), language=language)
    ticket = filing.keep(session, deps, who.team_id, new, Speaker(who.user_id, anonymous=True))
    filing.file(session, deps, ticket)
