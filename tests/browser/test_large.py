"""The page never reads more than it shows of a channel of 5,000 messages and a community of 5,000 people."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from sandbox.engine.people import Person
from sandbox.engine.speaking import Words
from sandbox.life.community import Community
from sandbox.server import Sandbox
from tests.browser.gallery import MANIFEST
from tests.browser.window import tuesday_morning

MANY = 5000
A_PAGE = 60


@pytest.fixture(scope="module")
def town() -> Iterator[Sandbox]:
    """A local Slack with many people, all of whom have spoken."""
    with Sandbox.start(MANIFEST, limit_scale=0) as sandbox:
        team, world = sandbox.teams[0], sandbox.world
        place = world.channel_named(team, "general")
        for number in range(MANY):
            person = Person(world.new_id("U"), team, f"person{number}", f"Person {number}", tz="Europe/Paris")
            world.add_person(person)
            world.put_in(place, person.user_id)
            sandbox.hall.speaking.post(person, place, Words(text=f"Message *{number}* of many :wave:"))
        yield sandbox


@pytest.fixture(scope="module")
def village() -> Iterator[Sandbox]:
    """A local Slack with the seeded community, its weeks behind it."""

    def fill(hall):
        hall.clock.set_to(tuesday_morning(hall.clock.now()))
        Community().fill(hall)

    with Sandbox.start(MANIFEST, limit_scale=0, fill=fill) as sandbox:
        yield sandbox


def test_a_long_channel_is_read_page_by_page(windows, town):
    window = windows(town, town.named("Owen").user_id)
    expect(window.messages.last).to_contain_text(f"Message {MANY - 1} of many")
    read = window.messages.count()
    assert read == A_PAGE
    for _ in range(5):
        window.page.locator(".main .scroller").evaluate("node => { node.scrollTop = 2; node.scrollTop = 0; }")
        expect(window.messages.nth(read)).to_be_attached()
        read += A_PAGE
        assert window.messages.count() == read
    window.say("Still here?")
    expect(window.messages.last).to_contain_text("Still here?")
    assert window.messages.count() == read + 1


def test_a_flood_of_messages_is_caught_up_with(windows, town):
    window = windows(town, town.named("Owen").user_id)
    owen = town.named("Owen")
    with town.world.lock:
        for number in range(600):
            owen.post("general", f"Flood {number}")
    expect(window.messages.last).to_contain_text("Flood 599")


def test_a_community_with_a_past_is_pleasant_to_look_at(windows, village):
    window = windows(village, village.named("Solène").user_id, wide=1160, tall=720)
    window.go("random")
    expect(window.messages.first).to_be_attached()
    assert window.fits()
    window.picture("community-fr")


def test_one_person_of_thousands_is_found_while_typing(windows, town):
    window = windows(town, town.named("Owen").user_id)
    window.page.locator(".self").click()
    window.page.get_by_role("searchbox", name="Find a person").fill("person 4321")
    rows = window.page.locator("dialog .row")
    expect(rows).to_have_count(1)
    rows.click()
    expect(window.page.locator(".self")).to_contain_text("Person 4321")
