"""People: one, all of them, by address, their profiles."""

from sandbox.engine import shapes
from sandbox.engine.calls import Answer, Call
from sandbox.engine.errors import SlackError
from sandbox.engine.methods.places import page_of, person_of
from sandbox.engine.people import Person

MANY = 1000


def shown(call: Call, person: Person) -> Answer:
    """Someone as the bot sees them."""
    email = "users:read.email" in call.installation.scopes
    return shapes.user(call.world, person, call.team_id, email=email, locale=call.flag("include_locale"))


def info(call: Call) -> Answer:
    """`users.info`."""
    return {"user": shown(call, person_of(call, call.text("user")))}


def listed(call: Call) -> Answer:
    """`users.list`: everyone of the workspace, deactivated people too."""
    everyone, limit = list(call.world.people_of(call.team_id)), max(call.number("limit", 0), 0)
    if len(everyone) > MANY and not limit:
        raise SlackError("limit_required")
    found, cursor = page_of(call, everyone, lambda person: shown(call, person), min(limit or MANY, MANY))
    now = int(call.world.clock.seconds())
    return {"members": found, "cache_ts": now, "response_metadata": {"next_cursor": cursor}}


def by_email(call: Call) -> Answer:
    """`users.lookupByEmail`."""
    email = call.text("email").lower()
    for person in call.world.people_of(call.team_id):
        if person.email and person.email.lower() == email and not person.deleted:
            return {"user": shown(call, person)}
    raise SlackError("users_not_found")


def profile(call: Call) -> Answer:
    """`users.profile.get`."""
    person = person_of(call, call.text("user") or call.bot.user_id)
    return {"profile": shapes.profile(person, email="users:read.email" in call.installation.scopes)}


def presence(call: Call) -> Answer:
    """`users.getPresence`."""
    person = person_of(call, call.text("user") or call.bot.user_id)
    return {"presence": "away" if person.deleted else "active"}


METHODS = {
    "users.info": info,
    "users.list": listed,
    "users.lookupByEmail": by_email,
    "users.profile.get": profile,
    "users.getPresence": presence,
}
