"""The classifier outside is asked what the app is unsure of: once for a ticket, in words that name nobody, never within a transaction.

Nothing is asked unless managers switched it on, and nothing of what did not come by the form that says so: a message was
written for its channel, an answer to a survey for nobody else. What was said without a name is never shown outside: how
somebody writes may give them away, and no promise binds a stranger.
"""

from sqlmodel import Session

from slack_app.domain.feedback.routed.opinions import NotAnOpinionError, Opinion, Question, unsure_of
from slack_app.domain.feedback.routed.without_names import without_names
from slack_app.domain.feedback.terms import Source, Step
from slack_app.domain.words import says_something
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback.routed.deliberating import think
from slack_app.store import workspaces
from slack_app.store.feedback import steps, tickets
from slack_app.store.schema import Ticket

SAID_BY_FORM = (Source.FORM, Source.SHORTCUT, Source.HOME)


def opinion_on(deps: Deps, ticket: Ticket) -> Opinion | None:
    """What is thought outside of a ticket that waits to be routed; what was answered before is not asked again. None: nothing."""
    with deps.db.reading() as session:
        may_be = _may_be_asked(session, deps, ticket)
        areas = workspaces.community_of(session, ticket.team_id).feedback.areas
        was_asked = steps.last(session, ticket.team_id, ticket.id or 0, Step.ASKED_OUTSIDE)
    if was_asked is not None:
        return _kept(was_asked.facts, areas)
    question = _question(deps, ticket, areas) if may_be else None
    if question is None or not _intended(deps, ticket):
        return None
    opinion = deps.classifier.classify(question)
    if opinion:
        _keep(deps, ticket, opinion)
    return opinion


def _may_be_asked(session: Session, deps: Deps, ticket: Ticket) -> bool:
    feedback = workspaces.community_of(session, ticket.team_id).feedback
    is_on = feedback.hook and not deps.classifier.rests()
    if not (is_on and ticket.words) or ticket.is_anonymous or ticket.source not in SAID_BY_FORM:
        return False
    return unsure_of(think(session, deps, ticket, ticket.words).routed.reasons, feedback.areas)


def _question(deps: Deps, ticket: Ticket, areas: tuple[str, ...]) -> Question | None:
    """What is asked; None where names cannot be taken out now, or where nothing is left without them."""
    known = deps.names.of(deps.slack, ticket.team_id, now=deps.now())
    if known is None:
        return None
    words = without_names(ticket.words, known)
    return Question(words, areas) if says_something(words.replace("…", "")) else None


def _intended(deps: Deps, ticket: Ticket) -> bool:
    """Write that it is asked, before it is: whoever comes after a worker that died then does not ask again."""
    team_id, ticket_id = ticket.team_id, ticket.id or 0
    with transaction(deps) as session:
        held = tickets.hold(session, team_id, ticket_id)
        if held is None or not held.words or steps.last(session, team_id, ticket_id, Step.ASKED_OUTSIDE):
            return False
        steps.note(session, team_id, ticket_id, Step.ASKED_OUTSIDE, now=deps.now())
        return True


def _keep(deps: Deps, ticket: Ticket, opinion: Opinion) -> None:
    """Note the answer beside the question, unless the words were taken back meanwhile."""
    with transaction(deps) as session:
        held = tickets.hold(session, ticket.team_id, ticket.id or 0)
        asked = steps.last(session, ticket.team_id, ticket.id or 0, Step.ASKED_OUTSIDE)
        if held and held.words and asked:
            asked.facts = opinion.to_json()
            session.add(asked)


def _kept(facts: object, areas: tuple[str, ...]) -> Opinion | None:
    try:
        return Opinion.from_json(facts, areas)
    except NotAnOpinionError:
        return None
