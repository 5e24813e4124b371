"""One call to a tracker over HTTP: bounded in time and size, to the place it is meant for, its outcome judged. The only door for httpx."""

import json
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx
import structlog

from slack_app.gateway.protocol import Fence, GiveUpError, TryAgainError
from slack_app.gateway.trackers.addresses import Place, may_be_told, place_of
from slack_app.gateway.trackers.outcomes import LIMITED, of_answer, of_break, unreadable
from slack_app.gateway.trackers.pauses import Pauses

log = structlog.get_logger()

LARGEST = 8 * 1024 * 1024
MOST_PLACES = 3
_SILENT = frozenset({"tracker_away", "tracker_slow", "tracker_cut"})
_REDIRECTION, _SERVER_ERROR = 300, 500


@dataclass(frozen=True)
class Call:
    """What is asked. `makes`: it makes something there. `also`: statuses that are answers here, and no failures."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: object = None
    makes: bool = False
    also: frozenset[int] = frozenset()
    fence: Fence | None = None


@dataclass(frozen=True)
class Answer:
    """What came back: `body` is JSON, None where there was nothing."""

    status: int
    body: Any
    headers: Mapping[str, str]


class Http:
    """Calls to trackers. `private`: addresses of private networks may be called; `patience`: seconds that a call may take."""

    def __init__(
        self, *, private: bool = False, clock: Callable[[], float] = time.monotonic, patience: float = 15.0
    ) -> None:
        self._private, self._patience = private, patience
        self._pauses = Pauses(clock)

    def ask(self, call: Call) -> Answer:
        """Call once. Raises TryAgainError and GiveUpError, and what the call's fence raises; redirections are not followed."""
        host = urlsplit(call.url).netloc
        self._pauses.check(host)
        try:
            answer = self._reach(call)
        except (TryAgainError, GiveUpError) as failure:
            self._note(host, failure)
            raise
        self._pauses.answered(host)
        return answer

    def leave_alone(self, url: str, pause: timedelta) -> None:
        """That host asked for patience in an answer of its own kind."""
        self._pauses.asked_for(urlsplit(url).netloc, pause)

    def _reach(self, call: Call) -> Answer:
        """Each number of the host in turn, as long as no byte has left."""
        proxy = _proxy_for(call.url)
        if proxy:
            may_be_told(call.url, private=self._private)
            return self._send(call, call.url, proxy=proxy)
        place = place_of(call.url, private=self._private)
        numbers = place.numbers[:MOST_PLACES]
        for number in numbers[:-1]:
            try:
                return self._send(call, _at(call.url, place, number), place=place)
            except TryAgainError as failure:
                if failure.code != "tracker_away":
                    raise
        return self._send(call, _at(call.url, place, numbers[-1]), place=place)

    def _send(self, call: Call, url: str, *, place: Place | None = None, proxy: str | None = None) -> Answer:
        ends, begun = time.monotonic() + self._patience, _Begun(call.fence)
        timeout = httpx.Timeout(self._patience, connect=min(5.0, self._patience))
        verify: ssl.SSLContext | bool = _certificates() if url.startswith("https") else False
        try:
            with httpx.Client(trust_env=False, proxy=proxy, verify=verify, timeout=timeout) as client:
                response = client.send(_request(client, call, url, place, begun), stream=True)
                return _judged(call, response, _read(response, ends))
        except httpx.TransportError as error:
            raise of_break(error, begun=begun.is_so, makes=call.makes) from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError):
            raise GiveUpError("tracker_address") from None

    def _note(self, host: str, failure: TryAgainError | GiveUpError) -> None:
        log.info("tracker_call_failed", code=failure.code, again=isinstance(failure, TryAgainError))
        if isinstance(failure, GiveUpError):
            self._pauses.answered(host)
        elif failure.code == LIMITED:
            self._pauses.asked_for(host, failure.after)
        elif failure.code in _SILENT or failure.code.startswith("tracker_http_"):
            self._pauses.failed(host)


class _Begun:
    """Whether the first byte of a request has left; asks the fence before."""

    def __init__(self, fence: Fence | None) -> None:
        self.is_so, self._fence = False, fence

    def __call__(self, event: str, _facts: Mapping[str, Any]) -> None:
        if event.endswith("send_request_headers.started") and not self.is_so:
            if self._fence:
                self._fence()
            self.is_so = True


@cache
def _certificates() -> ssl.SSLContext:
    return ssl.create_default_context()


def _request(client: httpx.Client, call: Call, url: str, place: Place | None, begun: _Begun) -> httpx.Request:
    content = None if call.body is None else json.dumps(call.body, ensure_ascii=False).encode()
    headers = {"User-Agent": "Convive", "Accept": "application/json", "Accept-Encoding": "identity", **call.headers}
    if content is not None:
        headers["Content-Type"] = "application/json"
    extensions: dict[str, Any] = {"trace": begun}
    if place:
        headers["Host"] = urlsplit(call.url).netloc
        extensions["sni_hostname"] = place.host
    return client.build_request(call.method, url, headers=headers, content=content, extensions=extensions)


def _read(response: httpx.Response, ends: float) -> bytes | None:
    """The body; None where it is too large or takes too long."""
    parts, size = [], 0
    for part in response.iter_raw():
        parts.append(part)
        size += len(part)
        if size > LARGEST or time.monotonic() > ends:
            return None
    return b"".join(parts)


def _judged(call: Call, response: httpx.Response, content: bytes | None) -> Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    status = response.status_code
    if status >= _REDIRECTION and status not in call.also:
        raise of_answer(status, headers, makes=call.makes)
    if content is None:
        raise unreadable(makes=call.makes)
    try:
        return Answer(status, json.loads(content) if content.strip() else None, headers)
    except (ValueError, RecursionError):
        if status in call.also:
            return Answer(status, None, headers)
        raise unreadable(makes=call.makes) from None


def _at(url: str, place: Place, number: str) -> str:
    parts = urlsplit(url)
    host = f"[{number}]" if ":" in number else number
    return parts._replace(netloc=f"{host}:{place.port}").geturl()


def _proxy_for(url: str) -> str | None:
    """The proxy through which this machine reaches that address, if it has one: then that is who looks where calls go."""
    parts = urlsplit(url)
    if not parts.hostname or proxy_bypass(parts.hostname):
        return None
    return getproxies().get(parts.scheme)
