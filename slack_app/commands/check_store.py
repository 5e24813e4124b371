"""Where everything is kept: the database and its version, and the broker."""

from collections.abc import Iterator
from datetime import datetime

from redis import Redis
from redis.exceptions import RedisError

from slack_app.commands.findings import Finding, ill, odd, well
from slack_app.commands.health import AWAY
from slack_app.logs import redact
from slack_app.settings import Settings
from slack_app.store import migrate

PATIENCE_S = 2.0


def database(settings: Settings, _now: datetime) -> Iterator[Finding]:
    """The database answers, and has the tables of this version."""
    file = settings.sqlite_path
    if file is not None and not file.exists():
        yield odd(f"There is no database at {file} yet", "serve makes it, and so does: db upgrade.")
        return
    try:
        found, wanted = migrate.current(settings.database_url), migrate.head()
    except AWAY as error:
        yield ill(f"The database does not answer: {first_line(error)}", "Look at DATABASE_URL, and whether it runs.")
        return
    if found == wanted:
        yield well(f"Database: at version {found}")
    else:
        yield ill(f"Database: at version {found or 'none'}, this program wants {wanted}", "Run: db upgrade.")


def broker(settings: Settings, _now: datetime) -> Iterator[Finding]:
    """Redis answers, where it is used."""
    if settings.redis_url is None:
        yield well("Broker: in memory, one process for everything")
        return
    client = Redis.from_url(
        settings.redis_url.get_secret_value(), socket_timeout=PATIENCE_S, socket_connect_timeout=PATIENCE_S
    )
    try:
        client.ping()
    except (RedisError, OSError) as error:
        yield ill(f"Redis does not answer: {first_line(error)}", "Look at REDIS_URL, and whether it runs.")
    else:
        yield well("Broker: Redis answers")
    finally:
        client.close()


def first_line(error: Exception) -> str:
    """The first line of an error's words, without secrets."""
    return redact(str(error).partition("\n")[0])
