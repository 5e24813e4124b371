"""What stories of the way back share: people who say something, with their name or without, and what is decided of it."""

import itertools
from typing import Any

from slack_app.domain.feedback.said.speaking import Speaker
from slack_app.domain.feedback.terms import Source, Status, Step
from slack_app.flows.deps import transaction
from slack_app.flows.feedback import voicing
from slack_app.flows.feedback.answered import news
from slack_app.gateway.protocol import Post
from slack_app.store.feedback import steps, tickets, voices
from slack_app.store.feedback.tickets import NewTicket
from slack_app.store.schema import Ticket
from tests.flows.coffee_stories import arrive
from tests.house import TEAM, House

_markers = itertools.count(1)
DARK = "A dark theme would be kind to my eyes"


def ready(house: House, *more: str) -> None:
    """French Ana, English Ben and others who have been there for long, and messages that may come."""
    arrive(house, "UANA", *more)
    arrive(house, "UBEN", locale="en-GB")
    house.set_up(weekly_cap=14)
    house.settle()
    house.slack.posts.clear()


def said(house: House, words: str = DARK, by: str = "UBEN", *, anonymous: bool = False, **more: Any) -> int:
    """Somebody says something, and it is a new ticket of a team; its id."""
    marker = f"{next(_markers):032x}"
    with transaction(house.deps) as session:
        new = NewTicket(words, Source.FORM, marker, is_anonymous=anonymous)
        ticket = tickets.add(session, TEAM, new, now=house.at)
        ticket.status = Status.NEW
        for name, value in more.items():
            setattr(ticket, name, value)
        _speak(house, session, ticket, by, anonymous=anonymous, is_author=True)
        return ticket.id or 0


def _speak(house: House, session: Any, ticket: Ticket, user_id: str, *, anonymous: bool, is_author: bool) -> None:
    kept = voicing.speaks(house.deps, TEAM, ticket.id or 0, Speaker(user_id, anonymous))
    voices.add(session, TEAM, ticket.id or 0, **kept, is_author=is_author, now=house.at)


def wants(house: House, ticket_id: int, user_id: str, *, anonymous: bool = False) -> None:
    """Somebody says *it's mine too*."""
    with transaction(house.deps) as session:
        ticket = tickets.hold(session, TEAM, ticket_id)
        assert ticket
        _speak(house, session, ticket, user_id, anonymous=anonymous, is_author=False)


def decide(house: House, ticket_id: int, status: Status, *, reason: str = "", by: str | None = None) -> None:
    """It stands so from now on, and everyone who spoke for it is to hear so."""
    with transaction(house.deps) as session:
        ticket = tickets.hold(session, TEAM, ticket_id)
        assert ticket
        ticket.status, ticket.decline_reason = status, reason or None
        session.add(ticket)
        step = Step.REOPENED if status in (Status.NEW, Status.TRIAGE) else Step(status.value)
        steps.note(session, TEAM, ticket_id, step, by_id=by, now=house.at)
        session.flush()
        news.tell(session, house.deps, ticket, status)


def link(house: House, ticket_id: int, into: int, *, by: str = "UMAX") -> None:
    """Two tickets ask for the same."""
    with transaction(house.deps) as session:
        ticket = tickets.hold(session, TEAM, ticket_id)
        assert ticket
        ticket.status, ticket.status_before, ticket.merged_into_id, ticket.merged_by = "merged", ticket.status, into, by
        session.add(ticket)
        session.flush()
        news.tell(session, house.deps, ticket, Status.MERGED)


def part(house: House, ticket_id: int) -> None:
    """They were not the same after all."""
    with transaction(house.deps) as session:
        ticket = tickets.hold(session, TEAM, ticket_id)
        assert ticket
        ticket.status, ticket.status_before, ticket.merged_into_id = ticket.status_before or "new", None, None
        session.add(ticket)
        session.flush()
        news.tell(session, house.deps, ticket, Status(ticket.status))


def told(house: House, user_id: str) -> list[Post]:
    """The messages that told somebody news."""
    return [post for post in house.slack.to(user_id) if post.key.startswith("news:")]


def read(post: Post) -> str:
    return f"{post.text} {post.blocks}"
