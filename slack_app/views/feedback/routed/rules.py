"""The routing rules in words: the list that managers order, what decides the rest, and the versions before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from slack_app.domain.feedback.routed.conditions import AuthorGroup, Conditions, Confidence
from slack_app.domain.feedback.routed.rules import MOST_RULES, Actions, Rule, Rules
from slack_app.domain.feedback.terms import Source
from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.feedback import labels
from slack_app.views.feedback.managing.settings import Page, SetUp, back, catch_all, page
from slack_app.views.feedback.said.filed import IMPACTS
from slack_app.views.kit import Block, View
from slack_app.views.words import Mrkdwn, Words, channel_link, mark, mention, own_name

CHANGE, UP, DOWN, OFF = "change", "up", "down", "off"
FORCE, RESTORE = "force", "restore"
CATCH_ALL = "catch_all"
MOST_NAMED, MOST_LISTED = 5, 10
SOURCES = {
    Source.FORM: mark("the form"),
    Source.SHORTCUT: mark("a message's menu"),
    Source.EMOJI: mark("an emoji"),
    Source.CHANNEL: mark("a channel that is heard"),
    Source.HOME: mark("the Home tab"),
    Source.LISTENING: mark("a question to everyone"),
    Source.SURVEY: mark("a survey"),
}
CONFIDENCES = {
    Confidence.HIGH: mark("sure, or said by someone"),
    Confidence.MEDIUM: mark("rather sure"),
    Confidence.LOW: mark("unsure"),
}
GROUPS = {AuthorGroup.NEWCOMER: mark("newcomers (first month)"), AuthorGroup.TEAM: mark("the teams and managers")}


class Said(StrEnum):
    """What just came of a button."""

    IN_FORCE = "in_force"
    DROPPED = "dropped"
    RESTORED = "restored"
    REHEARSING = "rehearsing"


_SAID = {
    Said.IN_FORCE: mark("These rules are in force."),
    Said.DROPPED: mark("The changes are dropped."),
    Said.RESTORED: mark("Version {number} is in force again."),
    Said.REHEARSING: mark("The dry run comes to you as a message in a moment."),
}


@dataclass(frozen=True)
class Version:
    """A version of the rules, on the clocks of its reader."""

    number: int
    at: datetime
    by_id: str | None
    rules: Rules


def rules(words: Words, of: SetUp, said: str = "") -> View:
    """The rules in their order, the catch-all last and always; changes wait until they are put in force."""
    shown = of.shown_rules.rules
    opening = words.say(
        "Of each field the first rule that applies decides; what its author or its channel said comes before."
    )
    listed = [_rule(words, of, place, rule, len(shown)) for place, rule in enumerate(shown, start=1)]
    return page(
        words,
        words.plain("Rules"),
        [kit.section(opening), *_waiting(words, of), *listed, _last(words, of), *_buttons(words, of), back(words)],
        said,
    )


def history(words: Words, of: SetUp, versions: Sequence[Version], said: str = "") -> View:
    """The versions, the newest first, each with its rules by name; any but the newest can be put in force again."""
    opening = words.say("Each version, who put it in force and when. An earlier one can hold again.")
    none = [] if versions else [kit.section(words.say("No rule was ever put in force."))]
    listed = [_version(words, of, one, is_newest=place == 0) for place, one in enumerate(versions)]
    to_rules = kit.button(words.plain("Back to the rules"), Action.FEEDBACK_SETTINGS, value=Page.RULES)
    blocks = [kit.section(opening), *none, *listed, kit.actions(to_rules)]
    return page(words, words.plain("Earlier rules"), blocks, said)


def said(words: Words, what: Said, number: int = 0) -> Mrkdwn:
    """What just came of a button, above the page."""
    return words.say(_SAID[what], number=str(number))


def when(words: Words, of: Conditions) -> Mrkdwn:
    """When a rule applies, in one phrase."""
    asked = [*_of_the_text(words, of), *_of_the_place(words, of), *_of_people(words, of)]
    return words.listing(asked) if asked else words.say("always")


def then(words: Words, of: Actions, names: SetUp) -> Mrkdwn:
    """What a rule decides, in one phrase."""
    return words.listing(_decided(words, of, names))


def _rule(words: Words, of: SetUp, place: int, rule: Rule, count: int) -> Block:
    text = "\n".join(
        [
            words.say("*{place}. {name}*", place=place, name=rule.name),
            words.say("When: {when}", when=when(words, rule.when)),
            words.say("Then: {then}", then=then(words, rule.then, of)),
        ]
    )
    wishes = {
        CHANGE: words.plain("Change"),
        UP: words.plain("↑ Up"),
        DOWN: words.plain("↓ Down"),
        OFF: words.plain("Take away"),
    }
    impossible = {UP} if place == 1 else set()
    impossible |= {DOWN} if place == count else set()
    options = [kit.option(text, f"{rule.id}:{wish}") for wish, text in wishes.items() if wish not in impossible]
    return kit.section(text, accessory=kit.overflow(Action.RULE_MOVE, options))


def _last(words: Words, of: SetUp) -> Block:
    told = words.say("*Last, and always:* {last}", last=catch_all(words, of, of.shown_rules))
    label = words.plain("Change where everything else goes")
    return kit.section(
        told, accessory=kit.button(words.plain("Change"), Action.RULE_FORM, value=CATCH_ALL, label=label)
    )


def _waiting(words: Words, of: SetUp) -> Iterator[Block]:
    if of.draft is None:
        return
    yield kit.section(words.say("*These changes are not in force yet.* A dry run shows what they would change."))
    yield kit.actions(
        kit.button(words.plain("Put in force"), Action.RULES_DO, value=FORCE, style="primary"),
        kit.button(words.plain("Drop the changes"), Action.RULES_DISCARD),
    )


def _buttons(words: Words, of: SetUp) -> Iterator[Block]:
    add = [kit.button(words.plain("Add a rule"), Action.RULE_FORM)] if len(of.shown_rules.rules) < MOST_RULES else []
    yield kit.actions(
        *add,
        kit.button(words.plain("Dry run"), Action.RULES_REHEARSE),
        kit.button(words.plain("Earlier rules"), Action.RULES_HISTORY),
    )
    yield kit.context(
        words.say("The dry run takes the last 100 and comes to you as a message; nothing is changed by it.")
    )


def _version(words: Words, of: SetUp, one: Version, *, is_newest: bool) -> Block:
    who = mention(one.by_id) if one.by_id else Mrkdwn("Convive")
    count = words.plural("{n} rule", "{n} rules", len(one.rules.rules))
    told = words.say(
        "*Version {number}:* {day}, {time}, {who}, {count}",
        number=str(one.number), day=words.date(one.at.date()), time=words.clock(one.at), who=who, count=count,
    )  # fmt: skip
    if is_newest:
        told = words.say("{version} · in force", version=told)
    told = Mrkdwn("\n".join([told, *_in_it(words, of, one.rules)]))
    if is_newest:
        return kit.section(told)
    label = words.plain("Put version {number} in force again", number=str(one.number))
    again = kit.button(words.plain("Restore"), Action.RULES_DO, value=f"{RESTORE}:{one.number}", label=label)
    return kit.section(told, accessory=again)


def _in_it(words: Words, of: SetUp, rules: Rules) -> Iterator[Mrkdwn]:
    """Each rule's name in its order, and where everything else went."""
    for place, rule in enumerate(rules.rules[:MOST_LISTED], start=1):
        yield words.say("{place}. {name}", place=place, name=rule.name)
    more = len(rules.rules) - MOST_LISTED
    if more > 0:
        yield words.plural("and {n} other", "and {n} others", more)
    yield words.say("Last, and always: {last}", last=catch_all(words, of, rules))


def _decided(words: Words, of: Actions, names: SetUp) -> Iterator[str]:
    if of.kind:
        yield words.say("kind {kind}", kind=labels.kind(words, of.kind))
    if of.area:
        yield words.say("area {area}", area=of.area)
    if of.team:
        yield words.say("team {team}", team=names.team_named(of.team) or words.plain("(closed)"))
    if of.priority:
        yield labels.priority(words, of.priority)
    if of.assignee:
        yield words.say("to {person}", person=mention(of.assignee))
    if of.tracker:
        yield words.say("tracker {tracker}", tracker=names.trackers.get(of.tracker) or words.plain("(gone)"))


def _of_the_text(words: Words, of: Conditions) -> Iterator[Mrkdwn]:
    if of.words:
        yield words.say("it says {words}", words=_or(words, [words.plain("“{term}”", term=one) for one in of.words]))
    if of.kinds:
        yield words.say("its kind is {kinds}", kinds=_or(words, [labels.kind(words, one) for one in of.kinds]))
    if of.areas:
        yield words.say("its area is {areas}", areas=_or(words, of.areas))
    if of.confidences:
        levels = _or(words, [words.say(CONFIDENCES[one]) for one in of.confidences])
        yield words.say("that is {levels}", levels=levels)
    if of.languages:
        yield words.say("it is in {languages}", languages=_or(words, [own_name(one) for one in of.languages]))


def _of_the_place(words: Words, of: Conditions) -> Iterator[Mrkdwn]:
    if of.channels:
        yield words.say("it comes from {channels}", channels=_or(words, [channel_link(one) for one in of.channels]))
    if of.sources:
        sources = _or(words, [words.say(SOURCES[one]) for one in of.sources])
        yield words.say("it comes by {sources}", sources=sources)


def _of_people(words: Words, of: Conditions) -> Iterator[Mrkdwn]:
    if of.people:
        yield words.say("its author is {people}", people=_or(words, [mention(one) for one in of.people]))
    if of.groups:
        groups = _or(words, [words.say(GROUPS[one]) for one in of.groups])
        yield words.say("its author is one of {groups}", groups=groups)
    if of.impacts:
        yield words.say(
            "its author says “{impacts}”", impacts=_or(words, [words.say(IMPACTS[one]) for one in of.impacts])
        )
    if of.voices:
        yield words.plural("at {n} voice", "at {n} voices or more", of.voices)


def _or(words: Words, parts: Sequence[str]) -> Mrkdwn:
    """Some of them, and how many more."""
    more = len(parts) - MOST_NAMED
    rest = [words.plural("{n} other", "{n} others", more)] if more > 0 else []
    return words.alternatives([*parts[:MOST_NAMED], *rest])
