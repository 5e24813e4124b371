"""Words of a made-up community, and tickets that somebody says the kind or the area of."""

from itertools import cycle

from slack_app.domain.feedback.terms import Field, Source, Status
from slack_app.flows.deps import transaction
from slack_app.flows.feedback.learned import learning
from slack_app.store.feedback import tickets
from slack_app.store.feedback.tickets import NewTicket
from slack_app.store.schema import Ticket
from tests.house import TEAM, House

THINGS = (
    "calendar", "search", "export", "agenda", "photo", "badge", "map", "login", "mail", "poll", "list", "clock", "ticket",
    "profile", "menu", "report", "file", "room",
)  # fmt: skip
SAYINGS = {
    "bug": ("The {} crashes since the update", "The {} does not open any more", "Impossible d'ouvrir : {}"),
    "idea": ("It would be nice to sort the {}", "Please add colours to the {}", "Il faudrait pouvoir trier : {}"),
    "question": ("How do I share the {}?", "Where can I find the {}?", "Comment changer : {} ?"),
}
AREAS = {
    "Billing": ("The invoice of the {} is late", "My payment for the {} came twice", "La facture : {}"),
    "Mobile": ("On my phone the {} is tiny", "The {} on Android", "Sur le téléphone : {}"),
}


def said(house: House, words: str, *, team_id: str = TEAM) -> Ticket:
    """A ticket with these words."""
    house.at = house.at.replace(microsecond=(house.at.microsecond + 1) % 1_000_000)
    with transaction(house.deps) as session:
        new = NewTicket(words, Source.FORM, marker=f"{len(house.rows(Ticket)):032x}")
        ticket = tickets.add(session, team_id, new, now=house.at)
        ticket.status = Status.NEW
        session.add(ticket)
    return house.rows(Ticket)[-1]


def taught(house: House, words: str, value: str, field: Field = Field.KIND, *, team_id: str = TEAM) -> Ticket:
    """A ticket, and a person who says what it is."""
    ticket = said(house, words, team_id=team_id)
    with transaction(house.deps) as session:
        held = tickets.hold(session, team_id, ticket.id or 0)
        assert held is not None
        learning.learned(session, house.deps, held, field, value)
    return ticket


def many(house: House, lessons: int, field: Field = Field.KIND, *, wrong: bool = False, start: int = 0) -> list[Ticket]:
    """So many lessons, each kind in its turn; `wrong`: people say another kind than the words do."""
    sayings = SAYINGS if field is Field.KIND else AREAS
    names = list(sayings)
    found = []
    for at, name in zip(range(start, start + lessons), cycle(names), strict=False):
        words = sayings[name][(at // len(names)) % 3].format(THINGS[at % len(THINGS)])
        value = names[(names.index(name) + 1) % len(names)] if wrong else name
        found.append(taught(house, f"{words} ({at} {THINGS[(at * 7) % len(THINGS)]})", value, field))
    return found
