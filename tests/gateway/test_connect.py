"""At start-up each token is asked once whose it is."""

import pytest

from slack_app.gateway.connect import TokensError, connect
from slack_app.gateway.protocol import TryAgainError
from tests.gateway.local import Reply


def me(team_id: str, scopes: str = "chat:write") -> Reply:
    body = {"ok": True, "team_id": team_id, "team": "Acme", "user_id": "UB", "bot_id": "B1"}
    return Reply(body, headers={"X-OAuth-Scopes": scopes})


def test_each_token_speaks_for_its_workspace_and_is_asked_once(local, limits):
    local.says("auth.test", me("T1"), me("T2", "chat:write,im:write"))
    gateway, found = connect(["xoxb-1", "xoxb-2"], limits, local.base_url)
    assert [(whose.team_id, len(whose.scopes)) for whose in found] == [("T1", 1), ("T2", 2)]
    assert gateway.identity("T2") is found[1]
    local.says("conversations.open", {"ok": True, "channel": {"id": "D1"}})
    gateway.open_dm("T2", ["U1"])
    assert [heard.headers["authorization"] for heard in local.heard] == [
        "Bearer xoxb-1", "Bearer xoxb-2", "Bearer xoxb-2",
    ]  # fmt: skip


def test_two_tokens_of_one_workspace_are_refused(local, limits):
    local.says("auth.test", me("T1"), me("T2"), me("T1"))
    with pytest.raises(TokensError, match="Bot tokens 1 and 3 both belong to workspace T1: keep one"):
        connect(["xoxb-1", "xoxb-2", "xoxb-3"], limits, local.base_url)


def test_a_token_that_slack_refuses_is_named_by_its_place_alone(local, limits):
    local.says("auth.test", me("T1"), {"ok": False, "error": "invalid_auth"})
    with pytest.raises(TokensError, match=r"^Bot token 2 of 2 was refused by Slack: invalid_auth\.$"):
        connect(["xoxb-1", "xoxb-2"], limits, local.base_url)


def test_a_slack_that_is_away_may_be_tried_again(local, limits):
    local.says("auth.test", Reply(status=500), Reply(status=500))
    with pytest.raises(TryAgainError):
        connect(["xoxb-1"], limits, local.base_url)
