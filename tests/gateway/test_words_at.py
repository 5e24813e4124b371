"""The words of one message, read for one purpose: where it stands alone, where it is a reply, where it is none any more."""

import pytest

from slack_app.gateway.protocol import GiveUpError, Spoken

SAID = {"type": "message", "user": "U1", "team": "T1", "ts": "7.000001", "text": "It *breaks* &amp; <!channel> burns"}
REPLY = {**SAID, "ts": "8.000000", "thread_ts": "7.000001", "parent_user_id": "U1"}
OF_AN_APP = {**SAID, "bot_id": "B1"}


def test_a_message_is_read_where_it_stands(gateway, local):
    local.says("conversations.history", {"ok": True, "messages": [SAID]})
    assert gateway.words_at("T1", "C1", "7.000001") == Spoken(SAID["text"], "U1", "T1")
    asked = {"channel": "C1", "oldest": "7.000001", "latest": "7.000001", "inclusive": "1", "limit": "1"}
    assert local.heard[0].form == asked


def test_a_reply_is_found_in_its_thread_though_only_its_own_time_is_known(gateway, local):
    local.says("conversations.history", {"ok": True, "messages": []})
    local.says("conversations.replies", {"ok": True, "messages": [SAID, REPLY]})
    found = gateway.words_at("T1", "C1", "8.000000")
    assert found == Spoken(REPLY["text"], "U1", "T1", "7.000001")
    assert local.heard[1].form["ts"] == "8.000000"


def test_where_the_thread_is_known_one_call_is_enough(gateway, local):
    local.says("conversations.replies", {"ok": True, "messages": [SAID, REPLY]})
    assert gateway.words_at("T1", "C1", "8.000000", "7.000001").thread_ts == "7.000001"
    assert [one.form["ts"] for one in local.heard] == ["7.000001"]


def test_what_an_app_wrote_has_no_author(gateway, local):
    local.says("conversations.history", {"ok": True, "messages": [OF_AN_APP]})
    assert gateway.words_at("T1", "C1", "7.000001").user_id is None


@pytest.mark.parametrize("code", ["channel_not_found", "not_in_channel", "missing_scope"])
def test_what_cannot_be_read_is_none(gateway, local, code):
    local.says("conversations.history", {"ok": False, "error": code})
    assert gateway.words_at("T1", "C1", "7.000001") is None


def test_a_message_that_is_gone_is_none_and_not_its_neighbour(gateway, local):
    local.says("conversations.history", {"ok": True, "messages": [{**SAID, "ts": "6.000000"}]})
    local.says("conversations.replies", {"ok": False, "error": "thread_not_found"})
    assert gateway.words_at("T1", "C1", "7.000001") is None


def test_a_token_that_was_revoked_is_no_missing_message(gateway, local):
    local.says("conversations.history", {"ok": False, "error": "token_revoked"})
    with pytest.raises(GiveUpError):
        gateway.words_at("T1", "C1", "7.000001")
