"""A browser, the local Slack, and an app in it."""

import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from sandbox.engine.acting import Actor
from sandbox.server import Sandbox
from tests.browser.gallery import MANIFEST, Gallery

IN_CI = os.environ.get("CI") == "true"
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
WITHOUT_BROWSER = {"test_doors.py", "test_words.py"}
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",
]

if find_spec("playwright") is None and not IN_CI:
    collect_ignore = [path.name for path in Path(__file__).parent.glob("test_*.py") if path.name not in WITHOUT_BROWSER]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium; without it these tests are skipped at home, and fail on CI."""
    from playwright.sync_api import sync_playwright

    if not CHROMIUM.exists():
        (pytest.fail if IN_CI else pytest.skip)("Chromium is not there (CHROMIUM names another place)")
    with sync_playwright() as library:
        started = library.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def slack() -> Iterator[Sandbox]:
    """A local Slack with the gallery's manifest."""
    with Sandbox.start(MANIFEST, limit_scale=0) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def gallery(slack: Sandbox) -> Iterator[Gallery]:
    """The gallery app, connected to it."""
    app = Gallery(slack.api_url, slack.bot_token(), slack.app_token)
    assert slack.connected()
    yield app
    app.close()


@pytest.fixture
def newcomer(slack: Sandbox) -> Actor:
    """Someone who has just come, English."""
    return slack.join_workspace("Robin Vale", locale="en-GB", tz="Europe/London")


@pytest.fixture
def windows(browser, tmp_path) -> Iterator[Callable[..., Any]]:
    """Opens windows: `windows(slack, person)`; at the end none of them may have met an error."""
    from tests.browser.window import Window

    opened: list[Window] = []

    def opening(sandbox: Sandbox, person: str = "", **look: Any) -> Window:
        opened.append(Window.open(browser, sandbox.url, tmp_path, person=person, **look))
        return opened[-1]

    yield opening
    for window in opened:
        window.close()
    assert [trouble for window in opened for trouble in window.troubles] == []
