"""Whoever wants to be introduced to people says so with the app's command, and may think again."""

import random
from typing import Any

import pytest

from sandbox.engine.acting import Actor
from sandbox.engine.ports import Answer
from sandbox.life.community import Community
from sandbox.life.hand import Hand
from sandbox.life.wanting import choose, joining, leaving, pausing, skipping
from tests.sandbox.life.conftest import founded


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def field(name: str, **element: Any) -> dict[str, Any]:
    element = {"action_id": "answer", **element}
    return {"type": "input", "block_id": name, "label": plain(name), "optional": True, "element": element}


TAKING = [{"text": plain(name), "value": name} for name in ("takes_part", "skips_next", "meets_newcomers")]
OFTEN = [{"text": plain(name), "value": name} for name in ("1", "2")]
FIELDS = [
    field("taking.7", type="checkboxes", options=TAKING),
    field("every.7", type="static_select", options=OFTEN),
    field("paused_until.7", type="datepicker"),
]


class CoffeeApp:
    """An app that opens a form for its command, and keeps what it is sent."""

    def __init__(self, hall, blocks) -> None:
        self.hall, self.blocks, self.sent = hall, blocks, []

    def event(self, team_id, event) -> None:
        """It hears nothing."""

    def command(self, form) -> Answer:
        sent = {"submit": plain("Save")} if self.blocks[0]["type"] == "input" else {}
        view = {"type": "modal", "callback_id": "c", "title": plain("Coffee"), "blocks": self.blocks, **sent}
        self.hall.viewing.open(form["team_id"], form["user_id"], view)
        return Answer("ok")

    def interact(self, payload) -> Answer:
        self.sent.append(payload["view"]["state"]["values"])
        return Answer("ok")


@pytest.fixture
def small() -> Community:
    return founded(30, 0)


@pytest.fixture
def hand(small: Community) -> Hand:
    one = small.residents[3]
    return Hand(small, one, Actor(small.hall, small.hall.world.people[one.user_id]), random.Random(5))


def ticked(values: dict[str, Any]) -> list[str]:
    return [one["value"] for one in values["taking.7"]["answer"]["selected_options"]]


def test_they_join_skip_pause_and_leave(small: Community, hand: Hand):
    app = small.hall.hearing.delivery = CoffeeApp(small.hall, FIELDS)
    for says in (joining, skipping, pausing, leaving):
        assert choose(hand, says(hand))
        assert hand.actor.modal is None
    joined, skipped, paused, left = app.sent
    assert "takes_part" in ticked(joined)
    assert ticked(skipped) == ["takes_part", "skips_next"]
    assert paused["paused_until.7"]["answer"]["selected_date"] > small.hall.clock.now().date().isoformat()
    assert ticked(left) == []


def test_where_there_is_nothing_to_choose_they_read_and_close(small: Community, hand: Hand):
    nothing = [{"type": "section", "text": plain("There is no coffee here yet.")}]
    app = small.hall.hearing.delivery = CoffeeApp(small.hall, nothing)
    assert not choose(hand, joining(hand))
    assert app.sent == []
    assert hand.actor.modal is None
