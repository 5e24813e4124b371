"""What stories of a month's answer share: a community that chose a channel for it, a month of feedback, and its draft."""

from datetime import UTC, datetime, timedelta
from typing import Any

from slack_app.domain.feedback.choices import FeedbackChoices
from slack_app.domain.feedback.terms import Status, Step
from slack_app.flows.deps import transaction
from slack_app.flows.feedback.months import publishing
from slack_app.gateway.protocol import Channel, Post
from slack_app.store.feedback import steps, tickets
from slack_app.store.schema import YouSaid, YouSaidLine
from tests.flows.coffee_stories import BOSS, arrive, manage
from tests.flows.feedback_back_stories import said, wants
from tests.house import TEAM, House

OUT, DRAFTS = "COUT", "CTEAM"
SECOND = "USECOND"
SECRET = "My chair of the night shift is broken, says Ana of the lab"
ANSWER_DAY = datetime(2026, 4, 1, 7, 0, tzinfo=UTC)
"""A Wednesday, nine in Paris."""


def ready(house: House, **feedback: Any) -> None:
    """Managers who chose a channel and the first of the month; it is March in Paris."""
    chosen = {"monthly_channel": OUT, "areas": ("Payments", "Lab"), **feedback}
    manage(house, feedback=FeedbackChoices(**chosen), weekly_cap=14)
    for channel_id in (OUT, DRAFTS):
        house.slack.rooms[channel_id] = Channel(channel_id, channel_id.lower(), is_member=True)
    arrive(house, "UANA", "UBEN", "UCAT", "UDAN", "UEVE", "UFAY")
    arrive(house, BOSS, SECOND, locale="en-GB", is_admin=True)
    house.settle()
    house.slack.posts.clear()


def filed(house: House, words: str, by: str = "UANA", *, days_ago: float = 0, **more: Any) -> int:
    """Somebody said something so many days ago, and a team has it; its id."""
    at = house.at - timedelta(days=days_ago)
    return said(house, words, by, filed_at=at, created_at=at, **{"kind": "bug", **more})


def ends(house: House, ticket_id: int, status: Status, *, reason: str = "", after: float = 0) -> None:
    """It came to stand so, so many hours after it was filed, or now."""
    with transaction(house.deps) as session:
        ticket = tickets.hold(session, TEAM, ticket_id)
        assert ticket
        assert ticket.filed_at
        at = ticket.filed_at + timedelta(hours=after) if after else house.at
        ticket.status, ticket.decline_reason = status, reason or None
        ticket.first_answered_at = ticket.first_answered_at or at
        ticket.resolved_at = at if status in (Status.SHIPPED, Status.DECLINED) else None
        steps.note(session, TEAM, ticket_id, Step(status.value), by_id=BOSS, now=at)
        session.add(ticket)


def a_month(house: House) -> dict[str, int]:
    """Something is there, something declined, something wanted, and something old."""
    ready(house)
    ids = {
        "old": filed(house, "Old and open", "UBEN", days_ago=100, kind="question"),
        "shipped": filed(house, SECRET, area="Lab"),
        "declined": filed(house, "A pony, please", "UCAT", kind="idea"),
        "wanted": filed(house, "Dark theme", "UDAN", kind="idea", area="Payments"),
    }
    for user_id in ("UANA", "UBEN", "UCAT", "UEVE"):
        wants(house, ids["wanted"], user_id)
    with transaction(house.deps) as session:
        tickets.recount(session, house.deps.seal, TEAM, ids["wanted"])
    house.at += timedelta(days=2)
    ends(house, ids["shipped"], Status.SHIPPED)
    ends(house, ids["declined"], Status.DECLINED, reason="Ponies bite, as Cat knows")
    return ids


def drafted(house: House) -> dict[str, int]:
    """A month whose draft stands where managers read."""
    ids = a_month(house)
    house.until(ANSWER_DAY)
    return ids


def answer(house: House) -> YouSaid:
    """The month's answer, as it stands."""
    (row,) = house.rows(YouSaid)
    return row  # type: ignore[no-any-return]


def lines(house: House) -> dict[int, str]:
    """What is read of each ticket."""
    return {row.ticket_id: row.line for row in house.rows(YouSaidLine)}


def drafts(house: House) -> list[Post]:
    """The drafts that managers got."""
    return [post for post in house.slack.into(DRAFTS) if post.key.startswith("draft_you_said:")]


def sends(house: House, by: str = BOSS) -> Any:
    """A manager presses *Send now*; what they are shown."""
    shown = publishing.send(house.deps, TEAM, by, answer(house).id or 0)
    house.settle()
    return shown


def shown_in(house: House, channel_id: str) -> str:
    """The message there as it was drawn last."""
    drawn = [str(blocks) for where, _, blocks in house.slack.updates if where.channel_id == channel_id]
    return (drawn or [str(post.blocks) for post in house.slack.into(channel_id)])[-1]
