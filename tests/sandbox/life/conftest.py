"""Communities to look at."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sandbox.engine.clock import Clock
from sandbox.engine.hall import build
from sandbox.engine.manifest import read_manifest
from sandbox.life.community import Community

MANIFEST = Path(__file__).parents[3] / "manifest.yml"
A_WEDNESDAY = datetime(2026, 11, 18, 15, tzinfo=UTC)
"""What chance makes of a seed is another thing on another day: what is said of a community is said of this one."""


def clock_of(day: datetime) -> Clock:
    """As if it were that moment now."""
    return Clock(day - datetime.now(UTC))


def founded(people: int = 120, weeks: int = 12, seed: int = 1, on: datetime = A_WEDNESDAY) -> Community:
    """A community as it was at a moment."""
    community = Community(people, weeks)
    community.fill(build(read_manifest(MANIFEST), seed=seed, clock=clock_of(on)))
    return community


@pytest.fixture(scope="module")
def community() -> Community:
    """The one that the demo shows."""
    return founded()


@pytest.fixture(scope="module")
def large() -> Community:
    """One in which shares can be counted."""
    return founded(people=1500, weeks=8, seed=7)
