"""Whatever somebody does is heard by the one listener for it, and what needs no waiting is given no thread."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from typing import Any

import pytest
from anyio.from_thread import start_blocking_portal
from slack_bolt import Ack
from starlette.applications import Starlette
from starlette.routing import Route

from slack_app.listeners import web
from slack_app.listeners.bolt import bolt_app
from slack_app.listeners.links import LINKS
from slack_app.listeners.routing import Routes
from slack_app.views.actions import Action
from tests import payloads
from tests.house import House
from tests.listeners.conftest import INSTALLED, Client, Door


class NoThreads(Executor):
    """Every thread is taken."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        raise RuntimeError("no thread is free")


@pytest.fixture
def busy(house: House) -> Iterator[Door]:
    """A door behind which no thread is free."""
    bolt = bolt_app(house.deps, INSTALLED, signing_secret=payloads.SECRET, api_url="http://127.0.0.1:9/api/")
    door = web.Door(house.deps, bolt, threads=NoThreads())
    with start_blocking_portal() as portal:
        app = Starlette(routes=[Route("/slack/events", door.slack, methods=["POST"])])
        yield Door(house, Client(app, portal))


@pytest.mark.parametrize("link", sorted(LINKS))
def test_a_link_is_answered_though_no_thread_is_free(busy: Door, link: Action) -> None:
    assert busy.act(payloads.pressed(link.value)).status == 200


def test_an_event_is_kept_though_no_thread_is_free(busy: Door) -> None:
    assert busy.tell(payloads.message()).status == 200
    assert [row.kind for row in busy.kept()] == ["message"]


def test_what_waits_for_the_database_never_does_so_on_the_loop(busy: Door) -> None:
    assert busy.act(payloads.pressed(Action.EXPORT_ME.value)).status == 500
    assert busy.command("/convive").status == 500


def test_what_nobody_listens_to_is_passed_over(door: Door) -> None:
    assert door.act(payloads.pressed("a_button_of_last_year")).status == 200
    assert door.act(payloads.pressed("/convive")).status == 200
    assert door.command("/of-another-app").status == 200
    assert door.slack.views == []


def test_one_name_has_one_listener_of_its_kind() -> None:
    def heard(ack: Ack) -> None:
        ack()

    routes = Routes()
    routes.action("coffee")(heard)
    routes.view("coffee")(heard)
    with pytest.raises(ValueError, match="two listeners for the action coffee"):
        routes.action("coffee")(heard)
