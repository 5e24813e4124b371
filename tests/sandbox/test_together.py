"""Group direct messages and what is shared in them, as the app and its people meet them."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from slack_sdk import WebClient

from sandbox.engine.acting import Actor, CannotError
from sandbox.engine.ports import Answer
from sandbox.server import Sandbox
from tests.sandbox.conftest import MANIFEST
from tests.sandbox.test_web_api import refusal

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


class Ears:
    """A delivery that only listens."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []

    def event(self, team_id, event) -> None:
        self.heard.append(dict(event))

    def interact(self, payload) -> Answer:
        return Answer("ok")

    command = interact

    def busy(self) -> bool:
        return False


def manifest(*, scopes: set[str] = frozenset(), events: set[str] = frozenset()) -> dict[str, Any]:
    """The app's own, asking for no more of group direct messages than what is named."""
    page = yaml.safe_load(MANIFEST.read_text())
    bot, heard = page["oauth_config"]["scopes"]["bot"], page["settings"]["event_subscriptions"]["bot_events"]
    page["oauth_config"]["scopes"]["bot"] = [one for one in bot if not one.startswith("mpim:")] + sorted(scopes)
    page["settings"]["event_subscriptions"]["bot_events"] = [one for one in heard if one != "message.mpim"]
    page["settings"]["event_subscriptions"]["bot_events"] += sorted(events)
    return page


@pytest.fixture
def together() -> Iterator[Sandbox]:
    """A local Slack whose app may open group direct messages and hears what is written there."""
    asked = manifest(scopes={"mpim:write", "mpim:history"}, events={"message.mpim"})
    with Sandbox.start(asked, limit_scale=0) as sandbox:
        yield sandbox


@pytest.fixture
def client(together: Sandbox) -> WebClient:
    return WebClient(token=together.bot_token(), base_url=together.api_url)


def people(slack: Sandbox, *names: str) -> list[Actor]:
    return [slack.named(name) for name in names]


def opened(client: WebClient, *members: Actor) -> str:
    return str(client.conversations_open(users=[one.user_id for one in members])["channel"]["id"])


def test_two_to_eight_people_are_brought_together_once_in_whatever_order(together, client):
    solene, owen, jonas = people(together, "Solène", "Owen", "Jonas")
    first = opened(client, solene, owen)
    assert opened(client, owen, solene) == first
    assert client.conversations_open(users=f"{owen.user_id},{solene.user_id}")["already_open"]
    assert opened(client, solene, owen, jonas) != first
    many = [one.user_id for one in together.world.people_of(together.teams[0]) if not one.is_bot and not one.deleted]
    assert client.conversations_open(users=many[:8])["channel"]["id"]
    assert refusal(client.conversations_open, users=many[:9]) == "too_many_users"
    bot = together.world.installations[together.teams[0]].bot_user_id
    assert set(together.world.channels[first].members) == {solene.user_id, owen.user_id, bot}


def test_asking_whether_a_conversation_is_there_makes_none(together, client):
    pair = [one.user_id for one in people(together, "Solène", "Owen")]
    before = len(together.world.channels)
    assert refusal(client.conversations_open, users=pair, prevent_creation=True) == "channel_not_found"
    assert len(together.world.channels) == before
    there = client.conversations_open(users=pair)["channel"]["id"]
    assert client.conversations_open(users=pair, prevent_creation=True)["channel"]["id"] == there


def test_without_its_scope_nobody_is_brought_together():
    with Sandbox.start(manifest(), limit_scale=0) as slack:
        client = WebClient(token=slack.bot_token(), base_url=slack.api_url)
        one, other = people(slack, "Solène", "Owen")
        assert client.conversations_open(users=one.user_id)["ok"]
        assert refusal(client.conversations_open, users=[one.user_id, other.user_id]) == "missing_scope"


def test_what_is_written_there_is_seen_by_its_members_alone(together, client):
    solene, owen, jonas = people(together, "Solène", "Owen", "Jonas")
    place = opened(client, solene, owen)
    ts = client.chat_postMessage(channel=place, text="You two should meet")["ts"]
    client.chat_update(channel=place, ts=ts, text="You two should really meet")
    solene.post(place, "Gladly!")
    assert [one.text for one in owen.seen_in(place)] == ["You two should really meet", "Gladly!"]
    with pytest.raises(CannotError):
        jonas.seen_in(place)
    said = client.conversations_history(channel=place)["messages"]
    assert [one["text"] for one in said] == ["Gladly!", "You two should really meet"]


def test_nobody_walks_out_of_a_group_direct_message(together, client):
    solene, owen = people(together, "Solène", "Owen")
    with pytest.raises(CannotError):
        solene.leave(opened(client, solene, owen))
    place = opened(client, solene, owen)
    assert refusal(client.conversations_leave, channel=place) == "method_not_supported_for_channel_type"


@pytest.mark.parametrize(("scopes", "hears"), [({"mpim:write", "mpim:history"}, True), ({"mpim:write"}, False)])
def test_the_app_hears_a_group_of_which_it_is_a_member_if_it_may(scopes, hears):
    with Sandbox.start(manifest(scopes=scopes, events={"message.mpim"}), limit_scale=0) as slack:
        ears = slack.hall.hearing.delivery = Ears()
        client = WebClient(token=slack.bot_token(), base_url=slack.api_url)
        solene, owen = people(slack, "Solène", "Owen")
        solene.post(opened(client, solene, owen), "Gladly!")
        assert [one["channel_type"] for one in ears.heard if one["type"] == "message"] == ["mpim"] * hears


def test_the_app_hears_nothing_of_a_group_of_which_it_is_no_member(together):
    ears = together.hall.hearing.delivery = Ears()
    solene, owen, jonas = people(together, "Solène", "Owen", "Jonas")
    solene.write_to([owen.user_id, jonas.user_id], "Among ourselves")
    assert ears.heard == []


def test_a_picture_says_what_it_shows_and_where_it_was_shared(together, client):
    solene, owen = people(together, "Solène", "Owen")
    place = opened(client, solene, owen)
    client.files_upload_v2(channel=place, content=PNG, filename="network.png", alt_txt="Who met whom")
    shown = client.conversations_history(channel=place)["messages"][0]["files"][0]
    assert (shown["alt_txt"], shown["mimetype"]) == ("Who met whom", "image/png")
    assert (shown["groups"], shown["channels"], shown["ims"], shown["is_public"]) == ([place], [], [], False)
    asked = {"filename": "network.png", "length": len(PNG), "alt_txt": "x" * 1001}
    assert refusal(client.files_getUploadURLExternal, **asked) == "alt_txt_too_large"


def test_a_calendar_is_a_calendar(together, client):
    reader = together.named("Solène")
    client.files_upload_v2(channel=reader.dm.channel_id, content=b"BEGIN:VCALENDAR", filename="coffee.ics")
    shown = client.conversations_history(channel=reader.dm.channel_id)["messages"][0]["files"][0]
    assert (shown["mimetype"], shown["ims"]) == ("text/calendar", [reader.dm.channel_id])
    assert "alt_txt" not in shown


def test_the_members_of_a_channel_come_in_pages_without_the_deactivated(together, client):
    general = together.world.channel_named(together.teams[0], "general")
    together.named("Hugo").leave_workspace()
    pages = [page["members"] for page in client.conversations_members(channel=general.channel_id, limit=5)]
    found = [user_id for page in pages for user_id in page]
    assert max(len(page) for page in pages) == 5
    assert len(found) == len(set(found)) == len(general.members) - 1


def test_everyone_is_listed_with_their_language_on_pages_of_any_size(together, client):
    everyone = client.users_list(include_locale=True, limit=5000)["members"]
    assert {one.get("locale") for one in everyone} >= {"fr-FR", "en-GB"}
    assert len(client.users_list(limit=0)["members"]) == len(everyone)


def test_a_large_workspace_must_be_read_page_by_page(together, client):
    from sandbox.engine.people import Person

    for number in range(1001):
        together.world.add_person(Person(f"UMANY{number:06}", together.teams[0], f"many{number}", "Many"))
    assert refusal(client.users_list) == "limit_required"
    assert len(client.users_list(limit=5000)["members"]) == 1000
    assert sum(len(page["members"]) for page in client.users_list(limit=400)) > 1001
