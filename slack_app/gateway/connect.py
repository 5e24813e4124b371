"""From the bot tokens of the settings to a gateway: each token is asked once whose it is."""

from collections.abc import Sequence

from slack_app.gateway.limits import Limits
from slack_app.gateway.line import Line
from slack_app.gateway.outcome import header
from slack_app.gateway.protocol import GiveUpError, Identity
from slack_app.gateway.reading import identity
from slack_app.gateway.slack import SlackGateway


class TokensError(Exception):
    """The tokens given cannot be used as they are; the sentence says which, by its place, and why."""


def connect(
    tokens: Sequence[str], limits: Limits, base_url: str, *, timeout: float = 10.0
) -> tuple[SlackGateway, list[Identity]]:
    """A gateway for the workspaces of these tokens, and who they are, in the order given.

    Raises TokensError for a token that Slack refuses and for two of one workspace, TryAgainError when Slack is away.
    """
    line = Line(base_url, timeout)
    found: dict[str, Identity] = {}
    for place, token in enumerate(tokens, start=1):
        whose = _whose(line, token, f"Bot token {place} of {len(tokens)}")
        if whose.team_id in found:
            earlier = list(found).index(whose.team_id) + 1
            raise TokensError(f"Bot tokens {earlier} and {place} both belong to workspace {whose.team_id}: keep one.")
        found[whose.team_id] = whose
    gateway = SlackGateway(dict(zip(found, tokens, strict=True)), limits, base_url=base_url, timeout=timeout)
    for whose in found.values():
        gateway.remember(whose)
    return gateway, list(found.values())


def _whose(line: Line, token: str, name: str) -> Identity:
    try:
        answer = line.call(token, "auth.test", {})
    except GiveUpError as refusal:
        raise TokensError(f"{name} was refused by Slack: {refusal.code}.") from None
    return identity(answer.body, header(answer.headers, "x-oauth-scopes"))
