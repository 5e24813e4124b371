"""The lists of the board, and what narrows them."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from slack_app.domain.feedback.terms import OPEN, RESOLVED, Kind, Status
from slack_app.domain.plain import JSON, int_at, str_at

MOST_PAGES = 1000


class Listing(StrEnum):
    """A list of the board."""

    QUEUE = "queue"
    """What their teams have to see to, the most urgent first."""
    WAITING = "waiting"
    """What nobody answered yet, the oldest first."""
    WANTED = "wanted"
    """What most people want."""
    TRIAGE = "triage"
    """Nobody knows yet whose it is."""
    MINE = "mine"
    """What they take care of."""


@dataclass(frozen=True)
class Narrowed:
    """What someone looks at: a list, narrowed by a product team's id, a kind, a status, an area; pages count from 0."""

    listing: Listing = Listing.WANTED
    product_team_id: int | None = None
    kind: str | None = None
    status: str | None = None
    area: str | None = None
    page: int = 0

    @classmethod
    def from_json(cls, stored: object) -> Self:
        """What `to_json` wrote; what is unknown narrows nothing."""
        listing, kind, status = (str_at(stored, name) for name in ("listing", "kind", "status"))
        page = int_at(stored, "page") or 0
        return cls(
            listing=Listing(listing) if listing in set(Listing) else Listing.WANTED,
            product_team_id=int_at(stored, "team"),
            kind=kind if kind in set(Kind) else None,
            status=status if status in {*OPEN, *RESOLVED} else None,
            area=str_at(stored, "area") or None,
            page=page if page in range(MOST_PAGES) else 0,
        )

    def to_json(self) -> dict[str, JSON]:
        """As it is carried along in a view."""
        said: dict[str, JSON] = {"listing": self.listing.value, "team": self.product_team_id, "kind": self.kind}
        return said | {"status": self.status, "area": self.area, "page": self.page}

    def for_members(self) -> Self:
        """What whoever is on no team may look at: ideas, the most wanted first."""
        return replace(self, listing=Listing.WANTED, product_team_id=None, kind=Kind.IDEA.value)

    @property
    def statuses(self) -> tuple[Status, ...]:
        """How the tickets of the list stand."""
        if self.listing is Listing.TRIAGE:
            return (Status.TRIAGE,)
        return (Status(self.status),) if self.status else OPEN
