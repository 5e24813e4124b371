"""The HTTP door: Slack's requests, trackers' hooks, signs of health, and figures for whoever watches the machine."""

import asyncio
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field

import anyio
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.starlette.handler import to_starlette_response
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from slack_app.flows.deps import Deps
from slack_app.flows.health import Health, health, metrics
from slack_app.listeners import hooks, links, shape
from slack_app.listeners.bolt import failed
from slack_app.listeners.commits import Commits
from slack_app.listeners.events import KEEP
from slack_app.listeners.replay import Answered

OK = 200
LARGEST_BODY = 2 * 1024 * 1024
LARGEST_ON_THE_LOOP = 64 * 1024
PATIENCE_S = 2.5
AT_ONCE = 32


@dataclass
class Door:
    """What the routes share."""

    deps: Deps
    bolt: App | None
    answered: Answered = field(default_factory=Answered)
    threads: Executor = field(default_factory=lambda: ThreadPoolExecutor(AT_ONCE, "listener"))
    commits: Commits | None = None

    async def slack(self, request: Request) -> Response:
        """One request of Slack's; the same one a second time is somebody else's."""
        if self.bolt is None:
            return PlainTextResponse("not here", 404)
        signature = request.headers.get("x-slack-signature", "")
        if not shape.has_a_number_for_its_time(request) or self.answered.knows(signature):
            return PlainTextResponse("not signed", 401)
        body = await request.body()
        if len(body) > LARGEST_BODY:
            return PlainTextResponse("too large", 413)
        found = shape.read(request, body)
        if found is None:
            return PlainTextResponse("not a request of Slack's", 400)
        is_quick = len(body) <= LARGEST_ON_THE_LOOP and waits_for_nothing(found)
        answer = await (self._on_the_loop(self.bolt, found) if is_quick else self._in_a_thread(self.bolt, found))
        if answer.status == OK and signature:
            self.answered.remember(signature)
        return to_starlette_response(answer)

    async def _in_a_thread(self, bolt: App, found: BoltRequest) -> BoltResponse:
        """In a thread: Bolt and the store wait, the loop does not."""
        return await asyncio.get_running_loop().run_in_executor(self.threads, bolt.dispatch, found)

    async def _on_the_loop(self, bolt: App, found: BoltRequest) -> BoltResponse:
        """A thread would cost more than the work; where something was handed over, its commit is waited for among others."""
        if self.commits is None:
            self.commits = Commits(self.deps.inbox)
        mine: list[asyncio.Future[None]] = []
        found.context[KEEP] = lambda row, commits=self.commits: mine.append(commits.hand_over(row))
        answer = bolt.dispatch(found)
        try:
            async with asyncio.timeout(PATIENCE_S):
                for commit in mine:
                    await commit
        except Exception as error:  # noqa: BLE001  the edge: whatever it was, Slack shall send it again
            return failed(error, found.body)
        return answer

    async def healthz(self, _request: Request) -> Response:
        """The process answers."""
        return PlainTextResponse("ok")

    async def readyz(self, _request: Request) -> Response:
        """The process can do its work; 503 with what is missing where it cannot."""
        found: Health = await anyio.to_thread.run_sync(health, self.deps)
        return JSONResponse(found.as_json(), 200 if found.is_ready else 503)

    async def metrics(self, _request: Request) -> Response:
        """Figures in Prometheus' text format."""
        return PlainTextResponse(
            await anyio.to_thread.run_sync(metrics, self.deps), media_type="text/plain; version=0.0.4"
        )


def waits_for_nothing(found: BoltRequest) -> bool:
    """Whether it is only handed over or acknowledged; all else waits for the database, and sometimes for Slack."""
    return found.body.get("type") == "event_callback" or links.is_pressed(found.body)


def web_app(deps: Deps, bolt: App | None) -> Starlette:
    """The routes; without Bolt (Socket Mode) only trackers' hooks, health and figures."""
    door = Door(deps, bolt)
    routes = [
        Route("/slack/events", door.slack, methods=["POST"]),
        Route("/hooks/{hook}", hooks.endpoint(deps), methods=["POST"]),
        Route("/healthz", door.healthz),
        Route("/readyz", door.readyz),
        Route("/metrics", door.metrics),
    ]
    return Starlette(routes=routes)
