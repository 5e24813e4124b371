"""The doorbell: a row's id goes to the broker, off the caller's path; when the broker is away the relay rings later."""

import queue
import threading
import time

import structlog
from celery import Celery
from kombu.exceptions import OperationalError

from slack_app.jobs import Job

log = structlog.get_logger()

EXPIRES_S = 30
BREAK_S = 5.0
MOST_WAITING = 1000


class CeleryJobs:
    """Rings through Celery from a thread of its own. A full bell or a broker that is away loses rings, never work."""

    def __init__(self, app: Celery) -> None:
        self._app = app
        self._bell: queue.Queue[tuple[Job, int] | None] = queue.Queue(MOST_WAITING)
        self._silent_until = 0.0
        self._thread = threading.Thread(target=self._run, name="doorbell", daemon=True)
        self._thread.start()

    def ring(self, job: Job, row_id: int) -> None:
        """Say that a row waits; returns at once."""
        try:
            self._bell.put_nowait((job, row_id))
        except queue.Full:
            log.debug("bell_full", job=job.value, row_id=row_id)

    def is_quiet(self) -> bool:
        """Whether no ring waits to be passed on."""
        return self._bell.empty()

    def close(self) -> None:
        """Stop ringing."""
        self._bell.put(None)
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while (ring := self._bell.get()) is not None:
            if time.monotonic() >= self._silent_until:
                self._publish(*ring)

    def _publish(self, job: Job, row_id: int) -> None:
        try:
            self._app.send_task(job.value, args=[row_id], expires=EXPIRES_S, retry=False)
        except (OperationalError, OSError) as error:
            self._silent_until = time.monotonic() + BREAK_S
            log.warning("broker_away", error=type(error).__name__)
        except Exception:
            log.exception("ring_failed")  # the last resort: a bell that stops would stop every worker
