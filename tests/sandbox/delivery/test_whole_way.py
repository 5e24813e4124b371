"""The whole way: a person acts in the local Slack, a real Bolt app hears of it and answers, and they see what it did."""

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk import WebClient

from sandbox.delivery.mischief import Mischief
from sandbox.server import Sandbox
from tests.sandbox.blockkit.examples import button, field, menu, modal, option, section, text, typing
from tests.sandbox.delivery.conftest import part

MANIFEST = {
    "display_information": {"name": "Convive"},
    "features": {
        "app_home": {"home_tab_enabled": True},
        "bot_user": {"display_name": "Convive"},
        "slash_commands": [{"command": "/intro", "description": "Say who you are"}],
        "shortcuts": [
            {"name": "Greet", "type": "global", "callback_id": "greet"},
            {"name": "Quote", "type": "message", "callback_id": "quote"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "chat:write",
                "commands",
                "users:read",
                "im:write",
                "im:history",
                "channels:history",
                "channels:read",
            ]
        }
    },
    "settings": {"event_subscriptions": {"bot_events": ["team_join", "app_home_opened", "message.channels"]}},
}


@pytest.fixture
def slack():
    with Sandbox.start(MANIFEST, limit_scale=0) as standing:
        yield standing


@pytest.fixture(params=["socket", "http"])
def connected(request, slack, http_world):
    """A way to let an app listen to this Slack, by each of the two ways."""
    handlers = []

    def connect(app):
        if request.param == "http":
            slack.listen_at(http_world(app).url)
            return
        handlers.append(SocketModeHandler(app, slack.app_token))
        handlers[0].client.web_client.base_url = slack.api_url
        handlers[0].connect()
        assert slack.connected()

    yield connect
    part(handlers, slack.socket_mode)


def convive(slack):
    client = WebClient(token=slack.bot_token(), base_url=slack.api_url)
    app = App(client=client, signing_secret=slack.signing_secret, process_before_response=True)
    app.heard = []
    app.event("message")(lambda body: app.heard.append(body["event_id"]))
    return app


ASKS = modal(
    field(typing(), block_id="does"),
    field(menu("external_select", min_query_length=0), block_id="likes", optional=True),
    callback_id="intro",
    notify_on_close=True,
)


def test_a_newcomer_is_greeted_clicks_fills_a_form_and_is_answered(slack, connected):
    app, closed = convive(slack), []

    @app.event("team_join")
    def welcome(event, client):
        room = client.conversations_open(users=event["user"]["id"])["channel"]["id"]
        blocks = [section("*Welcome*"), {"type": "actions", "elements": [button("introduce")]}]
        client.chat_postMessage(channel=room, text="Welcome", blocks=blocks)

    @app.action("introduce")
    def ask(ack, body, client):
        client.views_open(trigger_id=body["trigger_id"], view=ASKS)
        ack()

    app.options("external_select")(lambda ack, payload: ack(options=[option("g", f"{payload['value']}dening")]))

    @app.view("intro")
    def take(ack, body, view, client):
        said = view["state"]["values"]["does"]["typed"]["value"]
        if len(said) < 4:
            ack(response_action="errors", errors={"does": "Say more"})
            return
        if said == "thing":
            ack(response_action="push", view=modal(section("More"), callback_id="more", notify_on_close=True))
            return
        ack(response_action="update", view={**modal(section("Thanks")), "submit": text("Done")})

    app.view("")(lambda ack: ack())
    app.view_closed("more")(lambda ack, body: (ack(), closed.append(body["is_cleared"])))
    app.view_closed("intro")(lambda ack, body: (ack(), closed.append(body["is_cleared"])))
    connected(app)

    ada = slack.join_workspace("Ada Fennel")
    assert slack.quiet()
    [greeting] = ada.inbox()
    assert ada.click(greeting, "introduce").ok
    assert ada.suggest(ada.modal, "external_select", "Gar") == [option("g", "Gardening")]
    assert ada.submit(ada.modal).kind == "incomplete"
    refused = ada.submit(ada.modal, {"does": "Oh"})
    assert (refused.kind, refused.errors) == ("errors", {"does": "Say more"})
    assert ada.submit(ada.modal, {"does": "thing"}).kind == "pushed"
    ada.close(ada.modal)
    assert closed == [False]
    assert ada.submit(ada.modal, {"does": "Bridges"}).kind == "updated"
    assert ada.submit(ada.modal).kind == "closed"
    assert ada.modal is None


def test_a_command_a_shortcut_and_a_message_shortcut_are_answered_where_they_were_used(slack, connected):
    app, heard = convive(slack), []

    @app.command("/intro")
    def intro(ack, respond, command):
        ack(f"You said {command['text']}")
        respond("Everyone sees this", response_type="in_channel")

    app.shortcut("greet")(lambda ack: (ack(), heard.append("greet")))

    @app.shortcut("quote")
    def quote(ack, body, respond):
        ack()
        respond(f"> {body['message']['text']}")

    connected(app)
    tamsin, jonas = slack.named("Tamsin"), slack.named("Jonas")
    posted = jonas.post("general", "Good morning")
    assert tamsin.run_command("general", "/intro", "me").ok
    assert tamsin.shortcut("greet").ok
    assert tamsin.message_shortcut(posted, "quote").ok
    assert slack.quiet()
    assert heard == ["greet"]
    seen = {message.text for message in tamsin.seen_in("general")}
    assert {"You said me", "Everyone sees this", "> Good morning"} <= seen
    others = {message.text for message in jonas.seen_in("general")}
    assert "Everyone sees this" in others
    assert others.isdisjoint({"You said me", "> Good morning"})


def test_an_answer_that_slack_cannot_use_leaves_the_form_open(slack, connected):
    app = convive(slack)
    app.command("/intro")(
        lambda ack, body, client: (client.views_open(trigger_id=body["trigger_id"], view=ASKS), ack())
    )
    app.view("intro")(lambda ack: ack(response_action="errors", errors={"elsewhere": "No"}))
    connected(app)
    ada = slack.named("Tamsin")
    ada.run_command("general", "/intro")
    assert ada.submit(ada.modal, {"does": "Bridges"}).kind == "failed"
    assert ada.modal is not None


def test_doubled_and_lost_events_are_told_as_repeats_in_the_journal(slack, connected):
    app = convive(slack)
    connected(app)
    slack.deliveries.disturb(Mischief(doubled=1.0))
    slack.named("Tamsin").post("general", "Hello")
    assert slack.quiet()
    assert len(app.heard) == 2
    assert len(set(app.heard)) == 1
    assert [line["attempt"] for line in slack.journal.deliveries(name="message")] == [0, 1]


def test_a_blank_trigger_and_a_used_one_are_told_apart(slack, connected):
    app, codes = convive(slack), []

    @app.command("/intro")
    def twice(ack, body, client):
        ack()
        for trigger_id in (body["trigger_id"], body["trigger_id"], "1.2.3"):
            try:
                codes.append(client.views_open(trigger_id=trigger_id, view=ASKS)["ok"])
            except Exception as error:  # noqa: BLE001 - whatever the client raises has the answer
                codes.append(error.response["error"])

    connected(app)
    slack.named("Tamsin").run_command("general", "/intro")
    assert slack.quiet()
    assert codes == [True, "exchanged_trigger_id", "invalid_trigger_id"]
