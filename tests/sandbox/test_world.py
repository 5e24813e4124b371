"""The world, its clock and its journal, and the controls that reach them from outside."""

import json
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta

import pytest

from sandbox.engine.channels import Channel, ChannelKind
from sandbox.engine.clock import Clock
from sandbox.engine.people import Role
from sandbox.server import Sandbox


def asked(slack: Sandbox, path: str, said: object = None, method: str | None = None) -> dict:
    data = json.dumps(said).encode() if said is not None else None
    request = urllib.request.Request(f"{slack.url}/control/{path}", data, method=method)  # noqa: S310 (the local Slack)
    with urllib.request.urlopen(request) as answer:  # noqa: S310 (the local Slack)
        return json.loads(answer.read())


def test_two_workspaces_with_all_kinds_of_people_and_places(slack):
    people = list(slack.world.people.values())
    assert len(slack.teams) == 2
    assert {person.role for person in people} == set(Role)
    assert any(person.deleted for person in people)
    assert len({person.tz for person in people}) > 6
    assert {str(person.locale)[:2] for person in people} >= {"fr", "en"}
    kinds = {channel.kind for channel in slack.world.channels.values()}
    assert kinds >= {ChannelKind.PUBLIC, ChannelKind.PRIVATE}
    assert any(channel.is_archived for channel in slack.world.channels.values())
    assert any(channel.shared_with for channel in slack.world.channels.values())


def test_the_same_seed_makes_the_same_world(slack):
    with (
        Sandbox.start({"display_information": {"name": "Other"}}, seed=1) as twin,
        Sandbox.start({"display_information": {"name": "Other"}}, seed=2) as stranger,
    ):
        assert twin.teams == slack.teams
        assert set(twin.world.people) == set(slack.world.people)
        assert stranger.teams != slack.teams


def test_a_reset_brings_back_the_beginning(slack):
    token, people = slack.bot_token(), set(slack.world.people)
    slack.join_workspace("Zoé Lemaire")
    asked(slack, "reset", {})
    assert (slack.bot_token(), set(slack.world.people)) == (token, people)


def test_the_clock_goes_on_and_forward_only():
    clock = Clock()
    before = clock.now()
    assert clock.advance(timedelta(days=30)) - before >= timedelta(days=30)
    with pytest.raises(ValueError, match="forward"):
        clock.set_to(datetime(2020, 1, 1, tzinfo=UTC))


def test_timestamps_never_stand_still():
    channel = Channel("C1", "T1", "x")
    stamps = [channel.next_ts(1_700_000_000.999999) for _ in range(3)]
    assert stamps == ["1700000000.999999", "1700000001.000000", "1700000001.000001"]


def test_the_controls_show_people_channels_and_messages(slack):
    person = asked(slack, "act", {"verb": "join_workspace", "name": "Zoé Lemaire", "locale": "fr-FR"})["person"]
    place = slack.world.channel_named(slack.teams[0], "general").channel_id
    asked(slack, "act", {"verb": "post", "person": person, "channel": "general", "text": "hi"})
    assert person in [one["id"] for one in asked(slack, "people")["people"]]
    assert place in [one["id"] for one in asked(slack, f"channels?person={person}")["channels"]]
    assert asked(slack, f"messages?channel={place}")["messages"][-1]["text"] == "hi"


def test_the_controls_move_the_clock_and_break_things(slack, bot):
    before = slack.clock.seconds()
    assert asked(slack, "clock", {"advance": 3600})["seconds"] >= before + 3600
    assert asked(slack, "faults", {"kind": "error", "method": "auth.test"})["faults"][0]["kind"] == "error"
    assert asked(slack, "faults", method="DELETE")["faults"] == []
    bot.auth_test()
    entry = asked(slack, "journal?kind=call&method=auth.test")["entries"][-1]
    assert entry["ok"]
    assert entry["latency_ms"] < 100


@pytest.mark.parametrize(
    "said",
    [
        {"verb": "fly", "person": "U1"},
        {"verb": "post", "person": "nobody"},
        {"verb": "post"},
        {"verb": "submit", "person": ""},
    ],
)
def test_the_controls_refuse_what_makes_no_sense(slack, said):
    with pytest.raises(urllib.error.HTTPError) as caught:
        asked(slack, "act", said)
    assert caught.value.code == 400
    assert not json.loads(caught.value.read())["ok"]


def test_the_controls_are_for_this_machines_own_pages_only(slack):
    request = urllib.request.Request(f"{slack.url}/control/people", headers={"Host": "evil.example"})  # noqa: S310
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request)  # noqa: S310 (the local Slack)
    assert caught.value.code == 400
    caught.value.close()


def test_the_journal_is_lines_of_json_without_what_people_wrote(tmp_path, bot, slack):
    from slack_sdk import WebClient

    path = tmp_path / "journal.jsonl"
    with Sandbox.start({"display_information": {"name": "App"}}, journal=path) as other:
        other.world.installations[other.teams[0]].scopes |= {"chat:write"}
        place = other.world.channel_named(other.teams[0], "general").channel_id
        WebClient(token=other.bot_token(), base_url=other.api_url).chat_postMessage(channel=place, text="very secret")
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert lines[-1]["method"] == "chat.postMessage"
    assert "very secret" not in path.read_text()


def test_the_plain_page_shows_text_as_text(slack):
    slack.named("Solène").post("general", "<script>alert(1)</script>")
    with urllib.request.urlopen(f"{slack.url}/plain") as answer:  # noqa: S310 (the local Slack)
        page = answer.read().decode()
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
