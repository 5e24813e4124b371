"""Every call to Slack goes through here: a workspace's token, the limits, and a line in the log when it fails."""

import time
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import structlog

from slack_app.gateway.limits import Limits
from slack_app.gateway.line import Answer, Line
from slack_app.gateway.outcome import RATE_LIMITED
from slack_app.gateway.protocol import Fence, GiveUpError, TryAgainError
from slack_app.gateway.reading import next_cursor

_LOG = structlog.get_logger()
_LIMITED = "limited"
_AT_ONCE = timedelta(0)


class Calls:
    """Calls for the workspaces of `tokens` (by team_id, looked up at each call), within `limits`, over `line`."""

    def __init__(self, tokens: Mapping[str, str], limits: Limits, line: Line) -> None:
        self.line = line
        self._tokens = tokens
        self._limits = limits

    def ask(  # noqa: PLR0913 a call has many sides
        self,
        team_id: str,
        method: str,
        arguments: Mapping[str, Any],
        *,
        channel_id: str | None = None,
        fence: Fence | None = None,
        within: float | None = None,
        patience: timedelta = _AT_ONCE,
    ) -> Answer:
        """Call a method, or raise TryAgainError("limited") without calling. `channel_id`: whose budget it spends.

        Where the limits ask for no more than `patience`, one waits for one's turn.
        """
        token = self._tokens.get(team_id)
        if token is None:
            raise GiveUpError("no_token")
        wait = self._limits.take(team_id, method, channel_id)
        if _AT_ONCE < wait <= patience:
            time.sleep(wait.total_seconds())
            wait = self._limits.take(team_id, method, channel_id)
        if wait:
            raise TryAgainError(_LIMITED, after=wait)
        try:
            return self.line.call(token, method, arguments, fence=fence, within=within)
        except (TryAgainError, GiveUpError) as failure:
            self._note(team_id, method, failure)
            raise

    def pages(
        self, team_id: str, method: str, arguments: Mapping[str, Any], *, patience: timedelta = _AT_ONCE
    ) -> Iterator[Mapping[str, Any]]:
        """The bodies of one answer after the other, until there is no next cursor; each page is a call.

        Where the limits ask for it one waits, `patience` at most in all: who came back later would begin at the first.
        """
        cursor: str | None = None
        left = patience
        while cursor != "":
            try:
                body = self.ask(team_id, method, {**arguments, "cursor": cursor}).body
            except TryAgainError as error:
                if error.code != _LIMITED or error.after > left:
                    raise
                left -= error.after
                time.sleep(error.after.total_seconds())
                continue
            yield body
            cursor = next_cursor(body)

    def _note(self, team_id: str, method: str, failure: TryAgainError | GiveUpError) -> None:
        again = isinstance(failure, TryAgainError)
        _LOG.info("slack_call_failed", team_id=team_id, method=method, code=failure.code, again=again)
        if isinstance(failure, TryAgainError) and failure.code == RATE_LIMITED:
            self._limits.pause(team_id, method, failure.after)
