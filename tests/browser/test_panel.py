"""The panel moves the clock, makes things go wrong, and shows what passed between the app and the local Slack."""

import pytest
from playwright.sync_api import expect
from slack_sdk.errors import SlackApiError


def panel(window):
    window.page.get_by_role("button", name="Time, mishaps and journal").click()
    return window.page.get_by_role("complementary", name="Time, mishaps and journal")


def test_the_clock_goes_forward_for_everyone(windows, slack, newcomer):
    window = windows(slack, newcomer.user_id)
    before = slack.clock.now()
    side = panel(window)
    side.get_by_role("button", name="+1 day").click()
    expect(side.locator(".clock-now")).not_to_contain_text(f"{before.day} {before:%b}")
    side.get_by_role("button", name="Next Monday, 09:00").click()
    expect(side.locator(".clock-now")).to_contain_text("Mon")
    assert (slack.clock.now() - before).days >= 1


def test_a_mishap_waits_and_can_be_taken_back(windows, slack, newcomer):
    window = windows(slack, newcomer.user_id)
    side = panel(window)
    side.get_by_label("What goes wrong").select_option("drop_after")
    side.get_by_label("When the app calls").select_option("chat.postMessage")
    side.get_by_role("button", name="Let it happen").click()
    expect(side.locator(".waiting")).to_contain_text("Connection cut after acting")
    assert [fault.mishap.value for fault in slack.faults.waiting()] == ["drop_after"]
    side.get_by_role("button", name="All well again").click()
    expect(side.locator(".waiting")).to_have_count(0)


def test_events_can_be_delivered_twice(windows, slack, gallery, newcomer):
    window = windows(slack, newcomer.user_id)
    side = panel(window)
    side.get_by_label("Deliver every event twice").check()
    slack.quiet()
    before = len(slack.journal.deliveries())
    window.go("Gallery")
    slack.quiet()
    assert len(slack.journal.deliveries()) - before >= 2
    side.get_by_label("Deliver every event twice").uncheck()


def test_the_journal_shows_calls_with_their_latency(windows, slack, gallery, newcomer):
    window = windows(slack, newcomer.user_id)
    side = panel(window)
    gallery.app.client.chat_postMessage(channel=newcomer.dm.channel_id, text="Look")
    first = side.locator(".journal tbody tr").filter(has_text="chat.postMessage").first
    expect(first).to_contain_text("ms")
    side.get_by_role("button", name="Failed").click()
    with pytest.raises(SlackApiError, match="channel_not_found"):
        gallery.app.client.chat_postMessage(channel="C00000000", text="Nowhere")
    expect(side.locator(".journal tbody tr").first).to_contain_text("channel_not_found")
