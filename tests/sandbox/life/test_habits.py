"""Any message and any form of an app is answered plausibly, also those which nobody has thought of yet."""

import random
from typing import Any

import pytest

from sandbox.engine.acting import Actor
from sandbox.engine.channels import Message
from sandbox.engine.world import View
from sandbox.life.agenda import Agenda
from sandbox.life.answers import BY_KIND, filled
from sandbox.life.community import Community
from sandbox.life.habits import ANY_BUTTON, ANY_CHOICE, HABITS, habits_for
from sandbox.life.hand import Hand
from sandbox.life.ledger import Ledger, is_quiet, opening
from sandbox.life.residents import Character

MONDAY_NOON, MONDAY_NIGHT, SUNDAY_NOON = 1_772_452_800.0, 1_772_490_600.0, 1_772_366_400.0


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


OPTIONS = [{"text": plain(name), "value": name} for name in ("met", "planned", "not yet")]


@pytest.fixture
def hand(community: Community) -> Hand:
    one = community.residents[2]
    actor = Actor(community.hall, community.hall.world.people[one.user_id])
    return Hand(community, one, actor, random.Random(4))


def form(*elements: dict[str, Any]) -> View:
    blocks = [
        {"type": "input", "block_id": f"b{number}", "label": plain("?"), "element": {"action_id": f"a{number}", **one}}
        for number, one in enumerate(elements)
    ]
    return View("V1", "T1", "U1", "modal", {"blocks": blocks})


@pytest.mark.parametrize("kind", sorted(kind for kind in BY_KIND if "external" not in kind))
def test_every_kind_of_field_has_an_answer(hand: Hand, kind: str):
    assert filled(hand, form({"type": kind, "options": OPTIONS}))["b0"]


def test_answers_keep_to_the_bounds_of_their_field(hand: Hand):
    numbers = [
        filled(hand, form({"type": "number_input", "min_value": "1", "max_value": "3"}))["b0"] for _ in range(30)
    ]
    assert {str(one) for one in numbers} <= {"1", "2", "3"}
    words = filled(hand, form({"type": "plain_text_input", "max_length": 5}))["b0"]
    assert len(str(words)) <= 5


def test_an_unknown_field_is_left_as_it_is(hand: Hand):
    assert filled(hand, form({"type": "something_new"})) == {}


def test_the_own_story_answers_the_fields_of_an_introduction(hand: Hand):
    view = form({"type": "plain_text_input"})
    view.shown["blocks"][0]["block_id"] = "role"
    assert filled(hand, view) == {"role": hand.resident.title}


def test_what_nobody_has_thought_of_is_used_as_any_button_or_choice():
    blocks = [
        {
            "type": "actions",
            "block_id": "b",
            "elements": [
                {"type": "button", "action_id": "introduce", "text": plain("Hi")},
                {"type": "button", "action_id": "have_met", "text": plain("Met")},
                {"type": "button", "action_id": "erase", "text": plain("Erase"), "style": "danger"},
                {"type": "button", "action_id": "link", "text": plain("Link"), "url": "https://example.org"},
                {"type": "static_select", "action_id": "rate", "options": OPTIONS},
            ],
        }
    ]
    found = [(habit, element["action_id"]) for habit, element in habits_for(blocks)]
    assert found == [(HABITS["introduce"], "introduce"), (ANY_BUTTON, "have_met"), (ANY_CHOICE, "rate")]


def test_the_keen_do_more_than_the_silent():
    for habit in (HABITS["introduce"], ANY_BUTTON, ANY_CHOICE):
        likely = [habit.likely(character) for character in Character]
        assert likely == sorted(likely, reverse=True)


def test_acts_come_in_their_order_and_may_note_others():
    agenda, done = Agenda(), list[str]()
    agenda.note(3, lambda: done.append("three"))
    agenda.note(1, lambda: (done.append("one"), agenda.note(2, lambda: done.append("two")))[0])
    agenda.note(9, lambda: done.append("nine"))
    for _, act in agenda.due(5):
        act()
    assert done == ["one", "two", "three"]
    assert agenda.next_at == 9


def test_the_ledger_sees_what_is_said_twice_and_what_comes_at_night(community: Community):
    world, reader = community.hall.world, community.residents[2]
    bot = world.installations[community.team_id]
    channel = world.direct(community.team_id, (reader.user_id, bot.bot_user_id))
    metadata = {"event_type": "x", "event_payload": {"key": f"welcome:day3:{reader.user_id}"}}
    ledger = Ledger(world)
    noon = Message(f"{MONDAY_NOON:.6f}", channel.channel_id, community.team_id, bot.bot_user_id, metadata=metadata)
    ledger.wrote(noon)
    assert ledger.wrong == []
    assert opening(noon) == "welcome day3"
    ledger.wrote(noon)
    assert len(ledger.wrong) == 1
    ledger.wrote(Message(f"{MONDAY_NIGHT:.6f}", channel.channel_id, community.team_id, bot.bot_user_id))
    assert "quiet hours" in ledger.wrong[1]


def test_nights_and_weekends_are_quiet_where_someone_lives():
    assert not is_quiet(MONDAY_NOON, "Europe/Paris")
    assert is_quiet(MONDAY_NIGHT, "Europe/Paris")
    assert is_quiet(SUNDAY_NOON, "Europe/Paris")
    assert is_quiet(MONDAY_NOON, "Asia/Tokyo")
