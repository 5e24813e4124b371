"""How a frozen digest stands now: who has taken what, and the addresses of the messages that it speaks of."""

from slack_app.domain.digest.choices import DigestChoices
from slack_app.domain.digest.digest import Digest
from slack_app.domain.digest.todo import Item
from slack_app.flows.deps import Deps
from slack_app.gateway.protocol import GiveUpError, Receipt
from slack_app.store.digest import settled
from slack_app.store.schema import Report
from slack_app.views.digest.items import ItemShown
from slack_app.views.digest.weekly import DigestOf
from slack_app.views.words import Words, words_for

NAMES = ("digest", "digest_now")
"""What the reports of digests are called: the weekly one, and `/digest now` with a row's id after a colon."""
WEEKLY, NOW = NAMES
CHANNEL = "https://slack.com/app_redirect?team={team_id}&channel={channel_id}"
"""Slack's own address of a channel, for whoever is signed in."""
CHOICES, LANGUAGE = "choices", "language"
"""What is kept beside the figures: with which choices they are shown, and in which language."""


def words_in(report: Report) -> Words:
    """The words that a digest is told in, for good."""
    return words_for(str(report.figures.get(LANGUAGE, "")))


def digest_in(report: Report) -> Digest:
    """The digest that a report keeps."""
    return Digest.from_json(report.figures)


def figures_of(report: Report) -> DigestOf:
    """A digest without its list: all that its details and its picture need."""
    digest = digest_in(report)
    return DigestOf(
        this=digest.this,
        past=digest.past,
        heard_in=digest.heard_in,
        channels=digest.channels,
        choices=DigestChoices.from_json(report.figures.get(CHOICES)),
        is_now=report.name.startswith(NOW),
    )


def items_of(deps: Deps, report: Report) -> list[ItemShown]:
    """The list as it stands; what somebody did who is no longer known is left off."""
    with deps.db.reading() as session:
        done = settled.those(session, report.team_id, since=report.created_at)
    items = digest_in(report).todo
    return [
        ItemShown(item, _link(deps, report.team_id, item) if item.key not in done else "", done.get(item.key))
        for item in items
        if item.key not in done or done[item.key]
    ]


def _link(deps: Deps, team_id: str, item: Item) -> str:
    if item.channel_id and not item.ts:
        return CHANNEL.format(team_id=team_id, channel_id=item.channel_id)
    return permalink(deps, team_id, item.channel_id, item.ts)


def permalink(deps: Deps, team_id: str, channel_id: str | None, ts: str | None) -> str:
    """The address of a message, as Slack gives it at this moment; empty where it gives none."""
    if not channel_id or not ts:
        return ""
    try:
        return deps.slack.permalink(team_id, Receipt(channel_id, ts))
    except GiveUpError:
        return ""
