"""Announces again whatever is due, so that a lost ring is only a delay; and now and then asks for a sign of life."""

import time

from slack_app.flows.deps import Deps
from slack_app.jobs import Job
from slack_app.store import errands, events

HEAR_EVERY_S = 1.0
HEAR_AT_LEAST_EVERY_S = 30.0


class Relay:
    """Any number may run; each row is announced by one of them every ten seconds at most."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
        self._heard_at = -HEAR_AT_LEAST_EVERY_S

    def announce(self) -> int:
        """Ring for the rows that wait; how many rings."""
        return self._announce_outbox() + self._announce_events()

    def _announce_outbox(self) -> int:
        deps = self._deps
        with deps.db.reading() as session:
            if not errands.is_any_waiting(session, deps.now()):
                return 0
        with deps.db.transaction() as session:
            found = errands.announce(session, deps.now())
        for job, row_id in found:
            deps.jobs.ring(job, row_id)
        return len(found)

    def _announce_events(self) -> int:
        """A worker also listens when there is nothing to hear, for that is how it says that it lives."""
        since = time.monotonic() - self._heard_at
        if since < HEAR_EVERY_S:
            return 0
        with self._deps.db.reading() as session:
            if since < HEAR_AT_LEAST_EVERY_S and not events.is_waiting(session, self._deps.now()):
                return 0
        self._heard_at = time.monotonic()
        self._deps.jobs.ring(Job.HEAR, 0)
        return 1
