"""Blocks and fields that few apps use are drawn too, and say what they should."""

import pytest
from playwright.sync_api import expect

from tests.browser.figures import PROGRESS
from tests.browser.pieces import MORE_FIELDS, mrkdwn, plain


@pytest.fixture
def looking(windows, slack, gallery, newcomer):
    """Shows blocks to the newcomer in their direct message with the app, and opens their window."""

    def showing(blocks, **look):
        gallery.app.client.chat_postMessage(channel=newcomer.dm.channel_id, text="Blocks", blocks=blocks)
        return windows(slack, newcomer.user_id, **look)

    return showing


def test_plans_tasks_and_containers_are_drawn(looking):
    window = looking(PROGRESS)
    plan = window.page.locator(".block-plan")
    expect(plan.get_by_role("heading", name="The week")).to_be_visible()
    expect(plan.locator(".status")).to_have_text(["Done", "Under way"])
    count = window.page.locator(".block-task_card").filter(has_text="Count")
    expect(count).to_contain_text("Twelve people")
    expect(count.get_by_role("link", name="The count")).to_have_attribute("href", "https://example.org/count")
    expect(window.page.get_by_text("In plain sight")).to_be_visible()
    expect(window.page.get_by_text("What lies inside")).to_be_hidden()
    window.page.locator("summary").filter(has_text="Folded").click()
    expect(window.page.get_by_text("What lies inside")).to_be_visible()
    expect(window.page.locator(".undrawn")).to_have_count(0)


def test_of_two_feedback_buttons_the_app_hears_which(looking, slack, gallery):
    window = looking(PROGRESS)
    for name in ("Bad", "Good", "Throw away"):
        window.page.get_by_role("button", name=name, exact=True).click()
        slack.quiet()
    acts = [body["actions"][0] for body in gallery.heard[-3:]]
    assert [one["value"] for one in acts] == ["bad", "good", "it"]
    assert [one["type"] for one in acts] == ["feedback_buttons", "feedback_buttons", "icon_button"]
    assert acts[0]["text"]["text"] == "Bad"


def test_a_date_says_what_it_is_for_and_what_was_chosen(looking, slack, gallery):
    day = {"type": "datepicker", "action_id": "until", "placeholder": plain("Pause until…")}
    hour = {"type": "timepicker", "action_id": "at", "placeholder": plain("At")}
    beside = {
        "type": "section",
        "block_id": "s",
        "text": mrkdwn("Come back"),
        "accessory": {**day, "action_id": "back"},
    }
    window = looking([{"type": "actions", "block_id": "row", "elements": [day, hour]}, beside])
    field = window.page.get_by_label("Pause until…", exact=True)
    expect(window.page.locator(".moment-label").filter(has_text="Pause until…").first).to_be_visible()
    expect(field).to_have_attribute("lang", "en-GB")
    field.fill("2026-12-24")
    expect(field).to_have_accessible_description("Thursday, 24 December 2026")
    slack.quiet()
    assert gallery.heard[-1]["actions"][0]["selected_date"] == "2026-12-24"
    window.page.get_by_label("At", exact=True).fill("18:30")
    expect(window.page.get_by_text("18:30", exact=True)).to_be_visible()
    expect(window.page.get_by_label("Come back: Pause until…")).to_be_visible()


def test_the_rarer_fields_of_a_form_reach_the_app(windows, slack, gallery, newcomer):
    window = windows(slack, newcomer.user_id)
    slack.hall.viewing.open(newcomer.team_id, newcomer.user_id, form())
    expect(window.modal).to_be_visible()
    window.field("Grouped").click()
    expect(window.page.get_by_role("group", name="Late").get_by_role("option")).to_have_count(3)
    window.choose("Grouped", "Damson")
    offered = window.modal.locator("[data-block=Offered] [role=combobox]")
    offered.fill("r")
    expect(window.page.get_by_role("group", name="Early").get_by_role("option")).to_have_count(2)
    offered.press("Enter")
    window.choose("Offered too", "Elderberry")
    window.choose("Rooms", "python")
    window.choose("Talks", "random")
    window.field("Weight").fill("2.5")
    window.submit()
    expect(window.modal).to_have_count(0)
    values = {name: next(iter(put.values())) for name, put in gallery.heard[-1]["view"]["state"]["values"].items()}
    assert values["Grouped"]["selected_option"]["value"] == "damson"
    assert values["Offered"]["selected_option"]["value"] == "apricot"
    assert [one["value"] for one in values["Offered too"]["selected_options"]] == ["elderberry"]
    named = [slack.world.channels[one].name for one in values["Rooms"]["selected_channels"]]
    named += [slack.world.channels[one].name for one in values["Talks"]["selected_conversations"]]
    assert named == ["python", "random"]
    assert (values["Weight"]["value"], values["Noon"]["selected_time"]) == ("2.5", "12:00")


def form():
    sent = {"type": "modal", "callback_id": "form", "title": plain("Rarer"), "submit": plain("Send")}
    return {**sent, "blocks": MORE_FIELDS}


def test_all_is_read_anew_when_the_local_slack_begins_again(windows, slack):
    owner = slack.named("Maëlle")
    owner.post("general", "Before the flood")
    window = windows(slack, owner.user_id)
    window.go("general")
    expect(window.messages.last).to_contain_text("Before the flood")
    slack.reset()
    expect(window.messages.filter(has_text="Before the flood")).to_have_count(0)
    expect(window.page.locator(".main .beginning")).to_be_visible()
    window.say("A new beginning")
    expect(window.messages.last).to_contain_text("A new beginning")
