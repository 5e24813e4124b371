"""The jobs of feedback's way back: what leads to each, and what of it must be there once."""

from collections.abc import Mapping
from datetime import timedelta

from slack_app.domain.feedback.terms import Status
from slack_app.flows.feedback.managing import exporting
from slack_app.jobs import Job
from tests.flows.coffee_stories import BOSS, arrive
from tests.flows.feedback_back_stories import decide, ready, said, told, wants
from tests.house import TEAM, House
from tests.workers.stories import Story, settle_but
from workers.app import ERRANDS
from workers.base import perform


def decided(house: House) -> None:
    """It is decided, and found out who has something to hear; nobody heard it yet."""
    ready(house)
    ticket = said(house)
    wants(house, ticket, "UANA", anonymous=True)
    decide(house, ticket, Status.ACCEPTED)
    house.at += timedelta(hours=1)
    (gathering,) = settle_but(house, Job.TELL_NEWS)
    for _ in range(2):
        perform(house.deps, gathering, ERRANDS[Job.TELL_NEWS])
    decide(house, said(house, "Something else"), Status.PLANNED)


def asked_for_files(house: House) -> None:
    ready(house)
    arrive(house, BOSS, is_admin=True)
    said(house)
    for _ in range(2):
        exporting.ask(house.deps, TEAM, BOSS, asked="1")


def once_each(house: House) -> list[object]:
    assert [len(told(house, user_id)) for user_id in ("UANA", "UBEN")] == [1, 1]
    return list(told(house, "UBEN"))


STORIES: Mapping[Job, Story] = {
    Job.TELL_NEWS: Story("no_news_is_told_twice", decided, once_each),
    Job.EXPORT_FEEDBACK: Story(
        "no_export_is_sent_twice", asked_for_files, lambda house: list(house.slack.files), dies_after=""
    ),
}
