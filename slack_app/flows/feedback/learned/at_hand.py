"""The learned models that were read last, so that the next ticket does not read them again."""

from datetime import datetime
from threading import Lock

import structlog
from sqlmodel import Session

from slack_app.domain.feedback.learned.linear import NotAModelError
from slack_app.domain.feedback.learned.local import Local, local_from
from slack_app.domain.feedback.terms import Field
from slack_app.store.feedback import learned
from slack_app.store.feedback.learned import Version

log = structlog.get_logger()

MOST = 16
Key = tuple[str, Field, int, datetime]


class ModelsAtHand:
    """The last few, shared by the threads of a process that serve one database."""

    def __init__(self) -> None:
        self._known: dict[Key, Local | None] = {}
        self._lock = Lock()

    def model(self, session: Session, team_id: str, field: Field, version: Version) -> Local | None:
        """The model of that version; None where it cannot be read (it is learned anew some day)."""
        key = (team_id, field, version.number, version.created_at)
        with self._lock:
            if key in self._known:
                return self._known[key]
        found = _loaded(learned.figures(session, team_id, field, version.number))
        with self._lock:
            while len(self._known) >= MOST:
                del self._known[next(iter(self._known))]
            self._known[key] = found
        return found


def _loaded(figures: bytes | None) -> Local | None:
    try:
        return local_from(figures) if figures else None
    except NotAModelError:
        log.warning("model_unreadable")
        return None
