"""What stories of feedback coming in share: a community that listens, people who say something, and what is kept of it."""

import itertools
from dataclasses import replace
from typing import Any

from slack_app.domain.feedback.choices import FeedbackChoices
from slack_app.domain.feedback.terms import Kind, Source
from slack_app.flows.feedback.said import saying
from slack_app.gateway.protocol import Channel, Spoken
from slack_app.store.schema import OutboxRow, Ticket, Voice
from slack_app.store.sealing import Seal
from slack_app.views.feedback.said.form_reading import Written
from slack_app.views.kit import View
from tests.flows.coffee_stories import BOSS, arrive, manage
from tests.house import TEAM, House

_forms = itertools.count(1)
WORDS = "The export fails when a name has an accent"


def listening(house: House, *, sealed: bool = True, **choices: Any) -> None:
    """A community that takes feedback, with a manager and three members; it can keep who they are under seal."""
    if sealed:
        house.deps = replace(house.deps, seal=Seal(b"a key of the tests"))
    manage(house, feedback=FeedbackChoices(**choices))
    arrive(house, BOSS, is_admin=True, locale="en-GB")
    arrive(house, "UANA", "UBEN")
    arrive(house, "UENG", locale="en-GB")
    house.slack.rooms["C1"] = Channel("C1", "general", is_member=True)


def say(house: House, user_id: str = "UANA", words: str = WORDS, *, form_id: str = "", **more: Any) -> View:
    """Somebody sends the form."""
    written = Written(words, Source.FORM, **{"kind": Kind.BUG, **more})
    return saying.say(house.deps, TEAM, user_id, written, form_id=form_id or f"V{next(_forms)}")


def ticket(house: House) -> Ticket:
    """The one ticket that there is."""
    (found,) = house.rows(Ticket)
    assert isinstance(found, Ticket)
    return found


def voices(house: House) -> list[Voice]:
    return house.rows(Voice)


def speaks(house: House, user_id: str | None, words: str, *, ts: str = "1772445000.000100", **more: Any) -> str:
    """A message stands in the channel."""
    house.slack.spoken["C1", ts] = Spoken(words, user_id, **more)
    return ts


def react(house: House, user_id: str, ts: str, *, emoji: str = "ticket", channel: str = "C1") -> None:
    """Somebody puts an emoji on a message."""
    item = {"type": "message", "channel": channel, "ts": ts}
    house.hear(house.event("reaction_added", user=user_id, item=item, reaction=emoji))


def asked_for(house: House, job: str) -> list[OutboxRow]:
    return [row for row in house.rows(OutboxRow) if row.job == job]
