"""What happens while a page reads is not lost: what it hears is newer than what it read."""

import pytest
from playwright.sync_api import expect

from sandbox.engine.world import Change
from tests.browser.pieces import FIELDS, modal
from tests.browser.window import Held


@pytest.fixture
def witness(windows, slack, newcomer):
    """A second window of the newcomer: what it shows, the first one has heard."""
    newcomer.join("design")
    window = windows(slack, newcomer.user_id)
    window.go("design")
    return window


def test_an_edit_while_the_channel_is_read_is_not_undone(windows, slack, newcomer, witness):
    message = newcomer.post("design", "Before")
    window = windows(slack, newcomer.user_id)
    answer = Held(window.page, "history")
    window.go("design")
    answer.given()
    newcomer.edit(message, "After")
    expect(witness.messages.last).to_contain_text("After")
    answer.let_go()
    expect(window.messages.filter(has_text="After (edited)")).to_have_count(1)


def test_a_reply_while_the_thread_is_read_is_seen(windows, slack, newcomer, witness):
    message = newcomer.post("design", "Who comes along?")
    newcomer.post("design", "I do", thread=message)
    window = windows(slack, newcomer.user_id)
    window.go("design")
    answer = Held(window.page, "thread")
    window.messages.last.locator(".thread-foot").click()
    answer.given()
    newcomer.post("design", "So do I", thread=message)
    expect(witness.messages.last.locator(".thread-foot")).to_contain_text("2 replies")
    answer.let_go()
    expect(window.page.locator(".thread .message").last).to_contain_text("So do I")


def test_what_happens_while_all_is_read_anew_is_seen(windows, slack, newcomer, witness):
    window = windows(slack, newcomer.user_id)
    answer = Held(window.page, "state")
    slack.world.publish(Change("all_anew", ""))
    answer.given()
    slack.hall.viewing.open(newcomer.team_id, newcomer.user_id, modal("Late", FIELDS))
    expect(witness.modal).to_be_visible()
    answer.let_go()
    expect(window.modal).to_be_visible()


def test_the_first_words_of_a_conversation_mark_it_though_more_follow_at_once(windows, slack, newcomer):
    window = windows(slack, newcomer.user_id)
    other = slack.join_workspace("Uma Fields")
    with slack.world.lock:
        place = slack.world.direct(newcomer.team_id, {newcomer.user_id, other.user_id})
        for words in ("Hello", "Are you there?"):
            other.post(place.channel_id, words)
    expect(window.page.locator(".place").filter(has_text="Uma Fields").locator(".badge")).to_contain_text("2")


def test_what_others_say_does_not_interrupt_who_writes(windows, slack, newcomer):
    window = windows(slack, newcomer.user_id)
    field = window.page.locator(".composer-field")
    field.focus()
    window.page.keyboard.type("Half a ")
    slack.named("Owen").post("general", "Meanwhile")
    expect(window.messages.last).to_contain_text("Meanwhile")
    window.page.keyboard.type("sentence")
    expect(field).to_have_value("Half a sentence")
