"""Verbs of being someone: arriving, one's own language and zone, files."""

import base64
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sandbox.engine import shapes
from sandbox.engine.acting import Actor
from sandbox.page.asked import JSON, Asked, RefusedError

if TYPE_CHECKING:
    from sandbox.page.routes import Page


LARGEST_FILE = 10_000_000
LONGEST_NAME = 80


def newcomer(page: "Page", actor: Actor, asked: Asked) -> JSON:
    """Someone new joins the workspace."""
    name = " ".join(str(asked.get("name", "")).split())[:LONGEST_NAME]
    if not name:
        raise RefusedError("bad_name")
    arrived = page.sandbox.join_workspace(name, team_id=actor.team_id, locale=str(asked["locale"]), tz=zone(asked).key)
    return {"person": arrived.user_id}


def profile(_: "Page", actor: Actor, asked: Asked) -> JSON:
    """Another language or time zone of one's own."""
    actor.change(locale=str(asked["locale"]), tz=zone(asked).key)
    return {}


def zone(asked: Asked) -> ZoneInfo:
    """The time zone that was asked for; RefusedError if there is none of that name."""
    try:
        return ZoneInfo(str(asked["tz"]))
    except (KeyError, ValueError):
        raise RefusedError("not_found") from None


def upload(page: "Page", actor: Actor, asked: Asked) -> JSON:
    """A file from the person's disk (`content` in base64)."""
    content = base64.b64decode(str(asked["content"]), validate=True)
    if len(content) > LARGEST_FILE:
        raise RefusedError("too_large")
    uploads = page.hall.uploads
    file, address = uploads.begin(actor.team_id, actor.user_id, str(asked["name"]), len(content))
    uploads.receive(address.rpartition("/")[2], content)
    return {"file": shapes.file(page.world, uploads.complete(actor.team_id, file.file_id, ""))}
