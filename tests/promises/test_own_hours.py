"""The letters of the series come in the member's own working hours, also when their clocks change on the way."""

from datetime import UTC, datetime

from slack_app.store.schema import Nudge
from tests.house import House


def test_each_letter_is_planned_for_the_morning_where_the_member_is(house: House) -> None:
    house.join("UANA", tz="America/Los_Angeles")
    house.settle()
    planned = {row.step: row.planned_at for row in house.rows(Nudge)}
    assert planned["day3"] == datetime(2026, 3, 5, 17, tzinfo=UTC)
    assert planned["day7"] == datetime(2026, 3, 9, 16, tzinfo=UTC)
    assert planned["day14"] == datetime(2026, 3, 16, 16, tzinfo=UTC)
