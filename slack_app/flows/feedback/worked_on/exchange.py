"""What a team and an author write to each other about a ticket, by the app's forms alone; who has no name keeps none."""

from sqlmodel import Session

from slack_app.domain.errors import ChangedMeanwhileError, InvalidAnswersError, NotYoursError
from slack_app.domain.feedback.terms import Status, Step
from slack_app.domain.feedback.worked_on.moves import Deed
from slack_app.domain.words import clean, says_something
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback import cards, clocks, mirroring, voicing
from slack_app.flows.feedback.worked_on import bringing
from slack_app.flows.feedback.worked_on.pressing import Press, held
from slack_app.flows.people import of_their_own_will, words_of
from slack_app.store import workspaces
from slack_app.store.feedback import remarks, steps, tickets, voices
from slack_app.store.schema import Remark, Ticket
from slack_app.views.feedback.worked_on import exchange as view
from slack_app.views.feedback.worked_on.exchange import LENGTH, WORDS, RemarkShown
from slack_app.views.kit import View


def ask_author(deps: Deps, press: Press, words: str) -> None:
    """Someone of the team asks the author something; the clock stands still until they answer.

    Raises NotOnTheTeamError, InvalidAnswersError for the field `words`, and ChangedMeanwhileError where nobody can be asked.
    """
    said = _checked(words)
    with held(deps, press, Deed.ASK) as (session, ticket):
        if not can_be_asked(session, deps, ticket):
            raise ChangedMeanwhileError
        if _is_said_already(session, ticket, said, from_team=True):
            return
        bringing.ask_to_bring(session, deps, _keep(session, deps, ticket, said, by_id=press.user_id))
        ticket.first_answered_at = ticket.first_answered_at or deps.now()
        clocks.stop(deps, ticket)
        step, by_id = Step.ASKED_AUTHOR, press.user_id
        steps.note(session, press.team_id, press.ticket_id, step, by_id=by_id, now=deps.now())


def can_be_asked(session: Session, deps: Deps, ticket: Ticket) -> bool:
    """Whether its author is there to be asked."""
    author = voices.author_of(session, ticket.team_id, ticket.id or 0)
    return author is not None and voicing.person_of(deps, author) is not None


def form(deps: Deps, team_id: str, user_id: str, ticket_id: int) -> View:
    """The form in which the author answers, with what was written so far. Raises NotYoursError for anybody else."""
    member = of_their_own_will(deps, team_id, user_id)
    with deps.db.reading() as session:
        ticket = _own(session, deps, tickets.find(session, team_id, ticket_id), user_id)
        words = words_of(member, workspaces.community_of(session, team_id))
        said = [RemarkShown(row.words, row.from_team) for row in remarks.of(session, team_id, ticket_id) if row.words]
    return view.reply_form(words, bringing.asked_of(ticket, said))


def answer(deps: Deps, team_id: str, user_id: str, ticket_id: int, words: str) -> None:
    """The author answers the team; the clock goes on. Raises NotYoursError for anybody else, and InvalidAnswersError."""
    said = _checked(words)
    with transaction(deps) as session:
        ticket = _own(session, deps, tickets.hold(session, team_id, ticket_id), user_id)
        if _is_said_already(session, ticket, said, from_team=False):
            return
        _keep(session, deps, ticket, said, by_id=None)
        clocks.go_on(session, deps, ticket)
        session.add(ticket)
        steps.note(session, team_id, ticket_id, Step.AUTHOR_ANSWERED, now=deps.now())


def _own(session: Session, deps: Deps, ticket: Ticket | None, user_id: str) -> Ticket:
    if ticket is None or ticket.status == Status.WITHDRAWN or not voicing.is_author(session, deps, ticket, user_id):
        raise NotYoursError
    return ticket


def _checked(words: str) -> str:
    said = clean(words, LENGTH + 1, lines=True)
    if not says_something(said):
        raise InvalidAnswersError({WORDS: "required"})
    if len(said) > LENGTH:
        raise InvalidAnswersError({WORDS: "too_long"})
    return said


def _is_said_already(session: Session, ticket: Ticket, words: str, *, from_team: bool) -> bool:
    """Whether it is what was written last: a form that was sent twice says it once."""
    last = remarks.last(session, ticket.team_id, ticket.id or 0)
    return last is not None and (last.from_team, last.words) == (from_team, words)


def _keep(session: Session, deps: Deps, ticket: Ticket, words: str, *, by_id: str | None) -> Remark:
    """An author's remark has no name, whoever they are: theirs is among the voices, or nowhere."""
    team_id, ticket_id, now = ticket.team_id, ticket.id or 0, deps.now()
    remark = remarks.add(session, team_id, ticket_id, from_team=by_id is not None, by_id=by_id, words=words, now=now)
    mirroring.ask_to_mirror(session, deps, remark)
    cards.ask_to_show(session, deps, team_id, ticket_id)
    return remark
