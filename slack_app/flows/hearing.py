"""Events that were heard, handled from their rows: each changes what we know and asks the outbox for what follows."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

import structlog
from sqlmodel import Session

from slack_app.domain.backoff import retry_after
from slack_app.domain.events import Heard
from slack_app.flows import activity, arrivals, home, trouble
from slack_app.flows.coffee import joining
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback.listening import hearing as feedback
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
        for rows in _in_order(batch):
            _hear(session, deps, rows)
    return len(batch)


def _in_order(batch: Sequence[EventRow]) -> Iterator[list[EventRow]]:
    """Workspace by workspace, as they came; what people did between two other events is taken together."""
    of_team: defaultdict[str, list[EventRow]] = defaultdict(list)
    for row in batch:
        of_team[row.team_id].append(row)
    for rows in of_team.values():
        for is_talk, following in groupby(rows, lambda row: row.kind in activity.TALK):
            if is_talk:
                yield list(following)
            else:
                yield from ([row] for row in following)


def _hear(session: Session, deps: Deps, rows: Sequence[EventRow]) -> None:
    try:
        with session.begin_nested():
            _dispatch(session, deps, [events.heard(row) for row in rows])
            for row in rows:
                row.handled_at = deps.now()
                session.add(row)
    except Exception:
        if len(rows) == 1:
            row = rows[0]
            log.exception("event_failed", team_id=row.team_id, event_id=row.event_id, kind=row.kind, row_id=row.id)
            _come_back_to(session, deps, row)
            return
    else:
        return
    for row in rows:
        _hear(session, deps, [row])


def _come_back_to(session: Session, deps: Deps, row: EventRow) -> None:
    session.refresh(row)
    row.attempts += 1
    row.due_at = deps.now() + retry_after(row.attempts)
    session.add(row)


def _dispatch(session: Session, deps: Deps, heard: Sequence[Heard]) -> None:
    """Some events of one workspace: any number of talk, or one of another kind."""
    first = heard[0]
    workspace = workspaces.find(session, first.team_id)  # held meanwhile: whoever asks for it again has it from memory
    if workspace is None or workspace.status != "active":
        return
    if first.kind in activity.TALK:
        activity.took_place(session, deps, first.team_id, heard)
        feedback.heard(session, deps, first.team_id, heard)
    elif hearing := HEARINGS.get(first.kind):
        hearing(session, deps, first)
