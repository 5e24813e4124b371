"""Commits that the event loop waits for: many events wait at once, and one call wakes them all."""

import asyncio
from collections import deque
from collections.abc import Mapping
from functools import partial
from typing import Any

from slack_app.store.receiving import Inbox, Waiter


class Commits:
    """Hands events to the inbox from the loop that is running, and lets that loop wait without a thread."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox, self._loop = inbox, asyncio.get_running_loop()
        self._told: deque[tuple[asyncio.Future[None], Exception | None]] = deque()

    def hand_over(self, row: Mapping[str, Any]) -> asyncio.Future[None]:
        """An event on its way to the disk: done once it is there, or with what the database raised."""
        commit = self._loop.create_future()
        self._inbox.put(row, Waiter(partial(self._hear, commit), self._wake))
        return commit

    def _hear(self, commit: asyncio.Future[None], error: Exception | None) -> None:
        self._told.append((commit, error))

    def _wake(self) -> None:
        self._loop.call_soon_threadsafe(self._settle)

    def _settle(self) -> None:
        while self._told:
            commit, error = self._told.popleft()
            if commit.done():
                continue
            if error:
                commit.set_exception(error)
            else:
                commit.set_result(None)
