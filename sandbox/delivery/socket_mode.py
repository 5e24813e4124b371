"""Socket Mode, Slack's side: the app's open sockets, and parcels sent through one of them."""

import asyncio
import json
import secrets
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from sandbox.delivery.carrier import DEADLINE_SECONDS, Kind, Parcel, Reason, Receipt
from sandbox.delivery.payloads.parties import Payload

MOST_SOCKETS = 10
SOCKET_LIFE_SECONDS = 18060
TICKET_LIFE_SECONDS = 30
REFUSED = 1008


@dataclass(eq=False)
class Socket:
    """One open connection, and the loop that it lives on."""

    websocket: WebSocket
    loop: asyncio.AbstractEventLoop
    writing: asyncio.Lock = field(default_factory=asyncio.Lock)
    leaving: bool = False

    async def say(self, message: Payload) -> None:
        """Send one message; two writers never mix theirs."""
        async with self.writing:
            await self.websocket.send_text(json.dumps(message))

    def say_soon(self, message: Payload) -> None:
        """Send one message from any thread, without waiting; a broken socket swallows it."""
        asyncio.run_coroutine_threadsafe(self.say(message), self.loop)


class SocketMode:
    """The carrier for an app that called `apps.connections.open`; mount `serve` where its address points."""

    def __init__(self, app_id: str = "A0", *, deadline: float = DEADLINE_SECONDS) -> None:
        self.app_id = app_id
        self.deadline = deadline
        self._lock = threading.Lock()
        self._sockets: list[Socket] = []
        self._tickets: dict[str, float] = {}
        self._waiting: dict[str, Future[Payload]] = {}
        self._turn = 0
        self._watchers: list[Callable[[int], None]] = []

    # -- opening --------------------------------------------------------------------------------------

    def address(self, base: str) -> str:
        """Return the one-time address for `apps.connections.open`; `base` is like `ws://127.0.0.1:8080/link/`."""
        ticket = secrets.token_urlsafe(16)
        with self._lock:
            now = monotonic()
            self._tickets = {known: until for known, until in self._tickets.items() if until > now}
            self._tickets[ticket] = now + TICKET_LIFE_SECONDS
        return f"{base}?ticket={ticket}&app_id={self.app_id}"

    def _admit(self, ticket: str) -> bool:
        with self._lock:
            return self._tickets.pop(ticket, 0.0) > monotonic()

    @property
    def connections(self) -> int:
        """How many sockets are open."""
        with self._lock:
            return len(self._sockets)

    def watch(self, watcher: Callable[[int], None]) -> None:
        """Be told how many sockets are open, each time that this changes."""
        self._watchers.append(watcher)

    # -- one connection's life --------------------------------------------------------------------------

    async def serve(self, websocket: WebSocket) -> None:
        """Live with one connection, from its ticket to its end: the endpoint of the WebSocket route."""
        if not self._admit(websocket.query_params.get("ticket", "")):
            await websocket.close(REFUSED)
            return
        await websocket.accept()
        socket = Socket(websocket, asyncio.get_running_loop())
        count = self._enter(socket)
        if count > MOST_SOCKETS:
            await self._turn_away(socket)
            return
        try:
            await socket.say(self._hello(count))
            await self._listen(socket)
        except (WebSocketDisconnect, RuntimeError):  # RuntimeError: Starlette's word for a socket that closed meanwhile
            pass
        finally:
            self._leave(socket)

    def _enter(self, socket: Socket) -> int:
        with self._lock:
            count = len(self._sockets) + 1
            if count <= MOST_SOCKETS:
                self._sockets.append(socket)
        self._tell()
        return count

    def _leave(self, socket: Socket) -> None:
        with self._lock:
            if socket in self._sockets:
                self._sockets.remove(socket)
        self._tell()

    def _tell(self) -> None:
        for watcher in tuple(self._watchers):
            watcher(self.connections)

    async def _turn_away(self, socket: Socket) -> None:
        await socket.say(self._goodbye("too_many_websockets"))
        await socket.websocket.close()

    def _hello(self, count: int) -> Payload:
        debug = {"host": "applink-local", "build_number": 1, "approximate_connection_time": SOCKET_LIFE_SECONDS}
        return {
            "type": "hello",
            "num_connections": count,
            "debug_info": debug,
            "connection_info": {"app_id": self.app_id},
        }

    def _goodbye(self, reason: str) -> Payload:
        return {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-local"}}

    async def _listen(self, socket: Socket) -> None:
        while socket.websocket.client_state is WebSocketState.CONNECTED:
            said = parsed(await socket.websocket.receive_text())
            if said.get("type") == "ping":
                await socket.say({**said, "type": "pong"})
            elif isinstance(said.get("envelope_id"), str):
                self._acknowledged(said["envelope_id"], said.get("payload"))

    def _acknowledged(self, envelope_id: str, payload: object) -> None:
        with self._lock:
            waiting = self._waiting.pop(envelope_id, None)
        if waiting is not None:
            waiting.set_result(payload if isinstance(payload, dict) else {})

    # -- ending -----------------------------------------------------------------------------------------

    def refresh(self, reason: str = "refresh_requested") -> None:
        """Ask every connection to be opened anew; the old one serves until then. `link_disabled` ends it for good."""
        with self._lock:
            leaving = tuple(self._sockets)
            if reason == "link_disabled":
                self._sockets.clear()
            for socket in leaving:
                socket.leaving = reason != "warning"
        for socket in leaving:
            socket.say_soon(self._goodbye(reason))
        self._tell()

    def hang_up(self) -> None:
        """Close every connection without a word, as a network does; from any thread."""
        with self._lock:
            leaving, self._sockets = self._sockets, []
        for socket in leaving:
            asyncio.run_coroutine_threadsafe(socket.websocket.close(), socket.loop)

    # -- carrying ---------------------------------------------------------------------------------------

    def carry(self, parcel: Parcel) -> Receipt:
        """Send through one socket and wait for the acknowledgement. Never call it on the server's own loop."""
        socket = self._next_socket()
        if socket is None:
            return Receipt(Reason.NO_SOCKET, 0.0)
        envelope, waiting = envelope_of(parcel), Future[Payload]()
        with self._lock:
            self._waiting[envelope["envelope_id"]] = waiting
        started = monotonic()
        socket.say_soon(envelope)
        try:
            body = waiting.result(self.deadline)
        except TimeoutError:
            return Receipt(Reason.TIMEOUT, monotonic() - started)
        finally:
            with self._lock:
                self._waiting.pop(envelope["envelope_id"], None)
        return Receipt(Reason.TAKEN, monotonic() - started, body=body if parcel.takes_answer and body else None)

    def _next_socket(self) -> Socket | None:
        """Return the next in turn; one that was asked to leave serves to its end, for its client reads no other yet."""
        with self._lock:
            open_ones = [socket for socket in self._sockets if socket.leaving] or self._sockets
            if not open_ones:
                return None
            self._turn += 1
            return open_ones[self._turn % len(open_ones)]


def envelope_of(parcel: Parcel) -> Payload:
    """Return what travels through the socket; only events say which attempt this is."""
    envelope: Payload = {
        "envelope_id": str(uuid.uuid4()),
        "payload": parcel.payload,
        "type": str(parcel.kind),
        "accepts_response_payload": parcel.takes_answer,
    }
    if parcel.kind is Kind.EVENT:
        envelope |= {"retry_attempt": parcel.attempt, "retry_reason": parcel.because}
    return envelope


def parsed(text: str) -> dict[str, Any]:
    """Return the object that a client sent, or nothing for whatever is not one."""
    try:
        said = json.loads(text)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
