"""The local Slack's addresses: the Web API, uploads, answers to acts, Socket Mode."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.types import Receive, Scope, Send

from sandbox.delivery.socket_mode import SocketMode
from sandbox.engine.api import Api
from sandbox.engine.errors import SlackError
from sandbox.engine.hall import Hall

FORM = "application/x-www-form-urlencoded"
JSON_BODY = "application/json"


class Dropped(Response):
    """No answer: the connection is closed in the middle of things."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Close it. uvicorn hands out no transport, but its `receive` belongs to the object that has it."""
        del scope, send
        transport = getattr(getattr(receive, "__self__", None), "transport", None)
        if transport is not None:
            transport.abort()
        while (await receive())["type"] != "http.disconnect":
            pass


class Doors:
    """The endpoints, over one hall."""

    def __init__(self, hall: Hall, socket_mode: SocketMode) -> None:
        self.hall, self.api, self.socket_mode = hall, Api(hall), socket_mode
        self.under_way = 0

    def routes(self) -> list[BaseRoute]:
        """Where they are."""
        return [
            Route("/api/{method}", self.call, methods=["GET", "POST"]),
            Route("/upload/v1/{ticket}", self.upload, methods=["POST"]),
            Route("/response/{team_id}/{token}", self.respond, methods=["POST"]),
            WebSocketRoute("/link/", self.socket_mode.serve),
        ]

    async def call(self, request: Request) -> Response:
        """One call of the Web API."""
        self.under_way += 1
        try:
            token, arguments = read_call(request, await request.body())
            reply = self.api.answer(request.path_params["method"], token, arguments)
            if reply.delay:
                await asyncio.sleep(reply.delay)
        except ValueError:
            return JSONResponse({"ok": False, "error": "invalid_json"})
        finally:
            self.under_way -= 1
        return Dropped() if reply.drop else JSONResponse(reply.body, reply.status, reply.headers)

    async def upload(self, request: Request) -> Response:
        """The bytes of a file."""
        content = await request.body()
        kind = request.headers.get("content-type", "")
        try:
            file = self.hall.uploads.receive(request.path_params["ticket"], unwrapped(content, kind))
        except SlackError as error:
            return PlainTextResponse(error.code, 400)
        return PlainTextResponse(f"OK - {file.size}")

    async def respond(self, request: Request) -> Response:
        """An answer to someone's act, by its response_url."""
        try:
            self.hall.replies.answer(request.path_params["token"], json.loads(await request.body()))
        except ValueError:
            return PlainTextResponse("invalid_payload", 400)
        except SlackError as error:
            return JSONResponse(
                {"ok": False, "error": error.code}, 404 if error.code in {"used_url", "expired_url"} else 200
            )
        return PlainTextResponse("ok")


def read_call(request: Request, body: bytes) -> tuple[str, Mapping[str, Any]]:
    """The token and the arguments, from wherever Slack takes them; ValueError for JSON that is none."""
    arguments: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind == FORM:
        arguments |= dict(parse_qsl(body.decode(), keep_blank_values=True))
    elif kind == JSON_BODY and body:
        given = json.loads(body)
        if not isinstance(given, dict):
            raise ValueError(kind)
        arguments |= given
    word, _, bearer = request.headers.get("authorization", "").partition(" ")
    token = bearer.strip() if word.lower() == "bearer" else str(arguments.get("token") or "")
    arguments.pop("token", None)
    return token, arguments


def unwrapped(content: bytes, kind: str) -> bytes:
    """The file itself, also out of a multipart form (its first part)."""
    if not kind.startswith("multipart/form-data"):
        return content
    edge = b"--" + kind.partition("boundary=")[2].strip('"').encode()
    first = content.partition(edge + b"\r\n")[2].partition(b"\r\n" + edge)[0]
    return first.partition(b"\r\n\r\n")[2]
