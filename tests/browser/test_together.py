"""People in windows of their own see each other at once; ephemeral words stay with the one they are for."""

import base64
from dataclasses import replace

from playwright.sync_api import expect

DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def test_two_people_in_two_windows_talk_in_a_thread(windows, slack):
    one, other = (slack.join_workspace(name) for name in ("Ada Quill", "Ben Marsh"))
    left, right = (windows(slack, actor.user_id) for actor in (one, other))
    left.say("Anyone for a walk?")
    expect(right.messages.last).to_contain_text("Anyone for a walk?")
    right.messages.last.hover()
    right.messages.last.get_by_role("button", name="Reply in a thread").click()
    answer = right.page.locator(".thread .composer-field")
    answer.fill("Gladly, at noon")
    answer.press("Enter")
    expect(right.page.locator(".thread .message")).to_have_count(2)
    foot = left.messages.last.locator(".thread-foot")
    expect(foot).to_contain_text("1 reply")
    foot.click()
    expect(left.page.locator(".thread .message").last).to_contain_text("Gladly, at noon")
    left.picture("thread-en")


def test_what_one_edits_and_deletes_changes_for_the_other(windows, slack):
    one, other = (slack.join_workspace(name) for name in ("Cleo Hart", "Dan Frost"))
    left, right = (windows(slack, actor.user_id) for actor in (one, other))
    left.say("Frist")
    mine = right.messages.filter(has_text="Frist")
    expect(mine).to_have_count(1)
    act(left, "Edit the message")
    left.page.get_by_role("textbox", name="Message", exact=True).fill("First")
    left.page.get_by_role("button", name="Save").click()
    expect(right.messages.last).to_contain_text("First (edited)")
    act(left, "Delete the message")
    left.page.get_by_role("alertdialog").get_by_role("button", name="Delete").click()
    expect(right.messages.filter(has_text="First (edited)")).to_have_count(0)


def act(window, name):
    window.messages.last.hover()
    window.messages.last.get_by_role("button", name="More actions").click()
    window.page.get_by_role("menuitem", name=name).click()


def test_unread_marks_come_and_go(windows, slack):
    one, other = (slack.join_workspace(name) for name in ("Eli North", "Fay Stone"))
    for actor in (one, other):
        actor.join("design")
    window = windows(slack, other.user_id)
    one.post("design", "New drawings")
    place = window.page.locator(".place").filter(has_text="design")
    expect(place.locator(".badge")).to_contain_text("1")
    place.click()
    expect(place.locator(".badge")).to_have_count(0)
    expect(window.messages.last).to_contain_text("New drawings")


def test_ephemeral_words_are_seen_by_one_person_and_can_be_put_away(windows, slack, gallery):
    one, other = (slack.join_workspace(name) for name in ("Gus Reed", "Ida Brook"))
    left, right = (windows(slack, actor.user_id) for actor in (one, other))
    left.say("/silent")
    whisper = left.messages.filter(has_text="Nobody else reads this.")
    expect(whisper).to_contain_text("Only visible to you")
    left.say("Out loud")
    expect(right.messages.last).to_contain_text("Out loud")
    expect(right.messages.filter(has_text="Nobody else")).to_have_count(0)
    whisper.hover()
    whisper.get_by_role("button", name="More actions").click()
    left.page.get_by_role("menuitem", name="Dismiss").click()
    expect(whisper).to_have_count(0)


def test_several_people_are_written_to_at_once(windows, slack):
    one, *others = (slack.join_workspace(name) for name in ("Joy Ash", "Kit Vane", "Lou Finch"))
    window = windows(slack, one.user_id)
    window.page.get_by_role("button", name="New message").click()
    field = window.page.get_by_role("combobox", name="Who do you want to write to?")
    for name in ("Kit Vane", "Lou Finch"):
        field.fill(name)
        expect(window.page.locator(".option.is-active")).to_contain_text(name)
        field.press("Enter")
    field.press("Escape")
    window.page.get_by_role("button", name="Open", exact=True).click()
    expect(window.page.locator("h1")).to_contain_text("Kit Vane, Lou Finch")
    window.say("The three of us")
    expect(window.messages.last).to_contain_text("The three of us")
    assert "The three of us" in [
        one.text for one in others[0].world.conversations_of(others[0].user_id)[-1].messages.values()
    ]


def test_whom_the_app_brings_together_finds_the_group_and_what_is_in_it(windows, slack, gallery):
    one, other = (slack.join_workspace(name) for name in ("Mia Stone", "Ned Frost"))
    window = windows(slack, one.user_id)
    bot = slack.world.installations[one.team_id]
    slack.world.install(replace(bot, scopes=bot.scopes | {"mpim:write", "files:write"}))
    place = gallery.app.client.conversations_open(users=[one.user_id, other.user_id])["channel"]["id"]
    for text in ("You two should meet", "Three moments that suit you both"):
        gallery.app.client.chat_postMessage(channel=place, text=text)
    shared = {"channel": place, "initial_comment": "For your calendar"}
    gallery.app.client.files_upload_v2(**shared, filename="coffee.ics", content=b"BEGIN:VCALENDAR")
    group = window.page.locator(".place").filter(has_text="Ned Frost")
    expect(group).to_contain_text("Gallery")
    expect(group.locator(".badge")).to_contain_text("3")
    group.click()
    expect(group.locator(".badge")).to_have_count(0)
    file = window.messages.last.get_by_role("link", name="coffee.ics")
    assert window.page.request.get(file.get_attribute("href")).headers["content-disposition"].startswith("attachment")
    dot = {"filename": "dot.png", "content": base64.b64decode(DOT), "alt_txt": "Who has met whom"}
    gallery.app.client.files_upload_v2(channel=place, **dot)
    picture = window.messages.last.get_by_role("img", name="Who has met whom")
    expect(picture).to_have_js_property("naturalWidth", 1)
    expect(picture).to_have_js_property("width", 1)
    slack.world.install(bot)


def test_a_file_is_shared_and_a_picture_is_shown(windows, slack, newcomer, tmp_path):
    (tmp_path / "notes.txt").write_text("kept")
    (tmp_path / "dot.png").write_bytes(base64.b64decode(DOT))
    window = windows(slack, newcomer.user_id)
    with window.page.expect_file_chooser() as chooser:
        window.page.get_by_role("button", name="Attach a file").click()
    chooser.value.set_files([tmp_path / "notes.txt", tmp_path / "dot.png"])
    expect(window.messages.last.locator("img")).to_have_js_property("naturalWidth", 1)
    address = window.messages.last.get_by_role("link", name="notes.txt").get_attribute("href")
    assert window.page.request.get(address).text() == "kept"


def test_a_link_to_a_message_opens_it(windows, slack, newcomer):
    message = newcomer.post("general", "Find me again")
    window = windows(slack, newcomer.user_id)
    window.page.goto(f"{slack.url}/archives/{message.channel_id}/p{message.ts.replace('.', '')}?as={newcomer.user_id}")
    expect(window.page.locator(".message.is-pointed")).to_contain_text("Find me again")


def test_shortcuts_and_message_actions_reach_the_app(windows, slack, gallery, newcomer):
    window = windows(slack, newcomer.user_id)
    window.say("Worth keeping")
    expect(window.messages.last).to_contain_text("Worth keeping")
    act(window, "Keep this")
    expect(window.page.locator(".menu")).to_have_count(0)
    slack.quiet()
    window.page.locator(".main .composer-bar").get_by_role("button", name="Shortcuts and commands").click()
    window.page.get_by_role("menuitem", name="Open the form").click()
    expect(window.modal).to_be_visible()
    assert [body["message"]["text"] for body in gallery.heard if body["type"] == "message_action"] == ["Worth keeping"]
