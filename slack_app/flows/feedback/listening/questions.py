"""Managers and the questions that recur: the page, the form, and what they do with each. All raise NotAllowedError."""

from collections.abc import Callable
from dataclasses import replace

from sqlmodel import Session

from slack_app.domain.community import Community
from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.choices import area_named
from slack_app.domain.feedback.listening import MOST_QUESTIONS, Listening, checked
from slack_app.domain.hours import local
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback.choosing import chosen
from slack_app.flows.feedback.listening import asking
from slack_app.flows.people import as_manager
from slack_app.store import outbox, schedules, workspaces
from slack_app.store.feedback import listening, product_teams
from slack_app.store.schema import Asking, ListeningRow
from slack_app.views.coffee.carried import number
from slack_app.views.feedback.listening import questions as view
from slack_app.views.feedback.listening.questions import QuestionLine
from slack_app.views.kit import View
from slack_app.views.words import words_for


def listed(deps: Deps, team_id: str, user_id: str, noted: str = "") -> View:
    """All questions, and above them what just came of one."""
    words, community = as_manager(deps, team_id, user_id)
    with deps.db.reading() as session:
        last = listening.last_asked(session, team_id)
        came = listening.how_many(session, team_id, [one.id or 0 for one in last.values()])
        lines = [
            _line(session, row, community, found, came.get(found.id or 0, (0, 0))[0] if found else 0)
            for row in listening.all_of(session, team_id)
            for found in (last.get(row.id or 0),)
        ]
    return view.questions(words, lines, noted)


def _line(session: Session, row: ListeningRow, community: Community, last: Asking | None, came: int) -> QuestionLine:
    schedule = schedules.find(session, row.team_id, asking.schedule_of(row.id or 0))
    return QuestionLine(
        listening_id=row.id or 0,
        listening=Listening.from_json(row.choices),
        next_on=local(schedule.next_due_at, community.tz).date() if schedule else None,
        last_on=last.day if last else None,
        came=came,
    )


def form(deps: Deps, team_id: str, user_id: str, value: str) -> View:
    """The form of a question by its id; of a new one, which may begin with an example, for any other value."""
    words, of = chosen(deps, team_id, user_id)
    listening_id = number(value)
    if listening_id is None:
        return view.question_form(words, of, view.example(words_for(of.community.language), value))
    with deps.db.reading() as session:
        row = listening.find(session, team_id, listening_id)
    if row is None:
        return listed(deps, team_id, user_id, "gone")
    return view.question_form(words, of, Listening.from_json(row.choices), listening_id)


def keep(deps: Deps, team_id: str, user_id: str, listening_id: int | None, sent: tuple[Listening, bool]) -> View:
    """Keep a question as its form was sent, and show all. Raises InvalidAnswersError."""
    _, community = as_manager(deps, team_id, user_id)
    new, is_over = sent
    with transaction(deps) as session:
        workspaces.hold(session, team_id)
        found = checked(_with_what_is_there(session, team_id, community, new))
        row = _kept(session, deps, team_id, listening_id, found)
        if row:
            row.is_closed = is_over
            session.add(row)
            session.flush()
            asking.recur(session, deps, row, community)
    return listed(deps, team_id, user_id, "saved" if row and not is_over else "gone")


def _kept(
    session: Session, deps: Deps, team_id: str, listening_id: int | None, found: Listening
) -> ListeningRow | None:  # fmt: skip
    if listening_id is None:
        if len(listening.all_of(session, team_id)) >= MOST_QUESTIONS:
            raise InvalidAnswersError({"question": "too_many"})
        return listening.create(session, team_id, found, now=deps.now())
    row = listening.hold(session, team_id, listening_id)
    if row:
        row.choices, row.updated_at = found.to_json(), deps.now()
    return row


def _with_what_is_there(session: Session, team_id: str, community: Community, of: Listening) -> Listening:
    """Only an area and a team that there are."""
    known = of.product_team_id and product_teams.find(session, team_id, of.product_team_id)
    area = area_named(community.feedback, of.area)
    return replace(of, area=area, product_team_id=of.product_team_id if known else None)


def switch(deps: Deps, team_id: str, user_id: str, listening_id: int, *, is_on: bool) -> View:
    """Let a question be asked, or rest."""

    def do(session: Session, row: ListeningRow, community: Community) -> str:
        row.is_on, row.updated_at = is_on, deps.now()
        session.add(row)
        asking.recur(session, deps, row, community)
        return "on" if is_on else "off"

    return _done(deps, team_id, user_id, listening_id, do)


def ask_now(deps: Deps, team_id: str, user_id: str, listening_id: int) -> View:
    """Ask it now, whatever the clock says; once a day is enough."""

    def do(session: Session, _row: ListeningRow, community: Community) -> str:
        today = local(deps.now(), community.tz).date()
        last = listening.last_asked(session, team_id).get(listening_id)
        if not community.feedback.is_on:
            return "feedback_off"
        if last and last.day >= today:
            return "asked_today"
        task = asking.task_of(listening_id, today, by_hand=True)
        outbox.put_unless_done(session, team_id, task, now=deps.now())
        return "asking"

    return _done(deps, team_id, user_id, listening_id, do)


def _done(
    deps: Deps, team_id: str, user_id: str, listening_id: int, do: Callable[[Session, ListeningRow, Community], str]
) -> View:
    """One transaction of a manager on a question that is held, and the page with what came of it."""
    _, community = as_manager(deps, team_id, user_id)
    with transaction(deps) as session:
        row = listening.hold(session, team_id, listening_id)
        noted = do(session, row, community) if row else "gone"
    return listed(deps, team_id, user_id, noted)
