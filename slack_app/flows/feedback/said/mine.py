"""What someone said and wanted, and where it stands; and how they take it back."""

from contextlib import suppress

from sqlmodel import Session

from slack_app.domain.errors import NotAllowedError
from slack_app.domain.feedback.terms import Status
from slack_app.domain.hours import local
from slack_app.flows.deps import Deps
from slack_app.flows.feedback import voicing
from slack_app.flows.feedback.said import withdrawing
from slack_app.flows.people import of_their_own_will, words_of
from slack_app.store import workspaces
from slack_app.store.feedback import tickets
from slack_app.store.schema import Member, Ticket
from slack_app.views.feedback.said import mine as view
from slack_app.views.feedback.said.mine import MineOf
from slack_app.views.kit import View


def mine(deps: Deps, team_id: str, user_id: str, *, taken_back: bool = False) -> View:
    """The list, also where feedback is switched off by now: what they said stays theirs."""
    member = of_their_own_will(deps, team_id, user_id)
    with deps.db.reading() as session:
        community = workspaces.community_of(session, team_id)
        wanted = tickets.those(session, team_id, voicing.wanted_by(session, deps, team_id, user_id))
        found = [_mine(session, deps, one, member, community.tz) for one in wanted[: view.MOST]]
    return view.mine(words_of(member, community), found, more=len(wanted) - len(found), taken_back=taken_back)


def take_back(deps: Deps, team_id: str, user_id: str, ticket_id: int) -> View:
    """It is taken back, or was before; the list as it is now."""
    with suppress(NotAllowedError):
        withdrawing.take_back(deps, team_id, user_id, ticket_id)
    return mine(deps, team_id, user_id, taken_back=True)


def _mine(session: Session, deps: Deps, ticket: Ticket, member: Member, tz: str) -> MineOf:
    stands = tickets.canonical(session, ticket.team_id, ticket)
    is_linked = stands.id != ticket.id
    return MineOf(
        ticket_id=ticket.id or 0,
        number=ticket.number,
        words=ticket.words,
        stands=stands.status,
        said_on=local(ticket.created_at, member.tz, tz).date(),
        voices=stands.voices,
        is_author=voicing.is_author(session, deps, ticket, member.user_id),
        is_anonymous=ticket.is_anonymous,
        linked_to=stands.number if is_linked else None,
        reason=(stands.decline_reason or "") if stands.status == Status.DECLINED else "",
    )
