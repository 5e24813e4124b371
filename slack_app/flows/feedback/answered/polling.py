"""Every quarter of an hour trackers are asked what changed, for hooks come late, unsigned, or not at all."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import structlog
from sqlmodel import Session

from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback.trackers import tracking
from slack_app.flows.feedback.trackers.reaching import noting, opened
from slack_app.flows.outcomes import Done, Outcome, Wait
from slack_app.gateway.protocol import GiveUpError, TryAgainError
from slack_app.gateway.trackers.protocol import Issue
from slack_app.jobs import Job
from slack_app.store import outbox
from slack_app.store.errands import Errand
from slack_app.store.feedback import trackers
from slack_app.store.outbox import Task
from slack_app.store.schema import Ticket, TrackerRow

log = structlog.get_logger()

EVERY = timedelta(minutes=15)
PACE = timedelta(seconds=1)
AT_MOST = int((EVERY - timedelta(minutes=1)) / PACE)
"""One issue a second leaves room for new ones; of more than that, each poll reads the next."""
AGAIN, MANY = timedelta(minutes=5), 1000
"""So long before the latest change is asked for again; not of very many, which would come back alone and nothing after them."""
REOPENS_WITHIN = timedelta(days=14)
HINTS_KEPT = timedelta(days=7)


def keep(session: Session, deps: Deps, team_id: str) -> None:
    """Let trackers be asked from now on, if there is one that is on; asked twice they are asked once."""
    if trackers.is_any_on(session, team_id):
        task = Task(Job.POLL_TRACKERS, "poll_trackers", due_at=deps.now() + EVERY)
        outbox.put_again(session, team_id, task, now=deps.now())


def poll_trackers(deps: Deps, errand: Errand) -> Outcome:
    """Ask each tracker, and come back in a quarter of an hour for as long as one is on."""
    with transaction(deps) as session:
        trackers.purge_hints(session, errand.team_id, before=deps.now() - HINTS_KEPT)
        rows = [row for row in trackers.all_of(session, errand.team_id) if row.is_on]
    for row in rows:
        try:
            with noting(deps, row):
                changed = opened(deps, row).changed(row.polled_at or row.created_at)
        except (TryAgainError, GiveUpError) as failure:
            log.info("tracker_not_polled", team_id=row.team_id, tracker_id=row.id, code=failure.code)
            continue
        _ask(deps, row, changed)
    return Wait(deps.now() + EVERY) if rows else Done()


def _ask(deps: Deps, row: TrackerRow, changed: Sequence[Issue] | None) -> None:
    now = deps.now()
    with transaction(deps) as session:
        wanted = _all_in_turn(session, deps, row) if changed is None else _that_differ(session, row, changed)
        for place, ticket in enumerate(wanted):
            tracking.ask_to_read(session, deps, ticket, due_at=now + place * PACE)
        until = _seen_until(row, changed or ())
        if until:
            trackers.polled(session, row.team_id, row.id or 0, until)


def _seen_until(row: TrackerRow, changed: Sequence[Issue]) -> datetime | None:
    """From when on the next poll asks: some minutes twice, for a list may lag behind, and a ticket not know its issue yet."""
    latest = max((one.changed_at for one in changed if one.changed_at), default=None)
    if latest is None or len(changed) >= MANY:
        return latest
    return max(latest - AGAIN, row.polled_at or row.created_at)


def _that_differ(session: Session, row: TrackerRow, changed: Sequence[Issue]) -> Iterator[Ticket]:
    """The tickets whose issue stands elsewhere than they know."""
    states = {issue.ref: issue.state.value for issue in changed}
    for start in range(0, len(states), 500):
        for ticket in trackers.tickets_at(session, row.team_id, row.id or 0, list(states)[start : start + 500]):
            if states[ticket.tracker_ref or ""] != ticket.tracker_state:
                yield ticket


def _all_in_turn(session: Session, deps: Deps, row: TrackerRow) -> Sequence[Ticket]:
    """Of a tracker that has no list of changes, the tickets that may change, as many as can be read until the next poll."""
    team_id, tracker_id, since = row.team_id, row.id or 0, deps.now() - REOPENS_WITHIN
    count = trackers.how_many_followed(session, team_id, tracker_id, since=since)
    skip = _turn(deps.now()) * AT_MOST % count if count > AT_MOST else 0
    return trackers.followed(session, team_id, tracker_id, since=since, at_most=AT_MOST, skip=skip)


def _turn(now: datetime) -> int:
    return int(now.timestamp() // EVERY.total_seconds())
