"""Slack: the tokens, what they allow, the clock, and whether the app is in the channels that were set up."""

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from time import monotonic

from pydantic import SecretStr

from slack_app.commands import manifest
from slack_app.commands.findings import Finding, ill, odd, well
from slack_app.commands.health import AWAY
from slack_app.domain.community import CHANNELS, Community
from slack_app.gateway.limits import MemoryLimits
from slack_app.gateway.line import Answer, Line
from slack_app.gateway.outcome import header
from slack_app.gateway.protocol import GiveUpError, Identity, TryAgainError
from slack_app.gateway.reading import identity
from slack_app.gateway.slack import SlackGateway
from slack_app.settings import Mode, Settings
from slack_app.store import workspaces as kept
from slack_app.store.database import Database

MOST_SECONDS_APART = 60
SIGNING_SECRET = re.compile(r"[0-9a-f]{32}")


def mode(settings: Settings, _now: datetime) -> Iterator[Finding]:
    """How Slack reaches the app."""
    if settings.mode is Mode.NONE:
        yield odd(
            "No Slack is configured", "Set SLACK_BOT_TOKEN, and SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET."
        )
    elif settings.mode is Mode.SOCKET:
        yield well("Slack reaches the app by Socket Mode")
    else:
        yield well(f"Slack reaches the app by HTTP, which listens on {settings.host}:{settings.port}")
        yield from _shape(settings.slack_signing_secret)


def _shape(secret: SecretStr | None) -> Iterator[Finding]:
    if secret and not SIGNING_SECRET.fullmatch(secret.get_secret_value()):
        yield odd("The signing secret does not look like one", "Copy it again from the app's Basic Information.")


def workspaces(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Each bot token: whose it is, what it allows, and the channels of its community."""
    line, began = Line(settings.slack_api_url), monotonic()
    for place, token in enumerate(settings.slack_bot_tokens, start=1):
        try:
            answer = line.call(token.get_secret_value(), "auth.test", {})
        except (GiveUpError, TryAgainError) as refusal:
            yield _refused(f"Bot token {place}", refusal)
            continue
        who = identity(answer.body, header(answer.headers, "x-oauth-scopes"))
        yield well(f"Bot token {place}: workspace {who.team_id}, bot {who.bot_user_id}")
        yield from _clock(answer, now.timestamp() + monotonic() - began)
        yield from _scopes(who)
        yield from _channels(settings, who, token)


def socket(settings: Settings, _now: datetime) -> Iterator[Finding]:
    """The app-level token opens a socket."""
    if settings.slack_app_token is None:
        return
    try:
        Line(settings.slack_api_url).call(settings.slack_app_token.get_secret_value(), "apps.connections.open", {})
    except (GiveUpError, TryAgainError) as refusal:
        yield _refused("App-level token", refusal)
    else:
        yield well("App-level token: a socket may be opened")


def _refused(name: str, refusal: GiveUpError | TryAgainError) -> Finding:
    if isinstance(refusal, TryAgainError):
        return ill(f"{name}: Slack was not reached ({refusal.code})", "Look at the network, and try again.")
    return ill(f"{name}: Slack refuses it ({refusal.code})", "Copy it again from the app's page, or reinstall the app.")


def _clock(answer: Answer, now: float) -> Iterator[Finding]:
    said = header(answer.headers, "date")
    if said is None:
        return
    apart = abs(parsedate_to_datetime(said).timestamp() - now)
    if apart > MOST_SECONDS_APART:
        yield ill(f"The clock is {apart:.0f} s apart from Slack's", "Set it (NTP): signatures fail when it is wrong.")
    else:
        yield well("The clock agrees with Slack's")


def _scopes(who: Identity) -> Iterator[Finding]:
    wanted = manifest.scopes()
    if missing := sorted(wanted - who.scopes):
        yield ill(
            f"Scopes that {who.team_id} has not granted: {', '.join(missing)}",
            "Update the manifest and reinstall the app.",
        )
    else:
        yield well("Every scope of the manifest is granted")
    if more := sorted(who.scopes - wanted):
        yield odd(f"Scopes that the app does not use: {', '.join(more)}", "Take them away from the app.")


def _channels(settings: Settings, who: Identity, token: SecretStr) -> Iterator[Finding]:
    community = _community(settings, who.team_id)
    slack = SlackGateway({who.team_id: token.get_secret_value()}, MemoryLimits(), base_url=settings.slack_api_url)
    for name in CHANNELS:
        channel_id = getattr(community, name)
        if channel_id:
            yield _channel(slack, who.team_id, name.replace("_", " "), channel_id)


def _channel(slack: SlackGateway, team_id: str, name: str, channel_id: str) -> Finding:
    remedy = f"Invite the app to {channel_id}, or choose another channel in its Home."
    try:
        found = slack.channel(team_id, channel_id)
    except (GiveUpError, TryAgainError) as refusal:
        return ill(f"The {name} cannot be seen ({refusal.code})", remedy)
    if found.is_archived:
        return ill(f"The {name} is archived", remedy)
    return well(f"The app is in the {name}") if found.is_member else ill(f"The app is not in the {name}", remedy)


def _community(settings: Settings, team_id: str) -> Community:
    """The set-up, as far as a database is there to tell it; what is wrong with that is said elsewhere."""
    if settings.sqlite_path and not settings.sqlite_path.exists():
        return Community()
    db = Database(settings.database_url)
    try:
        with db.reading() as session:
            return kept.community_of(session, team_id)
    except AWAY:
        return Community()
    finally:
        db.close()
