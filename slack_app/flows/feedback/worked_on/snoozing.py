"""A ticket that a team puts off until a day, and that comes back by itself."""

from datetime import date, timedelta

from sqlmodel import Session

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.terms import Step
from slack_app.domain.feedback.worked_on.moves import Deed
from slack_app.domain.hours import local
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback import cards, clocks, mirroring
from slack_app.flows.feedback.worked_on.pressing import Press, held
from slack_app.flows.outcomes import Done, Drop, Outcome
from slack_app.jobs import Job
from slack_app.store import outbox
from slack_app.store.errands import Errand
from slack_app.store.feedback import steps, tickets
from slack_app.store.outbox import Task
from slack_app.store.schema import Ticket

UNTIL, LONGEST = "until", timedelta(days=366)


def snooze(deps: Deps, press: Press, until: date | None) -> None:
    """Put a ticket off until the morning of a day, or of the next that is worked. Targets go on.

    Raises InvalidAnswersError for the field `until` (`required`, `past`, `too_far`), and as `pressing.held`.
    """
    with held(deps, press, Deed.SNOOZE) as (session, ticket):
        work = clocks.work_of(session, ticket)
        today, now = local(deps.now(), work.tz).date(), deps.now()
        ticket.snoozed_until, ticket.updated_at = work.first_moment_of(_checked(until, today)), now
        facts = {"until": local(ticket.snoozed_until, work.tz).date().isoformat()}
        steps.note(session, press.team_id, press.ticket_id, Step.SNOOZED, by_id=press.user_id, facts=facts, now=now)
        _ask_to_wake(session, deps, ticket)
        cards.ask_to_show(session, deps, press.team_id, press.ticket_id)


def wake(deps: Deps, press: Press) -> None:
    """Somebody wakes it before its time."""
    with held(deps, press, Deed.WAKE) as (session, ticket):
        _wake(session, deps, ticket)


def wake_ticket(deps: Deps, errand: Errand) -> Outcome:
    """Put a ticket before its team again, when its time has come and nobody changed that; said once."""
    team_id, ticket_id = errand.team_id, int(errand.args["ticket_id"])
    with transaction(deps) as session:
        ticket = tickets.hold(session, team_id, ticket_id)
        if ticket is None or ticket.snoozed_until is None or ticket.snoozed_until > deps.now():
            return Drop("not_asleep")
        _wake(session, deps, ticket)
        mirroring.ask_to_tell(session, deps, ticket, Step.WOKEN)
    return Done()


def _wake(session: Session, deps: Deps, ticket: Ticket) -> None:
    ticket.snoozed_until, ticket.updated_at = None, deps.now()
    session.add(ticket)
    steps.note(session, ticket.team_id, ticket.id or 0, Step.WOKEN, now=deps.now())
    cards.ask_to_show(session, deps, ticket.team_id, ticket.id or 0)


def _ask_to_wake(session: Session, deps: Deps, ticket: Ticket) -> None:
    """Each moment has its row: one that was put off further finds nothing to do at its first."""
    if ticket.snoozed_until:
        key = f"wake:{ticket.id}:{int(ticket.snoozed_until.timestamp())}"
        task = Task(Job.WAKE_TICKET, key, args={"ticket_id": ticket.id}, due_at=ticket.snoozed_until)
        outbox.put_again(session, ticket.team_id, task, now=deps.now())


def _checked(until: date | None, today: date) -> date:
    if until is None:
        raise InvalidAnswersError({UNTIL: "required"})
    if until <= today:
        raise InvalidAnswersError({UNTIL: "past"})
    if until > today + LONGEST:
        raise InvalidAnswersError({UNTIL: "too_far"})
    return until
