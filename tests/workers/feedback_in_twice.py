"""The job by which a message becomes feedback: what leads to it, and what of it must be there once."""

from collections.abc import Mapping

from slack_app.jobs import Job
from slack_app.store.schema import Ticket
from tests.flows.feedback_in_stories import WORDS, listening, react, speaks
from tests.house import House
from tests.workers.stories import Story


def brought(house: House) -> None:
    """Ana puts the emoji on her own message, twice; Slack says so each time."""
    listening(house)
    ts = speaks(house, "UANA", WORDS)
    for _ in range(2):
        react(house, "UANA", ts)


def once(house: House) -> list[object]:
    (told,) = house.slack.to("UANA")
    assert "feedback_take_back" in str(told.blocks)
    return list(house.rows(Ticket))


STORIES: Mapping[Job, Story] = {
    Job.HEAR_FEEDBACK: Story("no_message_is_two_tickets_and_nobody_is_told_twice", brought, once, dies_after=""),
}
