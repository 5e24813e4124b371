"""Who we speak with: their language, their channel, and the mark of those who asked to be forgotten."""

import hashlib
import hmac
from datetime import UTC, datetime

from sqlmodel import Session

from slack_app.domain.community import Community, may_manage
from slack_app.domain.errors import NotAllowedError
from slack_app.domain.people import language_of, lives_in
from slack_app.flows.deps import Deps, transaction
from slack_app.gateway.protocol import GiveUpError, TryAgainError
from slack_app.store import members, privacy, workspaces
from slack_app.store.schema import Member
from slack_app.views.words import Words, words_for

WHILE_THEY_WAIT_S = 1.0
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""When someone joined whom nobody saw joining: before anything that is known, so that they are no newcomer."""


def person_hash(deps: Deps, team_id: str, user_id: str) -> str:
    """The mark that stands for someone who asked to be forgotten."""
    return hmac.new(deps.secret, f"{team_id}:{user_id}".encode(), hashlib.sha256).hexdigest()


def is_forgotten(session: Session, deps: Deps, team_id: str, user_id: str) -> bool:
    """Whether nothing may be started with this person by itself."""
    return privacy.asked_to_be_forgotten(session, team_id, person_hash(deps, team_id, user_id))


def words_of(member: Member | None, community: Community) -> Words:
    """The words for someone: what they chose, else their Slack's language, else the community's."""
    locale, chosen = (member.locale, member.chosen_language) if member else (None, None)
    return words_for(language_of(locale, chosen, community.language))


def get_to_know(deps: Deps, team_id: str, user_id: str, *, within: float | None = None) -> Member:
    """The member as Slack describes them now, asked `within` so many seconds. Raises what the gateway raises.

    Of a stranger, who is here through a channel that is shared with their own workspace, no row is written.
    """
    person = deps.slack.person(team_id, user_id, within=within)
    now = deps.now()
    if not lives_in(person, team_id):
        there = Member(team_id=team_id, user_id=user_id, joined_at=LONG_AGO, updated_at=now)
        there.locale, there.tz = person.locale, person.tz
        return there
    with transaction(deps) as session:
        member = members.meet(session, team_id, user_id, joined_at=LONG_AGO, now=now)
        members.refresh(session, member, person, now=now)
    return member


def of_their_own_will(deps: Deps, team_id: str, user_id: str) -> Member:
    """The member who now uses the app: known from here on, even where they had asked to be forgotten before.

    Somebody never seen is looked up, so that the first form already speaks their language; Slack's refusal or delay
    does not keep them from it.
    """
    with deps.db.reading() as session:
        member = members.find(session, team_id, user_id)
    if member and member.locale:
        return member
    try:
        member = get_to_know(deps, team_id, user_id, within=WHILE_THEY_WAIT_S)
    except (TryAgainError, GiveUpError):
        with transaction(deps) as session:
            member = members.meet(session, team_id, user_id, joined_at=LONG_AGO, now=deps.now())
    with transaction(deps) as session:
        privacy.came_back(session, team_id, person_hash(deps, team_id, user_id))
    return member


def direct_channel(deps: Deps, team_id: str, user_id: str) -> str:
    """The channel of the direct messages with someone, opened once and remembered. Raises what the gateway raises."""
    with deps.db.reading() as session:
        member = members.find(session, team_id, user_id)
    if member and member.dm_channel_id:
        return member.dm_channel_id
    channel_id = deps.slack.open_dm(team_id, [user_id])
    with transaction(deps) as session:
        held = members.hold(session, team_id, user_id)
        if held:
            held.dm_channel_id = channel_id
            session.add(held)
    return channel_id


def community_and_member(deps: Deps, team_id: str, user_id: str) -> tuple[Community, Member | None]:
    """How the community is set up, and what we know of one of its people."""
    with deps.db.reading() as session:
        return workspaces.community_of(session, team_id), members.find(session, team_id, user_id)


def as_manager(deps: Deps, team_id: str, user_id: str) -> tuple[Words, Community]:
    """The words of a manager, and the set-up that they may change. Raises NotAllowedError."""
    member = of_their_own_will(deps, team_id, user_id)
    with deps.db.reading() as session:
        community = workspaces.community_of(session, team_id)
    if not may_manage(community, user_id, member.is_admin):
        raise NotAllowedError
    return words_of(member, community), community
