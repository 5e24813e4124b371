"""Real Bolt apps hear the local Slack through their sockets."""

from contextlib import ExitStack

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from sandbox.delivery.carrier import Kind, Parcel, Reason
from sandbox.delivery.deliver import Deliveries
from sandbox.delivery.payloads import Origin, action_of, block_actions, event_callback, slash_command, view_submission
from sandbox.delivery.payloads.events import team_join
from sandbox.delivery.payloads.messages import message, person_message
from sandbox.delivery.payloads.views import Shelf, view_object
from tests.sandbox.delivery.conftest import ADA, APP, HALL, bolt_app, until

BUTTON = {"type": "button", "action_id": "hello", "text": {"type": "plain_text", "text": "Hello"}, "value": "1"}
MODAL = {
    "type": "modal",
    "callback_id": "intro",
    "title": {"type": "plain_text", "text": "Intro"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "does",
            "label": {"type": "plain_text", "text": "Do"},
            "element": {"type": "plain_text_input", "action_id": "text"},
        }
    ],
}


def joined(name="Ev1"):
    return event_callback(
        APP, team_join({"id": "UADA", "team_id": "T1"}, "1800000000.000100"), id_=name, at=1_800_000_000
    )


def test_an_event_reaches_the_listener_and_is_acknowledged(socket_world, clock):
    app, heard, lines = bolt_app(), [], []
    app.event("team_join")(lambda event, body: heard.append((event["user"]["id"], body["event_id"])))
    socket_world.connect(app)
    post = Deliveries(socket_world.hub, clock, lines.append)
    post.send_event(joined())
    assert post.idle()
    assert heard == [("UADA", "Ev1")]
    assert [(line.receipt.taken, line.again) for line in lines] == [(True, False)]
    post.close()


def test_a_command_is_answered_in_its_acknowledgement(socket_world, clock):
    app = bolt_app()
    app.command("/intro")(lambda ack, command: ack(f"you said {command['text']}"))
    socket_world.connect(app)
    form = slash_command(APP, ADA, HALL, "/intro me", trigger_id="1.2.3", response_url="http://127.0.0.1/r")
    receipt = Deliveries(socket_world.hub, clock).send_command(form)
    assert receipt.taken
    assert receipt.body == {"text": "you said me"}


def test_a_click_reaches_the_action_but_its_words_are_not_heard(socket_world, clock):
    app, heard = bolt_app(), []

    @app.action("hello")
    def hello(ack, action, body):
        ack("nobody hears this")
        heard.append((action["value"], body["container"]["message_ts"]))

    socket_world.connect(app)
    origin = Origin(HALL, person_message("UADA", "T1", "hi", "1800000000.000200"), response_url="http://127.0.0.1/r")
    click = block_actions(APP, ADA, origin, [action_of(BUTTON, "b1", None, "1800000001.0")], trigger_id="1.2.3")
    receipt = Deliveries(socket_world.hub, clock).send_interaction(click)
    assert receipt.taken
    assert receipt.body is None
    assert heard == [("1", "1800000000.000200")]


def test_a_submission_is_answered_with_errors_beside_the_field(socket_world, clock):
    app = bolt_app()
    app.view("intro")(lambda ack: ack(response_action="errors", errors={"does": "Say more"}))
    socket_world.connect(app)
    view = view_object(APP, MODAL, Shelf("V1", "V1"), at=1_800_000_000.0)
    receipt = Deliveries(socket_world.hub, clock).send_interaction(view_submission(APP, ADA, view, trigger_id="1.2.3"))
    assert receipt.body == {"response_action": "errors", "errors": {"does": "Say more"}}


def test_without_a_socket_an_event_waits_for_its_retries(socket_world, clock):
    app, heard, lines = bolt_app(), [], []
    app.event("team_join")(lambda body: heard.append(body["event_id"]))
    post = Deliveries(socket_world.hub, clock, lines.append)
    post.send_event(joined())
    assert post.idle()
    assert [line.receipt.reason for line in lines] == [Reason.NO_SOCKET, Reason.NO_SOCKET]
    assert post.waiting() == 1
    socket_world.connect(app)
    clock.seconds += 61
    post.wake()
    assert post.idle()
    assert heard == ["Ev1"]
    post.close()


def test_a_listener_that_fails_before_the_answer_hears_the_event_again(socket_world, clock):
    app, attempts = bolt_app(process_before_response=True), []

    @app.event("team_join")
    def stumble(request):
        attempts.append(request.headers.get("x-slack-retry-num"))
        if len(attempts) == 1:
            raise RuntimeError("stumbled")

    socket_world.hub.deadline = 0.3
    socket_world.connect(app)
    post = Deliveries(socket_world.hub, clock)
    post.send_event(joined())
    assert post.idle()
    assert len(attempts) == 2
    assert attempts[1] == ["1"]
    post.close()


def test_each_parcel_goes_to_one_of_several_sockets(socket_world):
    app = bolt_app()
    app.event("message")(lambda: None)
    for _ in range(2):
        socket_world.connect(app)
    posted = message(person_message("UADA", "T1", "hi", "1800000000.000200"), HALL)
    parcel = Parcel(Kind.EVENT, event_callback(APP, posted, id_="Ev2", at=1_800_000_000))
    assert all(socket_world.hub.carry(parcel).taken for _ in range(4))


def test_after_a_refresh_the_app_comes_back_and_nothing_is_lost(socket_world, clock):
    app, heard = bolt_app(), []
    app.event("team_join")(lambda body: heard.append(body["event_id"]))
    socket_world.connect(app)
    counts = []
    socket_world.hub.watch(counts.append)
    post = Deliveries(socket_world.hub, clock)
    socket_world.hub.refresh()
    until(lambda: 2 in counts)
    names = [f"Ev{number}" for number in range(5)]
    for name in names:
        post.send_event(joined(name))
    assert post.idle()
    assert set(heard) == set(names)
    until(lambda: counts[-1] == 1)
    post.close()


def test_the_eleventh_socket_is_turned_away(socket_world):
    base = f"ws://127.0.0.1:{socket_world.port}/link/"
    with ExitStack() as open_ones:
        for number in range(1, 11):
            one = open_ones.enter_context(connect(socket_world.hub.address(base)))
            assert f'"num_connections": {number}' in one.recv()
        eleventh = open_ones.enter_context(connect(socket_world.hub.address(base)))
        assert '"too_many_websockets"' in eleventh.recv()
        assert socket_world.hub.connections == 10


def test_an_address_works_once_and_odd_words_are_harmless(socket_world):
    used = socket_world.hub.address(f"ws://127.0.0.1:{socket_world.port}/link/")
    with connect(used) as once:
        once.recv()
        once.send("not json")
        once.send('{"envelope_id": "unknown"}')
        once.send('{"type": "ping", "id": 1}')
        assert '"pong"' in once.recv()
    with pytest.raises(InvalidStatus, match="403"), connect(used):
        pass


def test_events_keep_their_order(socket_world, clock):
    app, heard = bolt_app(), []
    app.event("team_join")(lambda body: heard.append(body["event_id"]))
    socket_world.connect(app)
    post = Deliveries(socket_world.hub, clock)
    names = [f"Ev{number:02d}" for number in range(20)]
    for name in names:
        post.send_event(joined(name))
    assert post.idle()
    assert sorted(heard) == names
    post.close()
