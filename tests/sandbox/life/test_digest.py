"""The digest as the community lives it: what is on the list is done, and what is linked is read."""

import random
from typing import Any

import pytest

from sandbox.engine.acting import Actor
from sandbox.engine.channels import Message
from sandbox.engine.elements import interactive
from sandbox.engine.ports import Answer
from sandbox.engine.speaking import Words
from sandbox.life import digest
from sandbox.life.community import Community
from sandbox.life.habits import HABITS, NEVER, habits_for
from sandbox.life.hand import Hand
from sandbox.life.residents import FOREVER, Resident
from tests.sandbox.life.conftest import founded


class Pressed:
    """A delivery that notes which buttons were pressed, with their values."""

    def __init__(self) -> None:
        self.buttons: list[tuple[str, str]] = []

    def event(self, team_id, event) -> None:
        """Nobody listens."""

    def interact(self, payload) -> Answer:
        action = payload["actions"][0]
        self.buttons.append((action["action_id"], action.get("value", "")))
        return Answer("ok")


@pytest.fixture
def community() -> Community:
    """One that each story may change."""
    return founded()


@pytest.fixture
def pressed(community: Community) -> Pressed:
    delivery = Pressed()
    community.hall.hearing.delivery = delivery
    return delivery


@pytest.fixture
def manager(community: Community) -> Hand:
    return hand_of(community, community.team[0])


def hand_of(community: Community, one: Resident) -> Hand:
    return Hand(community, one, Actor(community.hall, community.hall.world.people[one.user_id]), random.Random(1))


def button(action: str, value: str, url: str = "") -> dict[str, Any]:
    text = {"type": "plain_text", "text": action}
    return {"type": "button", "action_id": action, "text": text, "value": value} | ({"url": url} if url else {})


def listed(community: Community, *rows: list[dict[str, Any]]) -> Message:
    """A message of the app with a row of buttons for each thing."""
    bot = community.hall.world.people[community.hall.world.installations[community.team_id].bot_user_id]
    blocks = [{"type": "actions", "block_id": f"b{number}", "elements": row} for number, row in enumerate(rows)]
    return community.hall.speaking.post(bot, community.channels["community-team"], Words("…", blocks=blocks))


def heart_of(community: Community) -> Resident:
    heart = community.turns.heart
    assert heart is not None
    return heart


def letters(community: Community, manager: Hand, user_id: str) -> list[Message]:
    channel = community.hall.world.existing_direct((manager.actor.user_id, user_id))
    return list(channel.messages.values()) if channel else []


def test_of_several_things_the_one_that_is_meant_is_pressed(community, pressed, manager):
    other, heart = community.residents[3], heart_of(community)
    message = listed(community, *([button("todo_take", f"quiet {one.user_id}")] for one in (other, heart)))
    digest.take_on(manager, message, button("todo_take", f"quiet {heart.user_id}"))
    assert pressed.buttons == [("todo_take", f"quiet {heart.user_id}")]
    assert letters(community, manager, heart.user_id)
    assert not letters(community, manager, other.user_id)


def test_whoever_is_missed_may_come_back_and_their_channel_with_them(community, pressed, manager):
    heart = heart_of(community)
    message = listed(community, [button("todo_take", f"quiet {heart.user_id}")])
    for _ in range(20):
        digest.take_on(manager, message, button("todo_take", f"quiet {heart.user_id}"))
    assert heart.quiet_from == FOREVER
    assert {one.user_id for one in letters(community, manager, heart.user_id)} == {
        heart.user_id,
        manager.actor.user_id,
    }
    assert community.turns.liveliness("data", community.now) > 1


def test_a_question_that_waits_is_answered_in_its_thread_and_said_to_be_done(community, pressed, manager):
    channel = community.channels["python"]
    asked = next(one for one in channel.messages.values() if not one.is_reply and not channel.threads.get(one.ts))
    value = f"answer {channel.channel_id}:{asked.ts.replace('.', '')}"
    url = f"https://passerelles.slack.com/archives/{channel.channel_id}/p{asked.ts.replace('.', '')}"
    row = [button("todo_open", value, url), button("todo_done", value)]
    digest.open_it(manager, listed(community, row), row[0])
    assert [action for action, _ in pressed.buttons] == ["todo_open", "todo_done"]
    assert [channel.messages[ts].user_id for ts in channel.threads[asked.ts]] == [manager.actor.user_id]


def test_a_thread_of_the_recap_is_read_and_joined_in_or_reacted_to(community, pressed):
    channel, reader = community.channels["general"], hand_of(community, community.residents[2])
    head = next(one for one in channel.messages.values() if not one.is_reply)
    before = (len(channel.threads.get(head.ts, ())), sum(map(len, head.reactions.values())))
    url = f"https://passerelles.slack.com/archives/{channel.channel_id}/p{head.ts.replace('.', '')}"
    row = [button("todo_open", "", url)]
    assert digest.open_it(reader, listed(community, row), row[0]) == "read"
    assert (len(channel.threads.get(head.ts, ())), sum(map(len, head.reactions.values()))) != before


@pytest.mark.parametrize("address", ["https://example.org/x", "https://passerelles.slack.com/archives/CNOWHERE/p1", ""])
def test_a_link_into_the_world_leads_to_no_message(community, address):
    assert digest.led_to(community.hall.world, address) is None


def test_what_follows_from_something_else_nobody_does_by_chance(community):
    row = [button("todo_done", "dying C1"), button("digest_export", ""), button("catch_up_stop", "")]
    message = listed(community, row)
    assert [habit for habit, _ in habits_for(message.blocks)] == [NEVER] * 3
    assert {action for _, element in interactive(message.blocks) if (action := element["action_id"])} <= set(HABITS)
