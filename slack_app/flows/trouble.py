"""What cannot be done any more, and telling it to somebody who can mend it, once."""

from collections.abc import Iterable
from contextlib import suppress

from sqlmodel import Session

from slack_app.domain.community import Community, channels_in_use
from slack_app.domain.events import Heard, HeardKind
from slack_app.flows.deps import Deps
from slack_app.flows.outcomes import Drop, Outcome, Say
from slack_app.flows.people import direct_channel
from slack_app.gateway.protocol import GiveUpError, Post
from slack_app.jobs import Job
from slack_app.store import members, outbox, workspaces
from slack_app.store.errands import Errand
from slack_app.store.feedback import listening, product_teams
from slack_app.store.outbox import Task
from slack_app.views import warn
from slack_app.views.kit import Letter
from slack_app.views.words import Words, words_for

FEEDBACK_NOWHERE = "feedback_nowhere"
"""Somebody said something, and no channel is set up in which it would be read: told once, ever."""
SAYS_THE_APP_IS_GONE = frozenset({"account_inactive", "invalid_auth", "token_revoked", "token_expired", "not_authed"})
SAYS_THE_MEMBER_IS_GONE = frozenset({"user_not_found", "user_disabled", "user_not_visible", "cannot_dm_bot"})


def app_removed(session: Session, deps: Deps, heard: Heard) -> None:
    """The app was uninstalled or its own token revoked: it stops speaking there. Somebody else's token is no concern."""
    if heard.kind == HeardKind.TOKENS_REVOKED and not heard.facts.get("bot"):
        return
    workspaces.stop(session, heard.team_id, now=deps.now())


def channel_closed(session: Session, deps: Deps, heard: Heard) -> None:
    """A channel was archived or deleted: if the community uses it, its managers hear so."""
    community = workspaces.community_of(session, heard.team_id)
    teams = product_teams.all_of(session, heard.team_id)
    asked = {row.choices.get("channel_id") for row in listening.all_of(session, heard.team_id) if row.is_on}
    in_use = channels_in_use(community) | {team.channel_id for team in teams} | asked
    if heard.channel_id and heard.channel_id in in_use:
        ask_to_warn(session, deps, heard.team_id, code="is_archived", about=heard.channel_id)


def gave_up(session: Session, deps: Deps, errand: Errand, code: str) -> None:
    """A piece of work will never be done: what follows for the workspace, and the word to its managers."""
    if code in SAYS_THE_APP_IS_GONE:
        workspaces.stop(session, errand.team_id, now=deps.now())
    elif code not in SAYS_THE_MEMBER_IS_GONE and errand.job is not Job.WARN_MANAGERS:
        ask_to_warn(session, deps, errand.team_id, code=code, about=errand.job.value)


def ask_to_warn(session: Session, deps: Deps, team_id: str, *, code: str, about: str) -> None:
    """Ask that managers be told of a refusal, `about` a channel or a job: once a week for the same trouble, however often it is met."""
    now = deps.now()
    year, week, _ = now.isocalendar()
    key, args = f"warn:{code}:{about}:{year}-{week}", {"code": code, "about": about}
    outbox.put(session, team_id, Task(Job.WARN_MANAGERS, key, args=args), now=now)


def warn_managers(deps: Deps, errand: Errand) -> Outcome:
    """Tell the team's channel, or where it cannot the first manager who can be reached, what went wrong and what helps."""
    with deps.db.reading() as session:
        community = workspaces.community_of(session, errand.team_id)
    letter = _letter(words_for(community.language), errand.args["code"], errand.args["about"])
    channel_id = where_managers_read(deps, errand.team_id, community)
    if channel_id is None:
        return Drop("nobody_to_tell")
    return Say(Post(channel_id, letter.text, letter.blocks, key=errand.key))


def _letter(words: Words, code: str, about: str) -> Letter:
    return warn.feedback_nowhere(words) if code == FEEDBACK_NOWHERE else warn.trouble(words, code, about)


def where_managers_read(
    deps: Deps, team_id: str, community: Community, *, rather: str | None = None, before_others: str | None = None
) -> str | None:
    """The channel `rather`, or the team's; where both are closed, a manager's direct messages, those of `before_others` first."""
    for channel_id in (rather, community.team_channel):
        if channel_id and _is_open(deps, team_id, channel_id):
            return channel_id
    with deps.db.reading() as session:
        them = (before_others or "", *community.managers, *members.admins(session, team_id))
        here = [one for one in dict.fromkeys(them) if one and _is_here(session, team_id, one)]
    return _first_to_be_reached(deps, team_id, here)


def _is_open(deps: Deps, team_id: str, channel_id: str) -> bool:
    try:
        found = deps.slack.channel(team_id, channel_id)
    except GiveUpError:
        return False
    return found.is_member and not found.is_archived


def _is_here(session: Session, team_id: str, user_id: str) -> bool:
    """Whether nothing says that their account is closed."""
    member = members.find(session, team_id, user_id)
    return member is None or member.status != "deactivated"


def _first_to_be_reached(deps: Deps, team_id: str, user_ids: Iterable[str]) -> str | None:
    """The direct messages with the first of them whom Slack lets us speak to."""
    for user_id in user_ids:
        with suppress(GiveUpError):
            return direct_channel(deps, team_id, user_id)
    return None
