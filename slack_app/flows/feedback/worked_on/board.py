"""The board that needs nothing else: a team's queue, what waits longest, what most want; narrowed and turned over."""

from dataclasses import dataclass, replace

from sqlmodel import Session

from slack_app.domain.feedback.worked_on.listing import Listing, Narrowed
from slack_app.domain.feedback.worked_on.teams import Team
from slack_app.flows.deps import Deps
from slack_app.flows.feedback import teams
from slack_app.flows.feedback.entering import enter
from slack_app.flows.feedback.worked_on import detailing
from slack_app.store.feedback import board
from slack_app.store.feedback.board import Asked
from slack_app.store.schema import Ticket
from slack_app.views.feedback.worked_on import board as view
from slack_app.views.feedback.worked_on.board import PAGE, BoardShown, LineShown
from slack_app.views.kit import View

ORDERS = {Listing.WAITING: "oldest", Listing.WANTED: "wanted"}
ticket = detailing.ticket


@dataclass(frozen=True)
class Viewer:
    """Who looks at the board: the teams that they are of, and all there are."""

    user_id: str
    is_on_team: bool
    own: list[Team]
    all: list[Team]


def shown(deps: Deps, team_id: str, user_id: str, narrowed: Narrowed | None = None) -> View:
    """A page of the board; without `narrowed` as it opens: their teams' queue, for whoever is on none what is wanted most.

    Raises FeedbackIsOffError, and NotForGuestsError.
    """
    entered = enter(deps, team_id, user_id)
    with deps.db.reading() as session:
        viewer = _viewer(session, team_id, user_id)
        chosen = narrowed or Narrowed(Listing.QUEUE if viewer.own else Listing.WAITING)
        chosen = chosen if viewer.is_on_team else chosen.for_members()
        asked = _asked(deps, viewer, chosen)
        count = board.count(session, team_id, asked)
        chosen = replace(chosen, page=min(chosen.page, max(count - 1, 0) // PAGE))
        found = board.listed(session, team_id, asked, start=chosen.page * PAGE, limit=PAGE)
        lines = [_line(deps, viewer, one) for one in found]
    listed = [(str(team.id), team.name) for team in viewer.all]
    areas = entered.community.feedback.areas
    return view.board(entered.words, BoardShown(chosen, lines, count, viewer.is_on_team, listed, areas))


def _viewer(session: Session, team_id: str, user_id: str) -> Viewer:
    own, everyone = teams.teams_of(session, team_id, user_id), list(teams.all_teams(session, team_id))
    return Viewer(user_id, teams.is_of_a_team(session, team_id, user_id), own, everyone)


def _asked(deps: Deps, viewer: Viewer, narrowed: Narrowed) -> Asked:
    """A queue is that of one's own teams, unless one asks for another's; what is put off is in no queue."""
    listing = narrowed.listing
    is_queue = listing is Listing.QUEUE and viewer.own and narrowed.product_team_id is None
    one = (narrowed.product_team_id,) if narrowed.product_team_id else ()
    return Asked(
        order=ORDERS.get(listing, "urgent"),
        statuses=narrowed.statuses,
        product_team_ids=tuple(team.id for team in viewer.own) if is_queue else one,
        kind=narrowed.kind,
        area=narrowed.area,
        assignee_id=viewer.user_id if listing is Listing.MINE else None,
        unanswered=listing is Listing.WAITING,
        awake_at=deps.now() if listing in (Listing.QUEUE, Listing.WAITING) else None,
    )


def _line(deps: Deps, viewer: Viewer, ticket: Ticket) -> LineShown:
    names = {team.id: team.name for team in viewer.all}
    return LineShown(
        ticket_id=ticket.id or 0,
        number=ticket.number,
        words=ticket.words,
        status=ticket.status,
        kind=ticket.kind,
        area=ticket.area,
        voices=ticket.voices,
        days=max((deps.now() - (ticket.filed_at or ticket.created_at)).days, 0),
        team=names.get(ticket.product_team_id or 0, "") if viewer.is_on_team else "",
        assignee_id=ticket.assignee_id if viewer.is_on_team else None,
    )
