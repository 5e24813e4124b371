"""A tracker that managers set up, opened: with its secrets, and with what is said of it when it fails."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import structlog

from slack_app.domain.feedback.trackers.kinds import TrackerKind
from slack_app.flows.deps import Deps, transaction
from slack_app.gateway.protocol import GiveUpError
from slack_app.gateway.trackers.protocol import Tracker
from slack_app.store.feedback import trackers
from slack_app.store.schema import TrackerRow
from slack_app.store.sealing import CannotOpenError

log = structlog.get_logger()

CANNOT_LOOK = "tracker_cannot_look"
"""Managers named no address for that: nothing is wrong with the tracker."""


def opened(deps: Deps, row: TrackerRow) -> Tracker:
    """The tracker itself; nothing is called yet. Raises GiveUpError."""
    try:
        return deps.trackers.open(TrackerKind(row.kind), row.choices, secrets_of(deps, row))
    except ValueError:
        raise GiveUpError("tracker_incomplete") from None


def secrets_of(deps: Deps, row: TrackerRow) -> Mapping[str, str]:
    """What only the app knows of a tracker. Raises GiveUpError where the installation's key is another one now."""
    try:
        found = json.loads(deps.seal.open(row.sealed))
    except CannotOpenError:
        raise GiveUpError("tracker_sealed") from None
    return {str(name): str(value) for name, value in found.items()}


@contextmanager
def noting(deps: Deps, row: TrackerRow) -> Iterator[None]:
    """What makes a tracker give up is written on its row, where managers see it; once it answers again that goes."""
    try:
        yield
    except GiveUpError as failure:
        log.warning("tracker_gave_up", team_id=row.team_id, tracker_id=row.id, code=failure.code)
        if failure.code != CANNOT_LOOK:
            _note(deps, row, failure.code)
        raise
    if row.trouble:
        _note(deps, row, None)


def _note(deps: Deps, row: TrackerRow, code: str | None) -> None:
    with transaction(deps) as session:
        trackers.note_trouble(session, row.team_id, row.id or 0, code, now=deps.now())
