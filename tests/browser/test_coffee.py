"""Coffee in a real browser, against the real app: a manager makes a programme, two people join, meet and say so."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from sandbox import demo
from sandbox.coffee.seen import QUESTION, members, written
from sandbox.engine.acting import Actor
from sandbox.engine.channels import ChannelKind
from sandbox.journey import MEMBERS, Journey
from sandbox.life import founding
from sandbox.server import Sandbox
from sandbox.story import Story
from tests.browser.test_welcome import on_a_tuesday

pytestmark = pytest.mark.timeout(180)
WEEKLY = {"cadence": "weekly", "weekday": "1", "hour": "7"}
HALF, REST = timedelta(days=3, hours=1), timedelta(days=3, hours=1)


@dataclass
class Place:
    """The local Slack with the app in it, set up by a manager, and some members who introduced themselves."""

    slack: Sandbox
    running: demo.Running

    def settle(self) -> None:
        assert self.slack.rest(40, self.running.idle)

    def pass_time(self, length: timedelta) -> None:
        self.slack.clock.advance(length)
        self.settle()

    @property
    def manager(self) -> Actor:
        return self.slack.named("Maëlle")

    def joins(self, who: Actor, **choices: object) -> None:
        who.run_command("general", "/coffee")
        fields = {block["block_id"].partition(".")[0]: block["block_id"] for block in who.modal.shown["blocks"]}
        who.submit(who.modal, {fields[name]: value for name, value in {"taking": ["takes_part"], **choices}.items()})
        founding.put_away(who)
        self.settle()

    def only(self, *people: Actor) -> None:
        """These take part, and none of those who said in their introduction that they would like to."""
        for name in (name for name, *_ in MEMBERS):
            self.joins(self.slack.named(name), taking=[])
        for one in people:
            self.joins(one)

    def a_round_is_started(self) -> None:
        founding.press(self.manager, founding.listed(self.manager, self.settle), founding.START)
        founding.put_away(self.manager)
        self.settle()


@pytest.fixture
def place(tmp_path) -> Iterator[Place]:
    with demo.standing(1, 0, on_a_tuesday) as sandbox:
        running = demo.launch(sandbox, tmp_path)
        demo.settled_in(sandbox, running)
        yield Place(sandbox, running)
        running.stop()


@pytest.fixture
def programme(place) -> Callable[[str], None]:
    """Makes a weekly programme of this name, and switches it on."""

    def making(name: str) -> None:
        founding.make(place.manager, place.settle, "coffee", {"name": name, **WEEKLY})
        founding.switch_on(place.manager, place.settle)

    return making


def introduce_bastien(place) -> Actor:
    """Somebody who has what Solène is looking for, and the other way round."""
    bastien = place.slack.named("Bastien")
    bastien.run_command("introductions", "/intro")
    topics = (("Python", "Communs"), ("Mentorat",), ("Relire du code",))
    story = Story(place.slack, place.running.idle, say=len)
    Journey(story).introduce(bastien, "Rédacteur technique", ("fr",), topics)
    place.settle()
    return bastien


def test_a_manager_makes_a_programme_tries_it_and_switches_it_on(windows, place, programme):
    programme("Le café du mardi")
    for name in ("Noémie", "Solène", "Jonas"):
        place.joins(place.slack.named(name))
    window = windows(place.slack, place.manager.user_id, tall=1000)
    window.go(place.slack.world.app_name)
    window.page.get_by_role("button", name="Programmes de café").click()
    window.modal.get_by_role("button", name=re.compile("Nouveau programme.*Mentorat")).click()
    window.field("Nom").fill("")
    window.submit()
    expect(window.modal.locator("[data-block=name] .error")).to_be_visible()
    window.field("Nom").fill("Apprendre ensemble")
    window.choose("À quel rythme", "Toutes les semaines")
    window.choose("Règle", "langue commune")
    window.picture("coffee-programme-fr")
    window.submit()
    expect(window.modal).to_contain_text("Apprendre ensemble est enregistré")
    window.modal.get_by_role("button", name="Activer", exact=True).click()
    expect(window.modal).to_contain_text("Apprendre ensemble est activé")
    assert window.fits()
    window.picture("coffee-programmes-fr")
    window.modal.get_by_role("button", name=re.compile("Essai à blanc.*Le café du mardi")).click()
    expect(window.modal).to_contain_text("blanc vous arrive en message")
    window.modal.get_by_role("button", name="Fermer").last.click()
    place.settle()
    window.page.get_by_role("button", name="Messages", exact=True).click()
    expect(window.messages.last).to_contain_text(re.compile("Essai à blanc.*Le café du mardi"))
    for name in ("Noémie", "Solène", "Jonas"):
        expect(window.messages.last).to_contain_text(place.slack.named(name).person.real_name)
    window.picture("coffee-rehearsal-fr")


def test_two_people_are_introduced_meet_and_say_so_in_french(windows, place, programme):
    programme("Le café du mardi")
    solene, bastien = place.slack.named("Solène"), introduce_bastien(place)
    place.only(solene, bastien)
    window = windows(place.slack, solene.user_id, tall=980)
    place.a_round_is_started()
    group = window.page.locator(".place.is-unread").filter(has_text="Bastien Roussillet")
    group.click()
    window.sees("vous réunit cette fois-ci")
    expect(window.messages.last.get_by_role("link", name="coffee.ics")).to_be_visible()
    window.say("Bonjour Bastien ! Mercredi à 14 h ?")
    window.picture("coffee-introduction-fr")
    place.pass_time(HALF)
    window.messages.last.get_by_role("button", name=re.compile("est fait")).click()
    window.modal.get_by_label("un vrai bonheur").check()
    window.field("Un mot là-dessus").fill("Le temps a filé.")
    window.modal.get_by_label("Nos mots peuvent être partagés").check()
    window.picture("coffee-thanks-fr")
    window.submit()
    expect(window.messages.last).to_contain_text(re.compile("est fait.*@Solène Vauquier"))
    window.picture("coffee-answer-fr")
    channel = place.slack.world.channels[window.page.url.partition("#")[2]]
    bastien.click(channel.messages[window.messages.last.get_attribute("data-ts")], "coffee_met")
    bastien.submit(bastien.modal, {"may_share": ["may_share"]})
    place.settle()
    window.go("coffee")
    window.sees("Le temps a filé.")
    window.picture("coffee-shared-fr")


def test_someone_joins_by_keyboard_in_a_narrow_window_and_meets_in_english(windows, place, programme):
    programme("Tuesday coffee")
    owen, jonas = place.slack.named("Owen"), place.slack.named("Jonas")
    place.only(jonas)
    window = windows(place.slack, owen.user_id, wide=390, tall=844, dark=True)
    window.page.locator(".main .composer-field").fill("/coffee")
    window.page.keyboard.press("Escape")
    window.page.keyboard.press("Enter")
    first = window.modal.get_by_label("Introduce me to people here")
    expect(first).to_be_focused()
    assert window.fits()
    window.picture("coffee-choices-en-dark")
    window.page.keyboard.press("Space")
    expect(first).to_be_checked()
    window.page.keyboard.press("Enter")
    expect(window.modal).to_contain_text("Saved.")
    window.page.keyboard.press("Escape")
    expect(window.modal).to_have_count(0)
    place.joins(jonas, video_link="https://meet.example.org/jonas")
    place.a_round_is_started()
    window.go("Jonas Lindqvist")
    window.sees("brings you together this time")
    assert window.fits()
    window.picture("coffee-introduction-en-dark")
    place.pass_time(HALF)
    expect(window.messages.last).to_contain_text("Have you met?")
    window.messages.last.get_by_role("button", name="We met").click()
    window.modal.get_by_label("4: good").check()
    window.submit()
    expect(window.messages.last).to_contain_text(re.compile("Met.*@Owen Hartley"))
    window.picture("coffee-answer-en-dark")


def everyone_met(place) -> None:
    """The first of each group says so."""
    world = place.slack.world
    for channel in [one for one in world.channels.values() if one.kind is ChannelKind.MPIM]:
        who = place.slack.as_person(members(world, channel.channel_id)[0])
        for question in list(written(channel, QUESTION)):
            who.click(question, "coffee_met")
            founding.put_away(who)
    place.settle()


def test_managers_read_how_a_round_went_with_a_picture_of_who_met_whom(windows, place, programme):
    programme("Le café du mardi")
    for name in ("Noémie", "Solène", "Tamsin", "Jonas", "Owen"):
        place.joins(place.slack.named(name))
    place.a_round_is_started()
    window = windows(place.slack, place.manager.user_id, tall=1000)
    window.go("community-team")
    window.sees("are introduced")
    place.pass_time(HALF)
    everyone_met(place)
    place.pass_time(REST)
    picture = window.messages.last.get_by_role("img")
    expect(picture).to_have_js_property("naturalWidth", 640)
    expect(picture).to_have_attribute("alt", re.compile("5 people"))
    window.picture("coffee-report")
