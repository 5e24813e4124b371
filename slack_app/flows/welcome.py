"""A newcomer's first message: who they are is looked up, and their series of letters begins."""

from datetime import timedelta

from slack_app.domain.door import Kind
from slack_app.domain.people import Person, lives_in, may_be_welcomed
from slack_app.domain.series import WELCOME
from slack_app.flows import series
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.outcomes import Done, Drop, Outcome
from slack_app.store import members, workspaces
from slack_app.store.errands import Errand

STILL_THERE = timedelta(hours=1)


def welcome(deps: Deps, errand: Errand) -> Outcome:
    """Begin someone's series: look who they are now, plan its letters in their own hours, and let the first one go.

    Who has come within the hour is answered at once, at whatever time it is where they are.
    """
    user_id = errand.user_id or ""
    person = deps.slack.person(errand.team_id, user_id)
    if not may_be_welcomed(person, errand.team_id):
        _pass_over(deps, errand.team_id, person)
        return Drop("not_for_them")
    now = deps.now()
    with transaction(deps) as session:
        member = members.hold(session, errand.team_id, user_id)
        if member is None:
            return Drop("unknown_member")
        members.refresh(session, member, person, now=now)
        if member.welcomed_at is None:
            member.welcomed_at = now
            community = workspaces.community_of(session, errand.team_id)
            has_just_come = now - member.joined_at < STILL_THERE
            first = Kind.ANSWER if has_just_come else Kind.WELCOME
            series.plan(session, member, WELCOME, community, first=first, now=now)
    return Done()


def _pass_over(deps: Deps, team_id: str, person: Person) -> None:
    """Who came to a channel, of whom nothing was known but that, may be a bot or a stranger: they are no member."""
    if not lives_in(person, team_id):
        with transaction(deps) as session:
            members.unmeet(session, team_id, person.user_id)
