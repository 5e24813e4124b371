"""What stories of cards share: a team that can act, people who say something, and who presses what."""

import itertools
from collections.abc import Sequence
from typing import Any

from slack_app.domain.feedback.choices import FeedbackChoices
from slack_app.domain.feedback.said.speaking import Speaker
from slack_app.domain.feedback.terms import Source
from slack_app.domain.feedback.worked_on.moves import Deed
from slack_app.domain.feedback.worked_on.teams import Team
from slack_app.flows.deps import transaction
from slack_app.flows.feedback import voicing
from slack_app.flows.feedback.said import filing, wanting
from slack_app.flows.feedback.worked_on import acting, exchange
from slack_app.flows.feedback.worked_on.pressing import Press
from slack_app.gateway.protocol import Channel, Post
from slack_app.store.feedback import product_teams, tickets
from slack_app.store.feedback.tickets import NewTicket
from slack_app.store.schema import Ticket, TicketStep
from tests.flows.coffee_stories import BOSS, arrive, manage
from tests.house import TEAM, House

MAX, LEA, BACKUP = "UMAX", "ULEA", "UBACK"
"""Two of the team, and its backup."""
CARDS, TRIAGE, OTHERS = "CCARDS", "CTRIAGE", "COTHERS"
_markers = itertools.count(1)


def a_team(house: House, **team: Any) -> int:
    """A team in Paris that has the area *Checkout*; its id."""
    usual = {"name": "Checkout", "channel_id": CARDS, "member_ids": (MAX, LEA), "areas": ("Checkout",)}
    made = Team(**{**usual, "backup_id": BACKUP, "tz": "Europe/Paris", "country": "FR", **team})
    with transaction(house.deps) as session:
        return product_teams.add(session, TEAM, made, now=house.at).id or 0


def ready(house: House, **feedback: Any) -> int:
    """A community with a team and a channel of triage; Ana is French, Ben English; the team's id."""
    choices = FeedbackChoices(**{"areas": ("Checkout", "Search"), "triage_channel": TRIAGE, **feedback})
    manage(house, feedback=choices, weekly_cap=14)
    for channel_id in (CARDS, TRIAGE, OTHERS):
        house.slack.rooms[channel_id] = Channel(channel_id, channel_id.lower(), is_member=True)
    arrive(house, "UANA", "UCAT", "UDAN")
    arrive(house, "UBEN", MAX, LEA, BACKUP, locale="en-GB")
    arrive(house, BOSS, locale="en-GB", is_admin=True)
    house.settle()
    house.slack.posts.clear()
    return a_team(house)


def said(
    house: House, words: str = "The button does nothing", by: str = "UANA", *, anonymous: bool = False, **new: Any
) -> int:
    """Somebody says something of the checkout, and it is routed and shown; the ticket's id."""
    usual = {
        "words": words,
        "source": Source.FORM,
        "marker": f"{next(_markers):032x}",
        "kind": "idea",
        "area": "Checkout",
    }
    with transaction(house.deps) as session:
        ticket = filing.keep(session, house.deps, TEAM, NewTicket(**{**usual, **new}), Speaker(by, anonymous))
        filing.file(session, house.deps, ticket)
    house.settle()
    return ticket.id or 0


def wants(house: House, ticket_id: int, *user_ids: str, anonymous: bool = False) -> None:
    """They want it, too."""
    with transaction(house.deps) as session:
        ticket = tickets.hold(session, TEAM, ticket_id)
        assert ticket
        for user_id in user_ids:
            voicing.add_voice(session, house.deps, ticket, Speaker(user_id, anonymous))
        wanting.voices_changed(session, house.deps, ticket)
    house.settle()


def press(ticket_id: int, by: str = MAX, seen: str = "") -> Press:
    return Press(TEAM, by, ticket_id, seen)


def does(house: House, ticket_id: int, deed: Deed, by: str = MAX) -> None:
    """Someone of the team accepts, plans, ships or reopens it."""
    acting.decide(house.deps, press(ticket_id, by), deed)
    house.settle()


def asks(house: House, ticket_id: int, words: str, by: str = MAX) -> None:
    """Someone of the team asks its author."""
    exchange.ask_author(house.deps, press(ticket_id, by), words)
    house.settle()


def the(house: House, ticket_id: int) -> Ticket:
    """The ticket as it stands."""
    found = house.read(lambda session: tickets.find(session, TEAM, ticket_id))
    assert found is not None
    return found  # type: ignore[no-any-return]


def history(house: House, ticket_id: int) -> list[str]:
    """What happened to it, by the names of the steps."""
    return [row.step for row in house.rows(TicketStep) if row.ticket_id == ticket_id]


def cards(house: House, channel_id: str = CARDS) -> Sequence[Post]:
    """The cards in a channel."""
    return [post for post in house.slack.into(channel_id) if post.key.startswith("card:")]


def drawn(house: House, ticket_id: int) -> str:
    """The blocks of a ticket's card as it was drawn last."""
    ts = the(house, ticket_id).card_ts
    sent = [post.blocks for _, post, where in house.slack.posts if where.message_ts == ts]
    return str([*sent, *(blocks for where, _, blocks in house.slack.updates if where.message_ts == ts)][-1])


def under(house: House, channel_id: str = CARDS) -> list[str]:
    """What was said under cards in a channel."""
    return [str(post.blocks) for post in house.slack.into(channel_id) if post.thread_ts]
