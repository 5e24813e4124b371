"""Whether the program can do its work, and the figures that show how it goes."""

from dataclasses import dataclass
from datetime import timedelta

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from slack_app.flows.deps import Deps
from slack_app.store import errands, events, heartbeats
from slack_app.store.database import DatabaseError

ALIVE_WITHIN = timedelta(minutes=3)
WORKER = "worker"
TICKER = "ticker"


@dataclass(frozen=True)
class Health:
    """What is there and what is not; `waiting` are rows that could run now."""

    database: bool
    worker: bool
    ticker: bool
    waiting: int

    @property
    def is_ready(self) -> bool:
        """Whether events are kept: workers that are away for a moment delay their handling, nothing more."""
        return self.database

    def as_json(self) -> dict[str, bool | int]:
        """As the health page shows it."""
        return {
            "ready": self.is_ready,
            "database": self.database,
            "worker": self.worker,
            "ticker": self.ticker,
            "waiting": self.waiting,
        }


def health(deps: Deps) -> Health:
    """Look at every part; never raises."""
    try:
        return _look(deps)
    except (DatabaseError, OSError):
        return Health(database=False, worker=False, ticker=False, waiting=0)


def _look(deps: Deps) -> Health:
    now = deps.now()
    with deps.db.reading() as session:
        seen = {name: heartbeats.last(session, name) for name in (WORKER, TICKER)}
        waiting = errands.waiting(session, now) + events.waiting(session, now)
    alive = {name: at is not None and now - at < ALIVE_WITHIN for name, at in seen.items()}
    return Health(database=True, worker=alive[WORKER], ticker=alive[TICKER], waiting=waiting)


def sign_of_life(deps: Deps, part: str) -> None:
    """A part of the program says that it lives."""
    with deps.db.transaction() as session:
        heartbeats.beat(session, part, deps.now())


def metrics(deps: Deps) -> str:
    """The figures in Prometheus' text format, counted at the moment they are asked for."""
    found, registry = health(deps), CollectorRegistry()
    figures = {
        "convive_up": ("Whether the database answers", int(found.database)),
        "convive_worker_alive": ("Whether a worker was seen in the last three minutes", int(found.worker)),
        "convive_ticker_alive": ("Whether the clock was seen in the last three minutes", int(found.ticker)),
        "convive_waiting_rows": ("Events and errands that could run now", found.waiting),
    }
    for name, (meaning, value) in figures.items():
        Gauge(name, meaning, registry=registry).set(value)
    return generate_latest(registry).decode()
