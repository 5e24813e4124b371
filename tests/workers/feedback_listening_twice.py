"""Stories of the jobs of questions that recur, each done twice."""

from collections.abc import Mapping

from slack_app.jobs import Job
from slack_app.store.schema import Asking
from tests.flows.listening_stories import answers, ask_now, asked, head, recurring, to_feedback
from tests.house import House
from tests.workers.stories import Story


def wanted_now(house: House) -> None:
    """A manager presses *Ask now*, twice."""
    question_id = recurring(house)
    for _ in range(2):
        ask_now(house, question_id)


def posted(house: House) -> list[object]:
    (asking,) = house.rows(Asking)
    assert asking.message_ts == head(house)
    return list(asked(house))


def replied(house: House) -> None:
    """Ana replies three times."""
    recurring(house, asks=True)
    for number in range(3):
        answers(house, "UANA", f"It is slow, part {number}", number=number)


def grown(house: House) -> None:
    """Something came of it, and a week has gone by."""
    recurring(house, asks=True)
    answers(house, "UANA")
    house.settle()
    to_feedback(house, "UANA")
    house.settle()
    house.at = house.at.replace(day=house.at.day + 7)


def drawn(house: House) -> list[object]:
    return list({str(update) for update in house.slack.updates if update[0].message_ts == head(house)})


STORIES: Mapping[Job, Story] = {
    Job.ASK_LISTENING: Story("no_question_is_asked_twice", wanted_now, posted),
    Job.OFFER_LISTENING: Story(
        "nobody_is_offered_it_twice",
        replied,
        lambda house: [user_id for user_id, _ in house.slack.told_privately],
        dies_after="tell_privately",
    ),
    Job.SHOW_LISTENING: Story("no_other_number_is_shown", grown, drawn, dies_after="update"),
}
