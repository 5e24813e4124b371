"""The workspace itself, its bots, its groups and emoji, and the judge of blocks."""

from typing import Any

from sandbox.engine.blockcheck import judged
from sandbox.engine.calls import Answer, Call
from sandbox.engine.errors import SlackError


def info(call: Call) -> Answer:
    """`team.info`: of the token's own workspace."""
    asked = call.text("team")
    if asked and asked != call.team_id:
        raise SlackError("team_not_found")
    workspace = call.world.workspaces[call.team_id]
    about: dict[str, Any] = {
        "id": workspace.team_id,
        "name": workspace.name,
        "url": f"https://{workspace.domain}.slack.com/",
        "domain": workspace.domain,
        "email_domain": "",
        "icon": {"image_default": True},
        "is_verified": False,
    }
    if workspace.enterprise_id:
        about |= {"enterprise_id": workspace.enterprise_id, "enterprise_name": workspace.enterprise_name}
    return {"team": about}


def bot(call: Call) -> Answer:
    """`bots.info`."""
    asked = call.text("bot")
    for person in call.world.people_of(call.team_id):
        if person.is_bot and person.bot_id == asked:
            about = {
                "id": person.bot_id,
                "deleted": person.deleted,
                "name": person.real_name,
                "updated": person.updated,
            }
            return {"bot": about | {"app_id": person.app_id, "user_id": person.user_id, "icons": {}}}
    raise SlackError("bot_not_found")


def groups(_: Call) -> Answer:
    """`usergroups.list`: there are none."""
    return {"usergroups": []}


def emoji(_: Call) -> Answer:
    """`emoji.list`: the workspace's own, of which there are none."""
    return {"emoji": {}}


def validate(call: Call) -> Answer:
    """`blocks.validate`: what is wrong with blocks, a view or a message."""
    named = [name for name in ("blocks", "view", "message") if call.arguments.get(name)]
    if len(named) != 1:
        raise SlackError("invalid_arguments")
    problems = judged(named[0], call.structure(named[0]))
    if problems:
        raise SlackError(f"invalid_{named[0]}", errors=problems)
    return {}


METHODS = {
    "team.info": info,
    "bots.info": bot,
    "usergroups.list": groups,
    "emoji.list": emoji,
    "blocks.validate": validate,
}
