"""One errand, from claim to stamp: whatever happens on the way, it speaks once."""

import time
from collections import deque
from datetime import timedelta

import pytest

from slack_app.flows.outcomes import Done, Drop, Say, Wait
from slack_app.gateway.protocol import GiveUpError, Post, Receipt, TryAgainError
from slack_app.jobs import Job
from slack_app.store import errands, workspaces
from slack_app.store.database import Database
from tests.house import MONDAY, OTHER_TEAM, TEAM, House
from tests.workers.stories import (
    KilledError,
    MortalSlack,
    ask,
    at_once,
    go_on_until,
    hello,
    row_of,
    rows_of,
    work,
)
from workers.base import Fence, LeaseOverError, perform

NOT_CONNECTED = TryAgainError("not_connected")


def unsure() -> TryAgainError:
    return TryAgainError("timed_out", uncertain=True)


def test_it_is_said_once_and_stamped_however_often_the_bell_rings(house: House) -> None:
    row_id = ask(house)
    for _ in range(3):
        row = work(house, row_id)
    ((team_id, post, receipt),) = house.slack.posts
    assert (team_id, post.key) == (TEAM, "hello")
    assert (row.state, row.channel_id, row.message_ts, row.done_at) == ("done", "C1", receipt.message_ts, house.at)
    assert row.owner is None


def test_two_workers_who_hear_the_same_ring_say_it_once(house: House) -> None:
    row_id = ask(house)
    at_once(*[lambda: perform(house.deps, row_id, hello)] * 4)
    assert len(house.slack.posts) == 1


def test_what_follows_is_written_with_the_stamp(house: House) -> None:
    row_id = ask(house)

    def then(session, receipt: Receipt) -> None:
        workspaces.change_community(session, TEAM, lambda community: community, now=house.at)
        seen.append(receipt)
        raise KilledError

    seen: list[Receipt] = []
    with pytest.raises(KilledError):
        perform(house.deps, row_id, lambda _deps, errand: Say(Post("C1", "hello", key=errand.key), then))
    assert seen
    assert row_of(house, row_id).state == "sending"


def test_a_certain_failure_comes_back_soon_and_without_a_look(house: House) -> None:
    house.slack.faults["post"].append(NOT_CONNECTED)
    row = work(house, row_id := ask(house))
    assert (row.state, row.attempts, row.maybe_from, row.due_at) == (
        "pending",
        1,
        None,
        house.at + timedelta(seconds=5),
    )
    go_on_until(house, row.due_at)
    assert work(house, row_id).state == "done"
    assert house.slack.looks == 0
    assert len(house.slack.posts) == 1


def test_failing_again_and_again_is_tried_less_and_less_often(house: House) -> None:
    house.slack.faults["post"].extend([NOT_CONNECTED] * 4)
    row_id, waits = ask(house), []
    for _ in range(4):
        row = work(house, row_id)
        waits.append((row.due_at - house.at).total_seconds())
        go_on_until(house, row.due_at)
    assert waits == [5, 10, 20, 40]


def test_after_an_uncertain_outcome_it_waits_looks_and_finds_and_says_nothing_again(house: House) -> None:
    house.slack.faults_after["post"].append(unsure())
    row = work(house, row_id := ask(house))
    assert (row.state, row.maybe_from, row.due_at) == ("pending", house.at, house.at + house.deps.pace.quiet)
    house.at += timedelta(seconds=29)
    assert work(house, row_id).state == "pending"
    assert house.slack.looks == 0
    house.at += timedelta(seconds=1)
    row = work(house, row_id)
    assert (row.state, row.message_ts) == ("done", house.slack.posts[0][2].message_ts)
    assert (house.slack.looks, len(house.slack.posts)) == (1, 1)


def test_after_an_uncertain_outcome_that_did_nothing_it_looks_and_says_it(house: House) -> None:
    house.slack.faults["post"].append(unsure())
    row = work(house, row_id := ask(house))
    assert house.slack.posts == []
    go_on_until(house, row.due_at)
    assert work(house, row_id).state == "done"
    assert (house.slack.looks, len(house.slack.posts)) == (1, 1)


def test_the_first_doubt_is_remembered_whatever_comes_after_it(house: House) -> None:
    house.slack.faults["post"].extend([unsure(), NOT_CONNECTED, unsure()])
    row_id, first = ask(house), house.at
    for _ in range(3):
        row = work(house, row_id)
        assert row.maybe_from == first
        house.at += timedelta(minutes=1)
    assert work(house, row_id).state == "done"
    assert house.slack.looks == 3


def test_a_look_that_fails_says_nothing(house: House) -> None:
    house.slack.faults_after["post"].append(unsure())
    house.slack.faults["find"].append(TryAgainError("ratelimited", after=timedelta(minutes=1)))
    go_on_until(house, work(house, row_id := ask(house)).due_at)
    row = work(house, row_id)
    assert (row.state, row.maybe_from, row.due_at) == ("pending", MONDAY, house.at + timedelta(minutes=1))
    go_on_until(house, row.due_at)
    assert work(house, row_id).state == "done"
    assert len(house.slack.posts) == 1


def test_who_dies_after_speaking_is_found_to_have_spoken(house: House, slack: MortalSlack) -> None:
    slack.dies_after.add("post")
    row_id = ask(house)
    with pytest.raises(KilledError):
        perform(house.deps, row_id, hello)
    assert work(house, row_id).state == "sending"
    house.at += house.deps.pace.lease
    assert work(house, row_id).state == "done"
    assert (slack.looks, len(slack.posts)) == (1, 1)


def test_who_dies_while_composing_is_replaced_without_a_look(house: House) -> None:
    def dies(_deps, _errand):
        raise KilledError

    row_id = ask(house)
    with pytest.raises(KilledError):
        perform(house.deps, row_id, dies)
    house.at += house.deps.pace.lease
    assert work(house, row_id).state == "done"
    assert (house.slack.looks, len(house.slack.posts)) == (0, 1)


def test_who_was_held_up_until_the_lease_ran_out_is_stopped_at_the_door_of_the_house(
    house: House, slack: MortalSlack
) -> None:
    def a_second_worker_takes_over() -> None:
        house.at += house.deps.pace.lease
        assert work(house, row_id).state == "done"

    slack.meanwhile_before_post = a_second_worker_takes_over
    row_id = ask(house)
    row = work(house, row_id)
    assert (len(slack.posts), row.state, row.message_ts) == (1, "done", slack.posts[0][2].message_ts)


def test_who_is_held_up_after_speaking_leaves_the_stamp_to_the_new_owner(house: House, slack: MortalSlack) -> None:
    follows: list[str] = []

    def flow(_deps, errand):
        return Say(Post("C1", "hello", key=errand.key), lambda _session, _receipt: follows.append(errand.owner))

    def a_second_worker_takes_over() -> None:
        house.at += house.deps.pace.lease
        assert work(house, row_id, flow).state == "done"

    slack.meanwhile_after_post = a_second_worker_takes_over
    row_id = ask(house)
    perform(house.deps, row_id, flow)
    assert (len(slack.posts), len(follows)) == (1, 1)


def test_who_lost_the_row_before_the_intent_does_not_speak(house: House) -> None:
    def slow(_deps, errand):
        house.at += house.deps.pace.lease
        assert work(house, row_id).state == "done"
        return hello(_deps, errand)

    row_id = ask(house)
    perform(house.deps, row_id, slow)
    assert len(house.slack.posts) == 1


def test_the_fence_goes_by_the_machines_clock_too(house: House) -> None:
    row_id = ask(house)
    with house.db.transaction() as session:
        errand = errands.claim(session, row_id, owner="me", now=house.at, lease=timedelta(minutes=1))
    assert errand
    Fence(house.deps, errand, time.monotonic() + 60)()
    with pytest.raises(LeaseOverError):
        Fence(house.deps, errand, time.monotonic())()


@pytest.mark.parametrize("code", ["limited", "ratelimited"])
def test_being_told_to_slow_down_is_no_failure(house: House, code: str) -> None:
    house.slack.faults["post"].append(TryAgainError(code, after=timedelta(seconds=90)))
    row = work(house, ask(house))
    assert (row.state, row.attempts, row.failing_since) == ("pending", 0, None)
    assert row.due_at == house.at + timedelta(seconds=90)


def fail_for_days(house: House, key: str) -> int:
    """Slack is away for a row, for as long as the row tries; how often it tried."""
    house.slack.faults["post"] = deque([NOT_CONNECTED] * 200)
    row_id, tries = ask(house, key), 0
    while (row := work(house, row_id)).state == "pending":
        tries += 1
        go_on_until(house, row.due_at)
    house.slack.faults["post"].clear()
    assert row.state == "gave_up"
    return tries


def test_after_three_days_it_gives_up_and_managers_are_told(house: House) -> None:
    house.set_up(managers=("UBOSS",))
    began = house.at
    assert 70 < fail_for_days(house, "one") < 100
    assert timedelta(days=3) <= house.at - began < timedelta(days=3, hours=2)
    house.settle()
    assert len(house.slack.to("UBOSS")) == 1


def test_managers_are_told_once_a_week_of_the_same_trouble(house: House) -> None:
    house.set_up(managers=("UBOSS",))
    for number in range(3):
        house.slack.faults["post"].append(GiveUpError("is_archived"))
        work(house, ask(house, f"row{number}"))
    house.settle()
    assert len(house.slack.to("UBOSS")) == 1
    house.at += timedelta(days=7)
    house.slack.faults["post"].append(GiveUpError("is_archived"))
    work(house, ask(house, "row3"))
    house.settle()
    assert len(house.slack.to("UBOSS")) == 2


def test_trouble_with_a_warning_does_not_warn_of_itself(house: House) -> None:
    house.slack.faults["post"].append(GiveUpError("is_archived"))
    assert work(house, ask(house, job=Job.WARN_MANAGERS)).state == "gave_up"
    assert len(rows_of(house, Job.WARN_MANAGERS)) == 1


@pytest.mark.parametrize("code", ["user_not_found", "user_disabled", "cannot_dm_bot"])
def test_a_member_who_is_gone_is_nobodys_trouble(house: House, code: str) -> None:
    house.slack.faults["post"].append(GiveUpError(code))
    row = work(house, ask(house))
    assert (row.state, row.reason) == ("gave_up", code)
    assert rows_of(house, Job.WARN_MANAGERS) == []


@pytest.mark.parametrize("code", ["token_revoked", "account_inactive", "invalid_auth"])
def test_a_revoked_token_ends_the_work_for_that_workspace_alone(house: House, code: str) -> None:
    house.slack.faults["post"].append(GiveUpError(code))
    work(house, ask(house, "first"))
    later = work(house, ask(house, "second"))
    assert (later.state, later.reason) == ("dropped", "workspace_stopped")
    assert work(house, ask(house, team_id=OTHER_TEAM)).state == "done"
    assert rows_of(house, Job.WARN_MANAGERS) == []


def test_a_mistake_of_ours_comes_back_like_any_failure(house: House) -> None:
    def mistaken(_deps, _errand):
        raise ValueError

    row = work(house, ask(house), mistaken)
    assert (row.state, row.attempts, row.reason) == ("pending", 1, "error")


def test_who_waits_is_not_failing(house: House) -> None:
    row = work(house, row_id := ask(house), lambda _deps, _errand: Wait(house.at + timedelta(hours=1)))
    assert (row.state, row.attempts, row.due_at) == ("pending", 0, house.at + timedelta(hours=1))
    assert work(house, row_id).state == "pending"


@pytest.mark.parametrize(("outcome", "state"), [(Done(), "done"), (Drop("no_need"), "dropped")])
def test_what_is_done_or_not_wanted_any_more_is_stamped_without_a_word(house: House, outcome, state: str) -> None:
    assert work(house, ask(house), lambda _deps, _errand: outcome).state == state
    assert house.slack.posts == []


def test_a_word_to_someone_forgotten_leaves_no_trace(house: House) -> None:
    perform(house.deps, ask(house, args={"forget": True}), hello)
    assert len(house.slack.posts) == 1
    assert rows_of(house, Job.CONFIRM) == []


def test_a_ring_for_a_row_that_is_not_there_is_nothing(house: House) -> None:
    perform(house.deps, 4711, hello)
    assert house.slack.posts == []


def test_a_database_that_fails_at_the_stamp_leads_to_a_look_and_no_second_word(
    house: House, slack: MortalSlack
) -> None:
    def full(_session, _receipt) -> None:
        raise OSError("disk full")

    def flow(_deps, errand):
        return Say(Post("C1", "hello", key=errand.key), full)

    row = work(house, row_id := ask(house), flow)
    assert (row.state, row.maybe_from) == ("pending", house.at)
    house.at += timedelta(minutes=1)
    assert work(house, row_id).state == "done"
    assert len(slack.posts) == 1


def test_an_errand_of_one_workspace_is_not_found_from_another(db: Database, house: House) -> None:
    house.set_up(TEAM)
    row_id, other = ask(house, "same"), ask(house, "same", team_id=OTHER_TEAM)
    work(house, row_id)
    assert row_of(house, other).state == "pending"
    work(house, other)
    assert {team_id for team_id, _, _ in house.slack.posts} == {TEAM, OTHER_TEAM}
