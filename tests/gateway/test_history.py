"""What was said in a channel comes out of the gateway as facts, page by page; and never a word of it."""

from datetime import UTC, datetime, timedelta

import pytest

from slack_app.gateway.protocol import GiveUpError, Page, Said, TryAgainError
from slack_app.gateway.slack import SlackGateway
from tests.gateway.conftest import TEAM, TOKEN
from tests.gateway.local import Reply

SINCE = datetime(2026, 11, 2, tzinfo=UTC)
HEAD = {
    "type": "message", "user": "U1", "team": "T1", "ts": "7.000001", "thread_ts": "7.000001", "reply_count": 2,
    "text": "A canary sings, see <https://example.org>. Who knows why?", "latest_reply": "9.000000",
    "reactions": [
        {"name": "wave", "users": ["U2", "U3"], "count": 2},
        {"name": "tada", "users": ["U3", None, "U4"], "count": 40},
    ],
}  # fmt: skip
REPLY = {
    "type": "message", "user": "U2", "text": "x" * 90, "ts": "8.000000", "thread_ts": "7.000001", "parent_user_id": "U1",
    "user_team": "T9", "subtype": "thread_broadcast",
}  # fmt: skip
OF_AN_APP = {
    "type": "message",
    "user": "UAPP",
    "bot_id": "B1",
    "text": "Who wants?",
    "ts": "6.000000",
    "reply_count": 1,
}
CAME = {"type": "message", "subtype": "channel_join", "user": "U5", "text": "<@U5> has joined", "ts": "5.000000"}
BURIED = {"type": "message", "subtype": "tombstone", "user": "USLACKBOT", "hidden": True, "ts": "4.0", "reply_count": 3}


def test_a_page_of_history_is_facts_the_newest_first(gateway, local):
    body = {"ok": True, "messages": [REPLY, HEAD, OF_AN_APP, CAME, BURIED, "odd", {"text": "no time"}]}
    local.says("conversations.history", body | {"has_more": True, "response_metadata": {"next_cursor": "n2"}})
    page = gateway.history("T1", "C1", since=SINCE)
    assert page.cursor == "n2"
    assert page.messages == (
        Said("8.000000", "U2", thread_ts="7.000001", parent_user_id="U1", length="M", user_team="T9"),
        Said(
            "7.000001", "U1", question=True, resource=True, length="S", user_team="T1", reply_count=2,
            reactors=("U2", "U3", "U4"),
        ),
        Said("6.000000", "UAPP", by_person=False, reply_count=1),
        Said("5.000000", "U5", by_person=False),
        Said("4.0", None, by_person=False, reply_count=3),
    )  # fmt: skip
    assert "canary" not in repr(page)
    assert local.heard[0].form == {"channel": "C1", "oldest": f"{SINCE.timestamp():.6f}", "limit": "200"}


def test_the_next_page_begins_where_the_cursor_leads_and_the_last_leads_nowhere(gateway, local):
    local.says("conversations.history", {"ok": True, "messages": [], "response_metadata": {"next_cursor": ""}})
    assert gateway.history("T1", "C1", since=SINCE, cursor="n2") == Page((), None)
    assert local.heard[0].form["cursor"] == "n2"


def test_a_thread_is_its_first_message_and_the_replies(gateway, local):
    local.says("conversations.replies", {"ok": True, "messages": [HEAD, REPLY]})
    page = gateway.replies("T1", "C1", "7.000001")
    assert [(one.ts, one.user_id, one.thread_ts) for one in page.messages] == [
        ("7.000001", "U1", None),
        ("8.000000", "U2", "7.000001"),
    ]
    assert local.heard[0].form == {"channel": "C1", "ts": "7.000001", "limit": "200"}


def test_a_channel_that_the_app_may_not_read_is_given_up(gateway, local):
    local.says("conversations.history", {"ok": False, "error": "not_in_channel"})
    with pytest.raises(GiveUpError, match="not_in_channel"):
        gateway.history("T1", "C1", since=SINCE)


def test_a_read_that_broke_is_simply_made_again(gateway, local):
    local.says("conversations.history", Reply(drops=True), {"ok": True, "messages": [HEAD]})
    assert len(gateway.history("T1", "C1", since=SINCE).messages) == 1


def test_who_reads_comes_back_when_it_is_their_turn_and_a_thread_once_begun_is_read_on(local, limits):
    waits = [timedelta(milliseconds=20), timedelta(milliseconds=20), timedelta(0)]
    limits.take = lambda *_: waits.pop(0)
    gateway = SlackGateway({TEAM: TOKEN}, limits, base_url=local.base_url)
    with pytest.raises(TryAgainError, match="limited") as caught:
        gateway.replies(TEAM, "C1", "7.000001")
    assert caught.value.after == timedelta(milliseconds=20)
    gateway.replies(TEAM, "C1", "7.000001", cursor="n2")
    assert (len(local.heard), waits) == (1, [])
