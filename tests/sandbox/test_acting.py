"""People act, the app hears: events by subscription, scope and presence; and what comes of clicks and forms."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from sandbox.engine.acting import CannotError
from sandbox.server import Sandbox

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
BUTTON = {
    "type": "actions",
    "block_id": "row",
    "elements": [{"type": "button", "action_id": "go", "value": "7", "text": {"type": "plain_text", "text": "Go"}}],
}


def words(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def modal(title: str = "Form", **more: object) -> dict[str, object]:
    name = {"type": "plain_text_input", "action_id": "name"}
    topics = {"type": "multi_external_select", "action_id": "topics", "min_query_length": 0}
    blocks = [
        {"type": "input", "block_id": "who", "label": words("Name"), "element": name},
        {"type": "input", "block_id": "what", "label": words("Topics"), "element": topics, "optional": True},
    ]
    return {"type": "modal", "title": words(title), "submit": words("Send"), "blocks": blocks, **more}


class App:
    """A small app on the production clients, which answers as the test says and remembers what it heard."""

    def __init__(self, slack: Sandbox) -> None:
        self.slack = slack
        self.bot = WebClient(token=slack.bot_token(), base_url=slack.api_url)
        self.heard: list[SocketModeRequest] = []
        self.answers: dict[str, dict[str, object]] = {}
        self.opens = modal()
        self.socket = SocketModeClient(app_token=slack.app_token, web_client=WebClient(base_url=slack.api_url))
        self.socket.socket_mode_request_listeners.append(self.hear)
        self.socket.connect()
        assert slack.connected()

    def hear(self, client: SocketModeClient, request: SocketModeRequest) -> None:
        self.heard.append(request)
        kind = str(request.payload.get("type"))
        if kind in {"block_actions", "shortcut"} and not request.payload.get("view"):
            self.bot.views_open(trigger_id=request.payload["trigger_id"], view=self.opens)
        client.send_socket_mode_response(SocketModeResponse(request.envelope_id, self.answers.get(kind)))

    def events(self) -> list[str]:
        self.slack.quiet()
        return [str(one.payload["event"]["type"]) for one in self.heard if one.type == "events_api"]

    def last(self) -> dict[str, object]:
        return self.heard[-1].payload


@pytest.fixture(scope="module")
def standing() -> Iterator[App]:
    """One app for all these stories: its client takes seconds to hang up."""
    with Sandbox.start(MANIFEST, limit_scale=0) as sandbox:
        small = App(sandbox)
        yield small
        small.socket.close()


@pytest.fixture
def app(standing: App) -> App:
    """The same, in a world that begins anew."""
    standing.slack.reset()
    standing.heard.clear()
    standing.answers.clear()
    return standing


@pytest.fixture
def slack(app: App) -> Sandbox:
    """The local Slack in which that app is."""
    return app.slack


def test_joining_is_heard_in_order(slack, app):
    zoe = slack.join_workspace("Zoé Lemaire", locale="fr-FR", tz="Europe/Paris")
    assert app.events() == ["team_join", "member_joined_channel"]
    user = app.heard[0].payload["event"]["user"]
    assert (user["id"], user["locale"], user["tz"]) == (zoe.user_id, "fr-FR", "Europe/Paris")


def test_changes_and_departures_are_heard(slack, app):
    solene = slack.named("Solène")
    solene.change(tz="Asia/Tokyo")
    solene.leave("general")
    solene.leave_workspace()
    assert app.events() == ["user_change", "member_left_channel", "user_change"]
    assert app.last()["event"]["user"]["deleted"]


def test_messages_are_heard_where_the_app_is_and_may(slack, app):
    boss = slack.named("Maëlle")
    boss.post("general", "heard")
    boss.post("board", "unheard: the app is not there")
    boss.post("community-team", "unheard: private channels are not subscribed to")
    boss.write_to([slack.named("Owen").user_id], "unheard: between two people")
    assert app.events() == ["message"]
    assert app.last()["event"]["channel_type"] == "channel"


def test_without_its_scope_an_event_is_not_heard(slack, app):
    slack.world.installations[slack.teams[0]].scopes -= {"channels:history", "users:read"}
    slack.named("Solène").post("general", "hi")
    slack.join_workspace("Ann Other")
    assert app.events() == ["member_joined_channel"]


def test_edits_deletions_and_reactions_are_heard(slack, app):
    solene, owen = slack.named("Solène"), slack.named("Owen")
    message = solene.post("general", "hi")
    owen.react(message, "wave")
    solene.edit(message, "hello")
    solene.delete(message)
    assert app.events() == ["message", "reaction_added", "message", "message"]
    subtypes = [one.payload["event"].get("subtype") for one in app.heard]
    assert subtypes == [None, None, "message_changed", "message_deleted"]


def test_what_was_replied_to_leaves_a_tombstone_when_it_is_deleted_until_the_replies_are_gone(slack, app):
    solene, owen = slack.named("Solène"), slack.named("Owen")
    head = solene.post("general", "who knows?")
    reply = owen.post("general", "me", thread=head)
    solene.delete(head)
    again = owen.post("general", "and me", thread=head)
    app.events()
    *_, buried, later = (one.payload["event"] for one in app.heard)
    assert (buried["subtype"], buried["message"]["subtype"]) == ("message_changed", "tombstone")
    assert (buried["message"]["ts"], buried["message"]["user"]) == (head.ts, "USLACKBOT")
    assert buried["previous_message"]["text"] == "who knows?"
    assert "who knows?" not in str(buried["message"])
    assert later["parent_user_id"] == "USLACKBOT"
    place = solene.channel("general").channel_id
    shown = app.bot.conversations_history(channel=place)["messages"][0]
    assert (shown["subtype"], shown["reply_count"]) == ("tombstone", 2)
    owen.delete(reply)
    owen.delete(again)
    app.events()
    assert app.last()["event"]["deleted_ts"] == head.ts
    assert app.bot.conversations_history(channel=place)["messages"] == []


def test_a_reply_says_whose_message_it_replies_to_and_history_who_reacted(slack, app):
    solene, owen = slack.named("Solène"), slack.named("Owen")
    head = solene.post("general", "who knows?")
    owen.post("general", "me", thread=head)
    owen.react(head, "wave")
    owen.react(head, "tada")
    app.events()
    replied = next(one.payload["event"] for one in app.heard if one.payload["event"].get("thread_ts"))
    assert (replied["thread_ts"], replied["parent_user_id"]) == (head.ts, solene.user_id)
    (shown,) = app.bot.conversations_history(channel=solene.channel("general").channel_id)["messages"]
    assert (shown["reply_count"], shown["reply_users"]) == (1, [owen.user_id])
    assert [one["users"] for one in shown["reactions"]] == [[owen.user_id], [owen.user_id]]


def test_each_workspace_hears_only_its_own(slack, app):
    slack.named("Malik", slack.teams[1]).post("general", "hi")
    app.events()
    assert app.last()["team_id"] == slack.teams[1]


def test_a_click_opens_a_form_and_an_error_keeps_it_open(slack, app):
    solene = slack.named("Solène")
    app.bot.chat_postMessage(channel=solene.user_id, text="hello", blocks=[BUTTON])
    assert solene.click(solene.inbox()[-1], "go").ok
    assert app.last()["actions"][0]["value"] == "7"
    assert solene.submit(solene.modal).kind == "incomplete"
    app.answers["view_submission"] = {"response_action": "errors", "errors": {"who": "Too short"}}
    refused = solene.submit(solene.modal, {"name": "S"})
    assert (refused.kind, refused.errors) == ("errors", {"who": "Too short"})
    app.answers["view_submission"] = {"response_action": "errors", "errors": {"nowhere": "?"}}
    assert solene.submit(solene.modal).kind == "failed"
    app.answers.clear()
    assert solene.submit(solene.modal, {"who": "Solène"}).kind == "closed"
    assert app.last()["view"]["state"]["values"]["who"]["name"]["value"] == "Solène"
    assert solene.modal is None


def test_forms_lie_on_each_other_three_deep_and_go_together(slack, app):
    solene = slack.named("Solène")
    solene.shortcut("introduce")
    first = solene.modal
    for title in ("Second", "Third"):
        app.answers["view_submission"] = {"response_action": "push", "view": modal(title)}
        assert solene.submit(solene.modal, {"name": "x"}).kind == "pushed"
    assert solene.modal.shown["root_view_id"] == first.view_id
    assert solene.submit(solene.modal, {"name": "x"}).kind == "failed"
    app.answers["view_submission"] = {"response_action": "update", "view": modal("Changed")}
    assert solene.submit(solene.modal).kind == "updated"
    assert solene.modal.shown["title"]["text"] == "Changed"
    app.answers["view_submission"] = {"response_action": "clear"}
    assert solene.submit(solene.modal, {"name": "x"}).kind == "cleared"
    assert solene.modal is None


def test_typing_in_an_external_select_asks_the_app(slack, app):
    solene = slack.named("Solène")
    solene.shortcut("introduce")
    app.answers["block_suggestion"] = {"options": [{"text": words("Python"), "value": "py"}]}
    found = solene.suggest(solene.modal, "topics", "Py")
    assert (app.last()["value"], found[0]["value"]) == ("Py", "py")
    solene.fill(solene.modal, {"topics": found, "name": "S"})
    solene.submit(solene.modal)
    assert app.last()["view"]["state"]["values"]["what"]["topics"]["selected_options"] == found


def test_what_was_typed_stays_when_the_form_changes(slack, app):
    solene = slack.named("Solène")
    solene.shortcut("introduce")
    solene.fill(solene.modal, {"name": "typed"})
    old_hash = solene.modal.shown["hash"]
    app.bot.views_update(view_id=solene.modal.view_id, hash=old_hash, view=modal("New"))
    assert solene.modal.shown["state"]["values"]["who"]["name"]["value"] == "typed"
    with pytest.raises(SlackApiError, match="hash_conflict"):
        app.bot.views_update(view_id=solene.modal.view_id, hash=old_hash, view=modal("Newer"))


def test_a_trigger_is_good_once_and_not_for_long(slack, app, monkeypatch):
    user_id = slack.named("Solène").user_id
    trigger = slack.hall.triggers.issue(slack.teams[0], user_id)
    app.bot.views_open(trigger_id=trigger, view=modal())
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        app.bot.views_open(trigger_id=trigger, view=modal())
    monkeypatch.setattr(slack.hall.triggers, "life", -1)
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        app.bot.views_open(trigger_id=slack.hall.triggers.issue(slack.teams[0], user_id), view=modal())
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        app.bot.views_open(trigger_id="1.2.3", view=modal())


def test_a_command_answers_in_place_and_later(slack, app):
    from slack_sdk.webhook import WebhookClient

    solene = slack.named("Solène")
    assert solene.run_command("general", "/intro", "me please").ok
    form = app.last()
    assert (form["command"], form["text"], form["user_id"]) == ("/intro", "me please", solene.user_id)
    later = WebhookClient(str(form["response_url"]))
    assert later.send(text="only you").status_code == 200
    assert solene.seen_in("general")[-1].text == "only you"
    assert slack.named("Owen").seen_in("general") == []
    for _ in range(4):
        later.send(text="again", response_type="in_channel")
    assert later.send(text="too often").status_code == 404
    with pytest.raises(LookupError):
        solene.run_command("general", "/unknown")


def test_an_answer_address_grows_old(slack, app):
    from slack_sdk.webhook import WebhookClient

    slack.named("Solène").run_command("general", "/intro")
    slack.clock.advance(timedelta(minutes=31))
    assert WebhookClient(str(app.last()["response_url"])).send(text="late").status_code == 404


def test_home_is_opened_and_published(slack, app):
    solene = slack.named("Solène")
    assert solene.open_home() is None
    assert app.events() == ["app_home_opened"]
    view = {"type": "home", "blocks": [{"type": "divider"}]}
    app.bot.views_publish(user_id=solene.user_id, view=view)
    assert solene.home.shown["blocks"][0]["type"] == "divider"
    solene.open_home()
    app.events()
    assert app.last()["event"]["view"]["id"] == solene.home.view_id
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        app.bot.views_publish(user_id=solene.user_id, view=modal())


def test_nobody_does_what_slack_would_not_let_them(slack):
    solene, boss = slack.named("Solène"), slack.named("Maëlle")
    with pytest.raises(CannotError):
        solene.post("board", "I am not in there")
    with pytest.raises(CannotError):
        boss.post("archive-2024", "it is closed")
    with pytest.raises(CannotError):
        solene.edit(boss.post("general", "mine"), "yours")


def test_without_an_app_a_click_is_told_so():
    with Sandbox.start(MANIFEST, limit_scale=0) as alone:
        solene = alone.named("Solène")
        bot = WebClient(token=alone.bot_token(), base_url=alone.api_url)
        bot.chat_postMessage(channel=solene.user_id, text="hello", blocks=[BUTTON])
        assert solene.click(solene.inbox()[-1], "go").status == "unreachable"
