"""Coffee as the community lives it: in groups, with one fate, and each as they are."""

import random
from collections import Counter
from typing import Any

import pytest

from sandbox.engine.acting import Actor
from sandbox.engine.channels import Channel, Message
from sandbox.engine.ports import Answer
from sandbox.engine.speaking import Words
from sandbox.life import coffee
from sandbox.life.community import Community
from sandbox.life.habits import habits_for
from sandbox.life.hand import Hand
from sandbox.life.ledger import Ledger, disturbed, unavoidable
from sandbox.life.residents import Character
from sandbox.life.rhythm import HOUR
from tests.sandbox.life.test_habits import MONDAY_NIGHT, MONDAY_NOON

CHOICES = {"type": "button", "action_id": "coffee_mine", "text": {"type": "plain_text", "text": "My choices"}}
ASKED = [
    {"type": "button", "action_id": f"coffee_{name}", "text": {"type": "plain_text", "text": name}, "value": "1"}
    for name in ("met", "planned", "not_yet", "cannot")
]


def hand_of(community: Community, number: int) -> Hand:
    one = community.residents[number]
    return Hand(community, one, Actor(community.hall, community.hall.world.people[one.user_id]), random.Random(number))


class Pressed:
    """A delivery that notes which button was pressed."""

    def __init__(self) -> None:
        self.actions: list[str] = []

    def event(self, team_id, event) -> None:
        """Nobody listens."""

    def interact(self, payload) -> Answer:
        self.actions.append(payload["actions"][0]["action_id"])
        return Answer("ok")


@pytest.fixture
def group(community: Community) -> Channel:
    people = [community.residents[number].user_id for number in (2, 3, 4)]
    bot = community.hall.world.installations[community.team_id].bot_user_id
    return community.hall.world.direct(community.team_id, [*people, bot])


def said(community: Community, channel: Channel, *elements: dict[str, Any]) -> Message:
    bot = community.hall.world.people[community.hall.world.installations[community.team_id].bot_user_id]
    blocks = [{"type": "actions", "block_id": "b", "elements": list(elements)}]
    return community.hall.speaking.post(bot, channel, Words("…", blocks=blocks))


def test_people_who_are_introduced_write_first_words_then_answers(community: Community, group: Channel):
    introduction = said(community, group, CHOICES)
    for number in (2, 3):
        assert coffee.write_in_group(hand_of(community, number), introduction, CHOICES) == "wrote"
    first, second = [one.text for one in group.messages.values() if not one.bot_id][-2:]
    assert first in [*coffee.OPENERS["fr"], *coffee.OPENERS["en"]]
    assert second in [*coffee.REPLIES["fr"], *coffee.REPLIES["en"]]


def test_the_same_button_in_a_message_to_one_person_is_left(community: Community):
    hand = hand_of(community, 2)
    assert coffee.write_in_group(hand, said(community, hand.actor.dm, CHOICES), CHOICES) == "left"
    assert all(one.bot_id for one in hand.actor.dm.messages.values())


def test_all_of_a_group_say_the_same_of_their_meeting(community: Community, group: Channel):
    pressed = community.hall.hearing.delivery = Pressed()
    question = said(community, group, *ASKED)
    for number in (2, 3, 4):
        coffee.say_whether_met(hand_of(community, number), question, ASKED[0])
    assert len(pressed.actions) == 3
    assert len(set(pressed.actions)) == 1
    community.hall.hearing.delivery = None


def test_most_groups_meet_and_every_answer_is_given_by_some():
    fates = Counter(coffee.fate(coffee.FATES, str(number)) for number in range(500))
    assert set(fates) == set(coffee.FATES)
    assert fates.most_common(1)[0][0] == "coffee_met"


def test_a_question_with_four_answers_is_answered_once_and_not_by_the_silent_alone():
    blocks = [{"type": "actions", "block_id": "b", "elements": [*ASKED, CHOICES]}]
    by_action = {element["action_id"]: habit for habit, element in habits_for(blocks)}
    likely = [action for action, habit in by_action.items() if habit.likely(Character.KEEN)]
    assert likely == ["coffee_met", "coffee_mine"]
    assert by_action["coffee_met"].likely(Character.SILENT) < 0.1


def test_a_group_is_disturbed_no_more_than_need_be(community: Community):
    assert disturbed(MONDAY_NIGHT, ["Europe/Paris", "America/New_York"]) == 1
    assert unavoidable(MONDAY_NIGHT, ["Europe/Paris"]) == 0
    assert unavoidable(MONDAY_NOON, ["Asia/Tokyo", "America/New_York"]) == 1
    world = community.hall.world
    paris, bot = world.people[community.residents[0].user_id], world.installations[community.team_id].bot_user_id
    toronto = next(one for one in world.people_of(community.team_id) if one.tz == "America/Toronto")
    place = world.direct(community.team_id, (paris.user_id, toronto.user_id, bot))
    ledger = Ledger(world)
    ledger.wrote(Message(f"{MONDAY_NOON + 3 * HOUR:.6f}", place.channel_id, community.team_id, bot))
    assert ledger.wrong == []
    ledger.wrote(Message(f"{MONDAY_NIGHT - 6 * 3600 - 86400 * 2:.6f}", place.channel_id, community.team_id, bot))
    assert ledger.wrong == []
    ledger.wrote(Message(f"{MONDAY_NOON - 3 * HOUR:.6f}", place.channel_id, community.team_id, bot))
    assert "quiet hours" in ledger.wrong[0]
