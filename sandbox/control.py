"""The local Slack's own controls over HTTP: people, acts, clock, faults, journal; for tests and for pages."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Mount, Route

from sandbox.engine import shapes
from sandbox.engine.acting import Actor, CannotError
from sandbox.engine.errors import SlackError
from sandbox.engine.faults import Fault
from sandbox.verbs import VERBS, NoSuchVerbError

if TYPE_CHECKING:
    from sandbox.server import Sandbox

JSON = dict[str, Any]
REFUSALS = (CannotError, LookupError, NoSuchVerbError, SlackError, ValueError)
JOURNAL_PAGE = 500


class Control:
    """The endpoints, over one local Slack."""

    def __init__(self, sandbox: "Sandbox") -> None:
        self.sandbox, self.world = sandbox, sandbox.world

    def routes(self) -> list[BaseRoute]:
        """Where they are: under /control, for this machine's own pages and tests only."""
        return [
            Mount(
                "/control",
                routes=[
                    Route("/people", answering(self.people)),
                    Route("/channels", answering(self.channels)),
                    Route("/messages", answering(self.messages)),
                    Route("/act", answering(self.act), methods=["POST"]),
                    Route("/clock", answering(self.clock), methods=["GET", "POST"]),
                    Route("/faults", answering(self.faults), methods=["GET", "POST", "DELETE"]),
                    Route("/journal", answering(self.journal)),
                    Route("/quiet", answering(self.quiet), methods=["POST"]),
                    Route("/reset", answering(self.reset), methods=["POST"]),
                ],
                middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])],
            )
        ]

    def people(self, asked: Mapping[str, Any]) -> JSON:
        """Everyone of a workspace."""
        team_id = str(asked.get("team") or self.sandbox.teams[0])
        return {"people": [shapes.user(self.world, one, team_id, locale=True) for one in self.world.people_of(team_id)]}

    def channels(self, asked: Mapping[str, Any]) -> JSON:
        """Every conversation of a workspace, or of one `person`."""
        team_id, user_id = str(asked.get("team") or self.sandbox.teams[0]), str(asked.get("person") or "")
        found = self.world.conversations_of(user_id) if user_id else self.world.channels_of(team_id)
        return {"channels": [shapes.channel(self.world, one, team_id, me=user_id, count=True) for one in found]}

    def messages(self, asked: Mapping[str, Any]) -> JSON:
        """What stands in a `channel`; with a `person`, also what only they see."""
        channel = self.world.channels[str(asked["channel"])]
        whispered = [one for one in channel.ephemerals if one.ephemeral_to == asked.get("person")]
        found = sorted([*channel.messages.values(), *whispered], key=lambda one: one.ts)
        return {"messages": [shapes.message(self.world, one, metadata=True) for one in found]}

    def act(self, asked: Mapping[str, Any]) -> JSON:
        """One thing that a `person` does (`verb`, and what it takes: see `verbs`)."""
        verb = str(asked.get("verb"))
        if verb not in VERBS:
            raise NoSuchVerbError(verb)
        if verb == "join_workspace":
            return {
                "person": self.sandbox.join_workspace(**{key: asked[key] for key in asked if key != "verb"}).user_id
            }
        return VERBS[verb](Actor(self.sandbox.hall, self.world.people[str(asked["person"])]), asked)

    def clock(self, asked: Mapping[str, Any]) -> JSON:
        """What time it is; `advance` (seconds) or `set_to` (ISO 8601 with zone) move it forward."""
        if "advance" in asked:
            self.sandbox.live_until(self.sandbox.clock.now() + timedelta(seconds=float(asked["advance"])))
        elif "set_to" in asked:
            self.sandbox.live_until(datetime.fromisoformat(str(asked["set_to"])))
        return {"now": self.sandbox.clock.now().isoformat(), "seconds": self.sandbox.clock.seconds()}

    def faults(self, asked: Mapping[str, Any]) -> JSON:
        """What waits to go wrong; one more if a `kind` is given, none if `clear` is."""
        if asked.get("kind"):
            self.sandbox.faults.add(Fault.read(asked))
        elif asked.get("clear"):
            self.sandbox.faults.clear()
        return {"faults": [fault.told() for fault in self.sandbox.faults.waiting()]}

    def journal(self, asked: Mapping[str, Any]) -> JSON:
        """What happened `after` a number, oldest first; `kind` and `method` choose."""
        wanted = {name: asked[name] for name in ("kind", "method", "name") if asked.get(name)}
        found = self.sandbox.journal.entries(wanted, after=int(asked.get("after", 0)))
        return {"entries": found[-JOURNAL_PAGE:]}

    def quiet(self, asked: Mapping[str, Any]) -> JSON:
        """Wait until nothing is under way."""
        return {"quiet": self.sandbox.quiet(float(asked.get("timeout", 10)))}

    def reset(self, _: Mapping[str, Any]) -> JSON:
        """Everything as it was at the beginning, but the clock."""
        self.sandbox.reset()
        return {}


def answering(do: Callable[[Mapping[str, Any]], JSON]) -> Callable[[Request], Any]:
    """An endpoint for a function of plain values: what it refuses becomes `ok: false`."""

    async def endpoint(request: Request) -> JSONResponse:
        asked: JSON = dict(request.query_params)
        if request.method == "DELETE":
            asked["clear"] = True
        try:
            if request.method == "POST":
                asked |= await request.json()
            return JSONResponse({"ok": True, **await run_in_threadpool(do, asked)})
        except REFUSALS as error:
            return JSONResponse({"ok": False, "error": type(error).__name__, "detail": str(error)}, 400)

    return endpoint
