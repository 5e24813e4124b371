"""The forms that a card's buttons open, filled with what holds now; only for who may act, only where it can be done."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from sqlmodel import Session

from slack_app.domain.errors import ChangedMeanwhileError
from slack_app.domain.feedback.worked_on.moves import Deed
from slack_app.domain.hours import local
from slack_app.flows.deps import Deps
from slack_app.flows.feedback import clocks, teams
from slack_app.flows.feedback.alike import nearness
from slack_app.flows.feedback.trackers import titles
from slack_app.flows.feedback.worked_on import exchange
from slack_app.flows.feedback.worked_on.pressing import Press, checked, words_for_them
from slack_app.store import workspaces
from slack_app.store.feedback import board, tickets
from slack_app.store.schema import Ticket
from slack_app.views.feedback.worked_on import card_forms as view
from slack_app.views.feedback.worked_on.card_forms import FormOf
from slack_app.views.kit import Element, View
from slack_app.views.words import Words

A_WEEK, FOUND = timedelta(days=7), 20
_Draw = Callable[[Session, Deps, Words, Ticket, FormOf], View]


def form(deps: Deps, press: Press, deed: Deed) -> View:
    """The form. Raises NotOnTheTeamError and ChangedMeanwhileError."""
    words = words_for_them(deps, press)
    with deps.db.reading() as session:
        ticket = checked(session, deps, tickets.find(session, press.team_id, press.ticket_id), press, deed)
        return _FORMS[deed](session, deps, words, ticket, _of(session, ticket))


def decline_with(deps: Deps, press: Press, suggested: str) -> View:
    """The form of a decline, with words to begin with. Raises as `form`."""
    words = words_for_them(deps, press)
    with deps.db.reading() as session:
        ticket = checked(session, deps, tickets.find(session, press.team_id, press.ticket_id), press, Deed.DECLINE)
        return view.decline(words, _of(session, ticket), suggested)


def options(deps: Deps, team_id: str, user_id: str, typed: str, *, but: int) -> list[Element]:
    """What someone of a team may link a ticket to, by number or words; nothing for anybody else."""
    with deps.db.reading() as session:
        if not typed.strip() or not teams.is_of_a_team(session, team_id, user_id):
            return []
        found = board.search(session, team_id, typed, but=but, limit=FOUND)
        return [view.found(one.id or 0, one.number, one.words) for one in found]


def _of(session: Session, ticket: Ticket) -> FormOf:
    community = workspaces.community_of(session, ticket.team_id)
    named = titles.titles_of(session, ticket)
    return FormOf(
        ticket_id=ticket.id or 0,
        number=ticket.number,
        seen=ticket.status,
        language=ticket.language,
        kind=ticket.kind,
        area=ticket.area,
        priority=ticket.priority,
        team=str(ticket.product_team_id) if ticket.product_team_id else None,
        areas=community.feedback.areas,
        teams=[(str(team.id), team.name) for team in teams.all_teams(session, ticket.team_id)],
        assignee_id=ticket.assignee_id,
        title=named.draft if named.kept is None else named.kept,
        draft=named.draft,
    )


def _duplicate(session: Session, deps: Deps, words: Words, ticket: Ticket, of: FormOf) -> View:
    near = nearness.possible_duplicate(session, deps, ticket)
    return view.duplicate(words, of, (near.ticket_id, near.number, near.words) if near else None)


def _snooze(session: Session, deps: Deps, words: Words, ticket: Ticket, of: FormOf) -> View:
    day = local(deps.now() + A_WEEK, clocks.work_of(session, ticket).tz).date()
    return view.snooze(words, of, day.isoformat())


def _ask(session: Session, deps: Deps, words: Words, ticket: Ticket, of: FormOf) -> View:
    if not exchange.can_be_asked(session, deps, ticket):
        raise ChangedMeanwhileError
    return view.ask(words, of, is_anonymous=ticket.is_anonymous)


_FORMS: Mapping[Deed, _Draw] = {
    Deed.DUPLICATE: _duplicate,
    Deed.DECLINE: lambda _session, _deps, words, _ticket, of: view.decline(words, of),
    Deed.CHANGE: lambda _session, _deps, words, _ticket, of: view.change(words, of),
    Deed.SNOOZE: _snooze,
    Deed.ASK: _ask,
    Deed.ASSIGN: lambda _session, _deps, words, _ticket, of: view.assign(words, of),
}
