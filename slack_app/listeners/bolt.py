"""The Bolt app: who may speak to it, what each listener is given, and what happens when one fails."""

import logging
import uuid
from collections.abc import Callable, Collection, Mapping
from typing import Any

import structlog
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.middleware import Middleware
from slack_sdk import WebClient

from slack_app.flows.deps import Deps
from slack_app.gateway.protocol import Identity
from slack_app.listeners import register
from slack_app.listeners.clicks import NotesClicks
from slack_app.listeners.routing import Routes
from slack_app.listeners.who import NobodyError

log = structlog.get_logger()


def bolt_app(deps: Deps, identities: Collection[Identity], *, signing_secret: str | None, api_url: str) -> App:
    """An app that answers once its listener has committed, so that a failure is a 500 and Slack sends it again.

    Without a signing secret (Socket Mode) nothing comes in over HTTP, and there is nothing to verify.
    """
    app = App(
        name="convive",
        logger=logging.getLogger("slack_bolt"),
        client=WebClient(base_url=api_url),
        before_authorize=Entrance(deps, {one.team_id for one in identities}),
        authorize=_authorize(identities),  # type: ignore[arg-type]
        signing_secret=signing_secret or "",
        request_verification_enabled=signing_secret is not None,
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    app.error(failed)
    routes = Routes()
    register(routes)
    app.use(NotesClicks(deps))
    app.use(routes)
    return app


def _authorize(identities: Collection[Identity]) -> Callable[..., AuthorizeResult | None]:
    """Known workspaces only, from memory: no call to Slack for each request."""
    known: Mapping[str, AuthorizeResult] = {
        one.team_id: AuthorizeResult(
            enterprise_id=one.enterprise_id, team_id=one.team_id, bot_user_id=one.bot_user_id, bot_id=one.bot_id
        )
        for one in identities
    }

    def authorize(team_id: str | None) -> AuthorizeResult | None:
        return known.get(team_id or "")

    return authorize


class Entrance(Middleware):
    """What comes from a workspace where the app is not leaves nothing here, and nothing is said there.

    What comes in is given the parts that a listener may ask for by name.
    """

    def __init__(self, deps: Deps, known: Collection[str]) -> None:
        self._deps, self._known = deps, known

    def process(self, *, req: BoltRequest, resp: BoltResponse, next: Callable[[], BoltResponse]) -> BoltResponse:  # noqa: A002, ARG002  Bolt's own names
        """Pass on, or answer and be silent."""
        is_proof_of_the_address = req.body.get("type") == "url_verification"
        if not is_proof_of_the_address and req.context.team_id not in self._known:
            return BoltResponse(status=200)
        req.context["deps"] = self._deps
        return next()


def failed(error: Exception, body: dict[str, Any]) -> BoltResponse:
    """The edge: what nobody listens to is answered and passed over; anything else is logged and asked for again."""
    if isinstance(error, BoltUnhandledRequestError):
        log.debug("nobody_listens", type=body.get("type"))
        return BoltResponse(status=200)
    if isinstance(error, NobodyError):
        return BoltResponse(status=400, body=str(error))
    error_id = uuid.uuid4().hex[:8]
    log.error("listener_failed", error_id=error_id, type=body.get("type"), exc_info=error)
    return BoltResponse(status=500, body=f"error {error_id}")
