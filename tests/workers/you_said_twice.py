"""The jobs of a month's answer: what leads to each, and what of it must be there once."""

from collections.abc import Mapping
from datetime import timedelta

from slack_app.flows.feedback.months import publishing
from slack_app.jobs import Job
from tests.flows.coffee_stories import BOSS
from tests.flows.month_stories import ANSWER_DAY, DRAFTS, OUT, SECOND, a_month, answer, drafted, drafts
from tests.house import TEAM, House
from tests.workers.stories import Story, ask, settle_but


def the_day_has_come(house: House) -> None:
    a_month(house)
    house.at = ANSWER_DAY
    ask(house, "draft_you_said:2026-04-01", job=Job.DRAFT_YOU_SAID, args={"day": "2026-04-01"})


def nobody_sent_it(house: House) -> None:
    drafted(house)
    house.at += timedelta(days=5)


def reminders(house: House) -> list[object]:
    return [post for post in house.slack.into(DRAFTS) if post.key.startswith("remind_you_said:")]


def sent_by_two(house: House) -> None:
    drafted(house)
    for user_id in (BOSS, SECOND):
        publishing.send(house.deps, TEAM, user_id, answer(house).id or 0)


def out(house: House) -> list[object]:
    assert answer(house).status == "sent"
    return list(house.slack.into(OUT))


def skipped(house: House) -> None:
    drafted(house)
    settle_but(house)
    house.slack.updates.clear()
    publishing.skip(house.deps, TEAM, BOSS, answer(house).id or 0)


def redrawn(house: House) -> list[object]:
    return list({str(update) for update in house.slack.updates})


STORIES: Mapping[Job, Story] = {
    Job.DRAFT_YOU_SAID: Story("no_month_is_drafted_twice", the_day_has_come, lambda house: list(drafts(house))),
    Job.REMIND_YOU_SAID: Story("nobody_is_reminded_twice", nobody_sent_it, reminders),
    Job.SEND_YOU_SAID: Story("no_month_goes_out_twice", sent_by_two, out),
    Job.SHOW_YOU_SAID: Story("no_draft_is_shown_otherwise", skipped, redrawn, dies_after="update"),
}
