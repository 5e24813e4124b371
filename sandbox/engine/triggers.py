"""The short-lived tickets by which an app may open a view after someone's act."""

import secrets
import threading
from dataclasses import dataclass, field
from time import monotonic, time

from sandbox.engine.errors import SlackError

LIFE = 3.0


@dataclass
class Trigger:
    """Who acted and when (by the machine's own clock: a person waits in real time)."""

    team_id: str
    user_id: str
    view_id: str | None = None
    born: float = field(default_factory=monotonic)
    spent: bool = False


class Triggers:
    """Every trigger that was given out; each is good once, for three real seconds."""

    def __init__(self, life: float = LIFE) -> None:
        self.life = life
        self._lock = threading.Lock()
        self._given: dict[str, Trigger] = {}

    def issue(self, team_id: str, user_id: str, view_id: str | None = None) -> str:
        """A new trigger id; `view_id` is the modal in which the person acted."""
        trigger_id = f"{int(time() * 1000)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        with self._lock:
            self._forget_the_old()
            self._given[trigger_id] = Trigger(team_id, user_id, view_id)
        return trigger_id

    def spend(self, trigger_id: str, team_id: str) -> Trigger:
        """The trigger, used up by this; SlackError if it is unknown, too old or was used."""
        with self._lock:
            trigger = self._given.get(trigger_id)
            if trigger is None or trigger.team_id != team_id:
                raise SlackError("invalid_trigger_id")
            if trigger.spent:
                raise SlackError("exchanged_trigger_id")
            if monotonic() - trigger.born > self.life:
                raise SlackError("expired_trigger_id")
            trigger.spent = True
            return trigger

    def _forget_the_old(self) -> None:
        if len(self._given) > 10_000:  # noqa: PLR2004 (enough to tell an old trigger from an unknown one)
            for trigger_id in list(self._given)[:5_000]:
                del self._given[trigger_id]
