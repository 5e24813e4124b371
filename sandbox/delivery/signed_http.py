"""Signed HTTP: each parcel is a POST to one of the app's request URLs, and its answer the acknowledgement."""

import hashlib
import hmac
import json
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from time import monotonic, time
from urllib.parse import urlencode, urljoin, urlsplit

from sandbox.delivery.carrier import DEADLINE_SECONDS, Kind, Parcel, Reason, Receipt
from sandbox.delivery.payloads.envelope import url_verification
from sandbox.delivery.payloads.parties import Installation, Payload

USER_AGENT = "Slackbot 1.0 (+https://api.slack.com/robots)"
MOST_REDIRECTS = 2
REDIRECTS = {301, 302, 303, 307, 308}
LONGEST_ANSWER_BYTES = 1_000_000
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Addresses:
    """The app's request URLs; most apps have one for all, `options` is where selects ask."""

    events: str
    interactions: str = ""
    commands: str = ""
    options: str = ""

    def of(self, parcel: Parcel) -> str:
        """Return where a parcel goes."""
        if parcel.kind is Kind.EVENT:
            return self.events
        if parcel.kind is Kind.COMMAND:
            return self.commands or self.events
        if parcel.name == "block_suggestion" and self.options:
            return self.options
        return self.interactions or self.events


class SignedHttp:
    """The carrier for an app with request URLs.

    `stamp` gives the seconds that are signed. By default they are real, because an app compares them with its own
    machine's time; give the sandbox's clock only to an app that follows it also there.
    """

    def __init__(
        self,
        addresses: Addresses,
        signing_secret: str,
        *,
        deadline: float = DEADLINE_SECONDS,
        stamp: Callable[[], float] = time,
    ) -> None:
        self.addresses = addresses
        self.deadline = deadline
        self._secret = signing_secret
        self._stamp = stamp

    def carry(self, parcel: Parcel) -> Receipt:
        """Post a parcel; anything but a 2xx within the deadline is a reason to try again."""
        body, content_type = body_of(parcel)
        headers = {"Content-Type": content_type, **retry_headers(parcel)}
        receipt = self._post(self.addresses.of(parcel), body, headers)
        return receipt if parcel.takes_answer else silent(receipt)

    def verify(self, app: Installation, challenge: str) -> bool:
        """Return whether the events URL answers Slack's challenge, as it must before events are sent."""
        body = json.dumps(url_verification(app, challenge)).encode()
        receipt = self._post(self.addresses.events, body, {"Content-Type": "application/json"})
        answer = receipt.body or {}
        return receipt.taken and challenge in {answer.get("challenge"), answer.get("text")}

    def _post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Receipt:
        started = monotonic()
        try:
            return self._follow(url, body, headers, started)
        except TimeoutError:
            reason = Reason.TIMEOUT
        except ssl.SSLError:
            reason = Reason.BAD_CERTIFICATE
        except ConnectionError:
            reason = Reason.UNREACHABLE
        except (OSError, HTTPException, ValueError):
            reason = Reason.UNKNOWN
        return Receipt(reason, monotonic() - started)

    def _follow(self, url: str, body: bytes, headers: Mapping[str, str], started: float) -> Receipt:
        for _ in range(MOST_REDIRECTS + 1):
            left = self.deadline - (monotonic() - started)
            if left <= 0:
                raise TimeoutError
            receipt, onward = self._once(url, body, headers, left)
            if onward is None:
                return receipt
            url = urljoin(url, onward)
        return Receipt(Reason.REDIRECTED, monotonic() - started)

    def _once(self, url: str, body: bytes, headers: Mapping[str, str], timeout: float) -> tuple[Receipt, str | None]:
        parts, started = urlsplit(url), monotonic()
        connect = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = connect(parts.hostname or "", parts.port, timeout=timeout)
        try:
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", target or "/", body, {**headers, **self._signature(body)})
            response = connection.getresponse()
            receipt = read(response, started)
            return receipt, response.getheader("Location") if response.status in REDIRECTS else None
        finally:
            connection.close()

    def _signature(self, body: bytes) -> dict[str, str]:
        seconds = str(int(self._stamp()))
        signed = hmac.new(self._secret.encode(), b"v0:" + seconds.encode() + b":" + body, hashlib.sha256)
        return {
            "X-Slack-Request-Timestamp": seconds,
            "X-Slack-Signature": "v0=" + signed.hexdigest(),
            "User-Agent": USER_AGENT,
            "Accept": "*/*",
        }


def body_of(parcel: Parcel) -> tuple[bytes, str]:
    """Return the bytes that are signed and sent, and their type: JSON for events, forms for the rest."""
    if parcel.kind is Kind.EVENT:
        return json.dumps(parcel.payload).encode(), "application/json"
    if parcel.kind is Kind.COMMAND:
        return urlencode(parcel.payload).encode(), FORM
    return urlencode({"payload": json.dumps(parcel.payload)}).encode(), FORM


def retry_headers(parcel: Parcel) -> dict[str, str]:
    """Return the two headers by which an app knows a repeat."""
    if not parcel.attempt:
        return {}
    return {"X-Slack-Retry-Num": str(parcel.attempt), "X-Slack-Retry-Reason": parcel.because}


def read(response: HTTPResponse, started: float) -> Receipt:
    """Return what an answer says."""
    content = response.read(LONGEST_ANSWER_BYTES)
    body = answered(content, response.getheader("Content-Type") or "")
    accepted = response.status // 100 == 2  # noqa: PLR2004 - the two of 2xx
    return Receipt(
        Reason.TAKEN if accepted else Reason.REFUSED,
        monotonic() - started,
        body=body,
        status=response.status,
        no_retry=response.getheader("X-Slack-No-Retry") == "1",
    )


def answered(content: bytes, content_type: str) -> Payload | None:
    """Return an answer as an object: JSON as it is, text as `{"text": …}`, nothing as None."""
    text = content.decode(errors="replace").strip()
    if not text:
        return None
    if content_type.startswith("application/json"):
        try:
            said = json.loads(text)
        except ValueError:
            return {"text": text}
        return said if isinstance(said, dict) else {"text": text}
    return {"text": text}


def silent(receipt: Receipt) -> Receipt:
    """Return a receipt without its body: what the app says here, Slack does not hear."""
    return Receipt(receipt.reason, receipt.latency, status=receipt.status, no_retry=receipt.no_retry)
