"""What must happen is asked for once, taken by one, ended by its owner, and comes back when it could not be done."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from slack_app.jobs import Job
from slack_app.store import errands, outbox
from slack_app.store.database import Database
from slack_app.store.errands import End, Errand, Later
from slack_app.store.outbox import State, Task, Whose
from slack_app.store.schema import OutboxRow
from tests.house import MONDAY, OTHER_TEAM, TEAM

LEASE, QUIET = timedelta(seconds=75), timedelta(seconds=30)
NUDGE = Task(Job.NUDGE, "welcome:day3:UANA", "UANA", {"step": "day3"}, "nudge")
HOME = Task(Job.PUBLISH_HOME, "home:UANA", "UANA")


def put(db: Database, task: Task = NUDGE, *, team_id: str = TEAM, now: datetime = MONDAY) -> int | None:
    with db.transaction() as session:
        return outbox.put(session, team_id, task, now=now)


def again(db: Database, task: Task = HOME, *, now: datetime = MONDAY) -> None:
    with db.transaction() as session:
        outbox.put_again(session, TEAM, task, now=now)


def claim(db: Database, row_id: int, *, owner: str = "one", now: datetime = MONDAY) -> Errand | None:
    with db.transaction() as session:
        return errands.claim(session, row_id, owner=owner, now=now, lease=LEASE)


def taken(db: Database, row_id: int, *, owner: str = "one", now: datetime = MONDAY) -> Errand:
    errand = claim(db, row_id, owner=owner, now=now)
    assert errand is not None
    return errand


def finish(db: Database, errand: Errand, end: End | None = None, *, now: datetime = MONDAY) -> bool:
    with db.transaction() as session:
        return errands.finish(session, errand, end or End(State.DONE), now=now)


def come_back(db: Database, errand: Errand, later: Later, *, now: datetime = MONDAY) -> bool:
    with db.transaction() as session:
        return errands.come_back(session, errand, later, now=now)


def intend(db: Database, errand: Errand, *, now: datetime = MONDAY) -> bool:
    with db.transaction() as session:
        return errands.intend(session, errand, now=now, quiet=QUIET)


def rows(db: Database) -> Sequence[OutboxRow]:
    with db.reading() as session:
        return session.exec(select(OutboxRow).order_by("id")).all()


def announced(db: Database, now: datetime) -> list[int]:
    with db.transaction() as session:
        return [row_id for _, row_id in errands.announce(session, now)]


def put_one(db: Database, task: Task = NUDGE) -> int:
    row_id = put(db, task)
    assert row_id is not None
    return row_id


def test_asking_twice_is_asking_once(db: Database) -> None:
    assert put(db) is not None
    assert put(db, replace(NUDGE, args={"step": "other"})) is None
    (row,) = rows(db)
    assert row.args == {"step": "day3"}


def test_the_same_key_in_two_workspaces_is_two_wishes(db: Database) -> None:
    assert put(db) is not None
    assert put(db, team_id=OTHER_TEAM) is not None


def test_a_row_that_is_not_due_cannot_be_taken(db: Database) -> None:
    row_id = put_one(db, replace(NUDGE, due_at=MONDAY + timedelta(hours=1)))
    assert claim(db, row_id) is None
    assert claim(db, row_id, now=MONDAY + timedelta(hours=1)) is not None


def test_of_many_who_want_a_row_one_gets_it(db: Database) -> None:
    row_id = put_one(db)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda number: claim(db, row_id, owner=f"w{number}"), range(8)))
    assert sum(errand is not None for errand in found) == 1


def test_a_claimed_row_comes_as_it_was_put(db: Database) -> None:
    errand = taken(db, put_one(db))
    assert (errand.team_id, errand.job, errand.key, errand.user_id) == (TEAM, Job.NUDGE, NUDGE.key, "UANA")
    assert (errand.args, errand.door, errand.maybe_from) == ({"step": "day3"}, "nudge", None)
    assert errand.lease_until == MONDAY + LEASE


def test_a_row_whose_owner_died_can_be_taken_when_the_lease_is_over_and_not_before(db: Database) -> None:
    row_id = put_one(db)
    taken(db, row_id)
    assert claim(db, row_id, owner="two", now=MONDAY + LEASE - timedelta(seconds=1)) is None
    assert claim(db, row_id, owner="two", now=MONDAY + LEASE) is not None


def test_who_lost_the_row_can_no_longer_intend_end_or_return_it(db: Database) -> None:
    row_id = put_one(db)
    first = taken(db, row_id)
    taken(db, row_id, owner="two", now=MONDAY + LEASE)
    assert not intend(db, first)
    assert not finish(db, first)
    assert not come_back(db, first, Later(MONDAY, "error"))
    assert rows(db)[0].owner == "two"


def test_an_end_says_where_the_message_stands_and_is_for_ever(db: Database) -> None:
    row_id = put_one(db)
    errand = taken(db, row_id)
    assert finish(db, errand, End(State.DONE, channel_id="D1", message_ts="1.0"))
    (row,) = rows(db)
    assert (row.state, row.channel_id, row.message_ts, row.done_at, row.owner) == ("done", "D1", "1.0", MONDAY, None)
    assert not finish(db, errand)
    assert claim(db, row_id, now=MONDAY + timedelta(days=9)) is None


@pytest.mark.parametrize("state", [State.DONE, State.DROPPED, State.GAVE_UP])
def test_what_has_ended_is_announced_no_more(db: Database, state: State) -> None:
    finish(db, taken(db, put_one(db)), End(state, "reason"))
    assert announced(db, MONDAY + timedelta(days=9)) == []


def test_a_row_marked_to_be_forgotten_leaves_no_trace(db: Database) -> None:
    errand = taken(db, put_one(db, Task(Job.CONFIRM, "confirm:1", args={"user_id": "UANA", "forget": True})))
    assert finish(db, errand)
    assert rows(db) == []


def test_the_first_moment_at_which_a_message_may_be_out_never_moves(db: Database) -> None:
    row_id = put_one(db)
    assert intend(db, taken(db, row_id))
    later = MONDAY + LEASE
    second = taken(db, row_id, owner="two", now=later)
    assert second.maybe_from == MONDAY
    assert intend(db, second, now=later)
    (row,) = rows(db)
    assert (row.maybe_from, row.quiet_until) == (MONDAY, later + QUIET)


def test_what_comes_back_waits_until_then_and_counts_only_failures(db: Database) -> None:
    row_id, then = put_one(db), MONDAY + timedelta(minutes=5)
    assert come_back(db, taken(db, row_id), Later(then, "limited"))
    assert claim(db, row_id) is None
    second = taken(db, row_id, now=then)
    assert (second.attempts, second.failing_since) == (0, None)
    assert come_back(db, second, Later(then, "error", counted=True), now=then)
    third = taken(db, row_id, now=then)
    assert (third.attempts, third.failing_since) == (1, then)
    come_back(db, third, Later(then, "error", counted=True), now=then + timedelta(days=1))
    assert taken(db, row_id, now=then).failing_since == then


@pytest.mark.parametrize(("sure_unsent", "remembered"), [(True, None), (False, MONDAY)])
def test_an_intent_is_forgotten_only_when_it_is_sure_that_nothing_was_sent(
    db: Database, sure_unsent: bool, remembered: datetime | None
) -> None:
    errand = taken(db, put_one(db))
    intend(db, errand)
    come_back(db, errand, Later(MONDAY, "error", sure_unsent=sure_unsent))
    assert rows(db)[0].maybe_from == remembered


def test_a_due_row_is_announced_again_but_not_all_the_time(db: Database) -> None:
    row_id = put_one(db)
    assert announced(db, MONDAY) == [row_id]
    assert announced(db, MONDAY + errands.HINT_EVERY / 2) == []
    assert announced(db, MONDAY + errands.HINT_EVERY) == [row_id]


def test_what_waits_longest_is_announced_first_whatever_was_touched_last(db: Database) -> None:
    waits = [replace(NUDGE, key=f"welcome:day3:U{n}", due_at=MONDAY - timedelta(minutes=n % 3)) for n in range(9)]
    ids = [put_one(db, task) for task in waits]
    for row_id in reversed(ids):
        come_back(db, taken(db, row_id), Later(waits[ids.index(row_id)].due_at or MONDAY, "wait"))
    assert announced(db, MONDAY) == sorted(ids, key=lambda one: (-(ids.index(one) % 3), one))


def test_two_relays_never_announce_a_row_at_the_same_time(db: Database) -> None:
    for number in range(40):
        put(db, replace(NUDGE, key=f"welcome:day3:U{number}"))
    with ThreadPoolExecutor(4) as pool:
        found = [row_id for part in pool.map(lambda _: announced(db, MONDAY), range(4)) for row_id in part]
    assert sorted(found) == [row.id for row in rows(db)]


def test_asking_again_while_it_waits_does_it_once(db: Database) -> None:
    again(db)
    again(db)
    assert [row.state for row in rows(db)] == ["pending"]


def test_asking_again_after_it_was_done_does_it_again(db: Database) -> None:
    again(db)
    finish(db, taken(db, rows(db)[0].id or 0))
    again(db, now=MONDAY + timedelta(hours=1))
    (row,) = rows(db)
    assert (row.state, row.due_at, row.done_at) == ("pending", MONDAY + timedelta(hours=1), None)


def test_asking_again_while_it_is_being_done_does_it_once_more_afterwards(db: Database) -> None:
    again(db)
    old = taken(db, rows(db)[0].id or 0)
    again(db)
    assert not finish(db, old)
    assert rows(db)[0].state == "pending"


def test_messages_that_went_or_may_be_going_are_counted_and_answers_are_not(db: Database) -> None:
    tasks = {name: replace(NUDGE, key=name) for name in ("sent", "going", "waiting", "dropped")}
    ids = {name: put_one(db, task) for name, task in tasks.items()}
    answer = put_one(db, replace(NUDGE, key="answer", door="answer"))
    for row_id in (ids["sent"], answer):
        finish(db, taken(db, row_id), End(State.DONE, channel_id="D1", message_ts="1.0"))
    intend(db, taken(db, ids["going"]))
    finish(db, taken(db, ids["dropped"]), End(State.DROPPED))
    with db.reading() as session:
        counted = outbox.started_messages(session, TEAM, Whose("UANA"), ("nudge",), MONDAY - timedelta(days=7))
        elsewhere = outbox.started_messages(session, OTHER_TEAM, Whose("UANA"), ("nudge",), MONDAY - timedelta(days=7))
    assert (len(counted), list(elsewhere)) == (2, [])


def test_the_length_of_the_queue_is_what_could_run_now(db: Database) -> None:
    put(db)
    put(db, replace(HOME, due_at=MONDAY + timedelta(days=1)))
    with db.reading() as session:
        assert errands.waiting(session, MONDAY) == 1
        assert errands.is_any_waiting(session, MONDAY)
        assert errands.is_any_alive(session, MONDAY)
        assert not errands.is_any_waiting(session, MONDAY - timedelta(days=1))


def put_many(db: Database, tasks: Iterable[Task], *, now: datetime = MONDAY) -> None:
    with db.transaction() as session:
        outbox.put_many(session, TEAM, tasks, now=now)


def test_many_things_are_asked_for_at_once_each_as_it_would_be_alone(db: Database) -> None:
    later = replace(NUDGE, key="later", due_at=MONDAY + timedelta(hours=1))
    put_many(db, [NUDGE, later, replace(NUDGE, args={"step": "other"})])
    put_one(db, HOME)
    with db.transaction() as session:
        outbox.put(session, OTHER_TEAM, NUDGE, now=MONDAY)
    alike = {"id", "team_id"}
    first, second, _, alone = rows(db)
    assert first.model_dump(exclude=alike) == alone.model_dump(exclude=alike)
    assert (second.key, second.due_at, second.hint_at) == ("later", later.due_at, MONDAY)


def test_what_was_asked_for_before_is_not_asked_for_again_among_many(db: Database) -> None:
    first = put_one(db)
    finish(db, taken(db, first))
    put_many(db, [replace(NUDGE, key=f"nudge:{number}") for number in range(2100)] + [NUDGE])
    put_many(db, [replace(NUDGE, key=f"nudge:{number}") for number in range(2100)])
    found = rows(db)
    assert (len(found), found[0].state) == (2101, "done")


def test_no_bell_rings_for_many_but_the_relay_announces_them(db: Database) -> None:
    with db.transaction() as session:
        outbox.put_many(session, TEAM, [NUDGE, HOME], now=MONDAY)
        assert not session.info.get(outbox.RINGS)
    assert sorted(announced(db, MONDAY)) == [row.id for row in rows(db)]
