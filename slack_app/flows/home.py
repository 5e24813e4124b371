"""Someone's Home tab: asked for by what they do, drawn by a worker from what is known then."""

from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from slack_app.domain.community import Community, may_manage
from slack_app.domain.events import Heard
from slack_app.domain.hours import local
from slack_app.domain.profile import Profile
from slack_app.flows.coffee import shown
from slack_app.flows.deps import Deps
from slack_app.flows.outcomes import Done, Outcome
from slack_app.flows.people import get_to_know, is_forgotten, words_of
from slack_app.jobs import Job
from slack_app.store import members, outbox, profiles, workspaces
from slack_app.store.errands import Errand
from slack_app.store.feedback import product_teams
from slack_app.store.outbox import Task
from slack_app.store.schema import Member, ProfileRow
from slack_app.views import home as view
from slack_app.views.home import HomeOf


def opened(session: Session, deps: Deps, heard: Heard) -> None:
    """Someone opened the tab."""
    if heard.user_id:
        ask_to_publish(session, deps, heard.team_id, heard.user_id)


def ask_to_publish(session: Session, deps: Deps, team_id: str, user_id: str) -> None:
    """Ask that someone's tab be drawn anew; asking twice draws it once. Of who is forgotten no row stays."""
    args = {"forget": True} if is_forgotten(session, deps, team_id, user_id) else {}
    outbox.put_again(session, team_id, Task(Job.PUBLISH_HOME, f"home:{user_id}", user_id, args), now=deps.now())


def publish(deps: Deps, errand: Errand) -> Outcome:
    """Draw the tab. Somebody never seen is looked up first, unless they asked to be forgotten."""
    team_id, user_id = errand.team_id, errand.user_id or ""
    with deps.db.reading() as session:
        community = workspaces.community_of(session, team_id)
        member = members.find(session, team_id, user_id)
        row = profiles.find(session, team_id, user_id)
        forgotten = is_forgotten(session, deps, team_id, user_id)
        coffee = shown.mine(session, deps, team_id, user_id, community)
        teams = len(product_teams.all_of(session, team_id))
    if (member is None or member.locale is None) and not forgotten:
        member = get_to_know(deps, team_id, user_id)
    of = replace(_home_of(user_id, community, member, row, deps.now()), coffee=coffee, teams=teams)
    deps.slack.publish_home(team_id, user_id, view.home(words_of(member, community), of))
    return Done()


def _home_of(
    user_id: str, community: Community, member: Member | None, row: ProfileRow | None, now: datetime
) -> HomeOf:
    zone = member.tz if member else None

    def day(at: datetime | None) -> date | None:
        return local(at, zone, community.tz).date() if at else None

    return HomeOf(
        today=local(now, zone, community.tz).date(),
        community=community,
        manager=may_manage(community, user_id, member.is_admin if member else False),
        profile=Profile.from_json(row.answers) if row else None,
        joined_on=day(member.joined_at) if member and member.welcomed_at else None,
        introduced_on=day(member.introduced_at) if member else None,
        posted_on=day(member.first_posted_at) if member else None,
        paused_until=day(member.paused_until) if member else None,
        opted_out=member.opted_out if member else False,
        stays_unnamed=member.stays_unnamed if member else False,
    )
