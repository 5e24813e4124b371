"""What is kept of Slack's events: facts, and never a word that someone wrote."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.events import Heard, HeardKind, distil
from slack_app.domain.people import Person, from_json
from tests.domain.json_values import ANY_JSON, objects_with

MESSAGE: dict[str, Any] = {
    "type": "message",
    "user": "U1",
    "channel": "C1",
    "ts": "1700000000.000100",
    "event_ts": "1700000000.000100",
    "text": "Does Léa know?",
    "channel_type": "channel",
    "team": "T1",
    "client_msg_id": "00000000-0000-4000-8000-000000000000",
    "blocks": [{"type": "rich_text"}],
}
USER: dict[str, Any] = {
    "id": "U1",
    "team_id": "T1",
    "name": "lea",
    "real_name": "Léa Martin",
    "tz": "Europe/Paris",
    "locale": "fr-FR",
    "is_restricted": True,
    "profile": {"email": "lea@example.org", "display_name": "Léa", "phone": "0612345678"},
}


def envelope(event, **more):
    return {
        "token": "verification",
        "team_id": "T1",
        "api_app_id": "A1",
        "type": "event_callback",
        "event_id": "Ev1",
        "event_time": 1700000000,
        "authorizations": [{"enterprise_id": None, "team_id": "T1", "user_id": "UBOT", "is_bot": True}],
        "is_ext_shared_channel": False,
        "event": event,
        **more,
    }


def heard(event, **more):
    return distil(envelope(event, **more))


def test_a_message_is_who_where_when_and_of_what_kind():
    assert heard(MESSAGE) == Heard(
        team_id="T1",
        enterprise_id=None,
        event_id="Ev1",
        kind=HeardKind.MESSAGE,
        user_id="U1",
        channel_id="C1",
        event_ts="1700000000.000100",
        facts={
            "ts": "1700000000.000100",
            "thread_ts": None,
            "parent_user_id": None,
            "question": True,
            "resource": False,
            "length": "S",
            "channel_type": "channel",
            "user_team": "T1",
            "is_broadcast": False,
            "is_ext_shared_channel": False,
        },
    )


@pytest.mark.parametrize(("length", "size"), [(0, "S"), (80, "S"), (81, "M"), (500, "M"), (501, "L"), (40_000, "L")])
def test_a_message_is_short_or_middling_or_long(length, size):
    assert heard({**MESSAGE, "text": "x" * length}).facts["length"] == size


def test_a_reply_knows_its_thread_and_a_thread_s_first_message_is_no_reply():
    assert heard({**MESSAGE, "thread_ts": "1690000000.000100"}).facts["thread_ts"] == "1690000000.000100"
    assert heard({**MESSAGE, "thread_ts": MESSAGE["ts"]}).facts["thread_ts"] is None


def test_a_reply_knows_who_began_its_thread_where_slack_says_so():
    reply = {**MESSAGE, "thread_ts": "1690000000.000100"}
    assert heard({**reply, "parent_user_id": "U2"}).facts["parent_user_id"] == "U2"
    assert heard(reply).facts["parent_user_id"] is None
    assert heard({**reply, "parent_user_id": "USLACKBOT"}).facts["parent_user_id"] is None  # a tombstone stands there
    assert heard({**MESSAGE, "parent_user_id": "U2"}).facts["parent_user_id"] is None


@pytest.mark.parametrize(
    ("change", "carries"),
    [
        ({"text": "Read <https://example.org/a|this>"}, True),
        ({"text": "<http://example.org>"}, True),
        ({"text": "Typed as &lt;https://example.org&gt; it is none"}, False),
        ({"text": "Ask <@U2> in <#C2|general>, or <mailto:a@example.org|write>"}, False),
        ({"subtype": "file_share", "files": [{"id": "F1", "mode": "hosted"}]}, True),
        ({"subtype": "file_share", "files": [{"id": "F1", "mode": "tombstone"}]}, False),
        ({"files": []}, False),
        ({"files": "F1"}, False),
        ({"files": ["F1", None]}, False),
    ],
    ids=str,
)
def test_a_message_carries_a_link_or_a_file_or_neither(change, carries):
    assert heard({**MESSAGE, **change}).facts["resource"] is carries


DELETED: dict[str, Any] = {
    "type": "message",
    "subtype": "message_deleted",
    "hidden": True,
    "channel": "C1",
    "channel_type": "channel",
    "ts": "1700000009.000100",
    "event_ts": "1700000009.000100",
    "deleted_ts": "1700000000.000100",
    "previous_message": MESSAGE,
}
TOMBSTONE = {"type": "message", "subtype": "tombstone", "user": "USLACKBOT", "hidden": True, "ts": "1700000000.000100"}


@pytest.mark.parametrize(
    "change", [{}, {"subtype": "message_changed", "deleted_ts": None, "message": TOMBSTONE}], ids=["gone", "tombstone"]
)
def test_a_deletion_says_which_message_is_no_more_and_not_whose(change):
    gone = heard({**DELETED, **change})
    assert (gone.kind, gone.channel_id, gone.user_id) == (HeardKind.MESSAGE_DELETED, "C1", None)
    assert (gone.event_ts, gone.facts) == ("1700000009.000100", {"ts": "1700000000.000100"})


@pytest.mark.parametrize(
    "change",
    [
        {"deleted_ts": None},
        {"channel": "D1"},
        {"channel_type": "im"},
        {"channel_type": "mpim"},
        {"subtype": "message_changed", "message": {**TOMBSTONE, "ts": None}},
        {"subtype": "message_changed", "message": {**MESSAGE, "edited": {"ts": "1700000009.000000"}}},
        {"subtype": "message_changed", "message": "gone"},
    ],
    ids=str,
)
def test_edits_and_what_is_deleted_in_private_are_no_deletions(change):
    assert heard({**DELETED, **change}) is None


@pytest.mark.parametrize("subtype", ["file_share", "me_message", "thread_broadcast"])
def test_these_count_as_things_said(subtype):
    said = heard({**MESSAGE, "subtype": subtype})
    assert said.kind == "message"
    assert said.facts["is_broadcast"] is (subtype == "thread_broadcast")


@pytest.mark.parametrize(
    "change",
    [
        {"subtype": "message_changed", "message": {"subtype": "thread_broadcast"}},
        {"subtype": "message_deleted"},
        {"subtype": "message_replied"},
        {"subtype": "channel_join"},
        {"subtype": "bot_message"},
        {"subtype": "huddle_thread"},
        {"subtype": "something_new"},
        {"subtype": 7},
        {"bot_id": "B1"},
        {"bot_profile": {"id": "B1"}},
        {"user": "USLACKBOT"},
        {"user": None},
        {"hidden": True},
        {"channel_type": "im"},
        {"channel_type": "app_home"},
        {"channel": "D1", "channel_type": None},
        {"ts": None},
        {"channel": {"id": "C1"}},
        {"type": "app_mention"},
        {"type": None},
    ],
    ids=str,
)
def test_edits_bots_private_talk_and_the_unknown_are_not_kept(change):
    assert heard({**MESSAGE, **change}) is None


def test_a_stranger_of_a_shared_channel_is_known_by_their_workspace():
    said = heard({**MESSAGE, "user_team": "T9"}, team_id="T9", is_ext_shared_channel=True)
    assert (said.team_id, said.facts["user_team"], said.facts["is_ext_shared_channel"]) == ("T1", "T9", True)


def test_in_an_organisation_the_envelope_names_the_workspace_when_the_authorization_does_not():
    orgwide = [{"enterprise_id": "E1", "team_id": None, "is_enterprise_install": True}]
    said = heard(MESSAGE, authorizations=orgwide, team_id="T2", enterprise_id="E1")
    assert (said.team_id, said.enterprise_id) == ("T2", "E1")
    assert heard(MESSAGE, authorizations=[], team_id="T2", enterprise_id="E2").enterprise_id == "E2"


@pytest.mark.parametrize("kind", ["team_join", "user_change"])
def test_of_a_person_only_what_the_rules_need(kind):
    came = heard({"type": kind, "user": USER, "event_ts": "1700000001.000000"})
    assert came.user_id == "U1"
    assert from_json("U1", came.facts) == Person("U1", "T1", locale="fr-FR", tz="Europe/Paris", is_guest=True)


@pytest.mark.parametrize("kind", ["member_joined_channel", "member_left_channel"])
def test_who_came_to_a_channel_or_left_it(kind):
    moved = heard({"type": kind, "user": "U2", "channel": "C2", "channel_type": "C", "team": "T1", "inviter": "U1"})
    assert (moved.kind, moved.user_id, moved.channel_id) == (kind, "U2", "C2")
    assert moved.facts == {
        "user_team": "T1",
        "channel_type": "C",
        "inviter_id": "U1",
        "is_ext_shared_channel": False,
    }
    assert moved.event_ts == "1700000000.000000"


def test_a_move_without_its_channel_is_not_kept():
    assert heard({"type": "member_joined_channel", "user": "U2"}) is None


def test_a_reaction_belongs_to_its_message():
    item = {"type": "message", "channel": "C1", "ts": "1690000000.000100"}
    reaction = {"type": "reaction_added", "user": "U2", "item_user": "U1", "reaction": "tada", "item": item}
    reacted = heard({**reaction, "event_ts": "1700000002.000000"})
    assert (reacted.user_id, reacted.channel_id, reacted.event_ts) == ("U2", "C1", "1700000002.000000")
    assert reacted.facts["ts"] == "1690000000.000100"
    assert reacted.facts["author_id"] == "U1"
    assert heard({**reaction, "item_user": "USLACKBOT"}).facts["author_id"] is None
    assert heard({**reaction, "item": {"type": "file", "file": "F1"}}) is None


def test_the_home_tab_was_opened():
    opened = {"type": "app_home_opened", "user": "U1", "channel": "D1", "event_ts": "1700000000.000100"}
    assert heard({**opened, "tab": "home", "view": {"private_metadata": "x"}}).facts["tab"] == "home"
    assert heard({**opened, "tab": "messages"}).facts["tab"] == "messages"


def test_of_a_renamed_channel_only_the_id_is_kept():
    renamed = heard({"type": "channel_rename", "channel": {"id": "C1", "name": "secret-plans", "created": 1}})
    assert (renamed.channel_id, renamed.user_id, renamed.facts) == ("C1", None, {})
    assert heard({"type": "channel_archive", "channel": "C1", "user": "U1"}).channel_id == "C1"
    assert heard({"type": "channel_deleted", "channel": "C1"}).channel_id == "C1"


def test_the_app_was_removed():
    revoked = heard({"type": "tokens_revoked", "tokens": {"oauth": ["U1", 7], "bot": ["UBOT"]}})
    assert revoked.facts == {"bot": True, "user_ids": ["U1"]}
    assert heard({"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}}).facts["bot"] is False
    assert heard({"type": "app_uninstalled"}).kind is HeardKind.APP_UNINSTALLED


@pytest.mark.parametrize(
    "change",
    [
        {"event_id": None},
        {"event_id": "x" * 101},
        {"event_id": "Ev 1"},
        {"team_id": None, "authorizations": None},
        {"team_id": "T1; drop", "authorizations": []},
        {"event": None},
        {"event": []},
    ],
    ids=str,
)
def test_a_malformed_envelope_is_not_kept(change):
    assert distil({**envelope(MESSAGE), **change}) is None


@pytest.mark.parametrize("event", [MESSAGE, {"type": "team_join", "user": USER}, {"type": "user_change", "user": USER}])
def test_no_word_name_or_address_is_kept(event):
    kept = json.dumps(heard(event).facts, ensure_ascii=False)
    for word in ("Léa", "lea", "Martin", "know", "@", "0612345678"):
        assert word not in kept


EVENTS = st.builds(
    lambda kind, noise: {**noise, "type": kind},
    st.sampled_from([*HeardKind]).map(str),
    objects_with("user", "channel", "ts", "event_ts", "text", "subtype", "item", "tokens", "tab", "thread_ts", "team"),
)
NOISY_EVENTS = st.builds(
    lambda event, noise: {**event, **noise},
    st.sampled_from([MESSAGE, {"type": "team_join", "user": USER}]),
    objects_with("user", "text", "ts", "channel", "bot_id", "thread_ts", "user_team", "channel_type"),
)


@given(ANY_JSON)
def test_any_json_is_heard_or_passed_over(anything):
    assert distil(anything) is None


@given(EVENTS | NOISY_EVENTS | ANY_JSON, objects_with("authorizations", "enterprise_id", "event_time", "team_id"))
def test_any_event_is_kept_as_plain_facts_or_passed_over(event, more):
    found = distil({**envelope(event), **more})
    if found is not None:
        assert found.team_id
        assert found.event_ts
        assert json.loads(json.dumps(found.facts)) == found.facts
        assert len(json.dumps(found.facts)) < 2_000
