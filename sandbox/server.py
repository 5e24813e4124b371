"""The local Slack, standing: one web server in a thread, and the hand that tests and the demo hold it by."""

import hashlib
import socket
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from typing import Any, Self

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from sandbox.control import Control
from sandbox.delivery.deliver import Attempt, Deliveries, as_record
from sandbox.delivery.signed_http import Addresses, SignedHttp
from sandbox.delivery.socket_mode import SocketMode
from sandbox.delivery.to_app import ToApp
from sandbox.engine.acting import Actor
from sandbox.engine.hall import Hall, build
from sandbox.engine.manifest import read_manifest
from sandbox.engine.parties import app_in
from sandbox.engine.people import Person, Role
from sandbox.engine.world import Change
from sandbox.http import Doors
from sandbox.page.routes import routes as page_routes
from sandbox.plain import Plain
from sandbox.seed import handle_of, populate

LOOPBACK = "127.0.0.1"
START_SECONDS = 15
LOOK_SECONDS = 0.005
STILL_SECONDS = 0.12
TICK_SECONDS = 0.6
BREATH_SECONDS, SOONER = 0.4, timedelta(seconds=4)


class Sandbox:
    """A local Slack. `with Sandbox.start(manifest) as slack:` and it stands; nothing leaves the machine."""

    def __init__(self, hall: Hall, port: int = 0, fill: Callable[[Hall], None] = populate) -> None:
        self.hall, self._fill = hall, fill
        fill(hall)
        self.world, self.clock, self.journal = hall.world, hall.clock, hall.journal
        self.limits, self.faults = hall.limits, hall.faults
        self.live_until: Callable[[datetime], object] = hall.clock.set_to
        """How those who look on set the clock forward: where a community lives, it lives the hours on the way."""
        self.by_hand: set[str] = set()
        """The ids of people whom somebody played: nobody else acts for them."""
        self.socket_mode = SocketMode(hall.world.app_id)
        self.deliveries = Deliveries(self.socket_mode, hall.clock.seconds, self._report)
        self.hall.hearing.delivery = ToApp(self.deliveries, self._installed, hall.clock.seconds, self._is_shared)
        self.doors = Doors(hall, self.socket_mode)
        self._socket = socket.create_server((LOOPBACK, port), backlog=512)
        self.port: int = self._socket.getsockname()[1]
        self._name_addresses()

    @classmethod
    def start(
        cls,
        manifest: Path | str | Mapping[str, Any],
        *,
        seed: int = 1,
        port: int = 0,
        limit_scale: float = 1.0,
        journal: Path | None = None,
        fill: Callable[[Hall], None] = populate,
    ) -> Self:
        """A local Slack with a community from `seed`, for the app of this manifest. `limit_scale` 0: no rate limits."""
        hall = build(read_manifest(manifest), seed=seed, journal_path=journal, limit_scale=limit_scale)
        sandbox = cls(hall, port, fill)
        sandbox.serve()
        return sandbox

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop it."""
        self.stop()

    @property
    def ending(self) -> bool:
        """Whether it was told to stop: what streams may end."""
        return self._server.should_exit

    # -- addresses and secrets --------------------------------------------------------------------------

    @property
    def url(self) -> str:
        """Its page."""
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def api_url(self) -> str:
        """The Web API, for `WebClient(base_url=…)`."""
        return f"{self.url}/api/"

    @property
    def app_token(self) -> str:
        """The app-level token, for Socket Mode."""
        return self.hall.app_token

    @property
    def signing_secret(self) -> str:
        """With which deliveries over HTTP are signed."""
        return hashlib.sha256(self.world.app_id.encode()).hexdigest()[:32]

    @property
    def teams(self) -> list[str]:
        """The workspaces' ids; the first is the larger one."""
        return list(self.world.workspaces)

    def bot_token(self, team_id: str = "") -> str:
        """The bot's token in a workspace (the first, if none is named)."""
        return self.world.installations[team_id or self.teams[0]].token

    def _name_addresses(self) -> None:
        self.hall.app_token = f"xapp-1-{self.world.app_id}-local"
        self.hall.new_link = lambda: self.socket_mode.address(f"ws://{LOOPBACK}:{self.port}/link/")
        self.hall.replies.base = self.hall.uploads.base = self.url

    # -- its life ---------------------------------------------------------------------------------------

    def routes(self) -> list[BaseRoute]:
        """All addresses."""
        return [*self.doors.routes(), *Control(self).routes(), *page_routes(self), *Plain(self).routes()]

    def serve(self) -> None:
        """Answer from now on, in a thread; returns when it stands."""
        app = Starlette(routes=self.routes())
        config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off", timeout_graceful_shutdown=2)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), name="sandbox", daemon=True)
        self.clock.watch(self.deliveries.wake)
        self._thread.start()
        until = monotonic() + START_SECONDS
        while not self._server.started and monotonic() < until:
            sleep(LOOK_SECONDS)

    def stop(self) -> None:
        """Answer no more."""
        self.socket_mode.refresh("link_disabled")
        self.deliveries.close()
        self._server.should_exit = True
        self._thread.join(START_SECONDS)
        self._socket.close()
        self.journal.close()

    def reset(self) -> None:
        """Everything as it was at the beginning (same ids, same tokens), but the clock."""
        with self.world.lock:
            self.world.clear()
            self.hall.scheduled.clear()
            self._fill(self.hall)
        self.faults.clear()
        self.journal.clear()
        self.world.publish(Change("all_anew", ""))

    def listen_at(self, events_url: str, *, deadline: float = 3.0) -> None:
        """Deliver over signed HTTP from now on, to this request URL, instead of Socket Mode."""
        self.deliveries.carrier = SignedHttp(Addresses(events_url), self.signing_secret, deadline=deadline)
        self.deliveries.wake()

    def quiet(
        self, timeout: float = 10.0, idle: Callable[[], bool] | None = None, *, still: float = STILL_SECONDS
    ) -> bool:
        """Wait until nothing is under way, nothing was called for `still` seconds, and `idle` (the app's word) agrees.

        False if that was not so within `timeout` real seconds.
        """
        until, count, since = monotonic() + timeout, -1, monotonic()
        while monotonic() < until:
            if self.journal.count != count or self.deliveries.busy() or self.doors.under_way:
                count, since = self.journal.count, monotonic()
            elif monotonic() - since > still and (idle is None or idle()):
                return True
            sleep(LOOK_SECONDS)
        return False

    def rest(self, timeout: float, idle: Callable[[], bool], *, still: float = STILL_SECONDS) -> bool:
        """The same, where time goes a little faster while one waits: for what the app puts off by seconds, one by one."""
        until = monotonic() + timeout
        while not self.quiet(BREATH_SECONDS, idle, still=still):
            if monotonic() > until:
                return False
            self.clock.advance(SOONER)
        return True

    def pass_time(self, by: timedelta, idle: Callable[[], bool] | None = None, timeout: float = 30.0) -> bool:
        """Set the clock forward and wait until all is quiet.

        An app that says when it is `idle` knows what the new hour asks of it; any other is given a moment to notice.
        """
        self.clock.advance(by)
        if idle is None:
            sleep(TICK_SECONDS)
        return self.quiet(timeout, idle)

    def connected(self, timeout: float = 10.0) -> bool:
        """Wait until the app has a socket open."""
        until = monotonic() + timeout
        while not self.socket_mode.connections and monotonic() < until:
            sleep(LOOK_SECONDS)
        return self.socket_mode.connections > 0

    # -- people -----------------------------------------------------------------------------------------

    def as_person(self, user_id: str) -> Actor:
        """Someone who is there, to act as them."""
        return Actor(self.hall, self.world.people[user_id])

    def named(self, name: str, team_id: str = "") -> Actor:
        """The same, by name (or its beginning); LookupError if there is nobody."""
        for person in self.world.people_of(team_id or self.teams[0]):
            if person.real_name.startswith(name) or person.handle == name:
                return Actor(self.hall, person)
        raise LookupError(name)

    def join_workspace(
        self,
        name: str,
        *,
        team_id: str = "",
        locale: str | None = "en-US",
        tz: str | None = "Europe/London",
        role: Role = Role.MEMBER,
        title: str = "",
    ) -> Actor:
        """Someone new: in the workspace, and in its general channel."""
        home = team_id or self.teams[0]
        person = Person(
            user_id=self.world.new_id("U"),
            team_id=home,
            handle=handle_of(name),
            real_name=name,
            role=role,
            locale=locale,
            tz=tz,
            display_name=name.partition(" ")[0],
            title=title,
            email=f"{handle_of(name)}@{self.world.workspaces[home].domain}.example",
        )
        self.hall.gathering.arrive(person)
        for channel in [one for one in self.world.channels_of(home) if one.is_general and not person.is_guest]:
            self.hall.gathering.join(person, channel)
        return Actor(self.hall, person)

    # -- what delivery asks -----------------------------------------------------------------------------

    def _installed(self, team_id: str) -> Any:  # noqa: ANN401 (delivery's own Installation)
        return app_in(self.world, team_id)

    def _is_shared(self, channel_id: str) -> bool:
        channel = self.world.channels.get(channel_id)
        return bool(channel and channel.shared_with)

    def _report(self, attempt: Attempt) -> None:
        self.journal.write("delivery", **as_record(attempt))
