"""Where the app is installed, and how each community is set up."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session, col, select

from slack_app.domain.community import Community
from slack_app.domain.hours import is_zone
from slack_app.domain.plain import str_at
from slack_app.store.dialect import insert_for
from slack_app.store.schema import Workspace


def register(
    session: Session, team_id: str, *, enterprise_id: str | None, bot_user_id: str, now: datetime
) -> Workspace:
    """Note that the app is installed here; a workspace that comes back keeps its set-up. Two may say so at once."""
    blank = {"bot_user_id": bot_user_id, "status": "active", "community": {}, "created_at": now, "updated_at": now}
    session.execute(insert_for(session, Workspace).values(team_id=team_id, **blank).on_conflict_do_nothing())
    row = session.exec(select(Workspace).where(col(Workspace.team_id) == team_id).with_for_update()).one()
    row.enterprise_id, row.bot_user_id, row.status, row.updated_at = enterprise_id, bot_user_id, "active", now
    session.add(row)
    session.flush()
    return row


def find(session: Session, team_id: str) -> Workspace | None:
    """The workspace, if the app is or was installed there."""
    return session.get(Workspace, team_id)


def hold(session: Session, team_id: str) -> None:
    """Until the end of the transaction, what is done for a workspace as a whole is done by this one alone."""
    session.exec(select(Workspace.team_id).where(col(Workspace.team_id) == team_id).with_for_update()).one()


def is_active(session: Session, team_id: str) -> bool:
    """Whether the app may still speak there."""
    row = session.get(Workspace, team_id)
    return row is not None and row.status == "active"


def community_of(session: Session, team_id: str) -> Community:
    """How the community is set up; the defaults where nobody set anything."""
    row = session.get(Workspace, team_id)
    return Community.from_json(row.community if row else {})


def zone_of(session: Session, team_id: str) -> str:
    """The community's time zone, without reading the rest of its set-up."""
    row = session.get(Workspace, team_id)
    tz = str_at(row.community, "tz") if row else None
    return tz if tz and is_zone(tz) else Community.tz


def change_community(
    session: Session, team_id: str, change: Callable[[Community], Community], *, now: datetime
) -> Community:
    """Apply a change to the set-up, the row locked meanwhile so that two managers do not undo each other."""
    row = session.exec(select(Workspace).where(col(Workspace.team_id) == team_id).with_for_update()).one()
    changed = change(Community.from_json(row.community))
    row.community, row.updated_at = changed.to_json(), now
    session.add(row)
    return changed


def stop(session: Session, team_id: str, *, now: datetime) -> None:
    """The app was removed: nothing is sent there any more."""
    row = session.get(Workspace, team_id)
    if row:
        row.status, row.updated_at = "stopped", now
        session.add(row)
