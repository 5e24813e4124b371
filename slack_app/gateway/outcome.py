"""What an answer of Slack, or its absence, means: try again (surely or perhaps not done), or give up."""

import math
import re
from collections.abc import Mapping
from datetime import timedelta

from slack_app.gateway.protocol import GiveUpError, TryAgainError

RATE_LIMITED = "ratelimited"
UNREADABLE = "unreadable_answer"

DEAD_TOKEN = frozenset({"account_inactive", "invalid_auth", "not_authed", "token_revoked"})
"""The codes of GiveUpError after which no call for the workspace can succeed until it has a new token."""

_TOO_MANY = frozenset({"ratelimited", "rate_limited"})
_UNCERTAIN = frozenset(
    {
        "duplicate_message_not_found",  # Slack knows the message's client_msg_id already, and has lost the message
        "fatal_error",
        "file_update_failed",
        "internal_error",
        "request_timeout",
        "server_error",
        "service_unavailable",
        UNREADABLE,
    }
)
_LATER = {
    "external_channel_migrating": timedelta(minutes=5),
    "message_limit_exceeded": timedelta(minutes=1),
    "team_added_to_org": timedelta(minutes=5),
    "token_expired": timedelta(minutes=5),
    "update_failed": timedelta(seconds=5),
}
_DONE = {"chat.delete": frozenset({"message_not_found"})}

_SOON = timedelta(seconds=5)
_PROXY_TROUBLE = timedelta(minutes=1)
_NO_RETRY_AFTER = timedelta(seconds=10)
_LONGEST_PAUSE = timedelta(hours=1)
_OK, _REDIRECTION, _REQUEST_TIMEOUT, _TOO_MANY_REQUESTS, _SERVER_ERROR = 200, 300, 408, 429, 500
_CODE = re.compile(r"[A-Za-z0-9_.:\-]{1,80}")


def is_done(method: str, code: str) -> bool:
    """Whether a refusal says that what was asked for stands already."""
    return code.startswith("already_") or code in _DONE.get(method, frozenset())


def of_answer(status: int, code: object, retry_after: str | None) -> TryAgainError | GiveUpError:
    """What an answer that is not ok means; `code` is its field `error`. A refusal with an unknown code is final."""
    known = code if isinstance(code, str) and _CODE.fullmatch(code) else "unknown_error"
    if status == _TOO_MANY_REQUESTS or (known in _TOO_MANY and status < _SERVER_ERROR):
        return TryAgainError(RATE_LIMITED, after=pause_asked(retry_after))
    if status >= _SERVER_ERROR or status == _REQUEST_TIMEOUT:
        return TryAgainError(f"http_{status}", after=_SOON, uncertain=True)
    if status != _OK and known == UNREADABLE:
        return TryAgainError(f"http_{status}", after=_PROXY_TROUBLE, uncertain=status < _REDIRECTION)
    return _of_code(known)


def _of_code(code: str) -> TryAgainError | GiveUpError:
    if code in _UNCERTAIN:
        return TryAgainError(code, after=_SOON, uncertain=True)
    if code in _LATER:
        return TryAgainError(code, after=_LATER[code])
    return GiveUpError(code)


def of_break(error: BaseException, *, begun: bool) -> TryAgainError:
    """What a connection that failed means; `begun`: bytes had left, so Slack may have acted."""
    if not begun:
        return TryAgainError("not_connected", after=_SOON)
    lost = "timed_out" if isinstance(_root(error), TimeoutError) else "connection_lost"
    return TryAgainError(lost, after=_SOON, uncertain=True)


def _root(error: BaseException) -> object:
    return getattr(error, "reason", error)


def pause_asked(retry_after: str | None) -> timedelta:
    """The header Retry-After, believed between one second and one hour."""
    try:
        seconds = float(retry_after or "nan")
    except ValueError:
        seconds = math.nan
    if math.isnan(seconds):
        return _NO_RETRY_AFTER
    return timedelta(seconds=min(max(seconds, 1.0), _LONGEST_PAUSE.total_seconds()))


def header(headers: Mapping[str, str], name: str) -> str | None:
    """A header's value, whatever the case of its name (`name` in lower case)."""
    return next((value for key, value in headers.items() if key.lower() == name), None)
