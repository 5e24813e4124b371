"""A ticket as its card shows it now: gathered from everything that is known of it, and nobody's name who gave none."""

from sqlmodel import Session

from slack_app.domain.feedback.routed.because import Reason, reasons_of
from slack_app.domain.feedback.terms import OPEN, By, Field, Status, Target
from slack_app.domain.feedback.worked_on.moves import deeds_of
from slack_app.domain.feedback.worked_on.targets import due_at
from slack_app.domain.feedback.worked_on.teams import hours_for
from slack_app.domain.hours import local
from slack_app.flows.deps import Deps
from slack_app.flows.digest.shown import permalink
from slack_app.flows.feedback import clocks, teams
from slack_app.flows.feedback.alike import nearness
from slack_app.flows.feedback.trackers import titles, tracking
from slack_app.flows.feedback.trackers.titles import Titles
from slack_app.store.feedback import board, tickets, voices
from slack_app.store.schema import Ticket
from slack_app.views.feedback.routed import because
from slack_app.views.feedback.worked_on import history
from slack_app.views.feedback.worked_on.card import CardShown, Choice, Other, Promise
from slack_app.views.words import Words


def shown(session: Session, deps: Deps, ticket: Ticket, words: Words) -> CardShown:
    """The ticket, without the way to where it was said (`link_to`), which Slack is asked for."""
    team_id, ticket_id, status = ticket.team_id, ticket.id or 0, Status(ticket.status)
    team = teams.team_of(session, team_id, ticket.product_team_id)
    author = voices.author_of(session, team_id, ticket_id)
    into = tickets.find(session, team_id, ticket.merged_into_id) if ticket.merged_into_id else None
    tz, asleep_at = clocks.work_of(session, ticket).tz, ticket.snoozed_until
    is_open = status in OPEN
    named = titles.titles_of(session, ticket) if is_open else Titles()
    return CardShown(
        ticket_id=ticket_id,
        number=ticket.number,
        status=status,
        words=ticket.words,
        kind=ticket.kind,
        area=ticket.area,
        priority=ticket.priority,
        team=team.name if team else "",
        author_id=author.user_id if author else None,
        is_anonymous=ticket.is_anonymous,
        voices=ticket.voices,
        because=because.sentences(words, ticket.because) if is_open else (),
        choices=choices(session, ticket, words) if is_open else (),
        maybe=_maybe(session, deps, ticket) if is_open else None,
        into=_other(into) if into else None,
        linked=[one.number for one in board.linked_to(session, team_id, [ticket_id])],
        assignee_id=ticket.assignee_id,
        decline_reason=ticket.decline_reason or "",
        asleep_until=local(asleep_at, tz) if asleep_at else None,
        waits_for_author=is_open and clocks.waits_for_author(session, ticket),
        promises=promises(session, deps, ticket) if is_open else (),
        tracker_url=ticket.tracker_url or "",
        title=named.kept,
        draft=named.draft,
        deeds=deeds_of(
            status,
            is_asleep=asleep_at is not None,
            may_track=tracking.tracker_for(session, ticket) is not None,
        ),
    )


def link_to(deps: Deps, ticket: Ticket) -> str:
    """The way to where it was said. Of who gave no name none is shown: the message may be their own."""
    if ticket.is_anonymous:
        return ""
    return permalink(deps, ticket.team_id, ticket.source_channel_id, ticket.source_ts)


def choices(session: Session, ticket: Ticket, words: Words) -> list[Choice]:
    """What nobody was sure of, with the two to choose between."""
    names = _names(session, ticket)
    unsure = [one for one in reasons_of(ticket.because).values() if one.by is By.NOBODY and len(one.candidates) > 1]
    return [
        Choice(one.field, [(value, _name(words, one, value, names)) for value in one.candidates[:2]]) for one in unsure
    ]


def promises(session: Session, deps: Deps, ticket: Ticket) -> list[Promise]:
    """What its team promised and has not done yet; nothing while its clock stands still."""
    team, clock = teams.team_of(session, ticket.team_id, ticket.product_team_id), clocks.clock_of(ticket)
    if team is None or clock.stopped_at:
        return []
    work, found = clocks.work_of(session, ticket), []
    for target in Target:
        hours = hours_for(team, ticket.kind, ticket.priority, target)
        if hours is not None and not clock.done_at(target):
            due = due_at(clock, target, hours, work)
            found.append(Promise(target, local(due, work.tz), is_late=due <= deps.now()))
    return found


def _maybe(session: Session, deps: Deps, ticket: Ticket) -> Other | None:
    near = nearness.possible_duplicate(session, deps, ticket)
    return Other(near.ticket_id, near.number, near.words, near.status) if near else None


def _other(ticket: Ticket) -> Other:
    return Other(ticket.id or 0, ticket.number, ticket.words, ticket.status)


def _names(session: Session, ticket: Ticket) -> dict[str, str]:
    """The teams' names, by their ids as text: the ticket's own too, which may be closed."""
    own = teams.team_of(session, ticket.team_id, ticket.product_team_id)
    return {str(team.id): team.name for team in (*teams.all_teams(session, ticket.team_id), *([own] if own else []))}


def _name(words: Words, reason: Reason, value: str, names: dict[str, str]) -> str:
    return names.get(value, value) if reason.field is Field.TEAM else history.named(words, reason.field, value)
