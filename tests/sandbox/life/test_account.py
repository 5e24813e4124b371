"""What some weeks of a community must have brought, and what chance may deny it."""

from collections import Counter
from types import SimpleNamespace

import pytest

from sandbox.life.account import missing

ALL_BUT_NEWCOMERS = Counter(posts=9, reactions=9, introduced=9, reports=9)


@pytest.mark.parametrize(("a_week", "weeks", "demanded"), [(3, 2, []), (5, 2, ["came"]), (4, 3, ["came", "welcomed"])])
def test_newcomers_are_missed_where_there_would_surely_be_some(a_week: float, weeks: int, demanded: list[str]) -> None:
    nothing_waits = SimpleNamespace(deliveries=SimpleNamespace(waiting=lambda: 0))
    taking = SimpleNamespace(taking=set())
    player = SimpleNamespace(comings=SimpleNamespace(rate=a_week), wanting=taking, sandbox=nothing_waits)
    found = missing(player, weeks, ALL_BUT_NEWCOMERS)
    assert found == [f"in {weeks} weeks there was nothing to tell of: {name}" for name in demanded]
