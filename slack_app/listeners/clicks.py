"""Who used the app today: a row for each person and day, written beside whatever they wanted, which waits for nothing."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

import structlog
from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.middleware import Middleware

from slack_app.domain.events import Heard, HeardKind
from slack_app.domain.plain import id_at, mapping_at
from slack_app.flows.deps import Deps
from slack_app.store.events import row_of
from slack_app.store.receiving import Waiter

log = structlog.get_logger()

KINDS = frozenset({"block_actions", "view_submission", "shortcut", "message_action"})
MOST = 50_000
"""So many people of a day are remembered; whoever is forgotten is written again, to the same row."""


def is_click(body: Mapping[str, object]) -> bool:
    """Whether somebody pressed, sent, chose or typed something; what Slack asks for by itself is no use of the app."""
    return body.get("type") in KINDS or "command" in body


class Clicks:
    """Remembers who was noted today, so that their next click costs a look into memory."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
        self._day = date.min
        self._noted: set[tuple[str, str]] = set()

    def note(self, team_id: str, user_id: str, body: Mapping[str, object]) -> None:
        """Someone used the app; once a day it goes to the inbox. Never waits, never raises for what the store does."""
        now = self._deps.now()
        if now.date() != self._day or len(self._noted) >= MOST:
            self._day, self._noted = now.date(), set()
        who = (team_id, user_id)
        if who in self._noted:
            return
        self._noted.add(who)
        event_id, event_ts = f"click:{user_id}:{now.date()}", f"{now.timestamp():.6f}"
        facts = {"user_team": id_at(mapping_at(body, "user"), "team_id")}
        heard = Heard(team_id, None, event_id, HeardKind.APP_CLICK, user_id, None, event_ts, {**facts})
        self._deps.inbox.put(row_of(heard, now), Waiter(partial(self._told, who)))

    def _told(self, who: tuple[str, str], error: Exception | None) -> None:
        if error:
            log.warning("click_not_noted", team_id=who[0], error=type(error).__name__)
            self._noted.discard(who)


class NotesClicks(Middleware):
    """Notes who clicks, on the way to whatever listens."""

    def __init__(self, deps: Deps) -> None:
        self._clicks = Clicks(deps)

    def process(self, *, req: BoltRequest, resp: BoltResponse, next: Callable[[], BoltResponse]) -> BoltResponse:  # noqa: A002, ARG002  Bolt's own names
        """Note it and pass on."""
        if is_click(req.body) and req.context.team_id and req.context.user_id:
            self._clicks.note(req.context.team_id, req.context.user_id, req.body)
        return next()
