"""The one door to a member, where two messages knock at once or one knocks twice."""

from datetime import timedelta
from threading import Barrier

import pytest

from slack_app.flows.outcomes import Outcome
from slack_app.gateway.protocol import TryAgainError
from tests.house import House
from tests.workers.stories import ask, at_once, go_on_until, hello_to, row_of, work
from workers.base import perform


def a_member(house: House, user_id: str = "UANA") -> None:
    house.join(user_id)
    house.settle()
    house.slack.posts[:] = [sent for sent in house.slack.posts if sent[1].channel_id != f"D-{user_id}"]


def nudge(house: House, key: str, user_id: str = "UANA") -> int:
    return ask(house, key, user_id=user_id, door="nudge")


@pytest.mark.parametrize("cap", [1, 2])
def test_two_messages_that_knock_at_once_are_not_both_the_last_of_the_week(house: House, cap: int) -> None:
    house.set_up(weekly_cap=cap)
    members = [f"U{number}" for number in range(4)]
    for user_id in members:
        a_member(house, user_id)
        for number in range(cap - 1):
            work(house, nudge(house, f"earlier{number}:{user_id}", user_id), hello_to)
    for user_id in members:
        both = Barrier(2)

        def together(deps, errand, both: Barrier = both) -> Outcome:
            both.wait(10)
            return hello_to(deps, errand)

        rows = [nudge(house, f"{name}:{user_id}", user_id) for name in ("one", "two")]
        at_once(*[lambda row_id=row_id: perform(house.deps, row_id, together) for row_id in rows])
        states = sorted(row_of(house, row_id).state for row_id in rows)
        assert states == ["done", "pending"]
    assert {len(house.slack.to(user_id)) for user_id in members} == {cap}


def test_the_one_over_the_cap_goes_when_the_week_is_over(house: House) -> None:
    house.set_up(weekly_cap=1)
    a_member(house)
    work(house, nudge(house, "one"), hello_to)
    second = nudge(house, "two")
    assert work(house, second, hello_to).reason == "weekly_cap"
    go_on_until(house, row_of(house, second).due_at)
    assert work(house, second, hello_to).state == "done"


def test_a_message_in_doubt_counts_until_it_is_known_what_became_of_it(house: House) -> None:
    house.set_up(weekly_cap=1)
    a_member(house)
    house.slack.faults["post"].append(TryAgainError("timed_out", uncertain=True))
    work(house, nudge(house, "one"), hello_to)
    assert work(house, nudge(house, "two"), hello_to).reason == "weekly_cap"


def test_a_message_in_doubt_does_not_stand_in_its_own_way(house: House) -> None:
    house.set_up(weekly_cap=1)
    a_member(house)
    house.slack.faults["post"].append(TryAgainError("timed_out", uncertain=True))
    row = work(house, row_id := nudge(house, "one"), hello_to)
    go_on_until(house, row.due_at)
    assert work(house, row_id, hello_to).state == "done"
    assert len(house.slack.to("UANA")) == 1


def test_a_message_that_was_said_is_stamped_even_when_the_door_has_closed_since(house: House) -> None:
    a_member(house)
    house.slack.faults_after["post"].append(TryAgainError("timed_out", uncertain=True))
    row_id = nudge(house, "one")
    work(house, row_id, hello_to)
    house.at += timedelta(hours=12)
    assert work(house, row_id, hello_to).state == "done"
    assert len(house.slack.to("UANA")) == 1


def test_quiet_hours_put_a_message_off_without_counting_it(house: House) -> None:
    a_member(house)
    house.at += timedelta(hours=11)
    row = work(house, nudge(house, "one"), hello_to)
    assert (row.state, row.reason, row.attempts, row.maybe_from) == ("pending", "quiet_hours", 0, None)
    assert row.due_at - house.at == timedelta(hours=11)


def test_a_member_who_is_not_known_hears_nothing(house: House) -> None:
    row = work(house, nudge(house, "one", "UNOBODY"), hello_to)
    assert (row.state, row.reason) == ("dropped", "unknown_member")
