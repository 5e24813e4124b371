"""A house whose Slack may see its callers die."""

from collections.abc import Iterator

import pytest

from slack_app.store.database import Database
from tests.house import House
from tests.workers.stories import MortalSlack


@pytest.fixture
def slack() -> MortalSlack:
    return MortalSlack()


@pytest.fixture
def house(db: Database, slack: MortalSlack) -> Iterator[House]:
    home = House(db, slack=slack)
    yield home
    home.close()
