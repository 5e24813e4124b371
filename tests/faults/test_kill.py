"""A worker is killed at each step of a send, and started again: nothing is lost, nothing is said twice."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from slack_app.store.schema import OutboxRow
from tests.faults.conftest import Place, arrival
from tests.faults.keeper import soon
from tests.faults.program import STEPS

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

KILLS = [step for step in STEPS if step.startswith(("before", "while_the_event", "after", "just"))]
KEPT = 200


@pytest.mark.parametrize("step", KILLS)
def test_who_is_killed_there_is_replaced_and_each_word_is_said_once(place: Place, step: str) -> None:
    worker = place.begin(step)
    assert place.tell(arrival("UANA")) == KEPT
    worker.until("dead")
    place.begin()
    place.until_done("welcome:day0:UANA")
    soon(place.is_nothing_left, "the end of all work")
    assert place.slack.times() == {"welcome:day0:UANA": 1}


def test_who_is_killed_between_the_post_and_its_answer_is_found_to_have_spoken(place: Place) -> None:
    place.slack.keeps_quiet.set()
    worker = place.begin()
    assert place.tell(arrival("UANA")) == KEPT
    assert place.slack.was_heard.wait(20)
    worker.kill()
    place.slack.keeps_quiet.clear()
    place.begin()
    place.until_done("welcome:day0:UANA")
    assert place.slack.times() == {"welcome:day0:UANA": 1}


@pytest.mark.parametrize("place", ["postgres_and_redis"], indirect=True)
def test_who_is_stopped_until_the_lease_is_over_does_not_speak_when_he_wakes(place: Place) -> None:
    sleeper = place.begin("stop_before_the_first_byte")
    assert place.tell(arrival("UANA")) == KEPT
    sleeper.until("stopped")
    assert place.slack.said == []
    place.begin()
    place.until_done("welcome:day0:UANA")
    sleeper.go_on()
    place.tell(arrival("UBEN"))
    soon(lambda: sleeper_is_at_work(place) and place.is_nothing_left(), "the end of all work")
    assert place.slack.times() == {"welcome:day0:UANA": 1, "welcome:day0:UBEN": 1}


def sleeper_is_at_work(place: Place) -> bool:
    return place.is_done("welcome:day0:UBEN")


def test_killed_again_and_again_in_a_crowd_each_is_welcomed_once(place: Place) -> None:
    people = [f"U{number}" for number in range(60)]
    worker = place.begin()

    def insists(user_id: str) -> None:
        """As Slack does: the same event again until it is acknowledged."""
        envelope = arrival(user_id)
        for _ in range(200):
            if place.tell(envelope) == KEPT:
                return
            over.wait(0.05)
        raise AssertionError(user_id)

    over = threading.Event()
    with ThreadPoolExecutor(6) as senders:
        sent = [senders.submit(insists, user_id) for user_id in people]
        for welcomed in (8, 25, 45):
            soon(lambda enough=welcomed: len(place.slack.said) >= enough, f"{welcomed} welcomes")
            worker.kill()
            worker = place.begin()
        for one in sent:
            one.result()
    place.until_done(*[f"welcome:day0:{user_id}" for user_id in people])
    soon(place.is_nothing_left, "the end of all work")
    assert place.slack.times() == {f"welcome:day0:{user_id}": 1 for user_id in people}
    assert {row.state for row in place.rows(OutboxRow)} == {"done", "pending"}
