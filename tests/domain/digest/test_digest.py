"""The digest as it was told."""

import json
from datetime import date, timedelta

from slack_app.domain.digest.digest import Digest
from slack_app.domain.digest.todo import Because, Item, TodoKind
from slack_app.domain.measures.figures import ChannelWeek, WeekFigures
from slack_app.domain.measures.terms import Measure, Value

MONDAY = date(2026, 3, 2)
WEEK = WeekFigures(MONDAY, {Measure.REPLY_RATE: Value(None, 0)}, {"C1": ChannelWeek(12, 3)})
BEFORE = WeekFigures(MONDAY - timedelta(weeks=1), {Measure.MESSAGES: Value(4, 9)})
ITEM = Item(TodoKind.GREET, "U1", Because.MESSAGE_UNANSWERED, {"days": 2, "hours": 5}, "U1", "C1", "1700000000.000100")


def test_it_is_read_back_as_it_was_told():
    told = Digest(WEEK, (BEFORE,), (ITEM,), heard_in=3, channels=4)
    assert Digest.from_json(json.loads(json.dumps(told.to_json()))) == told


def test_of_the_weeks_before_the_channels_are_not_kept_again():
    told = Digest(WEEK, (WeekFigures(BEFORE.week, BEFORE.values, {"C1": ChannelWeek(10, 2)}),))
    assert Digest.from_json(told.to_json()).past == (BEFORE,)


def test_a_thing_to_do_of_a_kind_that_is_gone_is_left_out():
    stored = Digest(WEEK, todo=(ITEM,)).to_json()
    stored["todo"].append({**stored["todo"][0], "kind": "sing"})
    assert Digest.from_json(stored).todo == (ITEM,)
