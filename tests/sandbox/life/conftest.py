"""Communities to look at."""

from pathlib import Path

import pytest

from sandbox.engine.hall import build
from sandbox.engine.manifest import read_manifest
from sandbox.life.community import Community

MANIFEST = Path(__file__).parents[3] / "manifest.yml"


def founded(people: int = 120, weeks: int = 12, seed: int = 1) -> Community:
    community = Community(people, weeks)
    community.fill(build(read_manifest(MANIFEST), seed=seed))
    return community


@pytest.fixture(scope="module")
def community() -> Community:
    """The one that the demo shows."""
    return founded()


@pytest.fixture(scope="module")
def large() -> Community:
    """One in which shares can be counted."""
    return founded(people=1500, weeks=8, seed=7)
