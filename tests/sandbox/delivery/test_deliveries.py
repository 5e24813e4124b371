"""The post office: order, repeats by the sandbox's clock, mischief on demand, and a line for each attempt."""

import threading

import pytest

from sandbox.delivery.cap import Cap
from sandbox.delivery.carrier import Kind, Parcel, Reason, Receipt
from sandbox.delivery.deliver import Deliveries, as_record
from sandbox.delivery.mischief import Mischief
from sandbox.delivery.payloads.parties import Installation
from sandbox.delivery.to_app import ToApp

TAKEN = Receipt(Reason.TAKEN, 0.01)
REFUSED = Receipt(Reason.REFUSED, 0.01, status=500)


class Doorman:
    """A carrier whose answers are written down before; without any it takes everything."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.brought = []
        self.open = threading.Event()
        self.open.set()

    def carry(self, parcel):
        self.open.wait(5)
        self.brought.append(parcel)
        return self.answers.pop(0) if self.answers else TAKEN

    @property
    def names(self):
        return [parcel.payload["event_id"] for parcel in self.brought]


@pytest.fixture
def office(clock):
    offices = []

    def open_with(door, report=lambda _: None):
        offices.append(Deliveries(door, clock, report))
        return offices[-1]

    yield open_with
    for one in offices:
        one.close()


def event(number):
    return {"type": "event_callback", "event_id": f"Ev{number:03d}", "team_id": "T1", "event": {"type": "team_join"}}


def send(post, count):
    for number in range(count):
        post.send_event(event(number))


def test_events_arrive_once_and_in_order(office):
    door = Doorman()
    post = office(door)
    send(post, 50)
    assert post.idle()
    assert door.names == [f"Ev{number:03d}" for number in range(50)]
    assert not post.busy()


def test_a_refused_event_comes_again_at_once_then_after_one_and_five_minutes(office, clock):
    door = Doorman(REFUSED, REFUSED, REFUSED, REFUSED)
    post = office(door)
    post.send_event(event(1))
    assert post.idle()
    assert [parcel.attempt for parcel in door.brought] == [0, 1]
    for minutes, attempts in ((1, 3), (5, 4), (60, 4)):
        clock.seconds += minutes * 60
        post.wake()
        assert post.idle()
        assert len(door.brought) == attempts
    assert [parcel.because for parcel in door.brought] == ["", "http_error", "http_error", "http_error"]
    assert set(door.names) == {"Ev001"}
    assert post.waiting() == 0


def test_an_event_that_waits_for_its_repeat_does_not_hold_the_others(office):
    door = Doorman(REFUSED, REFUSED)
    post = office(door)
    send(post, 3)
    assert post.idle()
    assert door.names == ["Ev000", "Ev000", "Ev001", "Ev002"]
    assert post.waiting() == 1


def test_an_app_may_forbid_the_repeat(office):
    door = Doorman(Receipt(Reason.REFUSED, 0.01, status=500, no_retry=True))
    post = office(door)
    post.send_event(event(1))
    assert post.idle()
    assert len(door.brought) == 1


def test_interactions_and_commands_are_never_repeated(office):
    door = Doorman(REFUSED, REFUSED)
    post = office(door)
    assert post.send_interaction({"type": "block_actions"}).reason is Reason.REFUSED
    assert post.send_command({"command": "/intro"}).reason is Reason.REFUSED
    assert post.idle()
    assert [parcel.kind for parcel in door.brought] == [Kind.INTERACTION, Kind.COMMAND]


def test_doubled_events_bear_the_same_id_and_say_that_they_are_repeats(office):
    door = Doorman()
    post = office(door)
    post.disturb(Mischief(doubled=1.0))
    send(post, 3)
    assert post.idle()
    assert door.names == ["Ev000", "Ev000", "Ev001", "Ev001", "Ev002", "Ev002"]
    assert [parcel.because for parcel in door.brought[:2]] == ["", "http_timeout"]


def test_lost_events_come_with_their_repeats(office, clock):
    door, lines = Doorman(), []
    post = office(door, lines.append)
    post.disturb(Mischief(lost=0.5, seed=3))
    send(post, 20)
    for _ in range(3):
        assert post.idle()
        clock.seconds += 300
        post.wake()
    assert post.idle()
    assert len(set(door.names)) >= 18
    assert len(door.names) == len(set(door.names))
    assert any(line.receipt.reason is Reason.UNREACHABLE and line.again for line in lines)


def shuffled(office, seed):
    door = Doorman()
    door.open.clear()
    post = office(door)
    post.disturb(Mischief(window=5, seed=seed))
    send(post, 20)
    door.open.set()
    assert post.idle()
    return door.names


def test_reordered_events_overtake_each_other_and_none_is_missing(office):
    names = shuffled(office, 1)
    assert names != sorted(names)
    assert sorted(names) == [f"Ev{number:03d}" for number in range(20)]


def test_mischief_ends_when_it_is_told_to(office):
    door = Doorman()
    post = office(door)
    post.disturb(Mischief(doubled=1.0))
    post.disturb()
    send(post, 5)
    assert post.idle()
    assert len(door.brought) == 5


def test_every_attempt_is_a_line_of_ids_and_numbers(office):
    lines = []
    post = office(Doorman(REFUSED), lines.append)
    post.send_event(event(1))
    assert post.idle()
    assert as_record(lines[0]) == {
        "type": "events_api",
        "name": "team_join",
        "id": "Ev001",
        "team_id": "T1",
        "attempt": 0,
        "because": "",
        "ok": False,
        "reason": "http_error",
        "status": 500,
        "latency_ms": 10.0,
        "again": True,
    }
    assert [line.receipt.taken for line in lines] == [False, True]


def test_the_engine_sends_inner_events_and_reads_answers_in_its_own_words(office, clock):
    app = Installation("A1", "T1", "fern", "B1", "UBOT")
    door = Doorman()
    post = office(door)
    to_app = ToApp(post, lambda _: app, clock, lambda channel: channel == "CSHARED")
    to_app.event("T1", {"type": "message", "channel": "CSHARED", "event_ts": "1.2"})
    to_app.event("T1", {"type": "message", "channel": "CHALL", "event_ts": "1.2"})
    assert post.idle()
    assert not to_app.busy()
    first, second = (parcel.payload for parcel in door.brought)
    assert first["event_id"] != second["event_id"]
    assert (first["is_ext_shared_channel"], second["is_ext_shared_channel"]) == (True, False)
    door.answers = [Receipt(Reason.TAKEN, 0.1, body={"text": "hi"}), Receipt(Reason.TIMEOUT, 3), REFUSED]
    answers = [
        to_app.command({"command": "/x"}),
        to_app.interact({"type": "shortcut"}),
        to_app.interact({"type": "shortcut"}),
    ]
    assert [(answer.status, answer.body) for answer in answers] == [
        ("ok", {"text": "hi"}),
        ("timeout", {}),
        ("error", {}),
    ]


def test_beyond_the_cap_events_are_held_back_and_the_app_is_told_once_a_minute(office, clock):
    app = Installation("A1", "T1", "fern", "B1", "UBOT")
    door = Doorman()
    post = office(door)
    to_app = ToApp(post, lambda _: app, clock, cap=Cap(most=3))
    for _ in range(6):
        to_app.event("T1", {"type": "team_join", "event_ts": "1.2"})
    clock.seconds += 60
    to_app.event("T1", {"type": "team_join", "event_ts": "1.2"})
    to_app.event("T2", {"type": "team_join", "event_ts": "1.2"})
    clock.seconds += 3600
    to_app.event("T1", {"type": "team_join", "event_ts": "1.2"})
    assert post.idle()
    kinds = [parcel.name for parcel in door.brought]
    assert kinds == [*["team_join"] * 3, "app_rate_limited", "app_rate_limited", "team_join", "team_join"]
    assert door.brought[3].payload["minute_rate_limited"] == 1_800_000_000


def test_a_parcel_knows_its_name_and_whether_its_answer_is_heard():
    assert Parcel(Kind.EVENT, event(1)).name == "team_join"
    assert Parcel(Kind.COMMAND, {"command": "/intro"}).takes_answer
    assert Parcel(Kind.INTERACTION, {"type": "view_submission"}).takes_answer
    assert not Parcel(Kind.INTERACTION, {"type": "block_actions"}).takes_answer
