"""Who does not wish to be named in recaps, and the recaps that are drawn again without them."""

from slack_app.flows import home
from slack_app.flows.confirming import ask_to_confirm
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.digest import recapping
from slack_app.flows.people import of_their_own_will, words_of
from slack_app.flows.redrawing import ask_to_redraw
from slack_app.store import members, workspaces
from slack_app.store.digest import reports


def name_in_recaps(deps: Deps, team_id: str, user_id: str, *, unnamed: bool) -> None:
    """Someone is not named in recaps from now on, nor in those that stand there; or may be named again."""
    member = of_their_own_will(deps, team_id, user_id)
    with transaction(deps) as session:
        members.set_unnamed(session, team_id, user_id, stays=unnamed, now=deps.now())
        for report in reports.naming(session, team_id, user_id):
            if report.name == recapping.NAME:
                ask_to_redraw(session, deps, report)
        language = words_of(member, workspaces.community_of(session, team_id)).language
        told = {"what": "unnamed" if unnamed else "named", "language": language}
        ask_to_confirm(session, deps, team_id, user_id, told)
        home.ask_to_publish(session, deps, team_id, user_id)
