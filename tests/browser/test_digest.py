"""The digest in a real browser, against the real app, in a community that has a past."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, expect

from sandbox import demo
from sandbox.engine.acting import Actor
from sandbox.engine.channels import Message
from sandbox.engine.hall import Hall
from sandbox.life.community import Community
from sandbox.life.opening import Opening
from sandbox.life.player import Player
from sandbox.life.turns import HEART
from sandbox.server import Sandbox
from sandbox.story import Story
from tests.browser.window import tuesday_morning

pytestmark = pytest.mark.timeout(240)
PARIS = "Europe/Paris"


@dataclass
class Place:
    """The local Slack with the app in it, its channels chosen by a manager, and twelve weeks behind it."""

    slack: Sandbox
    running: demo.Running
    community: Community
    player: Player
    opening: Opening

    def settle(self) -> None:
        assert self.slack.rest(60, self.running.idle)

    def live_to(self, hour: int, minute: int, weekday: int) -> None:
        """The community lives until then."""
        story = Story(self.slack, self.running.idle, say=len)
        self.player.play_until(story.next_time(hour, minute, PARIS, weekday=weekday))
        self.settle()

    @property
    def manager(self) -> Actor:
        return self.slack.named("Maëlle")

    def digest_for(self, who: Actor) -> Message:
        """The digest that a manager asks for."""
        who.run_command("community-team", "/digest", "now")
        self.settle()
        return next(one for one in who.inbox() if "todo_done" in str(one.blocks))


@pytest.fixture
def place(tmp_path) -> Iterator[Place]:
    community = Community()

    def on_a_tuesday(hall: Hall) -> None:
        hall.clock.set_to(tuesday_morning(hall.clock.now()))
        community.fill(hall)

    with demo.standing(1, 0, on_a_tuesday) as sandbox:
        running = demo.launch(sandbox, tmp_path)
        with closing(Player(sandbox, community, idle=running.idle)) as player:
            found = Place(sandbox, running, community, player, Opening(player.stage, running.idle))
            assert found.opening.set_up()
            found.settle()
            yield found
        running.stop()


@pytest.fixture
def read(place) -> Place:
    """The same, its past read."""
    assert place.opening.read_history()
    return place


def at_top(message: Locator, heading: str) -> None:
    """Whoever does something in a list is not taken to its end any more."""
    message.focus()
    message.get_by_role("heading", name=heading).evaluate("node => node.scrollIntoView({ block: 'start' })")


def test_a_manager_lets_the_past_be_read_and_reads_the_digest(windows, place):
    window = windows(place.slack, place.manager.user_id, tall=1100)
    window.go("community-team")
    offer = window.messages.filter(has=window.page.locator("[data-action=catch_up_decline]"))
    offer.get_by_role("button").first.click()
    team = place.community.channels["community-team"].messages
    place.opening.while_reading(team[offer.get_attribute("data-ts")])
    expect(window.messages.filter(has_text="14 canaux sur 14")).to_have_count(1)
    window.picture("digest-past-fr")
    window.say("/digest now")
    place.settle()
    window.go(place.slack.world.app_name)
    window.page.get_by_role("button", name="Messages", exact=True).click()
    digest = window.messages.filter(has_text="Que faire maintenant").last
    expect(digest).to_contain_text(re.compile("La semaine du lundi"))
    expect(digest).to_contain_text(HEART)
    expect(digest.locator(".block-data_visualization")).to_have_count(2)
    at_top(digest, "La semaine du")
    assert window.fits()
    window.picture("digest-fr")
    digest.locator(".thread-foot").click()
    thread = window.page.locator(".thread")
    expect(thread.locator(".block-data_table")).to_have_count(7)
    expect(thread.get_by_role("img", name=re.compile("Quatre graphiques"))).to_be_visible()
    assert window.fits()
    window.picture("digest-thread-fr")


def test_something_is_taken_by_keyboard_and_somebody_thanked_in_a_narrow_dark_window(windows, read):
    owen = read.slack.named("Owen")
    read.digest_for(owen)
    window = windows(read.slack, owen.user_id, wide=390, tall=844, dark=True)
    window.go(read.slack.world.app_name)
    window.page.get_by_role("button", name="Messages", exact=True).click()
    digest = window.messages.filter(has_text="What to do now").last
    take = digest.get_by_role("button", name=re.compile("I.ll write to them"))
    take.press("Enter")
    expect(digest).to_contain_text(re.compile("✓ @Owen Hartley writes to them"))
    expect(take).to_have_count(0)
    assert window.fits()
    at_top(digest, "What to do now")
    window.picture("digest-list-en-dark")
    thank = digest.get_by_role("button", name=re.compile("Thank them"))
    about = thank.first.get_attribute("data-key")
    thank.first.press("Enter")
    expect(window.modal.get_by_role("heading", name="A word of thanks")).to_be_visible()
    words = window.field("Your words")
    words.fill("We noticed, and it matters.")
    window.picture("digest-thanks-en-dark")
    window.submit()
    expect(window.modal).to_have_count(0)
    expect(digest.locator(f"[data-key='{about}']")).to_have_count(0)
    read.live_to(10, 30, 2)
    thanked = [
        one
        for one in read.community.residents
        if "We noticed, and it matters." in str([each.blocks for each in read.slack.as_person(one.user_id).inbox()])
    ]
    assert len(thanked) == 1
    theirs = windows(read.slack, thanked[0].user_id)
    theirs.go(read.slack.world.app_name)
    theirs.page.locator(".tabs .tab").nth(1).click()
    theirs.sees("We noticed, and it matters.")


def test_a_manager_chooses_a_recap_and_members_read_it(windows, read):
    window = windows(read.slack, read.manager.user_id, tall=1100)
    window.go(read.slack.world.app_name)
    window.page.get_by_role("button", name="Bilan de la semaine").click()
    window.picture("digest-settings-fr")
    window.modal.get_by_role("button", name=re.compile("Modifier.*Quand et où")).click()
    window.modal.get_by_role("checkbox", name=re.compile("membres")).check()
    window.choose("Canal du récapitulatif", "general")
    assert window.fits()
    window.picture("digest-when-fr")
    window.submit()
    expect(window.modal).to_contain_text(re.compile("chaque lundi.*#general"))
    window.page.keyboard.press("Escape")
    read.live_to(10, 20, 0)
    solene = read.slack.named("Solène")
    member = windows(read.slack, solene.user_id, wide=390, tall=844, dark=True)
    member.go("general")
    recap = member.messages.filter(has_text=re.compile("Là où l.on s.est parlé")).last
    expect(recap).to_be_visible()
    assert member.fits()
    member.picture("recap-fr-dark")
    recap.get_by_role("button", name="Lire le fil").first.click()
    expect(member.page.locator(".is-pointed")).to_be_focused()
