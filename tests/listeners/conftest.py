"""The app as Slack meets it: signed requests in, answers and rows out."""

import json
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from sqlalchemy import Connection
from sqlmodel import Session
from starlette.applications import Starlette

from slack_app.gateway.protocol import Identity
from slack_app.listeners.bolt import bolt_app
from slack_app.listeners.web import web_app
from slack_app.store.database import Database
from slack_app.store.receiving import Inbox
from slack_app.store.schema import EventRow
from tests import payloads
from tests.fakes import FakeSlack
from tests.house import OTHER_TEAM, TEAM, House

INSTALLED = [Identity(team_id, None, "A community", "UBOT", "BBOT", frozenset()) for team_id in (TEAM, OTHER_TEAM)]


class Answer(Mapping[str, Any]):
    """What the app said, and how."""

    def __init__(self, status: int, body: str, shown: Any) -> None:
        self.status, self.body, self._shown = status, body, shown if isinstance(shown, dict) else {}

    def __getitem__(self, key: str) -> Any:
        return self._shown[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._shown)

    def __len__(self) -> int:
        return len(self._shown)


@dataclass
class Client:
    """The web application as a server calls it, without a socket."""

    app: Starlette
    portal: BlockingPortal

    def call(self, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b"") -> Answer:
        """One request; an error that the application lets through is the 500 that it answered."""
        return self.portal.call(self._call, method, path, headers or {}, body)

    async def _call(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        said: list[MutableMapping[str, Any]] = []
        raw = [(name.lower().encode(), value.encode("utf-8", "replace")) for name, value in headers.items()]
        scope = {"type": "http", "method": method, "path": path, "headers": raw, "query_string": b"", "root_path": ""}

        async def receive() -> MutableMapping[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: MutableMapping[str, Any]) -> None:
            said.append(message)

        with suppress(Exception):
            await self.app({**scope, "http_version": "1.1", "scheme": "http", "server": ("test", 80)}, receive, send)
        text = b"".join(one.get("body", b"") for one in said).decode()
        is_json = (b"content-type", b"application/json") in {(k, v.split(b";")[0]) for k, v in said[0]["headers"]}
        return Answer(said[0]["status"], text, json.loads(text) if is_json and text else None)


@dataclass
class Door:
    """The one address at which Slack knocks."""

    house: House
    client: Client

    def knock(self, body: str | bytes, content_type: str, headers: Mapping[str, str]) -> Answer:
        sent = body.encode() if isinstance(body, str) else body
        return self.client.call("POST", "/slack/events", {"content-type": content_type, **headers}, sent)

    def tell(self, inner: payloads.Payload, *, headers: Mapping[str, str] | None = None, **more: Any) -> Answer:
        """An event."""
        return self.send(*payloads.as_json(payloads.event(inner, **more)), headers or {})

    def send(self, body: str, content_type: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Any body, signed."""
        return self.knock(body, content_type, {**payloads.signed(body), **(headers or {})})

    def act(self, payload: object) -> Answer:
        """A click, a form, a suggestion, a shortcut."""
        return self.send(*payloads.as_interaction(payload))

    def command(self, name: str, text: str = "", **more: Any) -> Answer:
        """A slash command."""
        return self.send(*payloads.as_form(payloads.command(name, text, **more)))

    @property
    def slack(self) -> FakeSlack:
        return self.house.slack

    def kept(self) -> list[EventRow]:
        return self.house.rows(EventRow)


@contextmanager
def opened(house: House) -> Iterator[Door]:
    app = bolt_app(house.deps, INSTALLED, signing_secret=payloads.SECRET, api_url="http://127.0.0.1:9/api/")
    with start_blocking_portal() as portal:
        yield Door(house, Client(web_app(house.deps, app), portal))


@pytest.fixture
def door(house: House) -> Iterator[Door]:
    for user_id in ("UANA", "UBEN"):
        house.person(user_id)
    house.person("UBOSS", is_admin=True)
    house.person("UENG", locale="en-GB")
    with opened(house) as found:
        yield found


class Away(Database):
    """A database that went away; `is_away` brings it back."""

    is_away = True

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        if self.is_away:
            raise ConnectionError("the database is away")
        with super().transaction() as session:
            yield session

    @contextmanager
    def plain_transaction(self, connection: Connection) -> Iterator[None]:
        if self.is_away:
            raise ConnectionError("away")
        with super().plain_transaction(connection):
            yield


@dataclass
class Outage:
    """A house whose database can go away."""

    door: Door
    db: Away

    def over(self) -> None:
        self.db.is_away = False


@pytest.fixture
def outage(database_url: str) -> Iterator[Outage]:
    db = Away(database_url)
    db.is_away = False
    house = House(db)
    house.inbox.close()
    house.inbox = Inbox(db, ring=lambda: None)
    house.deps = replace(house.deps, inbox=house.inbox)
    house.person("UANA")
    with opened(house) as door:
        yield Outage(door, db)
    db.is_away = False
    house.close()
