"""A plain page of the local Slack: channels, messages and the journal, as text."""

from html import escape
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import BaseRoute, Route

from sandbox.engine.channels import Channel, Message

if TYPE_CHECKING:
    from sandbox.server import Sandbox

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
LATEST = 20
STYLE = "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}pre{white-space:pre-wrap}"


class Plain:
    """The page, over one local Slack."""

    def __init__(self, sandbox: "Sandbox") -> None:
        self.sandbox, self.world = sandbox, sandbox.world

    def routes(self) -> list[BaseRoute]:
        """Where it is."""
        return [Route("/", self.page), Route("/plain", self.page)]

    async def page(self, _: Request) -> HTMLResponse:
        """Everything, newest at the end."""
        with self.world.lock:
            rooms = [self.room(one) for one in self.world.channels.values() if one.messages or one.ephemerals]
        calls = [escape(str(entry)) for entry in self.sandbox.journal.entries()[-LATEST:]]
        body = "".join(rooms) + "<h2>Journal</h2><pre>" + "\n".join(calls) + "</pre>"
        head = f"<!doctype html><meta charset=utf-8><title>Sandbox</title><style>{STYLE}</style>"
        note = f"<h1>Sandbox</h1><p>Nothing leaves this machine. {self.sandbox.clock.now():%Y-%m-%d %H:%M} UTC</p>"
        return HTMLResponse(head + note + body, headers={"Content-Security-Policy": POLICY})

    def room(self, channel: Channel) -> str:
        """One conversation."""
        people = ", ".join(self.world.people[user_id].shown_name for user_id in channel.members)
        title = f"#{channel.name}" if channel.name else people
        messages = sorted([*channel.messages.values(), *channel.ephemerals], key=lambda one: one.ts)
        return f"<h2>{escape(title)}</h2>" + "".join(self.message(one) for one in messages[-LATEST:])

    def message(self, message: Message) -> str:
        """One message."""
        author = self.world.people.get(message.user_id)
        return (
            f"<p><strong>{escape(author.shown_name if author else message.user_id)}</strong> {escape(message.text)}</p>"
        )
