"""The page is used without a mouse, and tells a screen reader what happens."""

from playwright.sync_api import expect

from tests.browser.window import Held


def focused(window):
    return window.page.locator(":focus")


def press(window, *keys):
    for key in keys:
        window.page.keyboard.press(key)


def tab_to(window, name, most=60):
    """Press Tab until what has the focus is called so."""
    for _ in range(most):
        press(window, "Tab")
        here = "`${document.activeElement.ariaLabel ?? ''} ${document.activeElement.innerText ?? ''}`"
        if name in window.page.evaluate(here).replace(chr(10), " ") and focused(window).count():
            return
    raise AssertionError(f"no way to {name}")


def test_a_message_is_written_answered_and_reacted_to_by_keyboard_alone(windows, slack, newcomer):
    window = windows(slack, newcomer.user_id)
    press(window, "Tab")
    expect(focused(window)).to_have_text("Skip to the conversation")
    press(window, "Enter")
    window.page.locator(".composer-field").focus()
    window.page.keyboard.type("Hello everyone")
    press(window, "Enter")
    expect(window.messages).to_have_count(1)
    press(window, "Shift+Tab")
    expect(window.messages.last).to_be_focused()
    press(window, "Tab", "Enter")
    expect(window.page.get_by_role("dialog", name="Add a reaction")).to_be_visible()
    press(window, "Enter")
    expect(window.messages.last.locator(".reaction")).to_have_attribute("aria-pressed", "true")


def test_enter_pressed_twice_sends_once(windows, slack, newcomer):
    newcomer.join("design")
    window = windows(slack, newcomer.user_id)
    window.go("design")
    window.page.locator(".composer-field").focus()
    answer = Held(window.page, "act")
    window.page.keyboard.type("Only once")
    press(window, "Enter", "Enter")
    window.page.keyboard.type("And more")
    answer.given()
    answer.let_go()
    expect(window.messages).to_contain_text(["Only once"])
    expect(window.page.locator(".composer-field")).to_have_value("And more")
    window.say("And more")
    expect(window.messages).to_contain_text(["Only once", "And more"])


def test_what_was_refused_comes_back_to_be_mended(windows, slack, newcomer):
    window = windows(slack, newcomer.user_id)
    window.page.locator(".composer-field").focus()
    window.page.keyboard.type("/nothing")
    with window.page.expect_response("**/page/act"):
        press(window, "Enter")
    expect(window.page.locator(".composer-field")).to_have_value("/nothing")


def test_the_sidebar_is_one_stop_with_arrows_inside(windows, slack, newcomer):
    newcomer.join("python")
    window = windows(slack, newcomer.user_id)
    window.page.locator('.place[tabindex="0"]').focus()
    press(window, "ArrowDown")
    expect(focused(window)).to_contain_text("python")
    press(window, "Enter")
    expect(window.page.locator("h1")).to_contain_text("python")
    expect(focused(window)).to_contain_text("python")


def test_a_form_is_filled_and_sent_by_keyboard_and_focus_returns(windows, slack, gallery, newcomer):
    window = windows(slack, newcomer.user_id)
    window.page.locator(".composer-field").focus()
    window.page.keyboard.type("/form")
    press(window, "Enter", "Enter")
    expect(window.field("Name")).to_be_focused()
    window.page.keyboard.type("Robin")
    tab_to(window, "Send")
    press(window, "Enter")
    expect(window.modal).to_have_count(0)
    expect(window.page.locator(".composer-field")).to_be_focused()


def test_escape_closes_only_what_is_on_top(windows, slack, gallery, newcomer):
    window = windows(slack, newcomer.user_id)
    window.say("/form")
    window.field("Fruit").click()
    expect(window.page.locator(".listbox")).to_be_visible()
    press(window, "Escape")
    expect(window.page.locator(".listbox")).to_have_count(0)
    expect(window.modal).to_be_visible()
    press(window, "Escape")
    expect(window.modal).to_have_count(0)


def test_focus_stays_inside_a_modal(windows, slack, gallery, newcomer):
    window = windows(slack, newcomer.user_id)
    window.say("/form")
    expect(window.modal).to_be_visible()
    for _ in range(45):
        press(window, "Tab")
        inside = window.page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
        assert inside


def test_a_new_message_is_said_aloud(windows, slack, gallery, newcomer):
    gallery.app.client.chat_postMessage(channel=newcomer.dm.channel_id, text="First")
    window = windows(slack, newcomer.user_id)
    gallery.app.client.chat_postMessage(channel=newcomer.dm.channel_id, text="Here is news")
    expect(window.page.locator("#live")).to_contain_text("Gallery: Here is news")


def test_every_control_has_a_name(windows, slack, gallery, newcomer):
    window = windows(slack, newcomer.user_id)
    window.say("/form")
    expect(window.modal).to_be_visible()
    nameless = window.page.evaluate(
        """() => [...document.querySelectorAll('button, a[href], input, textarea, select, [role=combobox]')]
        .filter(node => !(node.getAttribute('aria-label') || node.innerText.trim() || node.labels?.length
            || document.getElementById(node.getAttribute('aria-labelledby'))))
        .map(node => node.outerHTML.slice(0, 120))"""
    )
    assert nameless == []
