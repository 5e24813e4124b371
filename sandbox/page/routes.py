"""The page's own addresses: its files, what a person sees, what they do, what happens."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.engine.acting import Actor, CannotError
from sandbox.engine.errors import SlackError
from sandbox.engine.people import Person
from sandbox.engine.world import Change
from sandbox.page import seen
from sandbox.page.acts import BY_HAND, VERBS, Verb
from sandbox.page.asked import RefusedError
from sandbox.page.guard import Guard
from sandbox.page.live import Listener

if TYPE_CHECKING:
    from sandbox.server import Sandbox

JSON = dict[str, Any]
STATIC = Path(__file__).parent / "static"
LARGEST_PAGE = 200
SHOWN_PICTURES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
}


class Page:
    """The visible side of one sandbox."""

    def __init__(self, sandbox: "Sandbox") -> None:
        self.sandbox, self.hall, self.world = sandbox, sandbox.hall, sandbox.world
        self.since = sandbox.clock.seconds()
        self.doubled = False
        self._listeners: set[Listener] = set()
        self.world.watch(self._changed)
        sandbox.journal.watch(lambda entry: self._tell({"type": "entry", "entry": entry}))
        sandbox.clock.watch(self.tell_clock)

    def routes(self) -> list[BaseRoute]:
        """Every address of the page, guarded."""
        inner: list[BaseRoute] = [
            Route("/", self.index),
            Mount("/static", StaticFiles(directory=STATIC)),
            Route("/archives/{channel}/{ts}", self.index),
            Route("/page/state", self._answering(self.state)),
            Route("/page/history", self._answering(self.history)),
            Route("/page/thread", self._answering(self.thread)),
            Route("/page/members", self._answering(self.members)),
            Route("/page/journal", self._answering(self.journal)),
            Route("/page/live", self.live),
            Route("/page/file/{file_id}", self.file),
            Route("/page/act", self.act, methods=["POST"]),
        ]
        return [Guard.around(route) for route in inner]

    # -- what a person sees -------------------------------------------------------------------------------

    async def index(self, _: Request) -> Response:
        """The page itself."""
        return FileResponse(STATIC / "index.html", media_type="text/html")

    def person(self, asked: Any) -> Person:  # noqa: ANN401 (query parameters or JSON: both are read by name)
        """Who is at the screen: the person named, else the first member of the workspace named, else of the first."""
        named = self.world.people.get(str(asked.get("person") or ""))
        team_id = str(asked.get("team") or "")
        if named and team_id in {"", named.team_id}:
            return named
        home = team_id if team_id in self.world.workspaces else self.sandbox.teams[0]
        return next(one for one in self.world.people_of(home) if not one.is_bot and not one.deleted)

    def state(self, who: Person, _: Request) -> JSON:
        """Everything but messages."""
        world = self.world
        strangers = {user_id for one in world.channels_of(who.team_id) if one.shared_with for user_id in one.members}
        away = [world.people[user_id] for user_id in strangers if world.people[user_id].team_id != who.team_id]
        return {
            "product": {"app": world.app_name},
            "teams": [seen.workspace(one) for one in world.workspaces.values()],
            "team": seen.workspace(world.workspaces[who.team_id]),
            "me": seen.person(who),
            "people": [seen.person(one) for one in (*world.people_of(who.team_id), *away)],
            "channels": [
                seen.channel(world, one, who, self.since)
                for one in world.channels_of(who.team_id)
                if seen.visible(one, who)
            ],
            "apps": seen.apps(world, self.hall.spec, who),
            "homes": seen.homes(world, who),
            "views": seen.views(world, who),
            "faults": seen.faults(self.sandbox.faults),
            "clock": self.clock(),
        }

    def clock(self) -> JSON:
        """The sandbox's time, in seconds."""
        return {"now": self.sandbox.clock.seconds(), "running": True, "duplicate": self.doubled}

    def history(self, who: Person, request: Request) -> JSON:
        """A page of a channel."""
        asked = request.query_params
        limit = min(int(asked.get("limit", "60")), LARGEST_PAGE)
        channel = Actor(self.hall, who).channel(asked["channel"])
        return seen.history(self.world, channel, who, before=asked.get("before", ""), limit=limit)

    def thread(self, who: Person, request: Request) -> JSON:
        """A whole thread."""
        asked = request.query_params
        return seen.thread(self.world, Actor(self.hall, who).channel(asked["channel"]), who, asked["ts"])

    def members(self, who: Person, request: Request) -> JSON:
        """Who is in a channel."""
        return {"members": list(Actor(self.hall, who).channel(request.query_params["channel"]).members)}

    def journal(self, _: Person, request: Request) -> JSON:
        """The latest calls and deliveries."""
        limit = min(int(request.query_params.get("limit", "100")), 1000)
        return {"entries": self.sandbox.journal.entries()[-limit:]}

    async def file(self, request: Request) -> Response:
        """A file: pictures are shown, all else is for download."""
        file = self.world.files.get(request.path_params["file_id"])
        if file is None or file.content is None:
            return Response(status_code=404)
        kind = SHOWN_PICTURES.get(file.name.rpartition(".")[2].lower())
        way = "inline" if kind else "attachment"
        headers = {"Content-Disposition": f"{way}; filename*=UTF-8''{quote(file.name)}"}
        return Response(file.content, media_type=kind or "application/octet-stream", headers=headers)

    # -- what a person does -------------------------------------------------------------------------------

    def _answering(self, do: Callable[[Person, Request], JSON]) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            def locked() -> JSON:
                with self.world.lock:
                    return do(self.person(request.query_params), request)

            return await self._safely(locked)

        return endpoint

    async def act(self, request: Request) -> Response:
        """One thing that someone does."""
        try:
            asked = json.loads(await request.body())
        except ValueError:
            return JSONResponse({"ok": False, "error": "invalid_json"}, 400)
        verb = VERBS.get(str(asked.get("verb"))) if isinstance(asked, dict) else None
        if verb is None:
            return JSONResponse({"ok": False, "error": "unknown_verb"}, 400)
        return await self._safely(lambda: self._done_by(self.person(asked), verb, asked))

    def _done_by(self, person: Person, verb: Verb, asked: JSON) -> JSON:
        if verb in BY_HAND:
            self.sandbox.by_hand.add(person.user_id)
        return verb(self, Actor(self.hall, person), asked)

    async def _safely(self, do: Callable[[], JSON]) -> Response:
        try:
            return JSONResponse({"ok": True, **await run_in_threadpool(do)})
        except RefusedError as error:
            return JSONResponse({"ok": False, "error": error.code})
        except SlackError as error:
            return JSONResponse({"ok": False, "error": error.code})
        except CannotError:
            return JSONResponse({"ok": False, "error": "not_allowed"})
        except LookupError:
            return JSONResponse({"ok": False, "error": "not_found"})
        except (TypeError, ValueError):
            return JSONResponse({"ok": False, "error": "invalid_arguments"}, 400)

    # -- what happens ---------------------------------------------------------------------------------------

    async def live(self, request: Request) -> Response:
        """Server-sent events for someone, for as long as they look."""
        listener = Listener(self, self.person(request.query_params))

        async def told() -> Any:  # noqa: ANN401 (an async generator of lines)
            self._listeners.add(listener)
            try:
                async for line in listener.stream():
                    yield line
            finally:
                self._listeners.discard(listener)

        return StreamingResponse(told(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    def _changed(self, change: Change) -> None:
        self._tell(change)

    def _tell(self, item: Change | JSON) -> None:
        for listener in tuple(self._listeners):
            listener.put(item)

    def tell_clock(self) -> None:
        """Tell every page what time it is."""
        self._tell({"type": "clock", "clock": self.clock()})

    def tell_faults(self) -> None:
        """Tell every page what waits to go wrong."""
        self._tell({"type": "faults", "faults": seen.faults(self.sandbox.faults)})


def routes(sandbox: "Sandbox") -> list[BaseRoute]:
    """The page's routes over one sandbox, to be mounted by its server."""
    return Page(sandbox).routes()
