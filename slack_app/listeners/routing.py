"""Which listener hears what: found in a table by the name of the button, form or command, however many there are.

Bolt asks its listeners one after the other whether a request is theirs; past a dozen of them, that is most of what an
answer costs. Each of ours goes by one name, so one look into a table finds it. To Bolt the table is its last middleware.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.listener import CustomListener
from slack_bolt.middleware import Middleware

EVERY = "*"
"""Events are not told apart here but when their row is handled: one listener hears them all."""

Listener = Callable[..., None]
Registers = Callable[[Listener], None]


class Routes(Middleware):
    """The listeners by what they hear. Each is given what it asks for by name, as Bolt gives it."""

    def __init__(self) -> None:
        self._listeners: dict[tuple[str, object], CustomListener] = {}

    def event(self, name: str) -> Registers:
        """Whatever happens in the workspace, by `EVERY`."""
        return partial(self._add, "event", name)

    def action(self, name: str) -> Registers:
        """Somebody uses a button or a menu, by its `action_id`."""
        return partial(self._add, "action", name)

    def options(self, name: str) -> Registers:
        """Somebody types in a field that suggests, by its `action_id`."""
        return partial(self._add, "options", name)

    def view(self, name: str) -> Registers:
        """Somebody sends a form, by its `callback_id`."""
        return partial(self._add, "view", name)

    def shortcut(self, name: str) -> Registers:
        """Somebody uses a shortcut, by its `callback_id`."""
        return partial(self._add, "shortcut", name)

    def command(self, name: str) -> Registers:
        """Somebody types a command, by its name with the slash."""
        return partial(self._add, "command", name)

    def _add(self, kind: str, name: str, listener: Listener) -> None:
        if (kind, name) in self._listeners:
            message = f"two listeners for the {kind} {name}"
            raise ValueError(message)
        self._listeners[kind, name] = CustomListener(
            app_name="convive", ack_function=listener, lazy_functions=[], matchers=[], middleware=[]
        )

    def process(self, *, req: BoltRequest, resp: BoltResponse, next: Callable[[], BoltResponse]) -> BoltResponse:  # noqa: A002  Bolt's own name
        """Let the one listener answer; what nobody listens to is passed on. Events need not be acknowledged by theirs."""
        listener = self._listeners.get(_place(req.body))
        if listener is None:
            return next()
        listener.run_ack_function(request=req, response=resp)
        return req.context.ack.response or req.context.ack()


def _place(body: dict[str, Any]) -> tuple[str, object]:
    """What kind of thing somebody did, and its name."""
    match body.get("type"):
        case "event_callback":
            return "event", EVERY
        case "block_actions":
            return "action", body["actions"][0]["action_id"]
        case "block_suggestion":
            return "options", body["action_id"]
        case "view_submission":
            return "view", body["view"]["callback_id"]
        case "shortcut" | "message_action":
            return "shortcut", body["callback_id"]
        case _:
            return "command", body.get("command")
