"""Nothing that people write is ever read as HTML or run, however it comes in."""

import json
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from sandbox.engine.speaking import Words

ATTACK = """<script>window.hurt=1</script><img src=x onerror="window.hurt=1"> <javascript:window.hurt=1|click me>"""
MARKS = '<https://example.org" onmouseover="window.hurt=1|a> <data:text/html,<script>|b> [c](javascript:window.hurt=1)'


def bot_says(slack, actor, **words):
    bot = slack.world.people[slack.world.installations[actor.team_id].bot_user_id]
    return slack.hall.speaking.post(bot, actor.dm, Words(**words))


def harmless(window):
    """No script has run, and no address in the page would run one."""
    assert window.page.evaluate("window.hurt") is None
    addresses = window.page.eval_on_selector_all("a[href]", "all => all.map(one => one.protocol)")
    assert set(addresses) <= {"http:", "https:", "mailto:", "slack:"}
    assert window.page.locator(".main script, .main img[onerror], .main [onmouseover]").count() == 0


def test_what_the_app_sends_is_text(windows, slack, newcomer):
    bot_says(slack, newcomer, text=ATTACK)
    bot_says(slack, newcomer, text=MARKS)
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": ATTACK}},
        {"type": "section", "text": {"type": "mrkdwn", "text": ATTACK}},
        {"type": "markdown", "text": f"{ATTACK}\n\n{MARKS}"},
        {"type": "image", "image_url": "javascript:window.hurt=1", "alt_text": ATTACK},
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [
            {"type": "link", "url": "javascript:window.hurt=1", "text": "rich link"},
            {"type": "color", "value": "red;background:url(javascript:window.hurt=1)"},
        ]}]},
        {"type": "actions", "elements": [
            {"type": "button", "action_id": "go", "url": "javascript:window.hurt=1", "text": {"type": "plain_text", "text": "Go"}},
        ]},
    ]  # fmt: skip
    bot_says(slack, newcomer, text="blocks", blocks=blocks)
    window = windows(slack, newcomer.user_id)
    expect(window.page.get_by_text("<script>").first).to_be_visible()
    expect(window.page.get_by_role("button", name="Go")).to_be_visible()
    harmless(window)


def test_what_people_write_and_are_called_is_text(windows, slack, newcomer):
    window = windows(slack, newcomer.user_id)
    window.join_as("<b onclick=alert(1)>Eve</b>", "en-GB", "Europe/London")
    window.say(ATTACK)
    expect(window.messages.last).to_contain_text("<script>window.hurt=1</script>")
    window.say("<!channel> <@U0> *bold*")
    expect(window.messages.last).to_contain_text("<!channel>")
    assert window.messages.last.locator(".chip").count() == 0
    harmless(window)


def test_huge_and_deep_things_do_not_stop_the_page(windows, slack, newcomer):
    bot_says(slack, newcomer, text="*a" * 20_000)
    bot_says(slack, newcomer, text="x" * 40_000)
    deep = {"type": "container", "title": {"type": "plain_text", "text": "deep"}, "child_blocks": []}
    for _ in range(200):
        deep = {"type": "container", "title": {"type": "plain_text", "text": "deep"}, "child_blocks": [deep]}
    bot_says(slack, newcomer, text="deep", blocks=[deep])
    window = windows(slack, newcomer.user_id)
    expect(window.page.locator(".undrawn").first).to_contain_text("container")
    assert window.fits()


def test_the_page_may_load_and_run_only_what_is_its_own(slack):
    with urllib.request.urlopen(slack.url) as answer:  # noqa: S310 (this machine's)
        policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}])
def test_another_page_cannot_act_in_it(slack, headers):
    asked = json.dumps({"verb": "post", "channel": "C", "text": "x"}).encode()
    request = urllib.request.Request(f"{slack.url}/page/act", asked, headers)  # noqa: S310 (this machine's)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)  # noqa: S310 (the same)
    refused.value.close()
    assert refused.value.code == 403


def test_the_text_in_the_repository_never_uses_html_sinks():
    from sandbox.page.routes import STATIC

    for path in STATIC.rglob("*.js"):
        words = path.read_text()
        assert not any(sink in words for sink in (".innerHTML", "insertAdjacentHTML", "document.write(", " eval(")), (
            path
        )
