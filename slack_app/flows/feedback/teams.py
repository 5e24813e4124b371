"""Which teams there are, and who may act on a ticket."""

from collections.abc import Sequence

from sqlmodel import Session

from slack_app.domain.community import may_manage
from slack_app.domain.feedback.worked_on.teams import Team
from slack_app.flows.deps import Deps
from slack_app.store import members, workspaces
from slack_app.store.feedback import product_teams
from slack_app.store.schema import Ticket


def team_of(session: Session, team_id: str, product_team_id: int | None) -> Team | None:
    """The product team of that id, closed ones too; None where a ticket has none."""
    return product_teams.find(session, team_id, product_team_id) if product_team_id else None


def all_teams(session: Session, team_id: str) -> Sequence[Team]:
    """The teams that take feedback, in the order in which they were made."""
    return product_teams.all_of(session, team_id)


def may_act(session: Session, _deps: Deps, ticket: Ticket, user_id: str) -> bool:
    """Whether someone may decide about a ticket: its team's members (in triage: any team's), its backup, and managers."""
    if is_manager(session, ticket.team_id, user_id):
        return True
    own = team_of(session, ticket.team_id, ticket.product_team_id)
    return any(_is_of(team, user_id) for team in ([own] if own else all_teams(session, ticket.team_id)))


def is_of_a_team(session: Session, team_id: str, user_id: str) -> bool:
    """Whether someone is of any team, or a manager: whose emoji counts where only the team's do."""
    return is_manager(session, team_id, user_id) or any(_is_of(team, user_id) for team in all_teams(session, team_id))


def teams_of(session: Session, team_id: str, user_id: str) -> list[Team]:
    """The teams that someone is of."""
    return [team for team in all_teams(session, team_id) if _is_of(team, user_id)]


def is_manager(session: Session, team_id: str, user_id: str) -> bool:
    """Whether they run the community."""
    member = members.find(session, team_id, user_id)
    return may_manage(workspaces.community_of(session, team_id), user_id, member.is_admin if member else False)


def is_here(session: Session, team_id: str, user_id: str) -> bool:
    """Whether nothing says that their account is closed."""
    member = members.find(session, team_id, user_id)
    return member is None or member.status != "deactivated"


def backup_of(session: Session, team_id: str, team: Team) -> str | None:
    """Whom one tells what is late: the team's backup, as long as they are here."""
    return team.backup_id if team.backup_id and is_here(session, team_id, team.backup_id) else None


def _is_of(team: Team, user_id: str) -> bool:
    return user_id in team.member_ids or user_id == team.backup_id
