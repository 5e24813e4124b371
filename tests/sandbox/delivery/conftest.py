import threading
import time

import pytest
import uvicorn
from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute

from sandbox.delivery.payloads.parties import Installation, Person, Room
from sandbox.delivery.socket_mode import SocketMode

SECRET = "signing-secret"
APP = Installation("A1", "T1", "fern", "B1", "UBOT", app_name="Convive")
ADA = Person("UADA", "ada", "T1")
HALL = Room("CHALL", "hall")


class Serving:
    """A small server on a free port, which runs until the test is over."""

    def __init__(self, routes):
        config = uvicorn.Config(Starlette(routes=routes), port=0, log_level="error", lifespan="off")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        until(lambda: self.server.started)
        self.port = self.server.servers[0].sockets[0].getsockname()[1]

    def stop(self):
        self.server.should_exit = True
        self.server.force_exit = True
        self.thread.join(5)


def until(true, seconds=5.0):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came true"
        threading.Event().wait(0.01)


@pytest.fixture
def serving():
    started = []

    def serve(*routes):
        started.append(Serving(list(routes)))
        return started[-1]

    yield serve
    for server in started:
        server.stop()


@pytest.fixture
def clock():
    return FakeClock()


class FakeClock:
    def __init__(self):
        self.seconds = 1_800_000_000.0

    def __call__(self):
        return self.seconds


def bolt_app(base_url="http://127.0.0.1:1/api/", **options):
    authorized = AuthorizeResult(enterprise_id=None, team_id="T1", bot_user_id="UBOT", bot_id="B1", bot_token="xoxb-1")
    client = WebClient(token="xoxb-1", base_url=base_url)
    return App(client=client, signing_secret=SECRET, authorize=lambda: authorized, **options)


@pytest.fixture
def socket_world(serving):
    """A local Slack's socket side, and a way to connect real Bolt apps to it."""
    hub = SocketMode("A1", deadline=2.0)

    async def connections_open(_request):
        return JSONResponse({"ok": True, "url": hub.address(f"ws://127.0.0.1:{world.port}/link/")})

    routes = (
        Route("/api/apps.connections.open", connections_open, methods=["POST"]),
        WebSocketRoute("/link/", hub.serve),
    )
    world = serving(*routes)
    world.hub, handlers = hub, []

    def connect(app):
        before = hub.connections
        handlers.append(SocketModeHandler(app, "xapp-1"))
        handlers[-1].client.web_client.base_url = f"http://127.0.0.1:{world.port}/api/"
        handlers[-1].connect()
        until(lambda: hub.connections > before)
        return handlers[-1]

    world.connect = connect
    yield world
    part(handlers, hub)


def part(handlers, hub):
    """End the clients' connections and threads, without the seconds that they would otherwise wait."""
    for handler in handlers:
        handler.client.auto_reconnect_enabled = False
        handler.client.closed = True
        handler.client.message_queue.put(None)
    hub.hang_up()
    for handler in handlers:
        until(lambda ended=handler: not ended.client.is_connected())
        handler.close()


@pytest.fixture
def http_world(serving):
    """A request URL with a real Bolt app behind it, and what arrived there."""

    def open_for(app):
        seen = []

        async def events(request):
            body = (await request.body()).decode()
            seen.append((dict(request.headers), body))
            answered = await run_in_threadpool(dispatch, app, body, dict(request.headers))
            return Response(answered.body, answered.status, {k: v[0] for k, v in answered.headers.items()})

        server = serving(Route("/slack/events", events, methods=["POST"]))
        server.seen, server.url = seen, f"http://127.0.0.1:{server.port}/slack/events"
        return server

    return open_for


def dispatch(app, body, headers):
    from slack_bolt import BoltRequest

    return app.dispatch(BoltRequest(body=body, headers=headers))
