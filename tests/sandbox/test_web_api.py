"""The Web API as the production client meets it: what it does, and what it refuses."""

import urllib.error
import urllib.request

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.server import Sandbox

BUTTON = {
    "type": "actions",
    "elements": [{"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}],
}


SILENT = pytest.mark.filterwarnings("ignore:The top-level `text` argument:UserWarning")


def refusal(call, **arguments) -> str:
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    return str(caught.value.response["error"])


def channel(slack: Sandbox, name: str, team: int = 0) -> str:
    return slack.world.channel_named(slack.teams[team], name).channel_id


def test_a_token_says_who_it_is_and_what_it_may(slack, bot):
    answer = bot.auth_test()
    assert answer["team_id"] == slack.teams[0]
    assert answer["user_id"] == slack.world.installations[slack.teams[0]].bot_user_id
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


def test_each_workspace_has_its_own_token(slack):
    second = WebClient(token=slack.bot_token(slack.teams[1]), base_url=slack.api_url)
    assert second.auth_test()["team_id"] == slack.teams[1]
    assert refusal(second.conversations_info, channel=channel(slack, "general")) == "channel_not_found"
    assert refusal(second.users_info, user=slack.named("Jonas").user_id) == "user_not_found"


def test_wrong_tokens_and_methods_are_refused(slack, bot):
    assert refusal(WebClient(base_url=slack.api_url).auth_test) == "not_authed"
    assert refusal(WebClient(token="xoxb-other", base_url=slack.api_url).auth_test) == "invalid_auth"
    assert refusal(lambda: bot.api_call("chat.shout")) == "unknown_method"
    assert refusal(bot.apps_connections_open, app_token=slack.bot_token()) == "not_allowed_token_type"


def test_missing_and_unknown_arguments_are_named(bot):
    with pytest.raises(SlackApiError) as caught:
        bot.api_call("chat.postMessage", json={"text": "hi", "colour": "red"})
    messages = caught.value.response["response_metadata"]["messages"]
    assert caught.value.response["error"] == "invalid_arguments"
    assert any("missing required field: channel" in one for one in messages)
    assert any("colour" in one for one in messages)


def test_a_missing_scope_is_named_with_what_was_provided(slack, bot):
    installed = slack.world.installations[slack.teams[0]]
    installed.scopes -= {"chat:write"}
    with pytest.raises(SlackApiError) as caught:
        bot.chat_postMessage(channel=channel(slack, "general"), text="hi")
    assert caught.value.response["error"] == "missing_scope"
    assert caught.value.response["needed"] == "chat:write"
    assert "users:read" in caught.value.response["provided"]


@pytest.mark.parametrize(("kind", "scope"), [("private_channel", "groups:read"), ("im", "im:read")])
def test_each_kind_of_conversation_needs_its_own_scope(slack, bot, kind, scope):
    installed = slack.world.installations[slack.teams[0]]
    installed.scopes -= {scope}
    with pytest.raises(SlackApiError) as caught:
        bot.conversations_list(types=kind)
    assert caught.value.response["needed"] == scope


def test_a_message_is_posted_found_changed_linked_and_deleted(slack, bot):
    place = channel(slack, "general")
    metadata = {"event_type": "key", "event_payload": {"id": "1"}}
    ts = bot.chat_postMessage(channel=place, text="hello", blocks=[BUTTON], metadata=metadata)["ts"]
    found = bot.conversations_history(channel=place, oldest=ts, inclusive=True, include_all_metadata=True)["messages"]
    assert [one["metadata"] for one in found] == [metadata]
    assert found[0]["blocks"][0]["block_id"]
    assert "metadata" not in bot.conversations_history(channel=place, latest=ts, inclusive=True)["messages"][0]
    bot.chat_update(channel=place, ts=ts, text="bye")
    assert bot.conversations_history(channel=place)["messages"][0]["edited"]
    assert ts.replace(".", "") in bot.chat_getPermalink(channel=place, message_ts=ts)["permalink"]
    bot.chat_delete(channel=place, ts=ts)
    assert refusal(bot.chat_delete, channel=place, ts=ts) == "message_not_found"


def test_replies_stand_in_their_thread_and_not_in_history(slack, bot):
    place = channel(slack, "general")
    first = bot.chat_postMessage(channel=place, text="first")["ts"]
    reply = bot.chat_postMessage(channel=place, text="reply", thread_ts=first)["ts"]
    thread = bot.conversations_replies(channel=place, ts=first)["messages"]
    assert [one["ts"] for one in thread] == [first, reply]
    assert thread[0]["reply_count"] == 1
    assert [one["ts"] for one in bot.conversations_history(channel=place)["messages"]] == [first]
    assert refusal(bot.conversations_replies, channel=place, ts="1.000000") == "thread_not_found"


def test_timestamps_rise_even_within_one_instant(slack, bot):
    place = channel(slack, "general")
    stamps = [bot.chat_postMessage(channel=place, text=str(number))["ts"] for number in range(20)]
    assert stamps == sorted(set(stamps))


def test_history_comes_in_pages(slack, bot):
    place = channel(slack, "general")
    for number in range(7):
        bot.chat_postMessage(channel=place, text=str(number))
    assert [len(page["messages"]) for page in bot.conversations_history(channel=place, limit=3)] == [3, 3, 1]
    assert refusal(bot.conversations_history, channel=place, cursor="nonsense") == "invalid_cursor"


@SILENT
def test_nobody_speaks_where_they_are_not(slack, bot):
    assert refusal(bot.chat_postMessage, channel=channel(slack, "board"), text="hi") == "channel_not_found"
    assert refusal(bot.chat_postMessage, channel=channel(slack, "partners"), text="hi") == "not_in_channel"
    assert refusal(bot.chat_postMessage, channel=channel(slack, "archive-2024"), text="hi") == "is_archived"
    assert refusal(bot.chat_postMessage, channel=channel(slack, "general"), text="") == "no_text"
    assert refusal(bot.chat_postMessage, channel=channel(slack, "general", team=1), text="hi") == "channel_not_found"


def test_only_own_messages_are_changed(slack, bot):
    message = slack.named("Solène").post("general", "mine")
    place = message.channel_id
    assert refusal(bot.chat_update, channel=place, ts=message.ts, text="yours") == "cant_update_message"
    assert refusal(bot.chat_delete, channel=place, ts=message.ts) == "cant_delete_message"


@SILENT
def test_bad_blocks_are_refused_with_the_place_of_the_mistake(slack, bot):
    with pytest.raises(SlackApiError) as caught:
        bot.chat_postMessage(channel=channel(slack, "general"), text="hi", blocks=[{"type": "section"}])
    assert caught.value.response["error"] == "invalid_blocks"
    assert "/blocks/0" in caught.value.response["response_metadata"]["messages"][0]
    assert refusal(bot.chat_postMessage, channel=channel(slack, "general"), blocks="{") == "invalid_blocks_format"


@SILENT
def test_a_long_text_is_cut_and_blocks_without_text_are_warned_of(slack, bot):
    place = channel(slack, "general")
    ts = bot.chat_postMessage(channel=place, text="x" * 50_000)["ts"]
    assert len(slack.world.channels[place].messages[ts].text) == 40_000
    assert bot.chat_postMessage(channel=place, blocks=[BUTTON])["warning"] == "missing_text_in_message"


def test_a_direct_message_is_opened_once(slack, bot):
    one, other = slack.named("Solène").user_id, slack.named("Owen").user_id
    first = bot.conversations_open(users=one)["channel"]["id"]
    again = bot.conversations_open(users=[one])
    assert again["channel"]["id"] == first
    assert again["already_open"]
    slack.world.installations[slack.teams[0]].scopes |= {"mpim:write"}
    assert bot.conversations_open(users=[one, other])["channel"]["id"] != first


def test_not_everyone_can_be_written_to(slack, bot):
    gone, many = slack.named("Former"), [one.user_id for one in slack.world.people_of(slack.teams[0])][1:11]
    assert refusal(bot.conversations_open, users=gone.user_id) == "user_disabled"
    assert refusal(bot.conversations_open, users=many) == "too_many_users"
    assert refusal(bot.conversations_open, users="U0000000000") == "user_not_found"


def test_someone_is_described_with_zone_locale_and_role(slack, bot):
    person = bot.users_info(user=slack.named("Éloïse").user_id, include_locale=True)["user"]
    assert (person["tz"], person["locale"]) == ("America/Toronto", "fr-CA")
    assert person["tz_offset"] in {-18_000, -14_400}
    assert "email" not in person["profile"]
    assert bot.users_info(user=slack.named("Owen").user_id)["user"]["is_admin"]
    assert bot.users_info(user=slack.named("Invité").user_id)["user"]["is_restricted"]
    assert "locale" not in bot.users_info(user=slack.named("Owen").user_id)["user"]


def test_strangers_and_the_deactivated_have_thin_profiles(slack, bot):
    stranger = bot.users_info(user=slack.named("Freya", slack.teams[1]).user_id, include_locale=True)["user"]
    assert stranger["team_id"] == slack.teams[1]
    assert stranger["is_stranger"]
    assert "locale" not in stranger
    assert "is_admin" not in stranger
    gone = bot.users_info(user=slack.named("Former").user_id)["user"]
    assert gone["deleted"]
    assert "tz" not in gone
    assert refusal(bot.users_info, user=slack.named("Théo", slack.teams[1]).user_id) == "user_not_found"


def test_lists_come_in_pages(slack, bot):
    people = [person["id"] for page in bot.users_list(limit=7) for person in page["members"]]
    assert len(people) == len(set(people)) == len(list(slack.world.people_of(slack.teams[0])))
    channels = [one["name"] for page in bot.conversations_list(limit=4) for one in page["channels"]]
    assert "general" in channels
    assert "board" not in channels
    assert "archive-2024" not in [one["name"] for one in bot.conversations_list(exclude_archived=True)["channels"]]


def test_an_ephemeral_message_is_seen_by_one_and_kept_by_nobody(slack, bot):
    place, reader = channel(slack, "general"), slack.named("Solène")
    bot.chat_postEphemeral(channel=place, user=reader.user_id, text="psst")
    assert reader.seen_in("general")[-1].text == "psst"
    assert slack.named("Owen").seen_in("general") == []
    assert bot.conversations_history(channel=place)["messages"] == []


def test_a_file_goes_up_in_three_steps(slack, bot):
    reader = slack.named("Solène")
    bot.files_upload_v2(
        channel=reader.dm.channel_id, content='{"é": 1}', filename="me.json", initial_comment="Everything"
    )
    message = reader.inbox()[-1]
    assert message.text == "Everything"
    assert slack.world.files[message.file_ids[0]].content == '{"é": 1}'.encode()


def test_reactions_are_counted_once(slack, bot):
    slack.world.installations[slack.teams[0]].scopes |= {"reactions:write"}
    message = slack.named("Solène").post("general", "hi")
    where = {"channel": message.channel_id, "timestamp": message.ts, "name": "wave"}
    bot.reactions_add(**where)
    assert refusal(bot.reactions_add, **where) == "already_reacted"
    bot.reactions_remove(**where)
    assert refusal(bot.reactions_remove, **where) == "no_reaction"


def test_a_message_can_be_said_later(slack, bot):
    from datetime import timedelta

    place = channel(slack, "general")
    soon = int(slack.clock.seconds()) + 3600
    bot.chat_scheduleMessage(channel=place, text="later", post_at=soon)
    assert slack.named("Solène").seen_in("general") == []
    slack.clock.advance(timedelta(hours=2))
    assert slack.named("Solène").seen_in("general")[-1].text == "later"
    assert refusal(bot.chat_scheduleMessage, channel=place, text="x", post_at=1) == "time_in_past"


def test_arguments_may_stand_in_the_address_too(slack):
    url = f"{slack.api_url}auth.test?token={slack.bot_token()}"
    with urllib.request.urlopen(url) as answer:  # noqa: S310 (the local Slack)
        assert b'"ok":true' in answer.read()


def test_a_revoked_token_is_told_so(slack, bot):
    bot.auth_revoke()
    assert refusal(bot.auth_test) == "token_revoked"


def test_an_unknown_address_is_not_found(slack):
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{slack.url}/nowhere")  # noqa: S310 (the local Slack)
    caught.value.close()
