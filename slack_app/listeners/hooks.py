"""What trackers send by themselves, over HTTP: taken within a moment, and believed only as far as it is signed."""

from collections.abc import Awaitable, Callable

import anyio
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from slack_app.flows.deps import Deps
from slack_app.flows.feedback.answered.hooks import Heard, heard

LARGEST_BODY = 2 * 1024 * 1024
_ANSWERS = {Heard.TAKEN: ("ok", 200), Heard.FORGED: ("not signed", 401), Heard.UNKNOWN: ("not here", 404)}


def endpoint(deps: Deps) -> Callable[[Request], Awaitable[Response]]:
    """Where trackers send to: `/hooks/{hook}`."""

    async def hooked(request: Request) -> Response:
        try:
            body = await _body(request)
        except ClientDisconnect:
            return PlainTextResponse("not complete", 400)
        if body is None:
            return PlainTextResponse("too large", 413)
        headers = {name.lower(): value for name, value in request.headers.items()}
        came = await anyio.to_thread.run_sync(heard, deps, request.path_params["hook"], headers, body)
        text, status = _ANSWERS[came]
        return PlainTextResponse(text, status)

    return hooked


async def _body(request: Request) -> bytes | None:
    """The raw bytes; None as soon as they are too many."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST_BODY:
            return None
        parts.append(part)
    return b"".join(parts)
