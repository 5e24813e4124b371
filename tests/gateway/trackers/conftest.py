"""What stories of trackers at work may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from slack_app.gateway.trackers.http import Http
from tests.conftest import missing
from tests.gateway.trackers.emulated import brought, emulated
from tests.gateway.trackers.local import LocalTracker, running
from tests.gateway.trackers.roundups import a_roundup


@pytest.fixture
def local() -> Iterator[LocalTracker]:
    with running() as server:
        yield server


@pytest.fixture
def http() -> Http:
    return Http(private=True, patience=3)


@pytest.fixture(scope="session")
def emulate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program that stands in for GitHub and Linear."""
    program = brought(tmp_path_factory.mktemp("emulate"))
    if program is None:
        missing("npm with emulate")
    assert program
    return program


@pytest.fixture(scope="session")
def github_url(emulate: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with emulated(emulate, tmp_path_factory.mktemp("github"), "github") as url:
        yield url


@pytest.fixture(scope="session")
def linear_url(emulate: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with emulated(emulate, tmp_path_factory.mktemp("linear"), "linear") as url:
        yield url


@pytest.fixture(scope="session")
def roundup_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with a_roundup(tmp_path_factory.mktemp("roundup")) as url:
        yield url
