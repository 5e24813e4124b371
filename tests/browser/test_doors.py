"""The page's own addresses: what a person sees and does there, without a browser."""

import json
import urllib.error
import urllib.parse
import urllib.request
from datetime import UTC, datetime

import pytest

from sandbox.page.acts import VERBS
from sandbox.page.steering import next_monday
from tests.browser.pieces import FIELDS, modal

GO = {"type": "button", "text": {"type": "plain_text", "text": "Go"}}


def send(request):
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310 (this machine's)
            return json.loads(answer.read())
    except urllib.error.HTTPError as refusal:
        with refusal:
            return json.loads(refusal.read())


@pytest.fixture
def see(slack):
    """What someone sees at an address of the page."""

    def seeing(what, person="", **asked):
        return send(f"{slack.url}/page/{what}?{urllib.parse.urlencode({'person': person, **asked})}")

    return seeing


@pytest.fixture
def act(slack):
    """Something that someone does."""

    def acting(person, verb, **asked):
        body = json.dumps({"person": person, "verb": verb, **asked}).encode()
        return send(urllib.request.Request(f"{slack.url}/page/act", body))  # noqa: S310 (this machine's)

    return acting


@pytest.fixture
def form(slack, newcomer):
    """A modal that is open for the newcomer."""
    return slack.hall.viewing.open(newcomer.team_id, newcomer.user_id, modal("Form", FIELDS))


def test_a_person_sees_the_channels_that_are_theirs_and_the_public_ones(see, slack, newcomer):
    state = see("state", newcomer.user_id)
    names = {channel["name"]: channel for channel in state["channels"]}
    assert state["me"]["id"] == newcomer.user_id
    assert names["general"]["is_member"]
    assert not names["python"]["is_member"]
    assert "board" not in names
    assert [app["name"] for app in state["apps"]] == ["Gallery"]
    assert state["apps"][0]["commands"][0] == {
        "command": "/form",
        "description": "Open a form with every field",
        "usage_hint": "[title]",
    }


def test_a_guest_sees_only_what_they_were_let_into(see, slack):
    guest = slack.named("Invité")
    assert [channel["name"] for channel in see("state", guest.user_id)["channels"]] == ["random"]


def test_nobody_named_is_the_first_person_and_a_workspace_has_its_own(see, slack):
    assert see("state")["me"]["role"] == "owner"
    assert see("state", team=slack.teams[1])["team"]["id"] == slack.teams[1]
    assert see("state", slack.named("Owen").user_id, team=slack.teams[1])["team"]["id"] == slack.teams[1]


def test_history_comes_in_pages_from_the_newest(see, slack, newcomer):
    newcomer.join("random")
    for number in range(5):
        newcomer.post("random", str(number))
    channel = slack.world.channel_named(newcomer.team_id, "random").channel_id
    newest = see("history", newcomer.user_id, channel=channel, limit=2)
    assert [message["text"] for message in newest["messages"]] == ["3", "4"]
    assert newest["more"]
    before = see("history", newcomer.user_id, channel=channel, limit=9, before=newest["messages"][0]["ts"])
    assert [message["text"] for message in before["messages"]] == ["0", "1", "2"]
    assert not before["more"]


def test_a_private_channel_is_shut_to_others(see, act, slack, newcomer):
    board = slack.world.channel_named(newcomer.team_id, "board").channel_id
    assert see("history", newcomer.user_id, channel=board)["error"] == "not_allowed"
    assert act(newcomer.user_id, "post", channel=board, text="Let me in")["error"] == "not_allowed"


def test_a_form_is_its_owners_alone(act, slack, newcomer, form):
    other = slack.named("Owen").user_id
    assert act(other, "submit", view=form.view_id)["error"] == "not_found"
    assert act(other, "close", view=form.view_id)["error"] == "not_found"
    assert act(newcomer.user_id, "close", view=form.view_id)["ok"]


def test_a_submission_without_an_answer_that_is_needed_is_not_sent(act, newcomer, form):
    assert act(newcomer.user_id, "submit", view=form.view_id)["errors"] == {"Name": "required"}


def test_an_app_that_is_not_there_is_told_of(act, newcomer, slack):
    general = slack.world.channel_named(newcomer.team_id, "general").channel_id
    assert act(newcomer.user_id, "command", channel=general, text="/form")["error"].startswith("app_")
    assert act(newcomer.user_id, "command", channel=general, text="/nothing")["error"] == "unknown_command"


@pytest.mark.parametrize(
    ("verb", "asked", "error"),
    [
        ("dance", {}, "unknown_verb"),
        ("newcomer", {"name": "  ", "locale": "fr-FR", "tz": "Europe/Paris"}, "bad_name"),
        ("newcomer", {"name": "Zoe", "locale": "fr-FR", "tz": "Europe/../Paris"}, "not_found"),
        ("edit", {"channel": "general", "ts": "1.0", "text": "x"}, "not_found"),
        ("post", {}, "not_found"),
        ("fault", {"kind": "meteor"}, "invalid_arguments"),
        ("upload", {"name": "x", "content": "%%%"}, "invalid_arguments"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_code(act, newcomer, verb, asked, error):
    assert act(newcomer.user_id, verb, **asked) == {"ok": False, "error": error}


def test_what_is_no_json_is_refused(slack):
    assert send(urllib.request.Request(f"{slack.url}/page/act", b"{"))["error"] == "invalid_json"  # noqa: S310
    assert send(urllib.request.Request(f"{slack.url}/page/act", b"[]"))["error"] == "unknown_verb"  # noqa: S310


def test_unread_counts_what_others_wrote_since(see, act, slack, newcomer):
    slack.named("Owen").post("general", "News")
    newcomer.post("general", "Mine")
    slack.named("Owen").post("general", "More news")
    general = slack.world.channel_named(newcomer.team_id, "general")
    assert unread(see, newcomer, general) == 1
    act(newcomer.user_id, "read", channel=general.channel_id)
    assert unread(see, newcomer, general) == 0


def unread(see, person, channel):
    shown = {one["id"]: one for one in see("state", person.user_id)["channels"]}
    return shown[channel.channel_id]["unread"]


@pytest.mark.parametrize(
    ("now", "tz", "then"),
    [
        ("2026-11-21T10:00", "Europe/Paris", "2026-11-23T08:00"),
        ("2026-11-23T07:59", "Europe/Paris", "2026-11-23T08:00"),
        ("2026-11-23T08:00", "Europe/Paris", "2026-11-30T08:00"),
        ("2026-03-27T10:00", "Europe/Paris", "2026-03-30T07:00"),
        ("2026-11-22T23:30", "Asia/Tokyo", "2026-11-23T00:00"),
        ("2026-11-21T10:00", None, "2026-11-23T09:00"),
    ],
)
def test_next_monday_is_at_nine_where_the_person_lives(now, tz, then):
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert next_monday(at, tz) == datetime.fromisoformat(then).replace(tzinfo=UTC)


def test_every_verb_says_what_it_does():
    assert all(verb.__doc__ for verb in VERBS.values())


def test_a_button_that_was_drawn_anew_while_it_was_pressed_is_still_pressed(act, slack, newcomer):
    def home(*names):
        rows = [{"type": "actions", "elements": [GO | {"action_id": name}]} for name in names]
        return slack.hall.viewing.publish(newcomer.team_id, newcomer.user_id, {"type": "home", "blocks": rows})

    was = home("go").shown["blocks"][0]["block_id"]
    view = home("stay", "go")
    pressed = {"container": {"view": view.view_id}, "block_id": was, "action_id": "go"}
    assert act(newcomer.user_id, "action", **pressed)["error"].startswith("app_")
    home("stay", "go", "go")
    assert act(newcomer.user_id, "action", **pressed)["error"] == "not_found"
