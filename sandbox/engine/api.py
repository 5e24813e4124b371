"""The Web API's door: whose token, which method, are the arguments right, is it allowed now; then the method itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from sandbox.engine.calls import Answer, Call
from sandbox.engine.contract import Method, methods
from sandbox.engine.errors import SlackError, invalid
from sandbox.engine.faults import Fault, Mishap
from sandbox.engine.hall import Hall
from sandbox.engine.methods import TABLE
from sandbox.engine.people import Installation

APP_LEVEL = {"apps.connections.open"}
TOKENLESS = {"blocks.validate", "api.test"}
NOBODY = Installation("", "", "", "")


@dataclass
class Reply:
    """What goes back over HTTP; `delay` seconds later, or never if `drop`."""

    body: Answer
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drop: bool = False


class Api:
    """All methods, in all workspaces."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall

    def answer(self, method: str, token: str, arguments: Mapping[str, Any]) -> Reply:
        """Answer one call, and note it in the journal."""
        started = perf_counter()
        fault = self.hall.faults.take(method)
        installation = self._installation(token)
        reply = self._before(fault) or self._after(fault, self._acted(method, token, installation, arguments))
        self._note(method, installation, arguments, reply, started, fault)
        return reply

    def _installation(self, token: str) -> Installation:
        found = (one for one in self.hall.world.installations.values() if one.token == token and token)
        return next(found, NOBODY)

    # -- what was called for ----------------------------------------------------------------------------

    def _acted(self, name: str, token: str, installation: Installation, arguments: Mapping[str, Any]) -> Reply:
        headers: dict[str, str] = {}
        try:
            method = self._known(name)
            self._authenticate(name, token, installation)
            if installation is not NOBODY:
                headers = {"x-oauth-scopes": ",".join(sorted(installation.scopes))}
            if wait := self._wait(method, installation, arguments):
                return too_many(wait)
            return Reply(self._called(method, installation, arguments), headers=headers)
        except SlackError as error:
            return Reply({"ok": False, "error": error.code, **error.more}, headers=headers)

    def _known(self, name: str) -> Method:
        if name not in TABLE:
            raise SlackError("unknown_method", req_method=name)
        return methods()[name]

    def _authenticate(self, name: str, token: str, installation: Installation) -> None:
        if name in TOKENLESS:
            return
        if not token:
            raise SlackError("not_authed")
        if installation.revoked:
            raise SlackError("token_revoked")
        wants_app, is_app = name in APP_LEVEL, token == self.hall.app_token
        if installation is NOBODY and not is_app:
            raise SlackError("invalid_auth")
        if wants_app is not is_app:
            raise SlackError("not_allowed_token_type")

    def _wait(self, method: Method, installation: Installation, arguments: Mapping[str, Any]) -> int:
        channel_id = str(arguments.get("channel") or "")
        return self.hall.limits.take(installation.team_id, method.name, method.tier, channel_id)

    def _called(self, method: Method, installation: Installation, arguments: Mapping[str, Any]) -> Answer:
        if method.lacks_scope(installation.scopes):
            provided = ",".join(sorted(installation.scopes))
            raise SlackError("missing_scope", needed=",".join(method.scopes), provided=provided)
        if complaints := method.complaints(arguments):
            raise invalid(*complaints)
        call = Call(self.hall, method.name, arguments, installation)
        with self.hall.world.lock:
            answer = {"ok": True, **TABLE[method.name](call)}
        if call.warnings:
            warning = ",".join(call.warnings)
            answer |= {
                "warning": warning,
                "response_metadata": {"warnings": call.warnings, **answer.get("response_metadata", {})},
            }
        return answer

    # -- what goes wrong --------------------------------------------------------------------------------

    def _before(self, fault: Fault | None) -> Reply | None:
        if fault is None:
            return None
        if fault.mishap is Mishap.ERROR:
            return Reply({"ok": False, "error": fault.code})
        if fault.mishap is Mishap.RATE_LIMITED:
            return too_many(max(1, round(fault.seconds)))
        if fault.mishap is Mishap.SERVER_ERROR:
            return Reply({"ok": False, "error": "internal_error"}, status=500)
        if fault.mishap is Mishap.DROP_BEFORE:
            return Reply({}, drop=True)
        return None

    def _after(self, fault: Fault | None, reply: Reply) -> Reply:
        if fault is None:
            return reply
        if fault.mishap is Mishap.DELAY:
            reply.delay = fault.seconds
        elif fault.mishap is Mishap.DROP_AFTER:
            reply.drop = True
        elif fault.mishap is Mishap.SERVER_ERROR_AFTER:
            reply = Reply({"ok": False, "error": "internal_error"}, status=500)
        return reply

    # -- what is remembered -----------------------------------------------------------------------------

    def _note(
        self,
        method: str,
        installation: Installation,
        arguments: Mapping[str, Any],
        reply: Reply,
        started: float,
        fault: Fault | None,
    ) -> None:
        where = arguments.get("channel") or arguments.get("user") or arguments.get("user_id")
        self.hall.journal.write(
            "call",
            method=method,
            team_id=installation.team_id,
            where=str(where) if where else "",
            ts=str(reply.body.get("ts") or ""),
            ok=bool(reply.body.get("ok")),
            error=str(reply.body.get("error") or ""),
            status=reply.status,
            dropped=reply.drop,
            fault=fault.mishap.value if fault else "",
            latency_ms=round((perf_counter() - started) * 1000, 3),
        )


def too_many(wait: int) -> Reply:
    """429: come again after some seconds."""
    return Reply({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": str(wait)})
