"""What keeps the page harmless: a strict content policy, and no requests from other pages or names."""

from typing import Self

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Match
from starlette.types import Message, Receive, Scope, Send

SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
}
POLICY = "; ".join(f"{name} {allowed}" for name, allowed in SOURCES.items())
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
OWN_NAMES = {"127.0.0.1", "localhost", "[::1]"}


class Guard(BaseRoute):
    """A route with the page's headers, answering only to this machine's own name and to its own page."""

    def __init__(self, inner: BaseRoute) -> None:
        self.inner = inner

    @classmethod
    def around(cls, inner: BaseRoute) -> Self:
        """The same route, guarded."""
        return cls(inner)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """As the route inside does."""
        return self.inner.matches(scope)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse strangers, then answer with the headers."""
        headers = Headers(scope=scope)
        if not own(headers):
            await PlainTextResponse("this page is for its own machine only", 403)(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = MutableHeaders(raw=message["headers"])
                for name, value in HEADERS.items():
                    kept[name] = value
                message["headers"] = kept.raw
            await send(message)

        await self.inner.handle(scope, receive, guarded)


def own(headers: Headers) -> bool:
    """Whether a request names this machine, and comes from no other page."""
    host = headers.get("host", "")
    if host.rpartition(":")[0] not in OWN_NAMES and host not in OWN_NAMES:
        return False
    origin = headers.get("origin")
    return origin is None or origin == f"http://{host}"
