"""All events come in here: kept as facts, committed before the answer, handled from their row."""

from slack_bolt import BoltContext

from slack_app.domain.events import distil
from slack_app.flows.deps import Deps
from slack_app.listeners.routing import EVERY, Routes
from slack_app.store.events import row_of

KEEP = "keep"
"""In the context: how whoever dispatches wants an event to be kept; else the listener waits for its commit."""


def register(app: Routes) -> None:
    """One listener for every kind."""
    app.event(EVERY)(heard)


def heard(body: dict[str, object], context: BoltContext, deps: Deps) -> None:
    """Keep an event that means something to us; a kind that we do not know is answered and passed over."""
    found = distil(body)
    if found and found.team_id == context.team_id:
        keep = context.get(KEEP, deps.inbox.keep)
        keep(row_of(found, deps.now()))
