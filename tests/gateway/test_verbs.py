"""Each verb as Slack sees it on the wire, and what is made of the answers."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from slack_app.domain.people import Person
from slack_app.gateway.protocol import Channel, GiveUpError, Post, Receipt, Slack, TryAgainError
from slack_app.gateway.slack import SlackGateway
from tests.gateway.local import Reply

BLOCKS = [{"type": "divider"}]
VIEW = {"type": "modal", "title": {"type": "plain_text", "text": "Bonjour"}}
HERE = Receipt("C1", "1.000001")


def bearing(key: str, ts: str, event_type: str = "convive_message") -> dict[str, object]:
    return {"ts": ts, "metadata": {"event_type": event_type, "event_payload": {"key": key}}}


def test_the_gateway_is_the_slack_of_the_protocol(gateway):
    slack: Slack = gateway
    assert isinstance(slack, SlackGateway)


def test_a_post_carries_its_key_and_the_workspaces_token(gateway, local):
    local.says("chat.postMessage", {"ok": True, "channel": "D9", "ts": "5.5"})
    receipt = gateway.post("T2", Post("U1", "Bonjour é", BLOCKS, thread_ts="4.4", key="welcome:U1"))
    assert receipt == Receipt("D9", "5.5")
    (heard,) = local.heard
    assert heard.headers["authorization"] == "Bearer xoxb-canary-two"
    assert heard.headers["content-type"].startswith("application/json")
    assert UUID(heard.json.pop("client_msg_id")).version == 5
    assert {k: v for k, v in heard.json.items() if k != "client_msg_id"} == {
        "channel": "U1",
        "text": "Bonjour é",
        "blocks": BLOCKS,
        "thread_ts": "4.4",
        "metadata": {"event_type": "convive_message", "event_payload": {"key": "welcome:U1"}},
    }


def test_the_same_key_has_the_same_client_msg_id_and_another_key_another(gateway, local):
    local.says("chat.postMessage", *[{"ok": True, "channel": "C1", "ts": "1.1"}] * 3)
    for key in ("a", "a", "b"):
        gateway.post("T1", Post("C1", "x", key=key))
    first, again, other = (heard.json["client_msg_id"] for heard in local.heard)
    assert first == again != other


def test_a_post_without_key_or_blocks_has_neither_on_the_wire(gateway, local):
    local.says("chat.postMessage", {"ok": True, "channel": "C1", "ts": "1.1"})
    gateway.post("T1", Post("C1", "x"))
    assert local.heard[0].json == {"channel": "C1", "text": "x"}


def test_a_post_that_was_accepted_without_saying_where_is_uncertain(gateway, local):
    local.says("chat.postMessage", {"ok": True})
    with pytest.raises(TryAgainError) as caught:
        gateway.post("T1", Post("C1", "x", key="k"))
    assert caught.value.uncertain


NATIVE, SIMPLER = [{"type": "data_table", "caption": "Who", "rows": []}], [{"type": "divider"}]


@pytest.mark.parametrize("code", ["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"])
def test_blocks_that_slack_refuses_are_followed_by_the_simpler_ones(gateway, local, code):
    local.says("chat.postMessage", {"ok": False, "error": code}, {"ok": True, "channel": "C1", "ts": "1.1"})
    passed = []
    post = Post("C1", "x", NATIVE, key="k", simpler=SIMPLER)
    assert gateway.post("T1", post, fence=lambda: passed.append(True)) == Receipt("C1", "1.1")
    assert [heard.json["blocks"] for heard in local.heard] == [NATIVE, SIMPLER]
    assert local.heard[0].json["metadata"] == local.heard[1].json["metadata"]
    assert len(passed) == 4  # before the head and before the body, of both


@pytest.mark.parametrize(
    ("answer", "simpler", "error"),
    [
        ({"ok": False, "error": "invalid_blocks"}, (), GiveUpError),
        ({"ok": False, "error": "not_in_channel"}, SIMPLER, GiveUpError),
        ({"ok": False, "error": "internal_error"}, SIMPLER, TryAgainError),
        (Reply(drops=True), SIMPLER, TryAgainError),
    ],
    ids=["nothing simpler", "not the blocks", "uncertain", "broken"],
)
def test_the_simpler_blocks_are_sent_only_where_certainly_nothing_was_posted(gateway, local, answer, simpler, error):
    local.says("chat.postMessage", answer)
    with pytest.raises(error):
        gateway.post("T1", Post("C1", "x", NATIVE, key="k", simpler=simpler))
    assert len(local.heard) == 1


def test_the_simpler_blocks_wait_for_the_channel_s_next_turn(local, limits):
    waits = [timedelta(0), timedelta(milliseconds=20), timedelta(0)]
    limits.take = lambda *_: waits.pop(0)
    gateway = SlackGateway({"T1": "xoxb-canary-one"}, limits, base_url=local.base_url)
    local.says("chat.postMessage", {"ok": False, "error": "invalid_blocks"}, {"ok": True, "channel": "C1", "ts": "1.1"})
    assert gateway.post("T1", Post("C1", "x", NATIVE, key="k", simpler=SIMPLER)) == Receipt("C1", "1.1")
    assert waits == []


def test_blocks_that_would_have_to_wait_for_longer_are_not_sent_at_all(local, limits):
    waits = [timedelta(0), timedelta(seconds=30)]
    limits.take = lambda *_: waits.pop(0)
    gateway = SlackGateway({"T1": "xoxb-canary-one"}, limits, base_url=local.base_url)
    local.says("chat.postMessage", {"ok": False, "error": "invalid_blocks"})
    with pytest.raises(TryAgainError) as caught:
        gateway.post("T1", Post("C1", "x", NATIVE, key="k", simpler=SIMPLER))
    assert (caught.value.code, caught.value.uncertain, len(local.heard)) == ("limited", False, 1)


def test_an_update_knows_simpler_blocks_too(gateway, local):
    local.says("chat.update", {"ok": False, "error": "invalid_blocks"}, {"ok": True})
    gateway.update("T1", HERE, "x", NATIVE, simpler=SIMPLER)
    assert [heard.json["blocks"] for heard in local.heard] == [NATIVE, SIMPLER]
    local.says("chat.update", {"ok": False, "error": "invalid_blocks"})
    with pytest.raises(GiveUpError, match="invalid_blocks"):
        gateway.update("T1", HERE, "x", NATIVE)


def test_find_looks_from_five_seconds_before_through_all_pages(gateway, local):
    page = {"ok": True, "messages": [bearing("other", "9.9"), bearing("k", "8.8", "someone_elses"), {"ts": "7.7"}]}
    local.says(
        "conversations.history",
        page | {"response_metadata": {"next_cursor": "n2"}},
        {"ok": True, "messages": ["odd", bearing("k", "6.6")], "response_metadata": {"next_cursor": "n3"}},
    )
    since = datetime(2026, 11, 21, 9, 0, 5, tzinfo=UTC)
    assert gateway.find("T1", "C1", "k", since=since) == Receipt("C1", "6.6")
    first, second = (heard.form for heard in local.heard)
    oldest = f"{datetime(2026, 11, 21, 9, tzinfo=UTC).timestamp():.6f}"
    assert first == {"channel": "C1", "oldest": oldest, "include_all_metadata": "1", "limit": "200"}
    assert second == first | {"cursor": "n2"}


def test_find_in_a_thread_reads_its_replies_and_may_find_nothing(gateway, local):
    local.says("conversations.replies", {"ok": True, "messages": [bearing("other", "9.9")], "response_metadata": None})
    assert gateway.find("T1", "C1", "k", since=datetime.now(UTC), thread_ts="4.4") is None
    assert local.heard[0].form["ts"] == "4.4"


def test_update_takes_away_blocks_that_are_no_more(gateway, local):
    gateway.update("T1", HERE, "new words", ())
    assert local.heard[0].json == {"channel": "C1", "ts": "1.000001", "text": "new words", "blocks": []}


def test_deleting_what_is_gone_already_is_no_error(gateway, local):
    local.says("chat.delete", {"ok": True}, {"ok": False, "error": "message_not_found"})
    gateway.delete("T1", HERE)
    gateway.delete("T1", HERE)
    assert [heard.json for heard in local.heard] == [{"channel": "C1", "ts": "1.000001"}] * 2


def test_updating_what_is_gone_is_given_up(gateway, local):
    local.says("chat.update", {"ok": False, "error": "message_not_found"})
    with pytest.raises(GiveUpError, match="message_not_found"):
        gateway.update("T1", HERE, "x", ())


def test_permalink(gateway, local):
    local.says("chat.getPermalink", {"ok": True, "permalink": "https://a.slack.com/p1"})
    assert gateway.permalink("T1", HERE) == "https://a.slack.com/p1"
    assert local.heard[0].form == {"channel": "C1", "message_ts": "1.000001"}


def test_open_dm_joins_its_people_by_commas(gateway, local):
    local.says("conversations.open", {"ok": True, "channel": {"id": "G7"}})
    assert gateway.open_dm("T1", ["U1", "U2"]) == "G7"
    assert local.heard[0].form == {"users": "U1,U2"}


def test_a_person_with_a_thin_profile_is_read(gateway, local):
    local.says("users.info", {"ok": True, "user": {"id": "U1", "team_id": "T9", "tz": None, "is_restricted": True}})
    assert gateway.person("T1", "U1") == Person("U1", "T9", is_guest=True)
    assert local.heard[0].form == {"user": "U1", "include_locale": "1"}


def test_a_person_in_full(gateway, local):
    user = {"id": "U1", "team_id": "T1", "locale": "fr-FR", "tz": "Europe/Paris", "is_owner": True, "deleted": True}
    local.says("users.info", {"ok": True, "user": user}, {"ok": True, "user": {"id": "USLACKBOT", "team_id": "T1"}})
    assert gateway.person("T1", "U1") == Person("U1", "T1", "fr-FR", "Europe/Paris", is_admin=True, deleted=True)
    assert gateway.person("T1", "USLACKBOT").is_bot


def test_while_a_person_waits_slack_is_asked_once_and_not_for_long(gateway, local):
    local.replies["users.info"].extend([Reply(hangs=True), Reply(status=500)])
    for _ in range(2):
        with pytest.raises(TryAgainError):
            gateway.person("T1", "U1", within=0.2)
    assert [heard.method for heard in local.heard] == ["users.info", "users.info"]


def test_channels_walk_their_pages_as_they_are_read(gateway, local):
    first = {"id": "C1", "name": "random", "purpose": {"value": "All"}, "num_members": 7, "is_member": True}
    local.says(
        "conversations.list",
        {"ok": True, "channels": [first], "response_metadata": {"next_cursor": "n"}},
        {"ok": True, "channels": [{"id": "C2", "name": "intros"}]},
    )
    found = iter(gateway.channels("T1"))
    assert next(found) == Channel("C1", "random", "All", 7, is_member=True)
    assert len(local.heard) == 1
    assert [channel.channel_id for channel in found] == ["C2"]
    assert local.heard[1].form == {
        "types": "public_channel", "exclude_archived": "1", "limit": "999", "cursor": "n",
    }  # fmt: skip


def test_everyone_is_read_page_by_page_and_who_cannot_be_read_is_passed_over(gateway, local):
    page = {"ok": True, "members": [{"id": "U1", "team_id": "T1", "locale": "fr-FR"}, "odd", {"id": "U2"}]}
    local.says(
        "users.list",
        page | {"response_metadata": {"next_cursor": "n"}},
        {"ok": True, "members": [{"id": "B1", "team_id": "T1", "is_bot": True}]},
    )
    assert list(gateway.everyone("T1")) == [Person("U1", "T1", "fr-FR"), Person("B1", "T1", is_bot=True)]
    assert local.heard[1].form == {"include_locale": "1", "limit": "999", "cursor": "n"}


def test_what_everyone_is_called(gateway, local):
    ana = {"id": "U1", "name": "ana", "real_name": "Ana B", "profile": {"display_name": "Ana"}}
    ben = {"id": "U2", "name": "ben", "real_name": "Ben C", "profile": {"display_name": ""}}
    local.says("users.list", {"ok": True, "members": [ana, ben, "odd", {"name": "nobody"}, {"id": "U3"}]})
    assert gateway.names("T1") == {"U1": "Ana", "U2": "Ben C", "U3": "U3"}


def test_all_that_anybody_is_called(gateway, local):
    profile = {"display_name": "Ana", "real_name": "Ana Bea", "first_name": "Ana", "last_name": "Bea", "title": "Boss"}
    first = {"ok": True, "members": [{"id": "U1", "name": "abea", "profile": profile}, "odd", {"id": "U2"}]}
    second = {"ok": True, "members": [{"id": "U3", "real_name": "Cy", "profile": None}]}
    local.says("users.list", {**first, "response_metadata": {"next_cursor": "n"}}, second)
    assert list(gateway.called("T1")) == ["abea", "Ana", "Ana Bea", "Bea", "Cy"]


def test_who_is_in_a_channel(gateway, local):
    first = {"ok": True, "members": ["U1", None, "U2"], "response_metadata": {"next_cursor": "n"}}
    local.says("conversations.members", first, {"ok": True, "members": ["U3"]})
    assert list(gateway.members_of("T1", "C1")) == ["U1", "U2", "U3"]
    assert [heard.form.get("cursor") for heard in local.heard] == [None, "n"]
    assert local.heard[0].form["channel"] == "C1"


class Full:
    """A budget that is spent after so many calls, until one has waited for so long as it says."""

    def __init__(self, *, calls: int, wait: timedelta) -> None:
        self.left, self.wait = calls, wait

    def take(self, team_id: str, method: str, channel_id: str | None = None) -> timedelta:
        if self.left:
            self.left -= 1
            return timedelta(0)
        self.left = 1
        return self.wait

    def pause(self, team_id: str, method: str, for_: timedelta) -> None:
        raise AssertionError


def a_long_channel(local, *, pages):
    more = {"response_metadata": {"next_cursor": "n"}}
    answers = [{"ok": True, "members": [f"U{page}"]} | more for page in range(1, pages)]
    local.says("conversations.members", *answers, {"ok": True, "members": [f"U{pages}"]})


def test_a_channel_longer_than_the_budget_is_read_to_its_end(local):
    a_long_channel(local, pages=4)
    gateway = SlackGateway({"T1": "xoxb-1"}, Full(calls=1, wait=timedelta(milliseconds=1)), base_url=local.base_url)
    assert list(gateway.members_of("T1", "C1")) == ["U1", "U2", "U3", "U4"]


def test_who_would_have_to_wait_for_longer_than_a_worker_may_comes_back_later(local):
    a_long_channel(local, pages=4)
    gateway = SlackGateway({"T1": "xoxb-1"}, Full(calls=1, wait=timedelta(minutes=1)), base_url=local.base_url)
    with pytest.raises(TryAgainError) as error:
        list(gateway.members_of("T1", "C1"))
    assert (error.value.code, error.value.after) == ("limited", timedelta(minutes=1))


def test_one_channel(gateway, local):
    local.says("conversations.info", {"ok": True, "channel": {"id": "C1", "name": "old", "is_archived": True}})
    assert gateway.channel("T1", "C1") == Channel("C1", "old", is_archived=True)
    assert local.heard[0].form == {"channel": "C1", "include_num_members": "1"}


def test_an_answer_without_what_was_asked_for_is_tried_again(gateway, local):
    local.says("conversations.info", {"ok": True, "channel": "?"})
    with pytest.raises(TryAgainError, match="unreadable_answer"):
        gateway.channel("T1", "C1")


def test_views(gateway, local):
    for method in ("views.open", "views.push"):
        local.says(method, {"ok": True, "view": {"id": "V1"}})
    assert gateway.open_view("T1", "trigger", VIEW) == gateway.push_view("T1", "trigger", VIEW) == "V1"
    gateway.update_view("T1", "V1", VIEW)
    gateway.publish_home("T1", "U1", VIEW)
    assert [(heard.method, heard.json) for heard in local.heard] == [
        ("views.open", {"trigger_id": "trigger", "view": VIEW}),
        ("views.push", {"trigger_id": "trigger", "view": VIEW}),
        ("views.update", {"view_id": "V1", "view": VIEW}),
        ("views.publish", {"user_id": "U1", "view": VIEW}),
    ]


def test_a_private_word(gateway, local):
    gateway.tell_privately("T1", "C1", "U1", "psst")
    gateway.tell_privately("T1", "C1", "U1", "psst", thread_ts="1.000001")
    assert local.heard[0].json == {"channel": "C1", "user": "U1", "text": "psst"}
    assert local.heard[1].json == {"channel": "C1", "user": "U1", "text": "psst", "thread_ts": "1.000001"}


def test_an_upload_goes_to_the_address_that_slack_gives_without_the_token(gateway, local):
    address = f"{local.address}/upload/v1/abc"
    local.says("files.getUploadURLExternal", {"ok": True, "upload_url": address, "file_id": "F1"})
    gateway.upload("T1", "D1", "moi.json", b"\x00{}", "Voici")
    place, sent, shown = local.heard
    assert place.form == {"filename": "moi.json", "length": "3"}
    assert (sent.method, sent.body) == ("/upload/v1/abc", b"\x00{}")
    assert "authorization" not in sent.headers
    assert shown.form["channel_id"] == "D1"
    assert shown.form["initial_comment"] == "Voici"
    assert shown.form["files"] == '[{"id": "F1", "title": "moi.json"}]'


def test_a_picture_says_what_it_shows_to_who_does_not_see_it(gateway, local):
    local.says("files.getUploadURLExternal", {"ok": True, "upload_url": f"{local.address}/up", "file_id": "F1"})
    gateway.upload("T1", "C1", "a.png", b"x", "", alt="A network. " * 200)
    assert local.heard[0].form["alt_txt"].startswith("A network.")
    assert len(local.heard[0].form["alt_txt"]) == 1000


@pytest.mark.parametrize("address", ["/upload", "ftp://127.0.0.1/x", "file:///etc/hostname", "http://127.0.0.1:1/x"])
def test_an_upload_that_does_not_get_through_is_certain_not_to_show(gateway, local, address):
    local.says("files.getUploadURLExternal", {"ok": True, "upload_url": address, "file_id": "F1"})
    with pytest.raises(TryAgainError) as caught:
        gateway.upload("T1", "D1", "a", b"x", "")
    assert not caught.value.uncertain
    assert local.methods() == ["files.getUploadURLExternal"]


def test_a_file_may_be_shown_in_a_thread(gateway, local):
    local.says("files.getUploadURLExternal", {"ok": True, "upload_url": f"{local.address}/up", "file_id": "F1"})
    gateway.upload("T1", "C1", "a.png", b"x", "", thread_ts="4.4")
    assert local.heard[-1].form["thread_ts"] == "4.4"


def test_an_upload_that_is_refused_is_not_completed(gateway, local):
    given = {"ok": True, "upload_url": f"{local.address}/up", "file_id": "F1"}
    local.says("files.getUploadURLExternal", given)
    local.says("/up", Reply(b"no", status=500))
    with pytest.raises(TryAgainError, match="upload_failed"):
        gateway.upload("T1", "D1", "a", b"x", "")
    assert local.methods() == ["files.getUploadURLExternal", "/up"]


def test_a_workspace_without_token_is_given_up_without_a_call(gateway, local):
    with pytest.raises(GiveUpError, match="no_token"):
        gateway.person("T404", "U1")
    assert not local.heard


def test_the_identity_is_asked_once(gateway, local):
    me = {"ok": True, "team_id": "T1", "team": "Acme", "user_id": "UB", "bot_id": "B1", "enterprise_id": "E1"}
    local.says("auth.test", Reply(me, headers={"x-OAuth-scopes": "chat:write, users:read"}))
    whose = gateway.identity("T1")
    assert (whose.team_name, whose.enterprise_id, whose.bot_user_id) == ("Acme", "E1", "UB")
    assert whose.scopes == {"chat:write", "users:read"}
    assert gateway.identity("T1") is whose
    assert local.methods() == ["auth.test"]
