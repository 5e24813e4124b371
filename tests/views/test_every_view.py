"""Slack accepts every view, in each language, whatever stands in it; and nobody's words do more than be read."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pytest
from slack_sdk.models.blocks import Block as SdkBlock
from slack_sdk.models.views import View as SdkView

from sandbox.blockkit import check_message, check_view
from slack_app.views import intro, kit, setup
from slack_app.views.kit import Block, Letter, View
from slack_app.views.words import LANGUAGES, Words, words_for
from tests.views.world import VALUES, Values, answers, homes, messages_to_people, modals

KINDS = [(language, kind) for language in LANGUAGES for kind in VALUES]
UNKNOWN_TO_THE_SDK = {"data_table", "data_visualization"}
"""Slack has them; its SDK has no class for them yet. The local Slack checks them below."""
CONTROLS = re.compile(r"<(?:!|@U0VICTIM|http)")


@dataclass(frozen=True)
class Scene:
    """Everything that can be seen in one language with one kind of words in it; made once, for that takes longest."""

    words: Words
    values: Values

    @cached_property
    def letters(self) -> list[tuple[str, Letter]]:
        return list(messages_to_people(self.words, self.values))

    @cached_property
    def modals(self) -> list[tuple[str, View]]:
        return list(modals(self.words, self.values))

    @cached_property
    def homes(self) -> list[tuple[str, View]]:
        return list(homes(self.words, self.values))

    @cached_property
    def blocks(self) -> list[tuple[str, list[Block]]]:
        written = [(name, letter.blocks) for name, letter in self.letters]
        return written + [(name, view["blocks"]) for name, view in (*self.modals, *self.homes)]


@pytest.fixture(scope="module", params=KINDS, ids=" ".join)
def scene(request: pytest.FixtureRequest) -> Scene:
    language, kind = request.param
    return Scene(words_for(language), VALUES[kind])


def test_slack_accepts_every_message(scene):
    problems = {name: found for name, letter in scene.letters if (found := kit.check(letter, "message"))}
    assert problems == {}


def test_slack_accepts_every_form(scene):
    assert {name: found for name, view in scene.modals if (found := kit.check(view, "modal"))} == {}


def test_slack_accepts_every_home(scene):
    assert {name: found for name, view in scene.homes if (found := kit.check(view, "home"))} == {}


def test_the_sdk_accepts_every_block(scene):
    for name, blocks in scene.blocks:
        for block in blocks:
            if block["type"] in UNKNOWN_TO_THE_SDK:
                continue
            parsed = SdkBlock.parse(block)
            assert parsed is not None, (name, block)
            parsed.validate_json()


def test_the_sdk_accepts_every_view(scene):
    for _, view in (*scene.modals, *scene.homes):
        SdkView(**view).validate_json()


def test_the_local_slack_accepts_every_view(scene):
    """A second checker, written apart from ours."""
    for name, letter in scene.letters:
        assert check_message({"text": letter.text, "blocks": letter.blocks}) == [], name
    for name, view in (*scene.modals, *scene.homes):
        assert check_view(view) == [], name


def test_nobodys_words_notify_or_link(scene):
    for name, blocks in scene.blocks:
        texts = [text for block in blocks for text in mrkdwn_in(block)]
        assert not [text for text in texts if CONTROLS.search(text)], name
        assert "broadcast" not in json.dumps(blocks), name


def test_notifications_do_not_notify_more_than_their_reader(scene):
    for name, letter in scene.letters:
        assert not CONTROLS.search(letter.text), name


def test_what_is_said_beside_a_field_fits(scene):
    for _, sentences in answers(scene.words, scene.values):
        assert all(0 < len(sentence) <= 300 for sentence in sentences.values())


def test_no_text_of_ours_is_cut_off():
    for language in LANGUAGES:
        for kind in ("ordinary", "empty"):
            for name, blocks in Scene(words_for(language), VALUES[kind]).blocks:
                cut = [
                    text
                    for block in blocks
                    for text in texts_in(block)
                    if text.endswith("…") and len(text) in {24, 30, 75}
                ]
                assert not cut, (name, cut)


def test_no_placeholder_is_left_unfilled(scene):
    for name, blocks in scene.blocks:
        assert not re.search(r"\{[a-z_]+\}", json.dumps(blocks).replace("`{name}`", "")), name


@pytest.mark.parametrize("query", ["", "gard", "Jardinage", "\u202e", "<!channel>", "x" * 40_000, None, 7, {"a": 1}])
def test_suggestions_are_options_that_slack_accepts(query):
    offered = intro.options(words_for("fr"), query, [f"{n} {'topic' * 7}" for n in range(100)])
    zones = setup.zone_options(query, [f"Area/City{n}" for n in range(600)])
    for options in (offered["options"], zones["options"]):
        assert len(options) <= 100
        assert all(1 <= len(one["text"]["text"]) <= 75 and 1 <= len(one["value"]) <= 150 for one in options)


def test_a_topic_that_nobody_has_yet_can_be_added():
    offered = intro.options(words_for("en"), "  Bee  keeping ", ["Bees"])["options"]
    assert [one["value"] for one in offered] == ["Bee keeping"]


def test_a_topic_that_exists_is_not_offered_twice():
    offered = intro.options(words_for("en"), "jardinage", ["Jardinage", "Cuisine"])["options"]
    assert [one["value"] for one in offered] == ["Jardinage"]


def mrkdwn_in(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if node.get("type") == "mrkdwn":
            yield node["text"]
        for part in node.values():
            yield from mrkdwn_in(part)
    elif isinstance(node, list):
        for part in node:
            yield from mrkdwn_in(part)


def texts_in(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if node.get("type") == "plain_text":
            yield node["text"]
        for part in node.values():
            yield from texts_in(part)
    elif isinstance(node, list):
        for part in node:
            yield from texts_in(part)
