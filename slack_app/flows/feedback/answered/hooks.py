"""A tracker says by itself that something changed: verified, kept once, and read again from the tracker by a worker."""

from collections.abc import Mapping
from enum import Enum, auto

import structlog

from slack_app.domain.feedback.trackers import deliveries
from slack_app.domain.feedback.trackers.deliveries import Delivery, ForgedError
from slack_app.domain.feedback.trackers.kinds import TrackerKind
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback.trackers import tracking
from slack_app.flows.feedback.trackers.reaching import secrets_of
from slack_app.gateway.protocol import GiveUpError
from slack_app.store.feedback import trackers
from slack_app.store.schema import TrackerRow

log = structlog.get_logger()


class Heard(Enum):
    """What came of a delivery."""

    TAKEN = auto()
    FORGED = auto()
    UNKNOWN = auto()
    """Nobody is called so."""


def heard(deps: Deps, hook: str, headers: Mapping[str, str], body: bytes) -> Heard:
    """Take a delivery at the address `hook`; names of headers are in lower case. Doubled and late ones do no harm."""
    with deps.db.reading() as session:
        row = trackers.by_hook(session, hook) if hook else None
    if row is None:
        return Heard.UNKNOWN
    try:
        secret = secrets_of(deps, row).get("hook", "")
        delivery = deliveries.received(TrackerKind(row.kind), secret, headers, body, deps.now())
    except (ForgedError, GiveUpError):
        log.warning("hook_refused", team_id=row.team_id, tracker_id=row.id)
        return Heard.FORGED
    if row.is_on and delivery.ref:
        _keep(deps, row, delivery, delivery.ref)
    return Heard.TAKEN


def _keep(deps: Deps, row: TrackerRow, delivery: Delivery, ref: str) -> None:
    """Only of issues that are a ticket's; whoever makes up deliveries leaves nothing behind."""
    now, team_id, tracker_id = deps.now(), row.team_id, row.id or 0
    with deps.db.reading() as session:
        if not trackers.tickets_at(session, team_id, tracker_id, [ref]):
            return
    with transaction(deps) as session:
        found = trackers.tickets_at(session, team_id, tracker_id, [ref])
        is_new = trackers.note_hint(
            session, team_id, tracker_id, delivery.name, ref, is_signed=delivery.is_signed, now=now
        )
        for ticket in found if is_new else ():
            tracking.ask_to_read(session, deps, ticket)
