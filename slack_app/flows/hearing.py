"""Events that were heard, handled from their rows: each changes what we know and asks the outbox for what follows."""

from collections.abc import Callable, Mapping

import structlog
from sqlmodel import Session

from slack_app.domain.backoff import retry_after
from slack_app.domain.events import Heard
from slack_app.flows import activity, arrivals, home, trouble
from slack_app.flows.coffee import joining
from slack_app.flows.deps import Deps, transaction
from slack_app.store import events, workspaces
from slack_app.store.schema import EventRow

log = structlog.get_logger()

Hearing = Callable[[Session, Deps, Heard], None]


def _joined_channel(session: Session, deps: Deps, heard: Heard) -> None:
    """It may be the community's channel, and a coffee programme's."""
    arrivals.joined_channel(session, deps, heard)
    joining.joined_channel(session, deps, heard)


HEARINGS: Mapping[str, Hearing] = {
    "team_join": arrivals.joined_workspace,
    "user_change": arrivals.changed,
    "member_joined_channel": _joined_channel,
    "member_left_channel": arrivals.left_channel,
    "message": activity.posted,
    "reaction_added": activity.reacted,
    "app_home_opened": home.opened,
    "channel_archive": trouble.channel_closed,
    "channel_deleted": trouble.channel_closed,
    "group_archive": trouble.channel_closed,
    "group_deleted": trouble.channel_closed,
    "tokens_revoked": trouble.app_removed,
    "app_uninstalled": trouble.app_removed,
}


def hear_batch(deps: Deps) -> int:
    """Handle the oldest events that wait; how many there were. One that fails is tried again later, alone."""
    with transaction(deps) as session:
        batch = events.next_batch(session, deps.now())
        for row in batch:
            _hear(session, deps, row)
    return len(batch)


def _hear(session: Session, deps: Deps, row: EventRow) -> None:
    try:
        with session.begin_nested():
            _dispatch(session, deps, events.heard(row))
            row.handled_at = deps.now()
            session.add(row)
    except Exception:
        log.exception("event_failed", team_id=row.team_id, event_id=row.event_id, kind=row.kind, row_id=row.id)
        session.refresh(row)
        row.attempts += 1
        row.due_at = deps.now() + retry_after(row.attempts)
        session.add(row)


def _dispatch(session: Session, deps: Deps, heard: Heard) -> None:
    hearing = HEARINGS.get(heard.kind)
    if hearing and workspaces.is_active(session, heard.team_id):
        hearing(session, deps, heard)
