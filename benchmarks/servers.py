"""The servers that are compared, each a process of its own with one uvicorn worker.

    python -m benchmarks.servers bare|ours [DATABASE_URL]

It prints its port on the first line of its standard output and serves until its standard input is closed.
"""

import socket
import sys
import threading
from datetime import UTC, datetime

import anyio
import uvicorn
from slack_bolt import Ack, App
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from benchmarks.load import SECRET, TEAM, USER
from slack_app.flows import clockwork
from slack_app.flows.deps import Deps
from slack_app.gateway.protocol import Identity
from slack_app.jobs import Job
from slack_app.listeners.bolt import bolt_app
from slack_app.listeners.web import web_app
from slack_app.store import members
from slack_app.store.database import Database
from slack_app.store.receiving import Inbox
from tests.fakes import FakeJobs, FakeSlack


def bare() -> Starlette:
    """A Bolt app with its default settings that stores nothing, dispatched in a thread pool."""
    app = App(
        signing_secret=SECRET,
        authorize=lambda: AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_user_id="UBOT", bot_token="xoxb-1"),
    )

    @app.event("message")
    def heard(event: dict[str, object]) -> None:
        """Nothing is done."""

    @app.action("say_hello")
    @app.action("choose_language")
    def pressed(ack: Ack) -> None:
        ack()

    async def slack(request: Request) -> Response:
        body = await request.body()
        answer = await anyio.to_thread.run_sync(app.dispatch, to_bolt_request(request, body))
        return to_starlette_response(answer)

    return Starlette(routes=[Route("/slack/events", slack, methods=["POST"])])


class Silent(FakeJobs):
    """Nobody rings: what is measured is the receiving."""

    def ring(self, job: Job, row_id: int) -> None:
        """Not remembered either."""


def ours(database_url: str) -> Starlette:
    """The app as it is, on that database; only Slack and the workers are not there."""
    db, jobs = Database(database_url), Silent()
    inbox = Inbox(db, ring=lambda: None)
    deps = Deps(db=db, slack=FakeSlack(), jobs=jobs, inbox=inbox, now=lambda: datetime.now(UTC))
    clockwork.install(deps, TEAM, enterprise_id=None, bot_user_id="UBOT")
    with db.transaction() as session:
        member = members.meet(session, TEAM, USER, joined_at=deps.now(), now=deps.now())
        member.locale = "fr-FR"
        session.add(member)
    identity = Identity(TEAM, None, "A community", "UBOT", "BBOT", frozenset())
    bolt = bolt_app(deps, [identity], signing_secret=SECRET, api_url="http://127.0.0.1:1/api/")
    return web_app(deps, bolt)


def main() -> None:
    """Serve until the standard input is closed."""
    app = bare() if sys.argv[1] == "bare" else ours(sys.argv[2])
    listening = socket.create_server(("127.0.0.1", 0), backlog=256)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False, lifespan="off"))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    print(listening.getsockname()[1], flush=True)
    sys.stdin.read()
    server.should_exit = True
    thread.join(10)


if __name__ == "__main__":
    main()
