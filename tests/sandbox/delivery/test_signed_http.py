"""Real Bolt apps behind a request URL: signatures, answers, repeats, and every way to fail."""

import json
import socket
import threading
from urllib.parse import parse_qs

import pytest
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from sandbox.delivery.carrier import Kind, Parcel, Reason
from sandbox.delivery.deliver import Deliveries
from sandbox.delivery.payloads import event_callback, shortcut, slash_command
from sandbox.delivery.payloads.events import team_join
from sandbox.delivery.signed_http import Addresses, SignedHttp
from tests.sandbox.delivery.conftest import ADA, APP, HALL, SECRET, bolt_app

JOINED = event_callback(APP, team_join({"id": "UADA"}, "1800000000.000100"), id_="Ev1", at=1_800_000_000)
EVENT = Parcel(Kind.EVENT, JOINED)
SUBMISSION = Parcel(Kind.INTERACTION, {"type": "view_submission"})


def carrier(url, secret=SECRET, **options):
    return SignedHttp(Addresses(url), secret, **options)


def test_an_event_is_signed_and_heard(http_world, clock):
    app, heard = bolt_app(), []
    app.event("team_join")(lambda event: heard.append(event["user"]["id"]))
    there = http_world(app)
    post = Deliveries(carrier(there.url), clock)
    post.send_event(JOINED)
    assert post.idle()
    assert heard == ["UADA"]
    [(headers, body)] = there.seen
    assert headers["content-type"] == "application/json"
    assert "x-slack-retry-num" not in headers
    assert json.loads(body) == JOINED
    post.close()


def test_another_secret_and_an_old_stamp_are_refused(http_world):
    app = bolt_app()
    app.event("team_join")(lambda: None)
    there = http_world(app)
    assert carrier(there.url, "another").carry(EVENT).status == 401
    assert carrier(there.url, stamp=lambda: 1_000_000_000.0).carry(EVENT).status == 401
    assert carrier(there.url).carry(EVENT).taken


def test_a_failing_listener_hears_the_event_again_with_its_headers(http_world, clock):
    app, heard = bolt_app(process_before_response=True), []

    @app.event("team_join")
    def stumble(request):
        heard.append(request.headers.get("x-slack-retry-num"))
        if len(heard) < 3:
            raise RuntimeError("stumbled")

    there = http_world(app)
    post = Deliveries(carrier(there.url), clock)
    post.send_event(JOINED)
    assert post.idle()
    clock.seconds += 60
    post.wake()
    assert post.idle()
    assert heard == [None, ["1"], ["2"]]
    assert [headers.get("x-slack-retry-reason") for headers, _ in there.seen] == [None, "http_error", "http_error"]
    assert {json.loads(body)["event_id"] for _, body in there.seen} == {"Ev1"}
    post.close()


def test_the_request_url_proves_itself(http_world):
    there = http_world(bolt_app())
    assert carrier(there.url).verify(APP, "challenge-1")
    assert not carrier(there.url, "another").verify(APP, "challenge-1")


def test_commands_and_interactions_are_forms_and_their_answers_are_read(http_world, clock):
    app, heard = bolt_app(), []
    app.command("/intro")(lambda ack, command: ack(f"Hello {command['user_name']}"))
    app.shortcut("greet")(lambda ack, body: (ack(), heard.append(body["callback_id"])))
    there = http_world(app)
    post = Deliveries(carrier(there.url), clock)
    form = slash_command(APP, ADA, HALL, "/intro  me & you ", trigger_id="1.2.3", response_url="http://127.0.0.1/r")
    assert post.send_command(form).body == {"text": "Hello ada"}
    assert post.send_interaction(shortcut(APP, ADA, "greet", trigger_id="1.2.3", action_ts="1.2")).taken
    assert heard == ["greet"]
    assert parse_qs(there.seen[0][1])["text"] == ["me & you"]
    assert list(parse_qs(there.seen[1][1])) == ["payload"]


def answering(answer):
    async def endpoint(_request):
        return answer

    return Route("/slack/events", endpoint, methods=["POST"])


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        (Response(b""), None),
        (PlainTextResponse("hello"), {"text": "hello"}),
        (JSONResponse({"response_action": "clear"}), {"response_action": "clear"}),
        (JSONResponse(["list"]), {"text": '["list"]'}),
        (Response(b"{not json", media_type="application/json"), {"text": "{not json"}),
        (Response(b"\xff\xfe"), {"text": "\ufffd\ufffd"}),
    ],
)
def test_any_body_of_an_answer_is_read(serving, answer, body):
    there = serving(answering(answer))
    receipt = carrier(f"http://127.0.0.1:{there.port}/slack/events").carry(SUBMISSION)
    assert (receipt.taken, receipt.body) == (True, body)


def test_what_an_app_says_to_an_event_is_not_heard(serving):
    there = serving(answering(PlainTextResponse("hello")))
    assert carrier(f"http://127.0.0.1:{there.port}/slack/events").carry(EVENT).body is None


def test_redirects_are_followed_twice_and_no_further(serving):
    def onward(step):
        async def endpoint(_request):
            return RedirectResponse(f"/{step + 1}", status_code=307) if step < 3 else Response(b"")

        return Route(f"/{step}", endpoint, methods=["POST"])

    there = serving(*(onward(step) for step in range(4)))
    assert carrier(f"http://127.0.0.1:{there.port}/1").carry(EVENT).taken
    assert carrier(f"http://127.0.0.1:{there.port}/0").carry(EVENT).reason is Reason.REDIRECTED


def test_an_app_that_forbids_repeats_is_obeyed(serving):
    there = serving(answering(Response(b"", 500, {"X-Slack-No-Retry": "1"})))
    receipt = carrier(f"http://127.0.0.1:{there.port}/slack/events").carry(EVENT)
    assert (receipt.reason, receipt.no_retry) == (Reason.REFUSED, True)


@pytest.fixture
def silent_port():
    """A port where somebody listens and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def test_every_way_to_fail_has_its_reason(silent_port):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        nobody = closed.getsockname()[1]
    slow = carrier(f"http://127.0.0.1:{silent_port}/", deadline=0.1)
    assert slow.carry(EVENT).reason is Reason.TIMEOUT
    assert carrier(f"http://127.0.0.1:{nobody}/").carry(EVENT).reason is Reason.UNREACHABLE
    assert carrier("http://127.0.0.1:port/").carry(EVENT).reason is Reason.UNKNOWN


def test_a_certificate_that_is_none_is_told_apart():
    def speak_nonsense():
        taken, _ = listening.accept()
        with taken:
            taken.recv(1000)
            taken.sendall(b"this is not TLS\n")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=speak_nonsense, daemon=True).start()
        url = f"https://127.0.0.1:{listening.getsockname()[1]}/"
        assert carrier(url).carry(EVENT).reason is Reason.BAD_CERTIFICATE


def test_each_kind_may_have_an_address_of_its_own():
    addresses = Addresses("e", "i", "c", "o")
    kinds = [EVENT, SUBMISSION, Parcel(Kind.COMMAND, {}), Parcel(Kind.INTERACTION, {"type": "block_suggestion"})]
    assert [addresses.of(parcel) for parcel in kinds] == ["e", "i", "c", "o"]
    assert {Addresses("e").of(parcel) for parcel in kinds} == {"e"}
