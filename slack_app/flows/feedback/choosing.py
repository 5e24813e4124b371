"""What managers have chosen of feedback, whole, for the pages that show it."""

from sqlmodel import Session

from slack_app.flows.deps import Deps
from slack_app.flows.feedback.teams import all_teams
from slack_app.flows.people import as_manager
from slack_app.store import workspaces
from slack_app.store.feedback import listening, rule_sets, trackers
from slack_app.views.feedback.managing.settings import SetUp
from slack_app.views.words import Words


def chosen(deps: Deps, team_id: str, user_id: str) -> tuple[Words, SetUp]:
    """A manager's words, and all that holds now. Raises NotAllowedError."""
    words, _ = as_manager(deps, team_id, user_id)
    with deps.db.reading() as session:
        return words, set_up(session, deps, team_id)


def set_up(session: Session, deps: Deps, team_id: str) -> SetUp:
    """All that managers have chosen."""
    return SetUp(
        community=workspaces.community_of(session, team_id),
        teams=all_teams(session, team_id),
        rules=rule_sets.in_force(session, team_id),
        draft=rule_sets.draft(session, team_id),
        trackers={row.id or 0: row.name for row in trackers.all_of(session, team_id)},
        outside=deps.classifier.host,
        questions=sum(row.is_on for row in listening.all_of(session, team_id)),
    )
