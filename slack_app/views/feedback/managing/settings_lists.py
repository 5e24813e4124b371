"""The pages of teams, of what they promise, and of channels, each with the way to change it."""

from collections.abc import Iterator, Sequence
from datetime import time

from slack_app.domain.feedback.channels import TOLD, ChannelChoices, EmojiBy, Heard
from slack_app.domain.feedback.terms import Kind, Priority, Target
from slack_app.domain.feedback.worked_on.teams import WORKDAYS, Team
from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.feedback import labels
from slack_app.views.feedback.managing.settings import Page, SetUp, back, page
from slack_app.views.kit import Block, View
from slack_app.views.words import Mrkdwn, Words, channel_link, mark, mention

MOST_LISTED, MOST_NAMED = 40, 10
ANY = "any"
MODES = {
    Heard.EVERY: mark("Every message that begins a thread"),
    Heard.EMOJI: mark("Messages that get the emoji"),
    Heard.FORM: mark("Only what is sent with the form"),
}
EMOJI_BY = {EmojiBy.ANYONE: mark("From anyone"), EmojiBy.TEAM: mark("Only from the teams")}


def teams(words: Words, of: SetUp, said: str = "") -> View:
    """Every team, with the ways to change it and what it promises."""
    blocks: list[Block] = []
    if not of.teams:
        blocks.append(kit.section(words.say("No team yet. A name and a channel are enough; all else has its default.")))
    for team in of.teams[:MOST_LISTED]:
        blocks += [kit.section("\n".join(_team(words, team))), _team_buttons(words, team)]
    new = kit.button(words.plain("Add a team"), Action.TEAM_FORM, style="primary")
    return page(words, words.plain("Teams"), [*blocks, kit.actions(new), back(words)], said)


def targets(words: Words, team: Team, said: str = "") -> View:
    """What a team promises for each kind, in hours of its work."""
    opening = words.say(
        "What *{team}* promises, in hours of its work. The clock stands still while the author is asked. At 80 % the team"
        " is warned; when the time is over, the backup hears of it.",
        team=team.name,
    )
    blocks = [kit.section(opening), *(_promised(words, team, kind) for kind in (None, *Kind))]
    to_teams = kit.button(words.plain("Back to the teams"), Action.FEEDBACK_SETTINGS, value=Page.TEAMS)
    return page(words, words.plain("Targets"), [*blocks, kit.actions(to_teams)], said)


def channels(words: Words, of: SetUp, said: str = "") -> View:
    """Every channel with choices of its own."""
    opening = words.say(
        "Without choices of its own, a channel is like every other: messages that get the emoji are heard."
    )
    listed = [
        kit.section(
            "\n".join(_channel(words, of, one)),
            accessory=kit.button(words.plain("Change"), Action.CHANNEL_FORM, value=one.channel_id),
        )
        for one in of.community.feedback.channels[:MOST_LISTED]
    ]
    new = kit.actions(kit.button(words.plain("Choose for a channel"), Action.CHANNEL_FORM, style="primary"))
    more = len(of.community.feedback.channels) - MOST_LISTED
    rest = [kit.context(words.plural("and {n} more channel", "and {n} more channels", more))] if more > 0 else []
    return page(words, words.plain("Channels"), [kit.section(opening), *listed, *rest, new, back(words)], said)


def kind_named(words: Words, kind: Kind | None) -> str:
    """The kind's name, or that any is meant; for plain text."""
    return labels.kind(words, kind) if kind else words.plain("Any kind")


def _team(words: Words, team: Team) -> Iterator[str]:
    where = channel_link(team.channel_id) if team.channel_id else words.say("no channel")
    yield words.say("*{team}* in {where}", team=team.name, where=where)
    if team.areas:
        yield words.say("• Areas: {areas}", areas=_some(words, team.areas))
    yield Mrkdwn(f"• {_people(words, team)}")
    yield words.say("• At work {days}, {starts} to {ends}", days=_days(words, team), **_hours(words, team))
    if team.rotation:
        yield words.say("• In turn: {people}", people=_some(words, list(map(mention, team.rotation))))
    if team.backup_id:
        yield words.say("• When it is late: {person}", person=mention(team.backup_id))


def _some(words: Words, parts: Sequence[str]) -> Mrkdwn:
    """Some of them, and how many more: forty teams with all their areas would be more than Slack takes."""
    more = len(parts) - MOST_NAMED
    rest = [words.plural("{n} other", "{n} others", more)] if more > 0 else []
    return words.listing([*parts[:MOST_NAMED], *rest])


def _people(words: Words, team: Team) -> Mrkdwn:
    if not team.member_ids:
        return words.say("Nobody yet: managers decide")
    return words.plural("{n} person may decide", "{n} people may decide", len(team.member_ids))


def _days(words: Words, team: Team) -> Mrkdwn:
    if team.weekdays == WORKDAYS:
        return words.say("Monday to Friday")
    return words.listing(words.weekday(day) for day in team.weekdays)


def _hours(words: Words, team: Team) -> dict[str, str]:
    starts, ends = (words.clock(time(hour % 24)) for hour in team.hours)
    return {"starts": starts, "ends": ends}


def _team_buttons(words: Words, team: Team) -> Block:
    change = words.plain("Change {team}", team=team.name)
    promises = words.plain("Targets of {team}", team=team.name)
    return kit.actions(
        kit.button(words.plain("Change"), Action.TEAM_FORM, value=str(team.id), label=change),
        kit.button(words.plain("Targets"), Action.FEEDBACK_SETTINGS, value=f"{Page.TARGETS}:{team.id}", label=promises),
    )


def _promised(words: Words, team: Team, kind: Kind | None) -> Block:
    lines = [words.say("*{title}*", title=kind_named(words, kind)), *_lines_of_kind(words, team, kind)]
    label = words.plain("Change the targets: {kind}", kind=kind_named(words, kind))
    value = f"{team.id}:{kind or ANY}"
    change = kit.button(words.plain("Change"), Action.TEAM_FORM, value=value, label=label)
    return kit.section("\n".join(lines), accessory=change)


def _lines_of_kind(words: Words, team: Team, kind: Kind | None) -> Iterator[str]:
    own = {priority: team.targets.get((kind, priority), {}) for priority in Priority}
    for priority, promised in own.items():
        if promised:
            told = words.listing(
                words.say("{target}: {n} h", target=labels.target(words, target), n=promised[target])
                for target in Target
                if target in promised
            )
            yield words.say("• {priority}: {promised}", priority=labels.priority(words, priority), promised=told)
    if not any(own.values()):
        yield words.say("• as for any kind") if kind else words.say("• nothing promised")


def _channel(words: Words, of: SetUp, chosen: ChannelChoices) -> Iterator[str]:
    heard = words.say(MODES[chosen.mode])
    yield words.say("*{channel}:* {heard}", channel=channel_link(chosen.channel_id), heard=heard)
    if chosen.emoji_by and chosen.mode is not Heard.FORM:
        yield words.say("• Emoji: {who}", who=words.say(EMOJI_BY[chosen.emoji_by]))
    if chosen.default_kind:
        yield words.say("• Kind, unless somebody says another: {kind}", kind=labels.kind(words, chosen.default_kind))
    if chosen.default_area:
        yield words.say("• Area, unless somebody says another: {area}", area=chosen.default_area)
    if name := of.team_named(chosen.product_team_id):
        yield words.say("• Team, unless a rule names another: {team}", team=name)
    if len(chosen.tell) < len(TOLD):
        told = [labels.status(words, one) for one in TOLD if one in chosen.tell]
        yield words.say("• Told back: {news}", news=words.listing(told) if told else words.say("nothing"))
