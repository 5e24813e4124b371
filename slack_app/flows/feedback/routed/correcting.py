"""A person says what a field of a ticket is: that holds, its reason is theirs, and the models learn of it."""

from sqlmodel import Session

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.choices import area_named
from slack_app.domain.feedback.routed.because import Reason, Why, reasons_of, with_reason
from slack_app.domain.feedback.terms import By, Field, Kind, Priority, Step
from slack_app.domain.feedback.worked_on.teams import Team, owner_of
from slack_app.flows.deps import Deps
from slack_app.flows.feedback import cards, ranking, teams
from slack_app.flows.feedback.learned import learning
from slack_app.flows.feedback.routed.placing import place
from slack_app.store import workspaces
from slack_app.store.feedback import steps
from slack_app.store.schema import Ticket

_LEARNED = (Field.KIND, Field.AREA)


def correct(session: Session, deps: Deps, ticket: Ticket, field: Field, value: str | None, by_id: str) -> bool:
    """A person says what a field of a ticket (held by the caller) is; of a team its id as text, or None for triage.

    Keeps the reason, the step and the lesson, and asks for the card, in the new team's channel where the team changed. A
    new area takes the ticket to the team that has it, unless a person or a rule chose the team. To confirm what was guessed
    is a lesson, too. False where a person said the same before. Raises InvalidAnswersError with `unknown` where the field
    cannot have that value.
    """
    value = _possible(session, ticket, field, value)
    former, formerly = reasons_of(ticket.because).get(field), _value(ticket, field)
    if value == formerly and former and former.by is By.PERSON:
        return False
    home = ticket.product_team_id
    _set(session, deps, ticket, field, value)
    ticket.because, ticket.updated_at = with_reason(ticket.because, Reason(field, By.PERSON, value)), deps.now()
    if value != formerly:
        _note(session, deps, ticket, field, formerly, by_id)
    if field in _LEARNED and value:
        learning.learned(session, deps, ticket, field, value, _guessed(former))
    if field is Field.AREA and value != formerly:
        _follow_area(session, deps, ticket, by_id)
    if field in _LEARNED:
        ranking.reprioritise(session, deps, ticket)
    session.add(ticket)
    _ask_for_card(session, deps, ticket, moved=ticket.product_team_id != home)
    return True


def _set(session: Session, deps: Deps, ticket: Ticket, field: Field, value: str | None) -> None:
    match field:
        case Field.KIND:
            ticket.kind = value
        case Field.AREA:
            ticket.area = value
        case Field.PRIORITY:
            ticket.priority = str(value)
        case Field.TEAM if value != _value(ticket, field):
            place(session, deps, ticket, _team(session, ticket, value))


def _follow_area(session: Session, deps: Deps, ticket: Ticket, by_id: str) -> None:
    """Where nobody chose the team, the area's team has it from now on."""
    reason, formerly = reasons_of(ticket.because).get(Field.TEAM), _value(ticket, Field.TEAM)
    owner = owner_of(teams.all_teams(session, ticket.team_id), ticket.area)
    chosen = reason and reason.why is not Why.OWNS_AREA and reason.by not in (By.CATCH_ALL, By.NOBODY)
    if chosen or owner is None or owner.id == ticket.product_team_id:
        return
    place(session, deps, ticket, owner)
    why = Reason(Field.TEAM, By.PERSON, str(owner.id), why=Why.OWNS_AREA)
    ticket.because = with_reason(ticket.because, why)
    _note(session, deps, ticket, Field.TEAM, formerly, by_id)


def _note(session: Session, deps: Deps, ticket: Ticket, field: Field, formerly: str | None, by_id: str) -> None:
    facts = {"field": field.value, "from": formerly, "to": _value(ticket, field)}
    steps.note(session, ticket.team_id, ticket.id or 0, Step.CORRECTED, by_id=by_id, facts=facts, now=deps.now())


def _ask_for_card(session: Session, deps: Deps, ticket: Ticket, *, moved: bool) -> None:
    if moved:
        cards.ask_to_post(session, deps, ticket)
    else:
        cards.ask_to_show(session, deps, ticket.team_id, ticket.id or 0)


def _guessed(former: Reason | None) -> tuple[str, float] | None:
    """What the model had said, where it is known: it decided by itself, or people were asked."""
    if former is None or former.confidence is None or former.why is Why.OUTSIDE:
        return None
    value = former.value or next(iter(former.candidates), None)
    return (value, former.confidence) if value else None


def _possible(session: Session, ticket: Ticket, field: Field, value: str | None) -> str | None:
    """The value as it is kept."""
    match field:
        case Field.KIND:
            found = value if value in set(Kind) else None
        case Field.PRIORITY:
            found = value if value in set(Priority) else None
        case Field.AREA:
            found = _area(session, ticket, value)
        case Field.TEAM:
            team = _team(session, ticket, value)
            found = str(team.id) if team else None
    if found is None and (value or field in (Field.KIND, Field.PRIORITY)):
        raise InvalidAnswersError({field.value: "unknown"})
    return found


def _area(session: Session, ticket: Ticket, value: str | None) -> str | None:
    """An area as managers write it; one that was taken off their list stays where it is."""
    choices = workspaces.community_of(session, ticket.team_id).feedback
    return value if value and value == ticket.area else area_named(choices, value)


def _team(session: Session, ticket: Ticket, value: str | None) -> Team | None:
    return next((team for team in teams.all_teams(session, ticket.team_id) if str(team.id) == value), None)


def _value(ticket: Ticket, field: Field) -> str | None:
    if field is Field.TEAM:
        return str(ticket.product_team_id) if ticket.product_team_id else None
    found = {Field.KIND: ticket.kind, Field.AREA: ticket.area, Field.PRIORITY: ticket.priority}[field]
    return found or None
