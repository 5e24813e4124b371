"""The shapes of what Slack sends: each with every key, and all of them understood by Bolt."""

import base64
import json

import pytest

from sandbox.blockkit.elements import ELEMENTS
from sandbox.delivery.deliver import Deliveries
from sandbox.delivery.payloads import (
    Installation,
    Origin,
    Person,
    Room,
    action_of,
    block_actions,
    block_suggestion,
    event_callback,
    event_id,
    events,
    message_action,
    messages,
    shortcut,
    slash_command,
    state_values,
    view_closed,
    view_submission,
)
from sandbox.delivery.payloads.state import CHOSEN
from sandbox.delivery.payloads.views import Shelf, view_object, with_action_ids
from sandbox.delivery.signed_http import Addresses, SignedHttp
from tests.sandbox.blockkit.examples import CHOICES, TYPED, button, field, modal, option, section, text, typing
from tests.sandbox.delivery.conftest import ADA, APP, HALL, SECRET, bolt_app

TS = "1800000000.000100"
IN_ORGANISATION = Installation("A1", "T1", "fern", "B1", "UBOT", enterprise_id="E1", enterprise_name="Forest")
POSTED = messages.person_message("UADA", "T1", "Hello", TS)
VIEW = view_object(
    APP, modal(field(typing(), block_id="says"), callback_id="intro"), Shelf("V1", "V1"), at=1_800_000_000.0
)
FROM_MESSAGE = Origin(HALL, POSTED, response_url="https://example.com/r")
FROM_VIEW = Origin(view=VIEW, state={"says": {"typed": {"type": "plain_text_input", "value": "Hi"}}})
COMMON = {"type", "team", "user", "api_app_id", "token", "enterprise", "is_enterprise_install"}


def test_an_envelope_has_every_key_and_a_context_that_can_be_read():
    envelope = event_callback(APP, messages.message(POSTED, HALL), id_="Ev1", at=1_800_000_000, shared=True)
    assert set(envelope) == {
        "token",
        "team_id",
        "enterprise_id",
        "context_team_id",
        "context_enterprise_id",
        "api_app_id",
        "event",
        "type",
        "event_id",
        "event_time",
        "authorizations",
        "is_ext_shared_channel",
        "event_context",
    }
    assert envelope["is_ext_shared_channel"] is True
    assert envelope["authorizations"][0]["user_id"] == "UBOT"
    context = envelope["event_context"].removeprefix("4-")
    read = json.loads(base64.urlsafe_b64decode(context + "=" * (-len(context) % 4)))
    assert read == {"et": "message", "tid": "T1", "aid": "A1", "cid": "CHALL"}


def test_event_ids_look_like_slacks_and_stay_the_same():
    assert event_id("T1", "7") == event_id("T1", "7") != event_id("T1", "8")
    assert len(event_id("T1", "7")) == 12
    assert event_id("T1", "7").isalnum()


ITEM = events.message_item("CHALL", TS, "UBO")
INNER = {
    "team_join": (events.team_join({"id": "UADA"}, TS), {"user", "cache_ts"}),
    "user_change": (events.user_change({"id": "UADA"}, TS), {"user", "cache_ts"}),
    "home": (events.app_home_opened(ADA, Room("D1", kind="im"), TS, view=VIEW), {"user", "channel", "tab", "view"}),
    "first home": (events.app_home_opened(ADA, HALL, TS, view=None), {"user", "channel", "tab"}),
    "messages tab": (events.app_home_opened(ADA, HALL, TS, view=VIEW, tab="messages"), {"user", "channel", "tab"}),
    "joined": (events.member_joined_channel(ADA, HALL, TS), {"user", "channel", "channel_type", "team"}),
    "invited": (
        events.member_joined_channel(ADA, HALL, TS, inviter="UBO"),
        {"user", "channel", "channel_type", "team", "inviter"},
    ),
    "left": (events.member_left_channel(ADA, HALL, TS), {"user", "channel", "channel_type", "team"}),
    "reacted": (events.reaction_added(ADA, "wave", ITEM, TS), {"user", "reaction", "item", "item_user"}),
    "took back": (events.reaction_removed(ADA, "wave", ITEM, TS), {"user", "reaction", "item", "item_user"}),
    "archived": (events.channel_archive(ADA, HALL, TS), {"channel", "user", "is_moved"}),
    "deleted": (events.channel_deleted(ADA, HALL, TS), {"channel", "actor_id"}),
    "renamed": (events.channel_rename(HALL, TS, created=1), {"channel"}),
    "created": (events.channel_created(ADA, HALL, TS, created=1), {"channel"}),
    "revoked": (events.tokens_revoked(TS, bot=["UBOT"]), {"tokens"}),
    "uninstalled": (events.app_uninstalled(TS), set()),
}


@pytest.mark.parametrize("name", INNER)
def test_inner_events_have_their_keys(name):
    event, keys = INNER[name]
    assert set(event) == {"type", "event_ts", *keys}


def test_a_reaction_names_the_author_beside_the_item():
    event = events.reaction_added(ADA, "wave", ITEM, TS)
    assert event["item"] == {"type": "message", "channel": "CHALL", "ts": TS}
    assert event["item_user"] == "UBO"
    nobody = events.reaction_added(ADA, "wave", events.message_item("CHALL", TS, None), TS)
    assert "item_user" not in nobody


def test_private_channels_have_events_of_their_own_names():
    den = Room("CDEN", "den", "group")
    kinds = [
        events.channel_archive(ADA, den, TS)["type"],
        events.channel_archive(ADA, HALL, TS, archived=False)["type"],
        events.channel_deleted(ADA, den, TS)["type"],
        events.channel_rename(den, TS, created=1)["type"],
        events.member_joined_channel(ADA, den, TS)["channel_type"],
    ]
    assert kinds == ["group_archive", "channel_unarchive", "group_deleted", "group_rename", "G"]


def test_messages_are_posted_changed_deleted_and_name_the_app():
    posted = messages.message(POSTED, HALL)
    assert set(posted) == {*POSTED, "channel", "channel_type", "event_ts"}
    edited = {**POSTED, "text": "Hello!", "edited": {"user": "UADA", "ts": "1800000001.0"}}
    changed = messages.message_changed(edited, POSTED, HALL, "1800000001.000000")
    assert (changed["subtype"], changed["message"]["text"], changed["previous_message"]["text"]) == (
        "message_changed",
        "Hello!",
        "Hello",
    )
    deleted = messages.message_deleted(POSTED, HALL, "1800000002.000000")
    assert (deleted["deleted_ts"], deleted["ts"]) == (TS, "1800000002.000000")
    assert "user" not in changed
    assert "user" not in deleted
    mention = messages.app_mention(POSTED, HALL)
    assert "channel_type" not in mention
    assert mention["event_ts"] == TS


def test_files_broadcasts_and_bots_are_messages_with_more():
    file = messages.file_object("F1", "notes.pdf", "UADA", 1_800_000_000, size=12)
    shared = messages.message({**POSTED, "subtype": "file_share", "files": [file], "upload": False}, HALL)
    assert (shared["subtype"], shared["files"][0]["filetype"], shared["files"][0]["size"]) == ("file_share", "pdf", 12)
    broadcast = messages.person_message("UADA", "T1", "All", TS, subtype="thread_broadcast", thread_ts=TS, root=POSTED)
    assert messages.message(broadcast, HALL)["root"]["ts"] == TS
    profile = messages.bot_profile("B1", "A1", "Convive", "T1")
    assert set(profile) == {"id", "app_id", "user_id", "name", "icons", "deleted", "updated", "team_id"}


@pytest.mark.parametrize("element", [*CHOICES, *TYPED], ids=lambda element: element["type"])
def test_every_element_has_a_state_untouched_and_chosen(element):
    key, initial = CHOSEN[element["type"]]
    element = {**element, "action_id": "a"}
    block = field(element, block_id="b")
    untouched = state_values([block])["b"]["a"]
    assert untouched["type"] == element["type"]
    assert untouched[key] == element.get(initial, [] if key.endswith("s") and key != "value" else None)
    chosen = state_values([block], {"b": {"a": "chosen"}})["b"]["a"]
    assert chosen[key] == "chosen"
    action = action_of(element, "b", "chosen", "1.2")
    assert (action["type"], action["block_id"], action["action_id"], action[key]) == (
        element["type"],
        "b",
        "a",
        "chosen",
    )


def test_state_is_known_for_every_element_that_can_stand_in_a_form():
    without = {"button", "workflow_button", "icon_button", "feedback_buttons", "image", "overflow"}
    assert set(CHOSEN) == set(ELEMENTS.shapes) - without


def test_state_comes_from_inputs_sections_and_actions():
    picker = {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-21"}
    blocks = [
        field(typing(), block_id="says"),
        section(accessory=picker, block_id="when"),
        {"type": "actions", "block_id": "more", "elements": [button(), {**picker, "action_id": "other"}]},
        {"type": "divider"},
    ]
    values = state_values(blocks, {"says": {"typed": "Hi"}})
    assert set(values) == {"says", "when", "more"}
    assert values["says"]["typed"] == {"type": "plain_text_input", "value": "Hi"}
    assert values["more"] == {"other": {"type": "datepicker", "selected_date": "2026-11-21"}}


def test_a_button_and_an_overflow_say_what_they_are():
    pressed = action_of(button(style="primary", value="7"), "b", None, "1.2")
    assert pressed == {
        "type": "button",
        "action_id": "press",
        "block_id": "b",
        "text": text("Press"),
        "value": "7",
        "style": "primary",
        "action_ts": "1.2",
    }
    chosen = action_of({"type": "overflow", "action_id": "o", "options": [option()]}, "b", option(), "1.2")
    assert chosen["selected_option"] == option()


def test_block_actions_from_a_message_and_from_a_view():
    action = action_of(button(), "b", None, "1.2")
    clicked = block_actions(APP, ADA, FROM_MESSAGE, [action], trigger_id="1.2.3")
    more = {"container", "trigger_id", "actions"}
    assert set(clicked) == {*COMMON, *more, "channel", "message", "state", "response_url"}
    assert clicked["container"] == {"type": "message", "message_ts": TS, "channel_id": "CHALL", "is_ephemeral": False}
    chosen = block_actions(APP, ADA, FROM_VIEW, [action], trigger_id="1.2.3")
    assert set(chosen) == {*COMMON, *more, "view"}
    assert chosen["view"]["state"]["values"]["says"]["typed"]["value"] == "Hi"


def test_an_ephemeral_message_is_not_sent_back_and_a_thread_is_named():
    hidden = Origin(HALL, {**POSTED, "thread_ts": "1.0"}, ephemeral=True, response_url="https://example.com/r")
    clicked = block_actions(APP, ADA, hidden, [], trigger_id="1.2.3")
    assert "message" not in clicked
    assert clicked["container"]["is_ephemeral"] is True
    assert clicked["container"]["thread_ts"] == "1.0"


def test_rooms_without_a_name_go_by_slacks_words():
    rooms = [HALL, Room("D1", kind="im"), Room("C2", "den", "group"), Room("C3", "mpdm-a--b-1", "mpim")]
    assert [room.brief()["name"] for room in rooms] == ["hall", "directmessage", "privategroup", "mpdm-a--b-1"]


def test_views_have_every_key():
    assert set(view_submission(APP, ADA, VIEW, trigger_id="1")) == {*COMMON, "trigger_id", "view", "response_urls"}
    assert set(view_closed(APP, ADA, VIEW)) == {*COMMON, "view", "is_cleared"}
    assert {"id", "state", "hash", "root_view_id", "previous_view_id", "app_installed_team_id", "bot_id"} < set(VIEW)


def test_what_an_app_left_unnamed_gets_ids_that_stay():
    given = modal(section(accessory={"type": "button", "text": text()}), field({"type": "email_text_input"}))
    named = {**given, "blocks": with_action_ids(given["blocks"], "V1")}
    first, second = (view_object(APP, named, Shelf("V1", "V1"), at=at) for at in (1.0, 2.0))
    assert first["hash"] != second["hash"]
    assert first["blocks"] == second["blocks"]
    assert len({block["block_id"] for block in first["blocks"]}) == 2
    assert first["blocks"][0]["accessory"]["action_id"]


def test_an_organisation_is_named_wherever_slack_names_it():
    form = slash_command(IN_ORGANISATION, ADA, HALL, "/intro", trigger_id="1", response_url="r")
    assert (form["enterprise_id"], form["enterprise_name"]) == ("E1", "Forest")
    greet = shortcut(IN_ORGANISATION, ADA, "greet", trigger_id="1", action_ts="1")
    assert greet["enterprise"] == {"id": "E1", "name": "Forest"}
    assert greet["team"]["enterprise_id"] == "E1"
    assert "enterprise_id" not in slash_command(APP, ADA, HALL, "/intro", trigger_id="1", response_url="r")


def test_bolt_understands_every_kind(http_world, clock):
    app, heard = bolt_app(), []

    def listen(register, name):
        register(lambda ack, context: (ack(), heard.append((name, context.user_id, context.team_id))))

    listen(app.action("press"), "action")
    listen(app.view("intro"), "submission")
    listen(app.view_closed("intro"), "closing")
    listen(app.options("found"), "options")
    listen(app.shortcut("greet"), "shortcut")
    listen(app.message_shortcut("quote"), "message shortcut")
    listen(app.command("/intro"), "command")
    there = http_world(app)
    post = Deliveries(SignedHttp(Addresses(there.url), SECRET), clock)
    sent = [
        block_actions(APP, ADA, FROM_MESSAGE, [action_of(button(), "b", None, "1.2")], trigger_id="1.2.3"),
        view_submission(APP, ADA, VIEW, trigger_id="1.2.3"),
        view_closed(APP, ADA, VIEW),
        block_suggestion(APP, ADA, FROM_VIEW, block_id="b", action_id="found", typed="gar"),
        block_suggestion(APP, ADA, FROM_MESSAGE, block_id="b", action_id="found", typed="gar"),
        shortcut(APP, ADA, "greet", trigger_id="1.2.3", action_ts="1.2"),
        message_action(APP, ADA, FROM_MESSAGE, "quote", trigger_id="1.2.3", action_ts="1.2"),
    ]
    assert all(post.send_interaction(payload).taken for payload in sent)
    assert post.send_command(slash_command(APP, ADA, HALL, "/intro", trigger_id="1", response_url="r")).taken
    kinds = ["action", "submission", "closing", "options", "options", "shortcut", "message shortcut", "command"]
    assert heard == [(kind, "UADA", "T1") for kind in kinds]
    post.close()


def test_bolt_hears_every_event(http_world, clock):
    app, heard = bolt_app(process_before_response=True), []
    inner = [event for event, _ in INNER.values()]
    for kind in dict.fromkeys(event["type"] for event in inner):
        app.event(kind)(lambda event: heard.append(event["type"]))
    there = http_world(app)
    post = Deliveries(SignedHttp(Addresses(there.url), SECRET), clock)
    for number, event in enumerate(inner):
        post.send_event(event_callback(APP, event, id_=f"Ev{number}", at=1_800_000_000))
    assert post.idle()
    assert heard == [event["type"] for event in inner]
    post.close()


def test_a_stranger_keeps_their_own_workspace():
    stranger = Person("UFAR", "far", "T9")
    clicked = block_actions(APP, stranger, FROM_MESSAGE, [], trigger_id="1.2.3")
    assert clicked["user"]["team_id"] == "T9"
    assert clicked["team"]["id"] == "T1"
