"""What the environment says, typed: the only place that reads it, and only when a root asks."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

SLACK_API_URL = "https://slack.com/api/"
DATABASE_URL = "sqlite:///.data/convive.db"


class Mode(StrEnum):
    """How Slack reaches us."""

    SOCKET = "socket"
    HTTP = "http"
    NONE = "none"


class SettingsError(Exception):
    """The environment cannot be used: the sentence says what to change, and never quotes a value."""


def _named(variable: str, default: Any, description: str, *, group: str, example: str = "", **limits: Any) -> Any:  # noqa: ANN401 — what pydantic's own Field takes and gives
    """A field that is read from `variable`; its description and example also make `.env.example`."""
    return Field(
        default,
        validation_alias=AliasChoices(variable),
        description=description,
        json_schema_extra={"variable": variable, "group": group, "example": example},
        **limits,
    )


class Settings(BaseSettings):
    """Everything that a place of running may decide. Secrets are shown by nobody: ask `.get_secret_value()`."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", populate_by_name=True)

    slack_bot_tokens: Annotated[tuple[SecretStr, ...], NoDecode] = _named(
        "SLACK_BOT_TOKEN",
        (),
        "The bot token of the workspace (xoxb-…); several workspaces: their tokens, separated by commas.",
        group="Slack",
        example="xoxb-",
    )
    slack_app_token: SecretStr | None = _named(
        "SLACK_APP_TOKEN",
        None,
        "The app-level token (xapp-…) with connections:write: Convive then uses Socket Mode and needs no public address.",
        group="Slack",
        example="xapp-",
    )
    slack_signing_secret: SecretStr | None = _named(
        "SLACK_SIGNING_SECRET",
        None,
        "The signing secret: without an app-level token, Slack calls /slack/events over HTTP, and every call is verified.",
        group="Slack",
    )
    slack_api_url: str = _named(
        "SLACK_API_URL",
        SLACK_API_URL,
        "Where Slack's Web API is; the local Slack puts its own address here.",
        group="Slack",
        pattern=r"^https?://.+/$",
    )
    database_url: str = _named(
        "DATABASE_URL",
        DATABASE_URL,
        "Where everything is kept: a SQLite file, or postgresql+psycopg://user:password@host/name.",
        group="Storage",
        pattern=r"^(sqlite|postgresql\+psycopg)://",
        repr=False,
    )
    redis_url: SecretStr | None = _named(
        "REDIS_URL",
        None,
        "Redis or Valkey for the workers. Without it, one process is app, worker and clock.",
        group="Storage",
        example="redis://localhost:6379/0",
    )
    host: str = _named("CONVIVE_HOST", "127.0.0.1", "The address to listen on.", group="Process")
    port: int = _named(
        "CONVIVE_PORT", 3000, "The port to listen on; 0 takes a free one.", group="Process", ge=0, le=65535
    )
    concurrency: int = _named(
        "CONVIVE_CONCURRENCY", 8, "How many pieces of work a worker does at once.", group="Process", ge=1, le=64
    )
    log_format: Literal["auto", "json", "console"] = _named(
        "CONVIVE_LOG_FORMAT", "auto", "json, console, or auto: console on a terminal, else json.", group="Process"
    )
    log_level: Literal["debug", "info", "warning", "error"] = _named(
        "CONVIVE_LOG_LEVEL", "info", "The least serious message that is logged.", group="Process"
    )
    public_url: str = _named(
        "CONVIVE_PUBLIC_URL",
        "",
        "Where the world reaches this app, if it does: trackers then say at once what became of an issue, instead of being asked.",
        group="Process",
        pattern=r"^$|^https?://[^/]+(/.*)?$",
    )
    trackers_in_private_network: bool = _named(
        "CONVIVE_TRACKERS_IN_PRIVATE_NETWORK",
        False,  # noqa: FBT003  a default, which its name explains
        "Whether managers may name a tracker inside the network where this app runs (a GitLab of one's own, say).",
        group="Process",
    )
    classifier_url: str = _named(
        "CONVIVE_CLASSIFIER_URL",
        "",
        "An OpenAI-compatible API that managers may let classify feedback, names removed, where the app is unsure; what stands before /chat/completions.",
        group="Process",
        pattern=r"^$|^https?://[^/?#\s]+[^?#\s]*$",
        repr=False,
    )
    classifier_key: SecretStr | None = _named(
        "CONVIVE_CLASSIFIER_KEY",
        None,
        "Its key, if it asks for one.",
        group="Process",
    )
    classifier_model: str = _named(
        "CONVIVE_CLASSIFIER_MODEL",
        "",
        "The model that is asked there; without one, nobody is asked.",
        group="Process",
    )
    secret_key: SecretStr | None = _named(
        "CONVIVE_SECRET_KEY",
        None,
        "A long random text; what the app signs for itself is signed with it.",
        group="Process",
    )

    @field_validator("slack_bot_tokens", mode="before")
    @classmethod
    def _several(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(token.strip() for token in value.split(",") if token.strip())
        return value

    @field_validator("database_url", mode="before")
    @classmethod
    def _driver_named(cls, value: object) -> object:
        """Hosts hand out postgres:// and postgresql://; the driver is ours to name."""
        return re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", value) if isinstance(value, str) else value

    @field_validator(
        "slack_app_token", "slack_signing_secret", "redis_url", "secret_key", "classifier_key", mode="before"
    )
    @classmethod
    def _empty_is_absent(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    @property
    def mode(self) -> Mode:
        """How Slack reaches us: an app-level token means a socket, else a signing secret means HTTP."""
        if not self.slack_bot_tokens:
            return Mode.NONE
        if self.slack_app_token:
            return Mode.SOCKET
        return Mode.HTTP if self.slack_signing_secret else Mode.NONE

    @property
    def is_embedded(self) -> bool:
        """Whether this one process is app, worker and clock."""
        return self.redis_url is None

    @property
    def sqlite_path(self) -> Path | None:
        """The SQLite file, or None for another database or one in memory."""
        return sqlite_file(self.database_url)

    @classmethod
    def load(cls, **given: Any) -> Self:
        """The settings of this environment, `given` values first. Raises SettingsError, a sentence for each wrong value."""
        try:
            return cls(**given)
        except ValidationError as wrong:
            raise SettingsError(" ".join(_sentences(wrong))) from None


def _sentences(wrong: ValidationError) -> list[str]:
    return [
        f"{_variable(str(error['loc'][0]))}: {error['msg'].rstrip('.')}." for error in wrong.errors(include_input=False)
    ]


def _variable(place: str) -> str:
    field = Settings.model_fields.get(place)
    extra = field.json_schema_extra if field else None
    return str(extra["variable"]) if isinstance(extra, dict) else place


def sqlite_file(database_url: str) -> Path | None:
    """The file of a SQLite database; None for another kind, or one in memory."""
    scheme, _, path = database_url.partition(":///")
    is_file = scheme.startswith("sqlite") and path not in {"", ":memory:"}
    return Path(path.partition("?")[0]) if is_file else None
