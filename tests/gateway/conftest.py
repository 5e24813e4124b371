from datetime import timedelta

import pytest

from slack_app.gateway.slack import SlackGateway
from tests.gateway.local import LocalSlack

TEAM, OTHER = "T1", "T2"
TOKEN, OTHER_TOKEN = "xoxb-canary-one", "xoxb-canary-two"


class NoLimits:
    """Lets everything through, and remembers the pauses."""

    def __init__(self) -> None:
        self.pauses: list[tuple[str, str, timedelta]] = []

    def take(self, team_id: str, method: str, channel_id: str | None = None) -> timedelta:
        return timedelta(0)

    def pause(self, team_id: str, method: str, for_: timedelta) -> None:
        self.pauses.append((team_id, method, for_))


@pytest.fixture
def local():
    with LocalSlack() as running:
        yield running


@pytest.fixture
def limits():
    return NoLimits()


@pytest.fixture
def gateway(local, limits):
    return SlackGateway({TEAM: TOKEN, OTHER: OTHER_TOKEN}, limits, base_url=local.base_url, timeout=2.0, quick=0.3)
