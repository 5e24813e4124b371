"""Each workspace's shelf of signatures, in this process's memory: read from the tickets, and kept in step with them."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from sqlmodel import Session

from slack_app.domain.feedback.alike.shelf import Shelf
from slack_app.store.feedback import signatures

_LOOKED_BACK = 200
_MOST_KEPT = 300_000
_MOST_WORN = 5000


@dataclass
class _Kept:
    """A shelf, how many stood on it at first, and what the tickets that changed last looked like."""

    shelf: Shelf
    begun_with: int
    newest: dict[int, bytes]
    newest_at: datetime | None
    lock: Lock = field(default_factory=Lock)

    @property
    def is_worn(self) -> bool:
        """Whether most of what stands on it stands there twice."""
        return self.shelf.size > 2 * self.begun_with + _MOST_WORN


class Shelves:
    """The shelves of the workspaces that were looked in last. What stands on one is a hint; the tickets are the truth."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._lock = Lock()

    def of(self, session: Session, team_id: str, *, before: datetime) -> Shelf:
        """The workspace's shelf, with all that is in the tickets now; those resolved before then may be missing."""
        with self._lock:
            kept = self._kept.setdefault(team_id, _Kept(Shelf(), 0, {}, None))
            self._kept.move_to_end(team_id)
        with kept.lock:
            if kept.is_worn:
                kept.shelf, kept.newest, kept.newest_at = Shelf(), {}, None
            _brought_up(session, team_id, kept, before)
        self._let_go(team_id)
        return kept.shelf

    def _let_go(self, team_id: str) -> None:
        """Forget those that were not looked in for longest, where there are too many signatures."""
        with self._lock:
            while len(self._kept) > 1 and sum(one.shelf.size for one in self._kept.values()) > _MOST_KEPT:
                oldest = next(iter(self._kept))
                if oldest == team_id:
                    return
                del self._kept[oldest]


def _brought_up(session: Session, team_id: str, kept: _Kept, before: datetime) -> None:
    newest = signatures.newest(session, team_id, _LOOKED_BACK, before=before)
    is_known = any(ticket_id in kept.newest for ticket_id, _, _ in newest)
    if newest and not is_known:
        changed = signatures.changed_since(session, team_id, kept.newest_at, before=before)
        is_new = kept.newest_at is None
        kept.shelf.put(changed)
        kept.begun_with = kept.shelf.size if is_new else kept.begun_with
    else:
        kept.shelf.put((one, stored) for one, _, stored in newest if kept.newest.get(one) != stored)
    kept.newest = {ticket_id: stored for ticket_id, _, stored in newest}
    kept.newest_at = newest[0][1] if newest else kept.newest_at
