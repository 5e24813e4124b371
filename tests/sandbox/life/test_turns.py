"""What has changed of late in the community: there is something to notice in its last two weeks."""

from collections import Counter
from datetime import datetime, timedelta
from statistics import median

import pytest

from sandbox.life.community import Community
from sandbox.life.rhythm import WEEK, local_weekday
from sandbox.life.turns import FADING, GATHERING_IN, HEART, turned
from tests.sandbox.life.conftest import A_WEDNESDAY, founded

SEEDS = (1, 2, 3)
A_MONTH = [A_WEDNESDAY + timedelta(days=number) for number in range(28)]


@pytest.fixture(scope="module", params=SEEDS)
def changed(request: pytest.FixtureRequest) -> Community:
    return founded(seed=request.param)


def weekly(community: Community, room: str, author: str = "") -> list[int]:
    """Messages of each week, the newest whole week last; what came after it is left out."""
    begin = community.turns.at
    said = community.channels[room].messages.values()
    counts = Counter(
        int((float(one.ts) - begin) // WEEK) for one in said if not author or one.user_id == author if not one.bot_id
    )
    return [counts[week] for week in range(-9, 1)]


def heart(community: Community) -> str:
    return next(one.user_id for one in community.residents if one.name == HEART)


def a_channel_has_faded_and_another_boils(community: Community) -> None:
    *before, last = weekly(community, FADING)
    assert median(before) >= 7
    assert last < 0.4 * median(before)
    *before, last = weekly(community, GATHERING_IN)
    assert last >= 30
    assert last > 3 * median(before)


def test_a_channel_has_faded_and_another_boils(changed: Community):
    a_channel_has_faded_and_another_boils(changed)


@pytest.mark.parametrize("day", A_MONTH, ids=str)
def test_so_it_is_on_whatever_day_the_demo_is_opened(day: datetime):
    a_channel_has_faded_and_another_boils(founded(on=day))


def test_whoever_carried_the_faded_channel_was_among_the_busiest_and_is_silent(changed: Community):
    begin, user_id = changed.turns.at, heart(changed)
    messages = [one for channel in changed.channels.values() for one in channel.messages.values() if not one.bot_id]
    busiest = Counter(one.user_id for one in messages if begin - 4 * WEEK <= float(one.ts) < begin)
    rank = sorted(busiest.values(), reverse=True).index(busiest[user_id])
    assert rank < len(busiest) / 10
    assert all(sum(weekly(changed, room, user_id)[-5:-1]) for room in (FADING,))
    assert not [one for one in messages if one.user_id == user_id and float(one.ts) >= begin]
    reacted = {user for one in messages if float(one.ts) >= begin for users in one.reactions.values() for user in users}
    assert user_id not in reacted


def test_what_is_said_of_the_gathering_is_said_once(changed: Community):
    lines = Counter(one.text for one in changed.channels[GATHERING_IN].messages.values() if "Lyon, " in one.text)
    assert set(lines.values()) == {1}


def test_it_begins_on_a_monday_a_whole_week_ago_at_least(changed: Community):
    assert local_weekday(changed.turns.at + 12 * 3600, "UTC") == 0
    assert 0.9 * WEEK <= changed.now - changed.turns.at < 2.1 * WEEK


def test_in_a_short_past_nothing_has_changed():
    short = turned(1_800_000_000.0, 3)
    assert short.liveliness(FADING, 1_800_000_000.0) == 1
    assert not short.is_gathering(1_800_000_000.0)
