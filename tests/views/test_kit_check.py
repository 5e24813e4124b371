"""The check finds what Slack would refuse (facts: limits of blocks, messages, modals and Home tabs)."""

import pytest

from slack_app.views import kit
from slack_app.views.kit import Letter

BUTTON = kit.button("Say hello", "hello")
FIELD = kit.field("Where?", kit.text_input(), "place")


def text(characters):
    return {"type": "plain_text", "text": "x" * characters}


MESSAGES = {
    "no notification text": Letter(" ", [kit.divider()]),
    "no block": Letter("x", []),
    "51 blocks": Letter("x", [kit.divider()] * 51),
    "too much in all": Letter("x", [kit.section("x" * 2900)] * 5),
    "empty section": Letter("x", [kit.section("")]),
    "long section": Letter("x", [{"type": "section", "text": text(3001)}]),
    "long header": Letter("x", [{"type": "header", "text": text(151)}]),
    "mrkdwn header": Letter("x", [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}]),
    "unknown block": Letter("x", [{"type": "chart"}]),
    "no element": Letter("x", [kit.actions()]),
    "26 elements": Letter("x", [kit.actions(*(kit.button("x", f"a{n}") for n in range(26)))]),
    "11 lines of small print": Letter("x", [{"type": "context", "elements": [text(1)] * 11}]),
    "empty small print": Letter("x", [kit.context("")]),
    "the same action twice in a block": Letter("x", [kit.actions(BUTTON, BUTTON)]),
    "the same block id twice": Letter("x", [kit.section("x", block_id="a"), kit.section("x", block_id="a")]),
    "long block id": Letter("x", [kit.section("x", block_id="a" * 256)]),
    "long action id": Letter("x", [kit.actions(kit.button("x", "a" * 256))]),
    "long button": Letter("x", [kit.actions(BUTTON | {"text": text(76)})]),
    "long value": Letter("x", [kit.actions(kit.button("x", "a", value="v" * 2001))]),
    "long address": Letter("x", [kit.actions(kit.button("x", "a", url="h" * 3001))]),
    "long confirmation": Letter("x", [kit.actions(BUTTON | {"confirm": {"title": text(101), "text": text(1)}})]),
    "6 options in a menu": Letter(
        "x", [kit.actions({"type": "overflow", "options": [kit.option(f"{n}", f"{n}") for n in range(6)]})]
    ),
    "no option": Letter("x", [kit.actions(kit.overflow("a", []))]),
    "option without a value": Letter("x", [kit.actions(kit.overflow("a", [kit.option("x", "")]))]),
    "long option": Letter("x", [kit.actions(kit.overflow("a", [{"text": text(76), "value": "v"}]))]),
    "the same option twice": Letter("x", [kit.actions(kit.overflow("a", [kit.option("x", "v")] * 2))]),
    "image without words": Letter(
        "x", [kit.context("x") | {"elements": [{"type": "image", "image_url": "x", "text": ""}]}]
    ),
    "a field in a message": Letter("x", [FIELD]),
    "empty quotation": Letter("x", [kit.quoted([])]),
    "choice that is not offered": Letter(
        "x", [kit.actions(kit.select("a", [kit.option("x", "v")]) | {"initial_option": kit.option("y", "w")})]
    ),
}
MODALS = {
    "nothing to send it with": kit.modal("c", "Title", [FIELD], close="Close"),
    "a long title": kit.modal("c", "Title", [FIELD], close="Close", submit="Send") | {"title": text(25)},
    "a long button": kit.modal("c", "Title", [FIELD], close="Close") | {"submit": text(25)},
    "no title": {"type": "modal", "blocks": [kit.divider()]},
    "a home": kit.home([kit.divider()], "home"),
    "101 blocks": kit.modal("c", "Title", [], close="Close") | {"blocks": [kit.divider()] * 101},
    "a long memory": kit.modal("c", "Title", [kit.divider()], close="Close", private="x" * 3001),
    "more than 250 kB": kit.modal("c", "Title", [kit.section("x" * 2900)] * 90, close="Close"),
    "11 boxes": kit.modal(
        "c",
        "Title",
        [FIELD | {"element": {"type": "checkboxes", "options": [kit.option(f"{n}", f"{n}") for n in range(11)]}}],
        close="Close",
        submit="Send",
    ),
    "more chosen than may be": kit.modal(
        "c",
        "Title",
        [kit.field("x", kit.multi_external_select("a", initial=[kit.option("x", "x")] * 2, most=1), "b")],
        close="Close",
        submit="Send",
    ),
}


@pytest.mark.parametrize("letter", MESSAGES.values(), ids=MESSAGES)
def test_a_message_that_slack_refuses_is_found(letter):
    assert kit.check(letter, "message")


@pytest.mark.parametrize("view", MODALS.values(), ids=MODALS)
def test_a_modal_that_slack_refuses_is_found(view):
    assert kit.check(view, "modal")


def test_a_text_is_never_cut_inside_an_entity_or_a_mention():
    assert kit.cut("ab &amp; cd", 8) == "ab…"
    assert kit.cut("ab <@U0ANA> cd", 8) == "ab…"
    assert kit.cut("short", 8) == "short"
