"""Who someone is in a workspace, and whether the welcome is for them."""

from dataclasses import asdict, dataclass
from typing import Literal

from slack_app.domain.plain import JSON, flag_at, id_at, mapping_at, str_at, strs_at

Language = Literal["fr", "en"]
SLACKBOT = "USLACKBOT"
_LONGEST_NAME = 64


@dataclass(frozen=True)
class Person:
    """One person as Slack describes them; `team_id` is their home workspace, `locale` Slack's (fr-FR), `tz` IANA's.

    `teams` are the other workspaces of the same organisation that they belong to (Enterprise Grid only).
    """

    user_id: str
    team_id: str
    locale: str | None = None
    tz: str | None = None
    is_bot: bool = False
    is_guest: bool = False
    is_admin: bool = False
    deleted: bool = False
    teams: tuple[str, ...] = ()


def lives_in(person: Person, team_id: str) -> bool:
    """Whether they are a person of this workspace, also as a guest or in former days: no bot, nor a stranger."""
    is_human = not person.is_bot and person.user_id != SLACKBOT
    return is_human and team_id in (person.team_id, *person.teams)


def may_be_welcomed(person: Person, team_id: str) -> bool:
    """Whether the welcome is for them: no bot, guest, deactivated account, nor a stranger of a shared channel."""
    return lives_in(person, team_id) and not person.is_guest and not person.deleted


def language_of(slack_locale: str | None, chosen: str | None, default: str) -> Language:
    """The language to speak to someone in: their choice, else their Slack's, else the community's, else English."""
    for wish in (chosen, slack_locale, default):
        match (wish or "").lower().replace("_", "-").split("-")[0]:
            case "fr":
                return "fr"
            case "en":
                return "en"
    return "en"


def person_of(user_object: object) -> Person | None:
    """The facts that matter in Slack's user object, in whatever state it comes; None without an id. Never raises."""
    user_id = id_at(user_object, "id")
    if user_id is None:
        return None
    return Person(
        user_id=user_id,
        team_id=id_at(user_object, "team_id") or "",
        locale=_short(str_at(user_object, "locale")),
        tz=_short(str_at(user_object, "tz")),
        is_bot=flag_at(user_object, "is_bot") or flag_at(user_object, "is_workflow_bot") or user_id == SLACKBOT,
        is_guest=_any_flag(user_object, "is_restricted", "is_ultra_restricted"),
        is_admin=_any_flag(user_object, "is_admin", "is_owner", "is_primary_owner"),
        deleted=flag_at(user_object, "deleted"),
        teams=strs_at(mapping_at(user_object, "enterprise_user"), "teams")[:100],
    )


def to_json(person: Person) -> dict[str, JSON]:
    """The person as plain facts, without the user id, which stands beside them in every row."""
    facts: dict[str, JSON] = asdict(person)
    del facts["user_id"]
    facts["teams"] = list(person.teams)
    return facts


def from_json(user_id: str, facts: object) -> Person:
    """The person that `to_json` wrote down; what is unknown or missing is left at its default."""
    return Person(
        user_id=user_id,
        team_id=id_at(facts, "team_id") or "",
        locale=_short(str_at(facts, "locale")),
        tz=_short(str_at(facts, "tz")),
        is_bot=flag_at(facts, "is_bot"),
        is_guest=flag_at(facts, "is_guest"),
        is_admin=flag_at(facts, "is_admin"),
        deleted=flag_at(facts, "deleted"),
        teams=strs_at(facts, "teams"),
    )


def _any_flag(source: object, *keys: str) -> bool:
    return any(flag_at(source, key) for key in keys)


def _short(text: str | None) -> str | None:
    fits = text and len(text) <= _LONGEST_NAME and text.isascii() and text.isprintable()
    return text if fits else None
