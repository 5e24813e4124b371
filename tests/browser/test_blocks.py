"""Every block is drawn, and everything that a person does with it reaches the app."""

import pytest
from playwright.sync_api import expect

from sandbox.engine.speaking import Words
from tests.browser.figures import FIGURES
from tests.browser.pieces import TEXTS, modal, plain


@pytest.fixture
def shown(slack, gallery, newcomer):
    """All blocks, in the newcomer's direct message with the app."""
    for blocks in (TEXTS, *FIGURES):
        gallery.app.client.chat_postMessage(channel=newcomer.dm.channel_id, text="Blocks", blocks=blocks)
    return newcomer


def test_every_block_is_drawn_and_none_is_wider_than_the_window(windows, slack, shown):
    window = windows(slack, shown.user_id)
    for name in ("header", "rich_text", "data_visualization", "data_table", "table", "markdown", "carousel", "video"):
        expect(window.page.locator(f".block-{name}").first).to_be_attached()
    expect(window.page.locator(".undrawn")).to_have_count(0)
    assert window.fits()


def test_marks_are_read_as_slack_reads_them(windows, slack, shown):
    window = windows(slack, shown.user_id)
    section = window.page.locator(".block-section").first
    expect(section.locator("strong")).to_have_text("bold")
    expect(section.locator("em")).to_have_text("italic")
    expect(section).to_contain_text(":no_such:")
    expect(window.page.locator(".block-context").first).to_contain_text("snake_case_stays and 2*3*4")
    quote = window.page.locator(".block-section blockquote")
    expect(quote).to_have_text("a quoteof two lines")
    expect(quote.locator("br")).to_have_count(1)


def test_what_is_pressed_and_chosen_reaches_the_app_with_the_state(windows, slack, gallery, shown):
    window = windows(slack, shown.user_id)
    row = window.page.locator(".block-actions").first
    row.get_by_role("combobox").click()
    window.page.get_by_role("option", name="Cherry").click()
    expect(row.get_by_role("combobox")).to_have_value("Cherry")
    row.get_by_role("button", name="Press").click()
    expect(row.get_by_role("button", name="Press")).not_to_have_class("is-busy")
    slack.quiet()
    pressed = gallery.heard[-1]
    assert pressed["actions"][0]["action_id"] == "press"
    assert pressed["state"]["values"]["row"]["pick"]["selected_option"]["value"] == "cherry"


def test_a_confirmation_is_asked_and_no_means_no(windows, slack, gallery, shown):
    window = windows(slack, shown.user_id)
    window.page.get_by_role("button", name="Delete").click()
    ask = window.page.get_by_role("alertdialog", name="Are you sure?")
    ask.get_by_role("button", name="No").click()
    slack.quiet()
    before = gallery.actions().count("sure")
    window.page.get_by_role("button", name="Delete").click()
    ask.get_by_role("button", name="Yes, do it").click()
    slack.quiet()
    assert gallery.actions().count("sure") == before + 1


def test_every_field_of_a_form_reaches_the_app(windows, slack, gallery, newcomer, tmp_path):
    window = windows(slack, newcomer.user_id)
    window.say("/form")
    expect(window.modal).to_be_visible()
    fill_all(window, tmp_path)
    window.submit()
    expect(window.modal).to_have_count(0)
    values = {name: next(iter(put.values())) for name, put in gallery.heard[-1]["view"]["state"]["values"].items()}
    assert values["Name"]["value"] == "Robin"
    assert values["Fruit"]["selected_option"]["value"] == "cherry"
    assert [one["value"] for one in values["Fruits"]["selected_options"]] == ["apricot", "damson"]
    assert [one["value"] for one in values["Asked"]["selected_options"]] == ["bilberry"]
    assert values["Person"]["selected_user"] in slack.world.people
    assert values["Room"]["selected_channel"] in slack.world.channels
    assert values["Day"]["selected_date"] == "2026-12-24"
    assert values["Hour"]["selected_time"] == "18:30"
    assert values["Moment"]["selected_date_time"] == 1798137000
    assert [one["value"] for one in values["Agree"]["selected_options"]] == ["yes"]
    assert values["One"]["selected_option"]["value"] == "bilberry"
    assert values["Rich"]["rich_text_value"]["elements"][0]["elements"][0]["style"] == {"bold": True}
    assert values["Files"]["files"][0]["name"] == "notes.txt"


def fill_all(window, tmp_path):
    window.field("Name").fill("Robin")
    window.field("Age").fill("41")
    window.choose("Fruit", "Cherry")
    for name in ("Apricot", "Damson"):
        window.choose("Fruits", name)
    window.choose("Asked", "Bilberry")
    window.choose("Person", "Owen")
    window.choose("Room", "python")
    window.field("Day").fill("2026-12-24")
    window.field("Hour").fill("18:30")
    window.field("Moment").fill("2026-12-24T18:30")
    window.modal.get_by_role("checkbox").first.check()
    window.modal.get_by_role("radio", name="Bilberry").check()
    window.field("Rich").fill("*so* it is")
    (tmp_path / "notes.txt").write_text("hello")
    window.modal.locator("input[type=file]").set_input_files(tmp_path / "notes.txt")
    expect(window.modal.locator(".files li")).to_have_count(1)


def test_a_block_that_cannot_be_drawn_is_named(windows, slack, newcomer):
    bot = slack.world.people[slack.world.installations[newcomer.team_id].bot_user_id]
    strange = [{"type": "hologram", "block_id": "x"}, {"type": "table", "block_id": "y", "rows": 7}]
    slack.hall.speaking.post(bot, newcomer.dm, Words(text="strange", blocks=strange))
    window = windows(slack, newcomer.user_id)
    expect(window.page.locator(".undrawn").first).to_contain_text("hologram")
    expect(window.page.locator(".undrawn").nth(1)).to_contain_text("table")
    window.troubles.clear()


def test_a_home_is_drawn_when_it_is_opened(windows, slack, gallery, newcomer):
    window = windows(slack, newcomer.user_id)
    window.go("Gallery")
    expect(window.page.locator(".home-page .block-header")).to_contain_text("Every block")


def test_an_answer_with_another_view_is_shown_and_a_stack_goes_back(windows, slack, gallery, newcomer):
    deeper = [{"type": "actions", "elements": [{"type": "button", "action_id": "deeper", "text": plain("Deeper")}]}]
    gallery.answer = lambda _: {"response_action": "push", "view": modal("Second", deeper)}
    window = windows(slack, newcomer.user_id)
    window.say("/form Hello")
    window.field("Name").fill("Robin")
    window.submit()
    expect(window.modal.get_by_role("heading")).to_have_text("Second")
    window.modal.get_by_role("button", name="Deeper").click()
    expect(window.modal.get_by_role("heading")).to_have_text("Deeper")
    window.page.keyboard.press("Escape")
    expect(window.modal.get_by_role("heading")).to_have_text("Second")
    window.page.keyboard.press("Escape")
    expect(window.field("Name")).to_have_value("Robin")
    gallery.answer = lambda _: {}


def test_the_apps_errors_stand_beside_their_field_and_nothing_typed_is_lost(windows, slack, gallery, newcomer):
    gallery.answer = lambda _: {"response_action": "errors", "errors": {"E-mail": "That is no address we know"}}
    window = windows(slack, newcomer.user_id)
    window.say("/form")
    window.field("Name").fill("Robin")
    window.field("E-mail").fill("robin@nowhere")
    window.submit()
    expect(window.modal.locator("[data-block='E-mail'] .error")).to_have_text("That is no address we know")
    expect(window.field("E-mail")).to_be_focused()
    assert window.field("E-mail").get_attribute("aria-invalid") == "true"
    expect(window.field("Name")).to_have_value("Robin")
    gallery.answer = lambda _: {}
