"""What the engine holds in its hand (`ports.Delivery`): deliveries addressed by workspace, answers in its words."""

import itertools
from collections.abc import Callable, Mapping
from typing import Any

from sandbox.delivery.cap import Cap, Pass, minute_of
from sandbox.delivery.carrier import Reason, Receipt
from sandbox.delivery.deliver import Deliveries
from sandbox.delivery.payloads.envelope import app_rate_limited, channel_of, event_callback, event_id
from sandbox.delivery.payloads.parties import Installation, Payload
from sandbox.engine.ports import Answer

STATUS = {
    Reason.TAKEN: "ok",
    Reason.TIMEOUT: "timeout",
    Reason.UNREACHABLE: "unreachable",
    Reason.NO_SOCKET: "unreachable",
}


class ToApp:
    """Implements the engine's `Delivery` over one carrier."""

    def __init__(
        self,
        deliveries: Deliveries,
        installed: Callable[[str], Installation],
        seconds: Callable[[], float],
        is_shared: Callable[[str], bool] = lambda _: False,
        cap: Cap | None = None,
    ) -> None:
        self.deliveries = deliveries
        self.cap = cap or Cap()
        self._installed = installed
        self._seconds = seconds
        self._is_shared = is_shared
        self._serial = itertools.count(1)

    def event(self, team_id: str, event: Mapping[str, Any]) -> None:
        """Send an inner event, as the app's bot in that workspace hears it, unless the workspace's cap is reached."""
        app, now = self._installed(team_id), self._seconds()
        verdict = self.cap.take(team_id, now)
        if verdict is Pass.GO:
            self.deliveries.send_event(self._enveloped(app, event, int(now)))
        elif verdict is Pass.HELD_BACK_AND_TOLD:
            self.deliveries.send_event(app_rate_limited(app, minute_of(now)))

    def _enveloped(self, app: Installation, event: Mapping[str, Any], at: int) -> Payload:
        name = event_id(app.team_id, app.app_id, str(event.get("event_ts", "")), str(next(self._serial)))
        return event_callback(app, event, id_=name, at=at, shared=self._is_shared(channel_of(event) or ""))

    def interact(self, payload: Mapping[str, Any]) -> Answer:
        """Send an interaction and return the app's answer."""
        return answer_of(self.deliveries.send_interaction(payload))

    def command(self, form: Mapping[str, str]) -> Answer:
        """Send a slash command and return the app's answer."""
        return answer_of(self.deliveries.send_command(form))

    def busy(self) -> bool:
        """Return whether anything is under way, or due again by now."""
        return self.deliveries.busy()


def answer_of(receipt: Receipt) -> Answer:
    """Return a receipt in the engine's words."""
    return Answer(STATUS.get(receipt.reason, "error"), receipt.body or {})
