"""What an answer of a tracker, or its absence, means: try again (surely or perhaps not done), or give up."""

import ssl
from collections.abc import Mapping
from datetime import timedelta

import httpx

from slack_app.gateway.outcome import pause_asked
from slack_app.gateway.protocol import GiveUpError, TryAgainError

LIMITED = "rate_limited"
UNREADABLE = "tracker_unreadable"
TOKEN, FORBIDDEN, MISSING, REFUSED = "tracker_token", "tracker_forbidden", "tracker_missing", "tracker_refused"
_SOON = timedelta(seconds=5)
_REDIRECTION, _UNAUTHORIZED, _FORBIDDEN, _REQUEST_TIMEOUT, _TOO_MANY, _SERVER_ERROR = 300, 401, 403, 408, 429, 500
_FINAL = {401: TOKEN, 403: FORBIDDEN, 404: MISSING, 410: MISSING}


def of_answer(status: int, headers: Mapping[str, str], *, makes: bool) -> TryAgainError | GiveUpError:
    """What a refusal means; `makes`: the call makes something, so that after a failure it may be there."""
    asked = headers.get("retry-after")
    if status == _TOO_MANY or (status == _FORBIDDEN and (asked or headers.get("x-ratelimit-remaining") == "0")):
        return TryAgainError(LIMITED, after=pause_asked(asked) if asked else timedelta(minutes=1))
    if status >= _SERVER_ERROR or status == _REQUEST_TIMEOUT:
        after = pause_asked(asked) if asked else _SOON
        return TryAgainError(f"tracker_http_{status}", after=after, uncertain=makes)
    if status < _UNAUTHORIZED and status >= _REDIRECTION and status != httpx.codes.BAD_REQUEST:
        return GiveUpError("tracker_moved")
    return GiveUpError(_FINAL.get(status, REFUSED))


def of_break(error: httpx.TransportError, *, begun: bool, makes: bool) -> TryAgainError:
    """What a connection that failed means; `begun`: bytes had left."""
    if _is_of_certificate(error):
        return TryAgainError("tracker_certificate", after=timedelta(minutes=5))
    if not begun:
        return TryAgainError("tracker_away", after=_SOON)
    code = "tracker_slow" if isinstance(error, httpx.TimeoutException) else "tracker_cut"
    return TryAgainError(code, after=_SOON, uncertain=makes)


def unreadable(*, makes: bool = False) -> TryAgainError:
    """An answer that says it is well, and is not what the tracker's own description promises."""
    return TryAgainError(UNREADABLE, after=timedelta(minutes=1), uncertain=makes)


def _is_of_certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
