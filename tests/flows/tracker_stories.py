"""What stories of trackers share: one that managers set up, and feedback that is accepted while it is on."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import replace

from slack_app.domain.feedback.terms import Status
from slack_app.domain.feedback.trackers.kinds import Setup, TrackerKind
from slack_app.flows.deps import transaction
from slack_app.flows.feedback.answered import deciding, hooks
from slack_app.flows.feedback.answered.hooks import Heard
from slack_app.flows.feedback.managing import trackers
from slack_app.store.feedback import tickets
from slack_app.store.schema import Ticket, TicketStep, TrackerRow
from slack_app.store.sealing import Seal
from tests.flows.coffee_stories import BOSS, arrive
from tests.flows.feedback_back_stories import ready, said
from tests.house import TEAM, House

TOKEN = "ghp_invented0token"
GITHUB = Setup(TrackerKind.GITHUB, "GitHub", {"repository": "acme/website"}, {"token": TOKEN})


def with_tracker(house: House, setup: Setup = GITHUB) -> int:
    """A manager has set up a tracker; its id."""
    house.deps = replace(house.deps, seal=Seal(b"a key of tests"), public_url="https://convive.test")
    ready(house)
    arrive(house, BOSS, is_admin=True)
    trackers.keep(house.deps, TEAM, BOSS, setup, None)
    house.slack.posts.clear()
    return tracker(house).id or 0


def tracker(house: House) -> TrackerRow:
    return house.rows(TrackerRow)[-1]


def secret(house: House) -> str:
    return str(json.loads(house.deps.seal.open(tracker(house).sealed))["hook"])


def accepted(house: House, tracker_id: int, words: str = "A dark theme would be kind", **more: object) -> int:
    """Somebody said something, and the team accepts it; nothing is filed yet."""
    ticket_id = said(house, words, tracker_id=tracker_id, **more)
    decided(house, ticket_id, Status.ACCEPTED)
    return ticket_id


def decided(house: House, ticket_id: int, status: Status) -> None:
    with transaction(house.deps) as session:
        held = tickets.hold(session, TEAM, ticket_id)
        assert held
        assert deciding.decide(session, house.deps, held, status, by_id=None)


def ticket(house: House, ticket_id: int) -> Ticket:
    found: Ticket = house.read(lambda session: tickets.find(session, TEAM, ticket_id))
    return found


def steps(house: House, ticket_id: int) -> list[str]:
    return [row.step for row in house.rows(TicketStep) if row.ticket_id == ticket_id]


def delivery(house: House, ref: str = "1", name: str = "d-1") -> tuple[Mapping[str, str], bytes]:
    """What GitHub sends when an issue changes."""
    body = json.dumps({"action": "closed", "issue": {"number": int(ref)}}).encode()
    digest = hmac.new(secret(house).encode(), body, hashlib.sha256).hexdigest()
    return {"x-hub-signature-256": f"sha256={digest}", "x-github-delivery": name}, body


def sends(house: House, ref: str = "1", name: str = "d-1") -> Heard:
    headers, body = delivery(house, ref, name)
    return hooks.heard(house.deps, tracker(house).hook, headers, body)
