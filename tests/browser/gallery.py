"""A small Bolt app that shows every block in a message, a modal and a Home."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from tests.browser.pieces import FIELDS, OPTIONS, TEXTS, grouped, modal, plain

Payload = Mapping[str, Any]
Taking = Callable[[Payload], dict[str, Any]]
MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Gallery"},
    "features": {
        "bot_user": {"display_name": "Gallery"},
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [
            {"command": "/form", "description": "Open a form with every field", "usage_hint": "[title]"},
            {"command": "/silent", "description": "Say something to yourself"},
        ],
        "shortcuts": [
            {"name": "Open the form", "type": "global", "callback_id": "open_form", "description": "From anywhere"},
            {"name": "Keep this", "type": "message", "callback_id": "keep_this", "description": "For later"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "chat:write",
                "commands",
                "im:write",
                "im:history",
                "channels:history",
                "channels:read",
                "users:read",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened", "message.im"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


class Gallery:
    """The small app, connected; `heard` is every payload it was sent, `answer` how it takes a submission."""

    def __init__(self, api_url: str, bot_token: str, app_token: str) -> None:
        client = WebClient(bot_token, base_url=api_url)
        self.heard: list[Payload] = []
        self.answer: Taking = lambda _: {}
        self.app = App(client=client, token=bot_token, token_verification_enabled=False)
        self._listen(self.app)
        self._socket = SocketModeHandler(self.app, app_token)
        self._socket.connect()  # type: ignore[no-untyped-call] # the SDK's

    def close(self) -> None:
        self._socket.close()  # type: ignore[no-untyped-call] # the same

    def actions(self) -> list[str]:
        return [payload["actions"][0]["action_id"] for payload in self.heard if payload["type"] == "block_actions"]

    def _listen(self, app: App) -> None:
        app.command("/form")(self._open)
        app.command("/silent")(self._whisper)
        app.shortcut("open_form")(self._open)
        app.shortcut("keep_this")(self._note)
        app.action("deeper")(self._deeper)
        app.action(re.compile(".+"))(self._note)
        app.options("put")(self._offer)
        app.options("grouped")(self._offer_groups)
        app.view("form")(self._submit)
        app.event("app_home_opened")(self._home)
        app.event("message")(lambda: None)

    def _note(self, ack: Ack, body: dict[str, Any]) -> None:
        ack()
        self.heard.append(body)

    def _open(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=modal("Every field", FIELDS))

    def _deeper(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        again = [{"type": "actions", "elements": [{"type": "button", "action_id": "deeper", "text": plain("Deeper")}]}]
        client.views_push(trigger_id=body["trigger_id"], view=modal("Deeper", again))

    def _whisper(self, ack: Ack, respond: Respond) -> None:
        ack()
        respond("Nobody else reads this.")

    def _offer(self, ack: Ack, payload: dict[str, Any]) -> None:
        wanted = payload["value"].lower()
        ack(options=[one for one in OPTIONS if wanted in one["value"]])

    def _offer_groups(self, ack: Ack, payload: dict[str, Any]) -> None:
        ack(option_groups=grouped(payload["value"]))

    def _submit(self, ack: Ack, body: dict[str, Any]) -> None:
        self.heard.append(body)
        ack(**self.answer(body))

    def _home(self, event: dict[str, Any], client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": TEXTS})
