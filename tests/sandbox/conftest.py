"""A local Slack for each test: the app's own manifest, everyone who lives in it, nothing that waits."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from slack_sdk import WebClient

from sandbox.server import Sandbox

MANIFEST = Path(__file__).parents[2] / "manifest.yml"


@pytest.fixture
def slack() -> Iterator[Sandbox]:
    """A local Slack that stands, without rate limits."""
    with Sandbox.start(MANIFEST, limit_scale=0) as sandbox:
        yield sandbox


@pytest.fixture
def bot(slack: Sandbox) -> WebClient:
    """The app's client in the first workspace: the production one, unchanged."""
    return WebClient(token=slack.bot_token(), base_url=slack.api_url)
