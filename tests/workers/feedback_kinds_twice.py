"""The job of learning: what leads to it, and what of it must be there once."""

from collections.abc import Mapping

from slack_app.jobs import Job
from slack_app.store.schema import LearnedModel
from tests.flows.learning_stories import many
from tests.house import House
from tests.workers.stories import Story


def ten_lessons(house: House) -> None:
    """People said ten times what something is."""
    many(house, 10)


STORIES: Mapping[Job, Story] = {
    Job.LEARN_ROUTING: Story(
        "no_model_is_learned_twice", ten_lessons, lambda house: list(house.rows(LearnedModel)), dies_after=""
    ),
}
