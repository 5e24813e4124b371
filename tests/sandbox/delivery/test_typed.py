"""What a person types becomes the rich text that Slack's own composer makes of it."""

import pytest

from sandbox.delivery.payloads.typed import typed_text

TS = "1800000000.000100"


def pieces(text):
    (block,) = typed_text(text, TS)
    assert (block["type"], block["block_id"]) == ("rich_text", "b000100")
    (line,) = block["elements"]
    return line["elements"]


def test_nothing_typed_is_no_block():
    assert typed_text("", TS) == []


def test_words_are_not_escaped_there():
    assert pieces("a &lt; b &amp;&amp; c &gt; d") == [{"type": "text", "text": "a < b && c > d"}]
    assert pieces("&amp;lt;") == [{"type": "text", "text": "&lt;"}]


@pytest.mark.parametrize(
    ("typed", "element"),
    [
        ("<@U0ADA>", {"type": "user", "user_id": "U0ADA"}),
        ("<@W0ADA|ada>", {"type": "user", "user_id": "W0ADA"}),
        ("<#C0HALL|hall>", {"type": "channel", "channel_id": "C0HALL"}),
        ("<#C0HALL>", {"type": "channel", "channel_id": "C0HALL"}),
        ("<!here>", {"type": "broadcast", "range": "here"}),
        ("<!subteam^S0TEAM|@team>", {"type": "usergroup", "usergroup_id": "S0TEAM"}),
        ("<https://example.com/?a=1&amp;b=2>", {"type": "link", "url": "https://example.com/?a=1&b=2"}),
        ("<https://example.com|there>", {"type": "link", "url": "https://example.com", "text": "there"}),
        (":wave:", {"type": "emoji", "name": "wave"}),
        (":+1::skin-tone-3:", {"type": "emoji", "name": "+1", "skin_tone": 3}),
    ],
)
def test_what_is_named_has_an_element_of_its_own(typed, element):
    around = [{"type": "text", "text": "Hello "}, element, {"type": "text", "text": " & you"}]
    assert pieces(f"Hello {typed} &amp; you") == around


@pytest.mark.parametrize("typed", ["at 10:30:45", "<javascript:x>", "a::b", "<@>", "&lt;@U0ADA&gt;"])
def test_what_only_looks_like_it_stays_words(typed):
    assert [piece["type"] for piece in pieces(typed)] == ["text"]
