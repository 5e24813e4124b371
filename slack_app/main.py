"""Joins the parts: settings, store, gateway, workers and the doors through which Slack comes in."""

import signal
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
import uvicorn
from celery import Celery
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from starlette.applications import Starlette

from slack_app.flows import clockwork
from slack_app.flows.deps import Deps, Pace
from slack_app.gateway.classifier import ChatClassifier, Classifier, NoClassifier
from slack_app.gateway.connect import connect
from slack_app.gateway.limits import Limits, MemoryLimits
from slack_app.gateway.protocol import Identity
from slack_app.gateway.redis_limits import RedisLimits
from slack_app.gateway.trackers.http import Http
from slack_app.gateway.trackers.opening import HttpTrackers
from slack_app.jobs import Job
from slack_app.listeners.bolt import bolt_app
from slack_app.listeners.web import web_app
from slack_app.settings import Mode, Settings
from slack_app.store import errands, events, migrate, schedules
from slack_app.store.alone import Alone
from slack_app.store.database import Database
from slack_app.store.receiving import Inbox
from slack_app.store.sealing import Seal, key_beside
from workers.app import celery_app, register
from workers.clock import Ticker
from workers.embedded import EmbeddedWorker
from workers.queue import CeleryJobs

log = structlog.get_logger()

Clock = Callable[[], datetime]
A_MOMENT = timedelta(seconds=3)
LOOK_SECONDS = 1.0


def utc_now() -> datetime:
    """The real clock: it enters here and nowhere else."""
    return datetime.now(UTC)


@dataclass
class Parts:
    """What every kind of process has."""

    settings: Settings
    deps: Deps
    identities: Sequence[Identity]
    celery: Celery
    jobs: CeleryJobs

    def close(self) -> None:
        """Let go of the database and the broker."""
        self.deps.inbox.close()
        self.jobs.close()
        self.deps.db.close()


def join(settings: Settings, *, clock: Clock = utc_now, in_web: bool = False, pace: Pace | None = None) -> Parts:
    """The parts, connected. Raises TokensError for tokens that Slack refuses, NotUpToDateError for a database to upgrade."""
    migrate.require(settings.database_url)
    redis_url = settings.redis_url.get_secret_value() if settings.redis_url else None
    tokens = [token.get_secret_value() for token in settings.slack_bot_tokens]
    slack, identities = connect(tokens, _limits(redis_url, clock), settings.slack_api_url)
    celery = celery_app(redis_url, in_web=in_web)
    if redis_url is None:
        celery.conf.task_default_queue = f"convive-{uuid.uuid4().hex}"
    jobs, db = CeleryJobs(celery), Database(settings.database_url)
    inbox = Inbox(db, ring=lambda: jobs.ring(Job.HEAR, 0))
    secret = settings.secret_key.get_secret_value().encode() if settings.secret_key else b"convive"
    seal, pace = Seal(_key(settings)), pace or Pace()
    deps = Deps(
        db=db,
        slack=slack,
        jobs=jobs,
        inbox=inbox,
        now=clock,
        secret=secret,
        seal=seal,
        pace=pace,
        trackers=HttpTrackers(Http(private=settings.trackers_in_private_network)),
        public_url=settings.public_url.rstrip("/"),
        classifier=_classifier(settings),
    )
    for one in identities:
        clockwork.install(deps, one.team_id, enterprise_id=one.enterprise_id, bot_user_id=one.bot_user_id)
    register(celery, deps)
    return Parts(settings, deps, identities, celery, jobs)


def _key(settings: Settings) -> bytes | None:
    """What secrets are closed with: the key of the settings, else one that is made beside a SQLite file."""
    if settings.secret_key:
        return settings.secret_key.get_secret_value().encode()
    return key_beside(settings.sqlite_path) if settings.sqlite_path else None


def _classifier(settings: Settings) -> Classifier:
    if not (settings.classifier_url and settings.classifier_model):
        return NoClassifier()
    key = settings.classifier_key.get_secret_value() if settings.classifier_key else None
    return ChatClassifier(settings.classifier_url, key, settings.classifier_model)


def _limits(redis_url: str | None, clock: Clock) -> Limits:
    """Shared where there is Redis. Where the clock can be set forward, what it skips counts as time that passed."""
    if redis_url:
        return RedisLimits.at(redis_url)
    return MemoryLimits() if clock is utc_now else MemoryLimits(clock=lambda: clock().timestamp())


@dataclass
class Running:
    """The program at work in this process; `stop` ends every part of it, `wake` says that the clock was set forward."""

    parts: Parts
    bolt: App
    url: str
    ending: ExitStack
    wake: Callable[[], None] = lambda: None

    def idle(self) -> bool:
        """Whether nothing waits to be done now, or in a moment (what Slack's pace put off by a second or two)."""
        deps = self.parts.deps
        with deps.db.reading() as session:
            now = deps.now()
            at_work = errands.is_any_alive(session, now + A_MOMENT) or events.is_waiting(session, now)
            return self.parts.jobs.is_quiet() and not at_work and not schedules.is_any_due(session, now)

    def stop(self) -> None:
        """End, in the order in which nothing is cut off."""
        self.ending.close()


def start(settings: Settings, *, clock: Clock = utc_now, pace: Pace | None = None) -> Running:
    """Begin to work in the background: the door to Slack and, embedded, worker and clock. Returns when all stand.

    Raises NotAloneError when another process works on the same SQLite file, TokensError for tokens that Slack refuses.
    """
    with ExitStack() as ending:
        if settings.is_embedded:
            _take_the_database(settings, ending)
        parts = join(settings, clock=clock, in_web=True, pace=pace)
        ending.callback(parts.close)
        wake = _start_embedded(parts, ending) if settings.is_embedded else Running.wake
        is_http, secret = settings.mode is Mode.HTTP, settings.slack_signing_secret
        signing_secret = secret.get_secret_value() if secret and is_http else None
        bolt = bolt_app(parts.deps, parts.identities, signing_secret=signing_secret, api_url=settings.slack_api_url)
        _open_socket(settings, bolt, ending)
        url = _open_web(settings, web_app(parts.deps, bolt if is_http else None), ending)
        return Running(parts, bolt, url, ending.pop_all(), wake)


def _take_the_database(settings: Settings, ending: ExitStack) -> None:
    if settings.sqlite_path:
        ending.callback(Alone(settings.sqlite_path).close)
    migrate.upgrade(settings.database_url)


def _start_embedded(parts: Parts, ending: ExitStack) -> Callable[[], None]:
    worker = EmbeddedWorker(parts.celery, concurrency=parts.settings.concurrency)
    worker.start()
    ending.callback(worker.close)
    ticker = Ticker(parts.deps)
    ticker.start()
    ending.callback(ticker.close)
    return ticker.wake


def _open_socket(settings: Settings, bolt: App, ending: ExitStack) -> None:
    if settings.mode is Mode.SOCKET and settings.slack_app_token:
        socket = SocketModeHandler(bolt, settings.slack_app_token.get_secret_value())
        socket.connect()  # type: ignore[no-untyped-call]
        ending.callback(socket.close)


def _open_web(settings: Settings, web: Starlette, ending: ExitStack) -> str:
    """The address at which it answers. Raises OSError when nothing can listen there."""
    config = uvicorn.Config(web, host=settings.host, port=settings.port, log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, name="web", daemon=True)
    thread.start()
    ending.callback(_stop_server, server, thread)
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    if not server.started:
        message = f"nothing could listen on {settings.host}:{settings.port}"
        raise OSError(message)
    port = server.servers[0].sockets[0].getsockname()[1]
    return f"http://{settings.host}:{port}"


def _stop_server(server: uvicorn.Server, thread: threading.Thread) -> None:
    server.should_exit = True
    thread.join(timeout=10)


def serve(settings: Settings, *, clock: Clock = utc_now) -> None:
    """Work until the process is asked to end."""
    log.info("starting", mode=settings.mode.value, embedded=settings.is_embedded)
    running = start(settings, clock=clock)
    log.info("ready", url=running.url, workspaces=[one.team_id for one in running.parts.identities])
    _until_asked_to_end()
    running.stop()


def work(settings: Settings, *, clock: Clock = utc_now) -> None:
    """A worker on its own, over Redis, until the process is asked to end."""
    parts = join(settings, clock=clock)
    log.info("worker_starting", concurrency=settings.concurrency)
    parts.celery.Worker(
        pool="threads",
        concurrency=settings.concurrency,
        without_gossip=True,
        without_mingle=True,
        quiet=True,
        loglevel=settings.log_level,
        redirect_stdouts=False,
    ).start()
    parts.close()


def beat(settings: Settings, *, clock: Clock = utc_now) -> None:
    """The clock on its own, until the process is asked to end."""
    parts = join(settings, clock=clock)
    log.info("clock_starting")
    ticker = Ticker(parts.deps)
    ticker.start()
    _until_asked_to_end()
    ticker.close()
    parts.close()


def _until_asked_to_end() -> None:
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    # A signal that comes just before a wait without end begins would not end it.
    while not ended.wait(LOOK_SECONDS):
        pass
