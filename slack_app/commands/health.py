"""Whether each process of the program lives, for those who supervise it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from http.client import HTTPConnection

from sqlalchemy.exc import SQLAlchemyError

from slack_app.flows.health import ALIVE_WITHIN, TICKER, WORKER
from slack_app.settings import Settings
from slack_app.store import heartbeats
from slack_app.store.database import Database

PATIENCE_S = 4.0
AWAY = (SQLAlchemyError, OSError)
"""How a database says that it is not there."""
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 — what is asked for is the machine itself
OK = 200


def is_ready(settings: Settings, _now: datetime) -> bool:
    """Whether the web process of this machine says that it can do its work."""
    connection = HTTPConnection(ANYWHERE.get(settings.host, settings.host), settings.port, timeout=PATIENCE_S)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == OK
    except OSError:
        return False
    finally:
        connection.close()


def was_seen(settings: Settings, part: str, now: datetime) -> bool:
    """Whether a part of the program said of late that it lives."""
    db = Database(settings.database_url)
    try:
        with db.reading() as session:
            at = heartbeats.last(session, part)
    except AWAY:
        return False
    finally:
        db.close()
    return at is not None and now - at < ALIVE_WITHIN


SIGNS: Mapping[str, Callable[[Settings, datetime], bool]] = {
    "ready": is_ready,
    "worker": lambda settings, now: was_seen(settings, WORKER, now),
    "beat": lambda settings, now: was_seen(settings, TICKER, now),
}
