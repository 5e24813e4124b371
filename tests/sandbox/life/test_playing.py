"""The community goes on living against the real app: what the app writes is read and answered, and nothing goes wrong."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from sandbox import demo
from sandbox.engine.hall import build
from sandbox.engine.manifest import read_manifest
from sandbox.life import account
from sandbox.life.community import Community
from sandbox.life.opening import Opening
from sandbox.life.player import Player
from sandbox.life.rhythm import HOUR
from sandbox.server import Sandbox
from tests.sandbox.life.conftest import A_WEDNESDAY, clock_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def player(tmp_path_factory) -> Iterator[Player]:
    """A community that has just begun with the app; so large that two weeks without a newcomer do not happen."""
    community = Community(people=200, weeks=3)
    hall = build(read_manifest(demo.MANIFEST), seed=3, limit_scale=0, clock=clock_of(A_WEDNESDAY))
    with Sandbox(hall, fill=community.fill) as sandbox:
        sandbox.serve()
        running = demo.launch(sandbox, tmp_path_factory.mktemp("convive"))
        with closing(Player(sandbox, community, idle=running.idle, step=2 * HOUR, coarse=4 * HOUR)) as player:
            yield player
        running.stop()


def test_the_owner_sets_the_app_up_and_members_introduce_themselves(player: Player):
    opening = Opening(player.stage, player._idle)
    assert opening.play(many=4) == 4
    player.play(timedelta(hours=2))
    introduced = [one for one in player.stage.community.channels["introductions"].messages.values() if one.bot_id]
    assert len(introduced) == 4
    owner = player.stage.hand(player.stage.community.team[0])
    assert owner
    assert owner.actor.home
    assert player.stage.community.channels["introductions"].channel_id in str(owner.actor.home.shown)


def test_the_owner_makes_a_coffee_programme_and_members_join_it(player: Player):
    assert Opening(player.stage, player._idle).found_coffee(player.wanting, many=6) == 6
    assert len(player.wanting.taking) == 6


def test_two_weeks_are_lived_without_an_error(player: Player):
    told: list[str] = []
    assert account.told(player, 2, told.append) == []
    done = " ".join(told)
    for what in ("groups brought together", "coffee_mine (wrote)", "coffee_met"):
        assert what in done
    assert any(line.startswith("   came: ") for line in told)
    assert any("was sent welcome day0" in line for line in told)
    assert player.sandbox.journal.entries({"kind": "call", "ok": False}) == []


def test_newcomers_are_welcomed_and_some_answer(player: Player):
    assert player.ledger.newcomers
    assert player.ledger.welcomed
    channel = player.stage.community.channels["introductions"]
    threads = [replies for first, replies in channel.threads.items() if channel.messages[first].bot_id]
    assert any(threads)


def test_nobody_acts_for_someone_who_is_played_by_hand(player: Player):
    one = next(one for one in player.stage.community.residents if player.stage.hand(one))
    player.sandbox.by_hand.add(one.user_id)
    assert player.stage.hand(one) is None


def test_time_that_passes_by_itself_is_lived_too(player: Player):
    said: list[str] = []
    player.stage.agenda.note(player.stage.now, lambda: said.append("now"))
    player.stage.agenda.note(player.stage.now + HOUR, lambda: said.append("later"))
    player.catch_up()
    assert said == ["now"]


def test_the_clock_of_the_page_lets_the_hours_be_lived(player: Player):
    said: list[str] = []
    player.sandbox.live_until = player.play_until
    player.stage.agenda.note(player.stage.now + HOUR, lambda: said.append("on the way"))
    player.sandbox.live_until(player.sandbox.clock.now() + timedelta(hours=2))
    assert said == ["on the way"]
