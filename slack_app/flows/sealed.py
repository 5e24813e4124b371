"""Messages of which no row says to whom they go: only the app's own key tells, and counts them for the week."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from slack_app.flows.deps import Deps
from slack_app.store.outbox import SEALED
from slack_app.store.sealing import CannotOpenError

_HOUR = timedelta(hours=1)
_LOOKED_BACK = 14 * 24
"""Hours: what was asked for before that is not counted, however long it waited at night or in a pause."""


def key_of(deps: Deps, team_id: str, user_id: str, at: datetime) -> str:
    """The key of somebody's message of that hour: theirs to find again, and like no other of theirs."""
    hour = at.replace(minute=0, second=0, microsecond=0).timestamp()
    return f"news:{deps.seal.mark('news', team_id, user_id, int(hour))}"


def keys_of(deps: Deps, team_id: str, user_id: str) -> list[str]:
    """The keys that somebody's messages of the last two weeks have, if there were any."""
    now = deps.now()
    return [key_of(deps, team_id, user_id, now - _HOUR * number) for number in range(_LOOKED_BACK)]


def sealed_to(deps: Deps, args: Mapping[str, Any]) -> str | None:
    """Whom a message goes to; None where it is nobody's, or the key that closed it is lost."""
    try:
        return deps.seal.open(str(args[SEALED])) if SEALED in args else None
    except CannotOpenError:
        return None
