"""The last gate before the network: a connection that asks its fence before bytes leave, and knows whether any left."""

from functools import partial
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from ipaddress import ip_address
from ssl import SSLContext
from time import monotonic
from typing import Any
from urllib.parse import urlsplit
from urllib.request import AbstractHTTPHandler, OpenerDirector, ProxyHandler, Request, UnknownHandler

from slack_app.gateway.protocol import Fence


class Crossing:
    """One request on its way: who may still stop it, until when it has time (seconds), whether its first byte left."""

    def __init__(self, patience: float, fence: Fence | None = None) -> None:
        self.begun = False
        self._fence = fence
        self._ends = monotonic() + patience

    def depart(self) -> float:
        """Leave the house: the seconds left. Raises what the fence raises, and TimeoutError when no time is left."""
        if self._fence is not None:
            self._fence()
        left = self._ends - monotonic()
        if left <= 0:
            raise TimeoutError
        self.begun = True
        return left


class _Connection(HTTPConnection):
    """Asks the fence when the connection stands, before the head and again before the body."""

    def __init__(self, host: str, *, crossing: Crossing, **arguments: Any) -> None:
        super().__init__(host, **arguments)
        self._crossing = crossing
        self._stands = False

    def connect(self) -> None:
        super().connect()
        self._stands = True

    def send(self, data: Any) -> None:  # noqa: ANN401 - http.client's own
        if self.sock is None:
            self.connect()
        if self._stands:  # not yet so while a proxy is asked for its tunnel
            self.sock.settimeout(self._crossing.depart())
        super().send(data)


class _SecureConnection(_Connection, HTTPSConnection):
    """The same over TLS: the handshake belongs to the connection that must stand first."""


class _Door(AbstractHTTPHandler):
    """Opens http and https addresses over fenced connections."""

    def __init__(self, crossing: Crossing, context: SSLContext) -> None:
        super().__init__()
        self._crossing = crossing
        self._context = context

    http_request = AbstractHTTPHandler.do_request_
    https_request = AbstractHTTPHandler.do_request_

    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(partial(_Connection, crossing=self._crossing), req)

    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(partial(_SecureConnection, crossing=self._crossing, context=self._context), req)


def opener(url: str, crossing: Crossing, context: SSLContext) -> OpenerDirector:
    """What opens `url` behind the fence; it follows no redirection (a token must not travel) and judges no status."""
    director = OpenerDirector()
    for handler in (ProxyHandler(_proxies(url)), _Door(crossing, context), UnknownHandler()):
        director.add_handler(handler)
    return director


def _proxies(url: str) -> dict[str, str] | None:
    """None: those of the environment. A Slack on this machine is reached directly, whatever the environment says."""
    host = urlsplit(url).hostname or ""
    return {} if host == "localhost" or _is_loopback(host) else None


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
