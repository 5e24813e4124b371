"""The managers' choices of the digest: what holds now, and a form for each part of it."""

from collections.abc import Iterator, Sequence
from datetime import time
from enum import StrEnum

from slack_app.domain.community import Community
from slack_app.domain.digest.choices import DigestChoices
from slack_app.domain.measures.terms import Group
from slack_app.views import kit
from slack_app.views.actions import Action, Callback
from slack_app.views.digest.measures import GROUPS, NAMES
from slack_app.views.digest.numbers import amount
from slack_app.views.kit import Block, View
from slack_app.views.words import Mrkdwn, Words, channel_link, mark


class Page(StrEnum):
    """The forms, by the value of the button that opens each."""

    MENU = "menu"
    WHEN = "when"
    WHAT = "what"
    PATH = "path"


_TITLES = {
    Page.WHEN: mark("When and where"),
    Page.WHAT: mark("What is counted"),
    Page.PATH: mark("The path"),
}


def menu(words: Words, community: Community, said: str = "") -> View:
    """What holds now, with a button to each form; `said` is what just came of one."""
    told = {Page.WHEN: _when(words, community), Page.WHAT: _what(words, community), Page.PATH: _path(words, community)}
    blocks = [kit.section(said)] if said else []
    blocks += [_part(words, page, list(lines)) for page, lines in told.items()]
    where = words.say("The figures as files: `/digest export`. What each means: `/digest measures`.")
    return kit.modal(
        Callback.DIGEST_MENU,
        words.plain("Digest settings"),
        [*blocks, kit.context(where)],
        close=words.plain("Close"),
        private=words.language,
    )


def saved(words: Words) -> Mrkdwn:
    """For the menu, after a form was kept."""
    return words.say("Your choices are saved.")


def in_a_line(words: Words, community: Community) -> Mrkdwn:
    """When the digest comes, and where it stands: for App Home and the menu."""
    chosen = community.digest
    if not chosen.is_on:
        return words.say("*Digest:* switched off")
    return words.say(
        "*Digest:* every week on {weekday}, {time}, in {where}",
        weekday=words.weekday(chosen.weekday),
        time=_clock(words, community, chosen.hour),
        where=_where(words, community),
    )


def _part(words: Words, page: Page, lines: Sequence[str]) -> Block:
    title = words.say("*{title}*", title=words.say(_TITLES[page]))
    label = words.plain("Change: {title}", title=words.plain(_TITLES[page]))
    change = kit.button(words.plain("Change"), Action.DIGEST_SETTINGS, value=page, label=label)
    return kit.section("\n".join([title, *(f"• {line}" for line in lines)]), accessory=change)


def _when(words: Words, community: Community) -> Iterator[str]:
    chosen = community.digest
    yield in_a_line(words, community)
    if chosen.brief:
        yield words.say("*Short form:* on working days, {time}", time=_clock(words, community, chosen.brief_hour))
    else:
        yield words.say("*Short form for moderators:* switched off")
    if chosen.recap and chosen.recap_channel:
        yield words.say(
            "*Recap for members:* every week on {weekday}, {time}, in {where}",
            weekday=words.weekday(chosen.recap_weekday),
            time=_clock(words, community, chosen.recap_hour),
            where=channel_link(chosen.recap_channel),
        )
    else:
        yield words.say("*Recap for members:* switched off")


def _what(words: Words, community: Community) -> Iterator[str]:
    chosen = community.digest
    yield _groups(words, chosen)
    for goal in chosen.goals:
        target = amount(words, goal.measure, goal.target)
        yield words.say("*Goal:* {measure}, {target}", measure=words.say(NAMES[goal.measure]), target=target)
    if chosen.channels_off:
        yield words.plural(
            "{n} channel does not count", "{n} channels do not count", len(chosen.channels_off)
        )  # fmt: skip
    if chosen.team:
        yield words.plural("*The team:* {n} person", "*The team:* {n} people", len(chosen.team))
    else:
        yield words.say("*The team:* the managers and the workspace's admins")
    yield words.plural(
        "Members see {n} figure with `/digest`", "Members see {n} figures with `/digest`", len(chosen.public)
    )
    yield words.plural(
        "What was heard is kept for {n} month, weekly totals for longer",
        "What was heard is kept for {n} months, weekly totals for longer",
        chosen.retention_months,
    )


def _groups(words: Words, chosen: DigestChoices) -> Mrkdwn:
    on = [words.say(GROUPS[group]) for group in Group if group in chosen.groups]
    if len(on) == len(Group):
        return words.say("*Shown:* all figures")
    return words.say("*Shown:* {groups}", groups=words.listing(on)) if on else words.say("*Shown:* no figures")


def _path(words: Words, community: Community) -> Iterator[str]:
    rules = community.digest.rules
    yield words.plural(
        "*Activated:* introduced themselves, or wrote {n} message in four weeks",
        "*Activated:* introduced themselves, or wrote {n} messages in four weeks",
        rules.posts,
    )
    yield words.plural(
        "*Contributor:* replied to others {n} time in four weeks",
        "*Contributor:* replied to others {n} times in four weeks",
        rules.replies,
    )
    weeks = words.plural("{n} week", "{n} weeks", rules.helping_weeks)
    yield words.plural(
        "*Advocate:* helped others in {weeks} of twelve, and {n} person in the last four",
        "*Advocate:* helped others in {weeks} of twelve, and {n} people in the last four",
        rules.helped,
        weeks=weeks,
    )


def _clock(words: Words, community: Community, hour: int) -> str:
    at = words.clock(time(hour))
    return words.say("{time} ({zone})", time=at, zone=community.digest.tz or community.tz)


def _where(words: Words, community: Community) -> Mrkdwn:
    channel_id = community.digest_channel or community.team_channel
    return channel_link(channel_id) if channel_id else words.say("a message to a manager, until there is a channel")
