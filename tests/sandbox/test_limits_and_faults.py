"""Too much, too fast, and what goes wrong on demand."""

from datetime import timedelta
from http.client import RemoteDisconnected
from pathlib import Path
from time import monotonic
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.engine.clock import Clock
from sandbox.engine.faults import Fault, Mishap
from sandbox.engine.limits import Limits
from sandbox.server import Sandbox

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
DROPPED = (RemoteDisconnected, ConnectionError, URLError)


def general(slack):
    return slack.world.channel_named(slack.teams[0], "general")


def test_a_tier_allows_so_many_a_minute_and_then_says_when_to_come_again():
    clock = Clock()
    limits = Limits(clock)
    assert not any(limits.take("T1", "users.list", "t2") for _ in range(20))
    assert 1 <= limits.take("T1", "users.list", "t2") <= 3
    assert limits.take("T2", "users.list", "t2") == 0
    clock.advance(timedelta(minutes=1))
    assert limits.take("T1", "users.list", "t2") == 0


def test_limits_can_be_widened_or_switched_off():
    assert not any(Limits(Clock(), scale=2).take("T1", "users.list", "t2") for _ in range(1))
    wide, off = Limits(Clock(), scale=2), Limits(Clock(), scale=0)
    assert not any(wide.take("T1", "users.list", "t2") for _ in range(40))
    assert not any(off.take("T1", "users.list", "t2") for _ in range(500))


def test_a_channel_takes_a_message_a_second_after_a_short_burst():
    with Sandbox.start(MANIFEST) as slack:
        bot = WebClient(token=slack.bot_token(), base_url=slack.api_url)
        for number in range(3):
            bot.chat_postMessage(channel=general(slack).channel_id, text=str(number))
        with pytest.raises(SlackApiError) as caught:
            bot.chat_postMessage(channel=general(slack).channel_id, text="too fast")
        assert caught.value.response.status_code == 429
        assert caught.value.response.headers["Retry-After"] == "1"
        assert caught.value.response["error"] == "ratelimited"
        assert len(general(slack).messages) == 3


@pytest.mark.parametrize(
    ("mishap", "status"), [(Mishap.ERROR, 200), (Mishap.RATE_LIMITED, 429), (Mishap.SERVER_ERROR, 500)]
)
def test_a_refusal_on_demand_does_nothing_and_happens_as_often_as_asked(slack, bot, mishap, status):
    slack.faults.add(Fault(mishap, "chat.postMessage", times=2, code="fatal_error", seconds=7))
    for _ in range(2):
        with pytest.raises(SlackApiError) as caught:
            bot.chat_postMessage(channel=general(slack).channel_id, text="hi")
        assert caught.value.response.status_code == status
    assert not general(slack).messages
    assert bot.chat_postMessage(channel=general(slack).channel_id, text="hi")["ok"]


@pytest.mark.parametrize(("mishap", "said"), [(Mishap.DROP_BEFORE, 0), (Mishap.DROP_AFTER, 1)])
def test_a_connection_drops_before_or_after_the_act(slack, mishap, said):
    bot = WebClient(token=slack.bot_token(), base_url=slack.api_url, retry_handlers=[])
    slack.faults.add(Fault(mishap, "chat.postMessage"))
    with pytest.raises(DROPPED):
        bot.chat_postMessage(channel=general(slack).channel_id, text="hi")
    assert len(general(slack).messages) == said
    assert slack.journal.calls("chat.postMessage")[-1]["dropped"]


def test_a_server_error_may_come_after_the_act(slack, bot):
    slack.faults.add(Fault(Mishap.SERVER_ERROR_AFTER))
    with pytest.raises(SlackApiError):
        bot.chat_postMessage(channel=general(slack).channel_id, text="hi")
    assert len(general(slack).messages) == 1


def test_an_answer_may_be_late(slack, bot):
    slack.faults.add(Fault(Mishap.DELAY, seconds=0.2))
    started = monotonic()
    bot.auth_test()
    assert monotonic() - started > 0.2


def test_faults_are_told_of_and_cleared(slack):
    slack.faults.add(Fault.read({"kind": "error", "method": "users.info", "times": 3}))
    assert slack.faults.waiting()[0].told()["times"] == 3
    slack.faults.clear()
    assert slack.faults.take("users.info") is None
    with pytest.raises(ValueError, match="earthquake"):
        Fault.read({"kind": "earthquake"})
