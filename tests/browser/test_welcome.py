"""The welcome journey in a real browser, against the real app: as a newcomer in French, and in English."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from sandbox import demo
from sandbox.life.community import Community
from sandbox.server import Sandbox
from tests.browser.window import Window, tuesday_morning


@pytest.fixture(scope="module")
def community(tmp_path_factory) -> Iterator[Sandbox]:
    """The local Slack with the app in it, its welcome channel set up by a manager."""
    with demo.standing(1, 0, on_a_tuesday) as sandbox:
        running = demo.launch(sandbox, tmp_path_factory.mktemp("convive"))
        demo.settled_in(sandbox, running)
        yield sandbox
        running.stop()


def on_a_tuesday(hall):
    hall.clock.set_to(tuesday_morning(hall.clock.now()))
    Community().fill(hall)


@pytest.fixture
def arrived(windows, community):
    """Opens the page and joins as someone new, up to the app's welcome."""

    def arriving(name, language, zone, **look):
        window = windows(community, **look)
        window.join_as(name, language, zone)
        app = written_to(window, community)
        if app.get_attribute("aria-current") != "page":
            window.see_places()
            app.click()
        expect(window.messages.first).to_be_visible()
        return window

    return arriving


def written_to(window, community):
    """Wait for the app's welcome: its place is marked, or it is open if the welcome was there before the page."""
    app = window.page.locator(".place").filter(has_text=community.world.app_name)
    expect(app.and_(window.page.locator(".is-unread, [aria-current=page]"))).to_be_attached()
    return app


def introduce(window, button, role, topic, send):
    """From the welcome to the thanks."""
    window.messages.get_by_role("button", name=button).click()
    window.modal.locator("[data-block=role] input").fill(role)
    for block in ("interests", "looking_for"):
        field = window.modal.locator(f"[data-block={block}] [role=combobox]")
        field.click()
        field.fill(topic)
        expect(window.page.locator(".option.is-active")).to_contain_text(topic)
        field.press("Enter")
        field.press("Escape")
    window.modal.get_by_role("checkbox").first.check()
    window.modal.get_by_role("button", name=send, exact=True).click()
    expect(window.modal).to_have_count(0)


def test_a_newcomer_is_welcomed_in_french_and_introduces_themselves(arrived, community):
    window = arrived("Camille Rousseau", "fr-FR", "Europe/Paris")
    window.sees("bienvenue dans la communauté")
    window.picture("welcome-fr")
    introduce(window, "Me présenter", "Développeuse web", "python", "Envoyer")
    window.sees("Voici par où vous pourriez commencer")
    expect(window.messages.last.locator(".block").last).to_be_in_viewport()
    window.picture("recommendations-fr")
    window.page.get_by_role("button", name="Parcourir les canaux").click()
    window.page.get_by_role("button", name="Rejoindre introductions").click()
    expect(window.messages.last).to_contain_text("Développeuse web")
    expect(window.messages.last.get_by_role("button", name="Dire bonjour")).to_be_in_viewport()
    window.picture("introduction-fr")


def test_whoever_opens_the_page_is_asked_who_they_want_to_be(browser, community, tmp_path):
    window = Window.first(browser, community.url, tmp_path)
    asked = window.page.get_by_role("dialog", name="Qui voulez-vous être ?")
    expect(asked.get_by_role("textbox", name="Nom")).to_be_focused()
    window.picture("who-fr")
    asked.get_by_role("button", name="Owen Hartley").click()
    expect(window.page.locator(".self")).to_contain_text("Owen Hartley")
    expect(asked).to_have_count(0)
    window.close()


def test_a_stranger_is_asked_in_the_language_and_zone_of_their_browser(browser, community, tmp_path):
    window = Window.first(browser, community.url, tmp_path, language="en-GB", wide=390)
    asked = window.page.get_by_role("dialog", name="Who do you want to be?")
    expect(asked.get_by_role("heading").first).to_be_in_viewport(ratio=1)
    expect(asked.get_by_label("Language")).to_have_value("en-GB")
    expect(asked.get_by_label("Time zone")).to_have_value("Europe/London")
    asked.get_by_label("Name").fill("Wren Ashby")
    asked.get_by_role("button", name="Join the community").click()
    written_to(window, community)
    window.close()


def test_a_newcomer_is_welcomed_in_english_and_introduces_themselves(arrived, community):
    window = arrived("Robin Vale", "en-GB", "Europe/London", dark=True)
    window.sees("welcome to")
    window.picture("welcome-en-dark")
    introduce(window, "Introduce yourself", "Nurse, learning to code", "python", "Send")
    expect(window.messages).not_to_have_count(1)
    window.go(community.world.app_name)
    expect(window.page.locator(".home-page .block").first).to_be_visible()
    window.picture("home-en-dark")


def test_what_the_app_knows_is_sent_as_a_file(arrived, community):
    window = arrived("Anouk Perrin", "fr-FR", "Europe/Paris")
    window.go(community.world.app_name)
    window.page.get_by_role("button", name=re.compile("envoyer une copie")).click()
    community.quiet()
    window.go(community.world.app_name)
    window.page.get_by_role("button", name="Messages", exact=True).click()
    file = window.messages.last.locator(".file a")
    expect(file).to_be_visible()
    assert window.page.request.get(file.get_attribute("href")).json()


def test_two_weeks_pass_in_seconds_and_the_series_goes_on(arrived, community):
    window = arrived("Noé Garnier", "fr-FR", "Europe/Paris", wide=1160, tall=720)
    window.page.get_by_role("button", name="Temps, incidents et journal").click()
    for _ in range(2):
        window.page.get_by_role("button", name="Lundi prochain, 9 h").click()
        window.page.wait_for_timeout(1500)
        community.quiet()
    expect(window.messages.nth(1)).to_be_visible()
    window.picture("panel-fr")


def test_an_answer_that_is_missing_is_asked_for_beside_its_field(arrived):
    window = arrived("Dana Cole", "en-GB", "Europe/London")
    window.messages.get_by_role("button", name="Introduce yourself").click()
    window.modal.locator("[type=submit]").click()
    field = window.modal.locator("[data-block=role]")
    expect(field.locator(".error")).to_have_text("Please fill this in.")
    expect(field.locator("input")).to_be_focused()
    window.picture("form-error-en")


def test_the_form_opens_by_command_too_and_fits_a_narrow_window(arrived):
    window = arrived("Sacha Lemoine", "fr-FR", "Europe/Paris", wide=390, tall=780)
    window.page.locator(".main .composer-field").fill("/in")
    expect(window.page.get_by_role("option").first).to_contain_text("/intro")
    window.page.keyboard.press("Enter")
    window.page.keyboard.press("Enter")
    expect(window.modal.locator("[data-block=role] input")).to_be_focused()
    assert window.fits()
    window.picture("form-narrow-fr")


def test_everyone_has_a_home_and_a_manager_sees_more(windows, community):
    window = windows(community, community.named("Maëlle").user_id, wide=1160, tall=720)
    window.go(community.world.app_name)
    expect(window.page.locator(".home-page .block").first).to_be_visible()
    assert window.fits()
    part = window.page.get_by_role("heading", name="Configuration")
    window.bring(part)
    window.picture("home-manager-fr")
