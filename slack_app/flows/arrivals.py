"""People who come, change and go."""

from datetime import datetime

from sqlmodel import Session

from slack_app.domain.events import Heard
from slack_app.domain.people import Person, from_json, may_be_welcomed
from slack_app.flows.activity import instant_of
from slack_app.flows.deps import Deps
from slack_app.flows.people import is_forgotten
from slack_app.jobs import Job
from slack_app.store import members, outbox, workspaces
from slack_app.store.outbox import Task


def joined_workspace(session: Session, deps: Deps, heard: Heard) -> None:
    """Someone is new in the workspace: they are welcomed, unless the welcome is not for them."""
    person = _person(heard)
    if person and may_be_welcomed(person, heard.team_id):
        _arrive(session, deps, heard.team_id, person.user_id, instant_of(heard, deps.now()), person)


def joined_channel(session: Session, deps: Deps, heard: Heard) -> None:
    """Someone joined a channel: if it is the community's, they are new to the community."""
    community = workspaces.community_of(session, heard.team_id)
    if heard.user_id and heard.channel_id and heard.channel_id == community.community_channel:
        _arrive(session, deps, heard.team_id, heard.user_id, instant_of(heard, deps.now()))


def _arrive(
    session: Session, deps: Deps, team_id: str, user_id: str, at: datetime, person: Person | None = None
) -> None:
    """Known from now on, and welcomed once for ever: the key of the row is the person."""
    if is_forgotten(session, deps, team_id, user_id):
        return
    now = deps.now()
    member = members.meet(session, team_id, user_id, joined_at=at, now=now)
    if person:
        members.refresh(session, member, person, now=now)
    elif member.status == "left":
        member.status = "active"
        session.add(member)
    outbox.put(session, team_id, Task(Job.WELCOME, f"welcome:{user_id}", user_id), now=now)


def changed(session: Session, deps: Deps, heard: Heard) -> None:
    """Slack says something new of someone: their language, zone or role, or that their account is closed."""
    person = _person(heard)
    member = members.find(session, heard.team_id, person.user_id) if person else None
    if person and member:
        members.refresh(session, member, person, now=deps.now())


def left_channel(session: Session, deps: Deps, heard: Heard) -> None:
    """Someone left a channel: if it is the community's, nothing more is sent to them until they come back."""
    community = workspaces.community_of(session, heard.team_id)
    if not heard.user_id or heard.channel_id != community.community_channel:
        return
    member = members.find(session, heard.team_id, heard.user_id)
    if member and member.status == "active":
        member.status, member.updated_at = "left", deps.now()
        session.add(member)


def _person(heard: Heard) -> Person | None:
    return from_json(heard.user_id, heard.facts) if heard.user_id else None
