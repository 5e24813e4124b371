"""The jobs of trackers: what leads to each, and what of it must be there once."""

from collections.abc import Mapping
from datetime import timedelta

from slack_app.domain.feedback.trackers.kinds import IssueState
from slack_app.flows.feedback.managing import trackers
from slack_app.gateway.protocol import TryAgainError
from slack_app.jobs import Job
from slack_app.store.schema import OutboxRow, TicketStep
from tests.flows.coffee_stories import BOSS
from tests.flows.tracker_stories import accepted, sends, with_tracker
from tests.house import TEAM, House
from tests.workers.stories import Story, rows_of, settle_but
from workers.app import ERRANDS
from workers.base import perform


def accepted_once(house: House) -> None:
    """It is accepted; the first try files it and hears nothing of it."""
    accepted(house, with_tracker(house))
    house.trackers.faults_after["create"].append(TryAgainError("tracker_cut", uncertain=True))
    (row,) = rows_of(house, Job.FILE_ISSUE)
    perform(house.deps, row.id or 0, ERRANDS[Job.FILE_ISSUE])
    house.at += timedelta(minutes=1)


def changed(house: House) -> None:
    """Its issue is done, and the tracker says so many times."""
    accepted(house, with_tracker(house))
    settle_but(house)
    house.trackers.becomes(IssueState.DONE)
    for number in range(3):
        sends(house, name=f"d-{number}")


def due_to_be_asked(house: House) -> None:
    accepted(house, with_tracker(house))
    settle_but(house)
    house.trackers.becomes(IssueState.DONE)
    house.at += timedelta(minutes=15)


def tried(house: House) -> None:
    """A manager presses the button twice; Slack says twice that it was one press."""
    tracker_id = with_tracker(house)
    for _ in range(2):
        trackers.ask_to_test(house.deps, TEAM, BOSS, tracker_id, asked="1")


def shipped(house: House) -> list[object]:
    return [row for row in house.rows(TicketStep) if row.step == "shipped"]


def asked_again_later(house: House) -> list[object]:
    """What became of the issue is told once, and there is one row that will ask again."""
    assert len(shipped(house)) == 1
    return [row for row in house.rows(OutboxRow) if row.job == Job.POLL_TRACKERS and row.state == "pending"]


STORIES: Mapping[Job, Story] = {
    Job.FILE_ISSUE: Story(
        "no_issue_is_filed_twice", accepted_once, lambda house: list(house.trackers.filed), dies_after=""
    ),
    Job.READ_ISSUE: Story("nothing_is_decided_twice", changed, shipped, dies_after=""),
    Job.POLL_TRACKERS: Story("trackers_are_asked_by_one", due_to_be_asked, asked_again_later, dies_after=""),
    Job.TEST_TRACKER: Story("no_test_is_answered_twice", tried, lambda house: list(house.slack.to(BOSS))),
}
