"""Feedback in a real browser, against the real app: said, found again, decided on the card, and read by who said it."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, expect

from sandbox import demo
from sandbox.engine.hall import Hall
from sandbox.life.community import Community
from sandbox.life.opening import Opening
from sandbox.life.player import Player
from sandbox.server import Sandbox
from sandbox.story import Story
from tests.browser.window import Window, tuesday_morning

pytestmark = pytest.mark.timeout(240)
PARIS = "Europe/Paris"
SAID_BEFORE = "le calendrier reste blanc"
UNNAMED = "Personne ne répond quand je signale que mes rendez-vous disparaissent de l'agenda exporté"
REASON = "cela se règle déjà : Exporter, puis Tout l'agenda."
THEME = "It would be lovely to read the events in a dark theme"


@dataclass
class Place:
    """The local Slack with the app in it, and a product team that hears feedback."""

    slack: Sandbox
    running: demo.Running
    opening: Opening

    def settle(self) -> None:
        assert self.slack.rest(60, self.running.idle)

    def go_to(self, hour: int) -> None:
        """Time goes on until such an hour in Paris."""
        story = Story(self.slack, self.running.idle, say=len)
        story.go_to(hour, 30, PARIS)

    def by(self, name: str) -> str:
        return self.slack.named(name).user_id


@pytest.fixture
def place(tmp_path) -> Iterator[Place]:
    community = Community(30, 1)

    def on_a_tuesday(hall: Hall) -> None:
        hall.clock.set_to(tuesday_morning(hall.clock.now()))
        community.fill(hall)

    with demo.standing(1, 0, on_a_tuesday) as sandbox:
        running = demo.launch(sandbox, tmp_path)
        with closing(Player(sandbox, community, idle=running.idle)) as player:
            found = Place(sandbox, running, Opening(player.stage, running.idle))
            assert found.opening.set_up()
            assert found.opening.found_feedback()
            found.settle()
            yield found
        running.stop()


def card(window: Window, words: str) -> Locator:
    """The card with these words in the channel that is open."""
    return window.messages.filter(has_text=words).last


def read_messages(window: Window, app: str) -> None:
    """What the app wrote to who sits at the window."""
    window.go(app)
    window.page.locator(".tabs .tab").nth(1).click()


def test_what_somebody_said_in_french_is_found_in_english_and_accepted_on_its_card(windows, place):
    assert place.opening.say_feedback() == 5
    jonas = windows(place.slack, place.by("Jonas"))
    jonas.go("general")
    jonas.say("/feedback The calendar stays blank on mobile since the last update")
    jonas.submit()
    expect(jonas.modal.get_by_role("heading", name="Is it one of these?")).to_be_visible()
    expect(jonas.modal).to_contain_text(SAID_BEFORE)
    assert jonas.fits()
    jonas.picture("feedback-similar-en")
    jonas.modal.get_by_role("button", name=re.compile("mine too.*Sur mobile")).click()
    expect(jonas.modal).to_contain_text("2 people say so")
    jonas.page.keyboard.press("Escape")
    place.settle()
    boss = windows(place.slack, place.by("Maëlle"), tall=900)
    boss.go("product")
    theirs = card(boss, SAID_BEFORE)
    expect(theirs).to_contain_text("2 personnes le disent")
    theirs.focus()
    theirs.evaluate("node => node.scrollIntoView({ block: 'end' })")
    assert boss.fits()
    boss.picture("feedback-card-fr")
    theirs.get_by_role("button", name="Accepter").click()
    expect(theirs).to_contain_text("Accepté")
    place.settle()
    place.go_to(14)
    read_messages(jonas, place.slack.world.app_name)
    expect(jonas.messages.last).to_contain_text("Accepted: the team has taken it on")


def test_who_gave_no_name_reads_the_reason_in_a_narrow_dark_window_and_their_own_list(windows, place):
    noemie = windows(place.slack, place.by("Noémie"), wide=390, tall=844, dark=True)
    noemie.go("general")
    noemie.say("/feedback")
    noemie.field("aimeriez-vous dire").fill(UNNAMED)
    noemie.modal.get_by_role("checkbox", name="Envoyer sans mon nom").check()
    assert noemie.fits()
    noemie.submit()
    expect(noemie.modal).to_contain_text(re.compile("Personne n.y voit que c.était vous"))
    noemie.page.keyboard.press("Escape")
    place.settle()
    owen = windows(place.slack, place.by("Owen"))
    owen.go("product")
    theirs = card(owen, UNNAMED)
    expect(theirs).to_contain_text(re.compile("quelqu.un qui n.a pas donné son nom"))
    theirs.get_by_role("button", name="Refuser…").click()
    reason = owen.field("The reason that its author will read")
    reason.fill(f"Merci ! Et bonne nouvelle, {REASON}")
    owen.submit()
    expect(theirs).to_contain_text("Refusé")
    place.settle()
    place.go_to(14)
    read_messages(noemie, place.slack.world.app_name)
    told = noemie.messages.last
    expect(told).to_contain_text(REASON)
    assert noemie.fits()
    noemie.picture("feedback-news-fr-dark")
    told.get_by_role("button", name=re.compile("Tout ce que j.ai dit")).click()
    expect(noemie.modal).to_contain_text("Envoyé sans votre nom")
    noemie.picture("feedback-mine-fr-dark")


def test_a_message_is_marked_with_the_emoji_and_passed_on_from_its_menu(windows, place):
    tamsin = place.slack.named("Tamsin")
    tamsin.post("general", THEME)
    place.settle()
    grace = windows(place.slack, place.by("Grace"))
    grace.go("general")
    said = grace.messages.filter(has_text=THEME)
    said.hover()
    said.get_by_role("button", name="Add a reaction").click()
    grace.page.get_by_role("button", name="ticket").click()
    expect(said.locator(".reaction")).to_contain_text("🎫")
    place.settle()
    assert len(tamsin.inbox()) == 1
    said.hover()
    said.get_by_role("button", name="More actions").click()
    grace.page.get_by_role("menuitem", name="Send to the product team").click()
    expect(grace.field("What would you like to say")).to_have_value(THEME)
    grace.picture("feedback-shortcut-en")
    grace.submit()
    expect(grace.modal.get_by_role("heading", name="Thank you!")).to_be_visible()
    grace.page.keyboard.press("Escape")
    owen = windows(place.slack, place.by("Owen"))
    owen.go("product")
    expect(owen.messages).to_have_count(1)
    owen.messages.last.get_by_role("button", name="Lire le message").click()
    expect(owen.page.locator(".is-pointed")).to_contain_text(THEME)
