"""One call to Slack over slack_sdk's client: in its method's manner, behind the fence, with a judged outcome."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from ssl import SSLContext, create_default_context
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry import (
    ConnectionErrorRetryHandler,
    FixedValueRetryIntervalCalculator,
    RetryHandler,
)
from slack_sdk.http_retry.builtin_handlers import ServerErrorRetryHandler

from slack_app.gateway.fence import Crossing, opener
from slack_app.gateway.methods import METHODS, Manner
from slack_app.gateway.outcome import UNREADABLE, header, is_done, of_answer, of_break
from slack_app.gateway.protocol import Fence, GiveUpError, TryAgainError

_UNREADABLE_BODY = json.dumps({"ok": False, "error": UNREADABLE})
_OK = 200
# The client's own logger writes whole requests, with what people wrote: it is deaf, and outside of the hierarchy.
_DEAF = logging.Logger("slack_sdk", level=logging.CRITICAL + 1)  # noqa: LOG001 - see above


@dataclass(frozen=True)
class Answer:
    """What Slack answered to a call that it accepted."""

    body: Mapping[str, Any]
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """How Slack is reached: its address, and the seconds that a call may take (`quick`: while a person waits)."""

    base_url: str
    timeout: float = 10.0
    quick: float = 2.5
    context: SSLContext = field(default_factory=create_default_context)

    def __post_init__(self) -> None:
        address = urlsplit(self.base_url)
        if address.scheme not in {"http", "https"} or not address.hostname:
            raise ValueError("Slack's address must begin with http:// or https:// and name a host.")

    def call(
        self,
        token: str,
        method: str,
        arguments: Mapping[str, Any],
        *,
        fence: Fence | None = None,
        within: float | None = None,
    ) -> Answer:
        """Call a method of the table; `within` so many seconds, and then without a repeat inside.

        Raises TryAgainError and GiveUpError, and what the fence raises (no OSError).
        """
        manner = METHODS[method].manner
        patience = within or (self.quick if manner is Manner.QUICK else self.timeout)
        client = _Client(self, token, _retries(manner) if within is None else [], patience, fence)
        try:
            return client.ask(method, arguments)
        except SlackApiError as error:
            refusal = error.response
        except (OSError, HTTPException, SlackClientError) as error:
            raise _softened(method, of_break(error, begun=client.begun)) from None
        return _judged(method, refusal.status_code, refusal.data, dict(refusal.headers))

    def send_file(self, url: str, content: bytes) -> None:
        """Bring a file's bytes to the address that Slack gave; nobody sees it yet, so nothing is uncertain."""
        headers = {"Content-Type": "application/octet-stream"}
        try:
            request = Request(url, content, headers, method="POST")  # noqa: S310 - the opener knows http(s) alone
            with opener(url, Crossing(self.timeout), self.context).open(request, timeout=self.timeout) as response:
                status = int(response.status)
        except (OSError, HTTPException, ValueError):
            raise TryAgainError("upload_failed") from None
        if status != _OK:
            raise TryAgainError("upload_failed")


class _Client(WebClient):
    """slack_sdk's client for one call, whose requests leave by our own door."""

    def __init__(
        self, line: Line, token: str, retries: list[RetryHandler], patience: float, fence: Fence | None
    ) -> None:
        if not (token.isascii() and token.isprintable()):  # http.client's complaint would quote the token
            raise GiveUpError("invalid_auth")
        super().__init__(token, line.base_url, logger=_DEAF, retry_handlers=retries)
        self._line, self._patience, self._fence = line, patience, fence
        self.begun = False

    def ask(self, method: str, arguments: Mapping[str, Any]) -> Answer:
        given = {name: value for name, value in arguments.items() if value is not None}
        response = self.api_call(method, json=given) if METHODS[method].as_json else self.api_call(method, params=given)
        return Answer(_object(response.data), dict(response.headers))

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:
        """The one method of slack_sdk that opens a connection; a test holds that it is still the one."""
        crossing = Crossing(self._patience, self._fence)
        try:
            with opener(url, crossing, self._line.context).open(req, timeout=self._patience) as response:
                body = response.read().decode("utf-8", "replace")
                return {"status": response.status, "headers": response.headers, "body": _readable(body)}
        finally:
            self.begun = self.begun or crossing.begun


def _retries(manner: Manner) -> list[RetryHandler]:
    if manner is not Manner.HARMLESS:
        return []
    pace = FixedValueRetryIntervalCalculator(fixed_internal=0.2)
    return [ConnectionErrorRetryHandler(interval_calculator=pace), ServerErrorRetryHandler(interval_calculator=pace)]


def _readable(body: str) -> str:
    """The body if it is a JSON object, else one that says that it was not: slack_sdk takes it for granted."""
    try:
        return body if isinstance(json.loads(body), dict) else _UNREADABLE_BODY
    except ValueError:
        return _UNREADABLE_BODY


def _object(body: object) -> dict[str, Any]:
    return body if isinstance(body, dict) else {}


def _judged(method: str, status: int, body: object, headers: Mapping[str, str]) -> Answer:
    code = _object(body).get("error", UNREADABLE)
    if status == _OK and isinstance(code, str) and is_done(method, code):
        return Answer({}, headers)
    raise _softened(method, of_answer(status, code, header(headers, "retry-after")))


def _softened(method: str, outcome: TryAgainError | GiveUpError) -> TryAgainError | GiveUpError:
    """Nothing is uncertain about a call that may simply be made again."""
    if isinstance(outcome, TryAgainError) and METHODS[method].manner is Manner.HARMLESS:
        outcome.uncertain = False
    return outcome
