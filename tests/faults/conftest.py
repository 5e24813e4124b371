"""Each place where the app may run: alone on SQLite, and as several processes on PostgreSQL and Redis."""

import itertools
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from redis import Redis
from redis.exceptions import ConnectionError as RedisIsAway
from sqlmodel import select

from slack_app.store.database import Database
from slack_app.store.schema import EventRow, OutboxRow
from tests.conftest import missing
from tests.faults.keeper import SECRET, Child, Keeper, soon
from tests.faults.slack import TEAM, TOKEN, Slack

REDIS = "redis://127.0.0.1:6379/8"
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def keeper() -> Iterator[Keeper]:
    keeper = Keeper()
    yield keeper
    keeper.close()


@pytest.fixture
def redis_prefix() -> Iterator[str]:
    """Keys of this test's own, taken away afterwards."""
    prefix, redis = f"convive-faults-{uuid.uuid4().hex[:8]}:", Redis.from_url(REDIS)
    try:
        redis.ping()
    except RedisIsAway:
        missing("Redis")
    yield prefix
    for key in list(redis.scan_iter(f"{prefix}*")):
        redis.delete(key)
    redis.close()


@dataclass
class Place:
    """Where the app runs, and what can be seen there from outside."""

    keeper: Keeper
    slack: Slack
    db: Database
    environment: dict[str, str]
    is_embedded: bool
    others: list[Child] = field(default_factory=list)

    def begin(self, step: str = "never") -> Child:
        """A worker who does not come further than `step`; with all that has to be around it."""
        if self.is_embedded:
            self.others = [self.keeper.bear("serve", self.environment, step=step).until("ready")]
            return self.others[0]
        if not self.others:
            self.others = [self.keeper.bear(role, self.environment) for role in ("serve", "beat")]
        worker = self.keeper.bear("worker", self.environment, step=step)
        for child in (*self.others, worker):
            child.until("ready")
        return worker

    def tell(self, envelope: dict[str, Any]) -> int:
        return self.others[0].tell(envelope)

    def rows(self, table: type[Any]) -> list[Any]:
        with self.db.reading() as session:
            return list(session.exec(select(table)).all())

    def is_done(self, key: str) -> bool:
        return any(row.key == key and row.state == "done" for row in self.rows(OutboxRow))

    def until_done(self, *keys: str) -> None:
        soon(lambda: all(self.is_done(key) for key in keys), f"the stamp on {keys}")

    def is_nothing_left(self) -> bool:
        """Whether every event was handled, and no row is on its way or due."""
        due = [row for row in self.rows(OutboxRow) if row.state == "sending" or _is_due(row)]
        return not due and all(row.handled_at for row in self.rows(EventRow))


def _is_due(row: OutboxRow) -> bool:
    return row.state == "pending" and row.due_at.timestamp() <= time.time()


@pytest.fixture(params=["embedded", "postgres_and_redis"])
def place(request: pytest.FixtureRequest, keeper: Keeper) -> Iterator[Place]:
    """The app's surroundings, on each set of services in turn."""
    is_embedded = request.param == "embedded"
    url = request.getfixturevalue("sqlite_url" if is_embedded else "clean_postgres_url")
    environment = {
        "DATABASE_URL": url,
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_APP_TOKEN": "",
        "CONVIVE_PORT": "0",
        "CONVIVE_CONCURRENCY": "4",
        "REDIS_URL": "",
    }
    if not is_embedded:
        prefix = request.getfixturevalue("redis_prefix")
        environment |= {"REDIS_URL": REDIS, "TEST_REDIS_PREFIX": prefix}
    db = Database(url)
    with Slack() as slack:
        environment["SLACK_API_URL"] = slack.api_url
        yield Place(keeper, slack, db, environment, is_embedded)
        keeper.end_all()
    db.close()


def arrival(user_id: str) -> dict[str, Any]:
    """Somebody joins the workspace, now."""
    user = {"id": user_id, "team_id": TEAM, "locale": "fr-FR", "tz": "Europe/Paris"}
    at = time.time()
    event = {"type": "team_join", "event_ts": f"{at:.6f}", "user": user}
    event_id = f"Ev{next(_numbers)}{uuid.uuid4().hex[:6]}"
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": "A1",
        "event_id": event_id,
        "event_time": int(at),
        "event": event,
    }
