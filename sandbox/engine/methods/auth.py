"""Who a token is, and the door of Socket Mode."""

from sandbox.delivery.payloads import events
from sandbox.engine.calls import Answer, Call
from sandbox.engine.errors import SlackError


def test(call: Call) -> Answer:
    """`auth.test`."""
    workspace = call.world.workspaces[call.team_id]
    return {
        "url": f"https://{workspace.domain}.slack.com/",
        "team": workspace.name,
        "user": call.bot.handle,
        "team_id": call.team_id,
        "user_id": call.bot.user_id,
        "bot_id": call.installation.bot_id,
        "is_enterprise_install": False,
    } | ({"enterprise_id": workspace.enterprise_id} if workspace.enterprise_id else {})


def revoke(call: Call) -> Answer:
    """`auth.revoke`: the token is good no more, and the app hears of it."""
    if call.flag("test"):
        return {"revoked": False}
    event_ts = f"{call.world.clock.seconds():.6f}"
    call.hall.hearing.tell(call.team_id, events.tokens_revoked(event_ts, bot=[call.bot.user_id]))
    call.installation.revoked = True
    return {"revoked": True}


def uninstall(call: Call) -> Answer:
    """`apps.uninstall`."""
    event_ts = f"{call.world.clock.seconds():.6f}"
    call.hall.hearing.tell(call.team_id, events.app_uninstalled(event_ts))
    call.installation.revoked = True
    return {}


def open_connection(call: Call) -> Answer:
    """`apps.connections.open`: a one-time address for Socket Mode."""
    if call.hall.new_link is None:
        raise SlackError("internal_error")
    return {"url": call.hall.new_link()}


def api_test(call: Call) -> Answer:
    """`api.test`: an echo."""
    if call.text("error"):
        raise SlackError(call.text("error"))
    return {}


METHODS = {
    "api.test": api_test,
    "auth.test": test,
    "auth.revoke": revoke,
    "apps.uninstall": uninstall,
    "apps.connections.open": open_connection,
}
