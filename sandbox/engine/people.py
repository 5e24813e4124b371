"""Workspaces, the people in them, and the app's installation in each."""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What someone may do in their workspace."""

    OWNER = "owner"
    ADMIN = "admin"
    MEMBER = "member"
    GUEST = "guest"
    SINGLE_CHANNEL_GUEST = "single_channel_guest"
    BOT = "bot"


@dataclass(frozen=True)
class Workspace:
    """A workspace; `domain` is the first part of its address."""

    team_id: str
    name: str
    domain: str
    enterprise_id: str | None = None
    enterprise_name: str | None = None
    locale: str = "en-US"


@dataclass
class Person:
    """Someone, also a bot; `handle` is the old short name, `updated` seconds since 1970. Empty texts are as in Slack."""

    user_id: str
    team_id: str
    handle: str
    real_name: str
    role: Role = Role.MEMBER
    locale: str | None = "en-US"
    tz: str | None = "Etc/UTC"
    display_name: str = ""
    title: str = ""
    email: str | None = None
    pronouns: str = ""
    deleted: bool = False
    bot_id: str = ""
    app_id: str = ""
    joined: float = 0.0
    updated: int = 0

    @property
    def is_bot(self) -> bool:
        """Whether this is a program."""
        return self.role is Role.BOT

    @property
    def is_guest(self) -> bool:
        """Whether they are restricted to some channels."""
        return self.role in {Role.GUEST, Role.SINGLE_CHANNEL_GUEST}

    @property
    def is_admin(self) -> bool:
        """Whether they govern the workspace."""
        return self.role in {Role.OWNER, Role.ADMIN}

    @property
    def shown_name(self) -> str:
        """What others read."""
        return self.display_name or self.real_name or self.handle


@dataclass
class Installation:
    """The app in one workspace: its bot, its token, what it was granted. `revoked` ends it."""

    team_id: str
    bot_user_id: str
    bot_id: str
    token: str
    scopes: frozenset[str] = field(default_factory=frozenset)
    revoked: bool = False
