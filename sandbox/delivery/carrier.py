"""One parcel brought to the app once: what it holds, what came back, and what any way of bringing promises."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from sandbox.delivery.payloads.parties import Payload

DEADLINE_SECONDS = 3.0


class Kind(StrEnum):
    """The three kinds of parcel, by Socket Mode's words."""

    EVENT = "events_api"
    INTERACTION = "interactive"
    COMMAND = "slash_commands"


class Reason(StrEnum):
    """Why a parcel counts as not taken, by the words of `x-slack-retry-reason`; `no_socket` is the sandbox's own."""

    TAKEN = ""
    TIMEOUT = "http_timeout"
    REFUSED = "http_error"
    UNREACHABLE = "connection_failed"
    BAD_CERTIFICATE = "ssl_error"
    REDIRECTED = "too_many_redirects"
    UNKNOWN = "unknown_error"
    NO_SOCKET = "no_socket"


@dataclass(frozen=True)
class Parcel:
    """A payload on its way; `attempt` 0 is the first, `because` says why the one before it failed."""

    kind: Kind
    payload: Payload
    attempt: int = 0
    because: str = ""

    @property
    def name(self) -> str:
        """What it is, in one word: the event's type, the interaction's, or the command."""
        inner = self.payload.get("event")
        source: dict[str, Any] = inner if isinstance(inner, dict) else self.payload
        return str(source.get("type") or source.get("command") or "")

    @property
    def takes_answer(self) -> bool:
        """Whether what the app says in its acknowledgement is heard."""
        return self.kind is Kind.COMMAND or self.name in {"view_submission", "block_suggestion"}


@dataclass(frozen=True)
class Receipt:
    """What became of one attempt: `latency` in seconds, `body` what the app said (text comes as `{"text": …}`)."""

    reason: Reason
    latency: float
    body: Payload | None = None
    status: int | None = None
    no_retry: bool = False

    @property
    def taken(self) -> bool:
        """Whether the app acknowledged it in time."""
        return self.reason is Reason.TAKEN


class Carrier(Protocol):
    """A way to the app."""

    def carry(self, parcel: Parcel) -> Receipt:
        """Bring one parcel and wait (three seconds at most) for its acknowledgement; never raises."""
