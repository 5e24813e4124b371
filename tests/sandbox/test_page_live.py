"""What an open page is told, as server-sent events."""

import json
import urllib.request

import pytest

MANY = 300


@pytest.fixture
def told(slack):
    """The events of a page that has just been opened, each a list of news."""
    owen = slack.named("Owen")
    with urllib.request.urlopen(f"{slack.url}/page/live?person={owen.user_id}", timeout=20) as stream:  # noqa: S310
        yield (json.loads(line.removeprefix(b"data: ")) for line in stream if line.startswith(b"data: "))


def test_what_happens_together_is_told_together(slack, told):
    assert next(told) == [{"type": "hello"}]
    owen = slack.named("Owen")
    with slack.world.lock:
        for number in range(MANY):
            owen.post("general", str(number))
    heard, events = [], 0
    while heard[-1:] != [str(MANY - 1)]:
        heard += [news["message"]["text"] for news in next(told) if news["type"] == "message"]
        events += 1
    assert heard == [str(number) for number in range(MANY)]
    assert events < MANY / 10


def test_a_page_that_is_far_behind_is_told_to_read_anew_and_still_has_the_journal(slack, told):
    assert next(told) == [{"type": "hello"}]
    owen = slack.named("Owen")
    with slack.world.lock:
        slack.journal.write("call", method="api.test")
        for number in range(2000):
            owen.post("general", str(number))
    seen = set()
    while not {"reload", "journal"} <= seen:
        seen |= {news["type"] for news in next(told)}
