"""People who come, change and go."""

from sqlmodel import Session

from slack_app.domain.events import Heard
from slack_app.domain.measures.log import Act
from slack_app.domain.people import Person, from_json, lives_in, may_be_welcomed
from slack_app.domain.plain import flag_at, str_at
from slack_app.flows import activity, deeds
from slack_app.flows.deps import Deps
from slack_app.flows.people import LONG_AGO
from slack_app.jobs import Job
from slack_app.store import members, outbox, workspaces
from slack_app.store.activity import Deed
from slack_app.store.outbox import Task


def joined_workspace(session: Session, deps: Deps, heard: Heard) -> None:
    """Someone is new in the workspace: they are welcomed, unless the welcome is not for them."""
    person = _person(heard)
    if person is None or not lives_in(person, heard.team_id) or _leaves_no_trace(session, deps, heard):
        return
    _note(session, deps, heard, Act.JOINED)
    if may_be_welcomed(person, heard.team_id):
        _arrive(session, deps, heard, person)


def joined_channel(session: Session, deps: Deps, heard: Heard) -> None:
    """Someone joined a channel: if it is the community's, they are new to the community."""
    community = workspaces.community_of(session, heard.team_id)
    is_ours = heard.channel_id is not None and heard.channel_id == community.community_channel
    if not is_ours or _leaves_no_trace(session, deps, heard) or _is_stranger(session, heard):
        return
    _note(session, deps, heard, Act.JOINED, heard.channel_id or "")
    _arrive(session, deps, heard)


def _leaves_no_trace(session: Session, deps: Deps, heard: Heard) -> bool:
    """Whether it is nobody, the app itself, or somebody who asked to be forgotten."""
    user_id = heard.user_id
    return user_id is None or user_id in activity.unheard_among(session, deps, heard.team_id, [user_id])


def _is_stranger(session: Session, heard: Heard) -> bool:
    """Whether they come from another workspace, to a channel that is shared with it."""
    user_team = str_at(heard.facts, "user_team")
    is_member = members.find(session, heard.team_id, heard.user_id or "") is not None
    return deeds.is_outside(heard.team_id, heard.enterprise_id, user_team, is_member=is_member) and flag_at(
        heard.facts, "is_ext_shared_channel"
    )


def _note(session: Session, deps: Deps, heard: Heard, act: Act, channel_id: str = "") -> None:
    at = deeds.in_micros(activity.instant_of(heard, deps.now()))
    activity.note(session, deps, heard.team_id, [Deed(heard.user_id or "", act, at, at, channel_id)])


def _arrive(session: Session, deps: Deps, heard: Heard, person: Person | None = None) -> None:
    """Known from now on, and welcomed once for ever: the key of the row is the person."""
    now, user_id = deps.now(), heard.user_id or ""
    at = activity.instant_of(heard, now)
    member = members.meet(session, heard.team_id, user_id, joined_at=at, now=now)
    if member.joined_at == LONG_AGO:
        member.joined_at = at
        session.add(member)
    if person:
        members.refresh(session, member, person, now=now)
    elif member.status == "left":
        member.status = "active"
        session.add(member)
    outbox.put(session, heard.team_id, Task(Job.WELCOME, f"welcome:{user_id}", user_id), now=now)


def changed(session: Session, deps: Deps, heard: Heard) -> None:
    """Slack says something new of someone: their language, zone or role, or that their account is closed."""
    person = _person(heard)
    member = members.find(session, heard.team_id, person.user_id) if person else None
    if person and member:
        if person.deleted and member.status != "deactivated":
            _note(session, deps, heard, Act.LEFT)
        members.refresh(session, member, person, now=deps.now())


def left_channel(session: Session, deps: Deps, heard: Heard) -> None:
    """Someone left a channel: if it is the community's, nothing more is sent to them until they come back."""
    community = workspaces.community_of(session, heard.team_id)
    if heard.channel_id is None or heard.channel_id != community.community_channel:
        return
    if _leaves_no_trace(session, deps, heard) or _is_stranger(session, heard):
        return
    _note(session, deps, heard, Act.LEFT, heard.channel_id)
    member = members.find(session, heard.team_id, heard.user_id or "")
    if member and member.status == "active":
        member.status, member.updated_at = "left", deps.now()
        session.add(member)


def _person(heard: Heard) -> Person | None:
    return from_json(heard.user_id, heard.facts) if heard.user_id else None
