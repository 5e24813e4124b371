"""The Celery application: one task for each job, a broker in Redis or in memory."""

from collections.abc import Mapping
from typing import Any

import structlog
from celery import Celery

from slack_app.flows import hearing
from slack_app.flows.deps import Deps
from slack_app.flows.health import WORKER
from slack_app.jobs import Job
from workers import digest, feedback, pairing, upkeep, welcome
from workers.base import Flow, perform
from workers.pulse import Pulse

log = structlog.get_logger()

ERRANDS: Mapping[Job, Flow] = {
    **welcome.ERRANDS,
    **pairing.ERRANDS,
    **digest.ERRANDS,
    **feedback.ERRANDS,
    **upkeep.ERRANDS,
}
IN_MEMORY = "memory://localhost/"
MOST_BATCHES = 50

SETTINGS: Mapping[str, Any] = {
    "task_serializer": "json",
    "accept_content": ["json"],
    "result_backend": None,
    "task_ignore_result": True,
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "task_publish_retry": False,
    "worker_prefetch_multiplier": 1,
    "worker_send_task_events": False,
    "worker_hijack_root_logger": False,
    "worker_soft_shutdown_timeout": 20,
    "worker_cancel_long_running_tasks_on_connection_loss": False,
    "broker_connection_retry_on_startup": True,
    "broker_connection_max_retries": None,
    "broker_connection_timeout": 2,
    "broker_pool_limit": 4,
}
REDIS_OPTIONS: Mapping[str, Any] = {
    "visibility_timeout": 120,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
    "health_check_interval": 5,
    "global_keyprefix": "convive:",
}


def celery_app(redis_url: str | None, *, in_web: bool = False) -> Celery:
    """The application on that Redis, or in memory; `in_web`: whoever rings there must never wait long."""
    app = Celery("convive", broker=redis_url or IN_MEMORY, set_as_current=False)
    options = dict(REDIS_OPTIONS) if redis_url else {"polling_interval": 0.05}
    if redis_url and in_web:
        options |= {"socket_timeout": 1, "socket_connect_timeout": 1}
    app.conf.update(SETTINGS, broker_transport_options=options)
    return app


def register(app: Celery, deps: Deps) -> None:
    """Give the application its tasks: each takes the id of a row and nothing else. No other application gets them."""
    for job, flow in ERRANDS.items():
        app.task(_errand(deps, flow), name=job.value, shared=False)
    app.task(_hearing(deps), name=Job.HEAR.value, shared=False)


def _errand(deps: Deps, flow: Flow) -> Any:  # noqa: ANN401  a function that Celery makes a task
    def run(row_id: int) -> None:
        perform(deps, row_id, flow)

    return run


def _hearing(deps: Deps) -> Any:  # noqa: ANN401  a function that Celery makes a task
    pulse = Pulse(deps, WORKER)

    def hear(_row_id: int) -> None:
        pulse.beat()
        for _ in range(MOST_BATCHES):
            if not hearing.hear_batch(deps):
                return

    return hear
