"""A Celery worker in a thread of this process, with the broker in memory: no second process, no Redis."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from celery import Celery
from celery.concurrency.thread import TaskPool
from celery.worker import WorkController

START_S = 30.0
STOP_S = 10.0


class _Threads(TaskPool):  # type: ignore[misc]  # Celery ships no types
    """Threads that know whose tasks they run: Celery's own ask for the application of the whole process."""

    def __init__(self, *args: Any, app: Celery, **options: Any) -> None:
        super().__init__(*args, app=app, **options)
        self.executor = ThreadPoolExecutor(self.limit, initializer=app.set_current)


class EmbeddedWorker:
    """Runs the tasks of an application in threads until it is closed.

    Celery has no documented way to be embedded; its WorkController is what its own tests use, and it stays in here.
    """

    def __init__(self, app: Celery, *, concurrency: int) -> None:
        self._ready = threading.Event()
        self._worker = WorkController(
            app=app,
            pool_cls=_Threads,
            concurrency=concurrency,
            without_gossip=True,
            without_mingle=True,
            without_heartbeat=True,
            quiet=True,
            ready_callback=lambda _consumer: self._ready.set(),
        )
        self._thread = threading.Thread(target=self._worker.start, name="worker", daemon=True)

    def start(self) -> None:
        """Return once it takes work. Raises TimeoutError when it does not come up."""
        self._thread.start()
        if not self._ready.wait(START_S):
            message = "the embedded worker did not come up"
            raise TimeoutError(message)

    def close(self) -> None:
        """Let what runs come to its end, then stop."""
        self._worker.stop()
        self._thread.join(timeout=STOP_S)
