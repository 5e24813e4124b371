"""The managers' choices of feedback: what holds now, and the way to each part of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from slack_app.domain.community import Community
from slack_app.domain.feedback.channels import EmojiBy
from slack_app.domain.feedback.routed.rules import Rules
from slack_app.domain.feedback.worked_on.teams import Team
from slack_app.views import kit
from slack_app.views.actions import Action, Callback
from slack_app.views.kit import Block, View
from slack_app.views.words import Mrkdwn, Words, channel_link, mark


class Page(StrEnum):
    """The pages, by the value of the button that leads to each."""

    MENU = "menu"
    WHAT = "what"
    TEAMS = "teams"
    TARGETS = "targets"
    CHANNELS = "channels"
    RULES = "rules"
    HISTORY = "history"
    TRACKERS = "trackers"
    SURVEYS = "surveys"
    QUESTIONS = "questions"


@dataclass(frozen=True)
class SetUp:
    """All that managers have chosen. `draft` are rules that wait to be put in force; `trackers` are names by id, `questions` are counted.

    `outside` is the host of the classifier that the installation names; empty where it names none.
    """

    community: Community = field(default_factory=Community)
    teams: Sequence[Team] = ()
    rules: Rules = field(default_factory=Rules)
    draft: Rules | None = None
    trackers: Mapping[int, str] = field(default_factory=dict)
    outside: str = ""
    questions: int = 0

    @property
    def shown_rules(self) -> Rules:
        """The rules that managers are working on."""
        return self.rules if self.draft is None else self.draft

    def team_named(self, team_id: int | None) -> str | None:
        """What a team is called; None where it takes nothing any more."""
        return next((team.name for team in self.teams if team.id == team_id), None)


_TITLES = {
    Page.WHAT: mark("What is heard"),
    Page.TEAMS: mark("Teams"),
    Page.CHANNELS: mark("Channels"),
    Page.RULES: mark("Rules"),
    Page.TRACKERS: mark("Trackers"),
    Page.SURVEYS: mark("Surveys"),
    Page.QUESTIONS: mark("Questions"),
}


def menu(words: Words, of: SetUp, said: str = "") -> View:
    """What holds now, with a button to each part; `said` is what just came of one."""
    told = {
        Page.WHAT: _what(words, of),
        Page.TEAMS: _teams(words, of),
        Page.CHANNELS: _channels(words, of.community),
        Page.RULES: _rules(words, of),
        Page.TRACKERS: _trackers(words, of),
        Page.SURVEYS: [words.say("One question, at most once a quarter for each person, answered without names")],
        Page.QUESTIONS: _questions(words, of),
    }
    blocks = [_part(words, page, list(lines)) for page, lines in told.items()]
    export = kit.button(words.plain("Export everything"), Action.FEEDBACK_EXPORT)
    own = words.say("Everything as files, CSV and JSON, whenever you like: leaving is easy.")
    return page(words, words.plain("Feedback settings"), [*blocks, kit.section(own, accessory=export)], said)


def page(words: Words, title: str, blocks: Sequence[Block], said: str = "") -> View:
    """A page that is read; `said` stands above it."""
    opening = [kit.section(said)] if said else []
    close = words.plain("Close")
    return kit.modal(Callback.FEEDBACK_MENU, title, [*opening, *blocks], close=close, private=words.language)


def back(words: Words) -> Block:
    """The way back to the menu."""
    return kit.actions(kit.button(words.plain("Back to the settings"), Action.FEEDBACK_SETTINGS, value=Page.MENU))


def saved(words: Words) -> Mrkdwn:
    """For the page, after a form was kept."""
    return words.say("Your choices are saved.")


def in_a_line(words: Words, community: Community, teams: int) -> Mrkdwn:
    """Whether feedback is heard and who gets it: for App Home."""
    if not community.feedback.is_on:
        return words.say("*Feedback:* switched off")
    if teams:
        return words.plural("*Feedback:* goes to {n} team", "*Feedback:* goes to {n} teams", teams)
    return words.say(
        "*Feedback:* no team yet, so everything waits in {where}; one team with one channel is enough",
        where=triage(words, community),
    )


def triage(words: Words, community: Community) -> Mrkdwn:
    """Where it is read whose team nobody knows."""
    channel_id = community.feedback.triage_channel or community.team_channel
    return channel_link(channel_id) if channel_id else words.say("the board")


def _part(words: Words, to: Page, lines: Sequence[str]) -> Block:
    title = words.say("*{title}*", title=words.say(_TITLES[to]))
    text = words.plain("Change") if to is Page.WHAT else words.plain("Open")
    label = words.plain("Open: {title}", title=words.plain(_TITLES[to]))
    go = kit.button(text, Action.FEEDBACK_SETTINGS, value=to, label=label)
    return kit.section("\n".join([title, *(f"• {line}" for line in lines)]), accessory=go)


def _what(words: Words, of: SetUp) -> Iterator[str]:
    community = of.community
    chosen = community.feedback
    if not chosen.is_on:
        yield words.say("Feedback is switched off: nothing new is heard")
        return
    yield _emojis(words, community)
    yield words.say("*Areas:* {areas}", areas=words.listing(chosen.areas) if chosen.areas else words.say("none yet"))
    yield words.say("*Triage:* {where}", where=triage(words, community))
    yield words.plural(
        "At {n} voice, something is put before its team", "At {n} voices, something is put before its team",
        chosen.vote_threshold,
    )  # fmt: skip
    yield words.say("It may be sent without a name") if chosen.anonymous else words.say("It is always sent with a name")
    if chosen.hook and of.outside:
        yield words.say("Where I am unsure, {host} is asked, without names", host=of.outside)
    if chosen.monthly_channel:
        day = chosen.monthly_day
        where = channel_link(chosen.monthly_channel)
        yield words.say("*You said, we did:* each month on day {day}, in {where}", day=day, where=where)


def _emojis(words: Words, community: Community) -> Mrkdwn:
    chosen = community.feedback
    if not chosen.emojis:
        return words.say("*Emoji:* none")
    named = words.alternatives(Mrkdwn(f":{name}:") for name in chosen.emojis)
    if chosen.emoji_by is EmojiBy.TEAM:
        return words.say("*Emoji:* {emojis}, from the teams and on one's own messages", emojis=named)
    return words.say("*Emoji:* {emojis}, from anyone", emojis=named)


def _teams(words: Words, of: SetUp) -> Iterator[str]:
    for team in of.teams:
        where = channel_link(team.channel_id) if team.channel_id else words.say("no channel")
        yield words.say("*{team}* in {where}", team=team.name, where=where)
    if not of.teams:
        yield words.say("None yet: one team with one channel is enough to begin")


def _channels(words: Words, community: Community) -> Iterator[str]:
    count = len(community.feedback.channels)
    if count:
        yield words.plural("{n} channel has choices of its own", "{n} channels have choices of their own", count)
    else:
        yield words.say("The same holds everywhere")


def _rules(words: Words, of: SetUp) -> Iterator[str]:
    count = len(of.rules.rules)
    last = catch_all(words, of, of.rules)
    if count:
        yield words.plural("{n} rule, then: {last}", "{n} rules, then: {last}", count, last=last)
    else:
        yield words.say("No rule yet: {last}", last=last)
    if of.draft is not None:
        yield words.say("Changes wait to be put in force")


def catch_all(words: Words, of: SetUp, rules: Rules) -> Mrkdwn:
    """Where everything goes that nothing else decides."""
    name = of.team_named(rules.catch_all)
    return words.say("everything else to *{team}*", team=name) if name else words.say("everything else to triage")


def _trackers(words: Words, of: SetUp) -> Iterator[str]:
    if of.trackers:
        yield words.listing(of.trackers.values())
    else:
        yield words.say("None: the board is enough")


def _questions(words: Words, of: SetUp) -> Iterator[str]:
    if of.questions:
        yield words.plural("{n} question is asked regularly", "{n} questions are asked regularly", of.questions)
    else:
        yield words.say("None: a question in a channel, each week, is a way to hear more")
