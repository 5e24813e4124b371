"""The dry run of the routing rules that a manager reads: what would go elsewhere, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from slack_app.domain.feedback.routed.because import Reason
from slack_app.domain.feedback.terms import Field
from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.feedback import labels
from slack_app.views.feedback.managing.settings import Page
from slack_app.views.feedback.routed.because import sentence
from slack_app.views.kit import Letter
from slack_app.views.words import Mrkdwn, Words

MOST_SHOWN = 15
WORDS_SHOWN, ROOM = 80, 9000


@dataclass(frozen=True)
class Change:
    """A field that would be another: from, to (of a team its name; None: none), and why."""

    before: str | None
    after: str | None
    reason: Reason


@dataclass(frozen=True)
class Elsewhere:
    """A ticket of which something would be another."""

    number: int
    words: str
    changes: Sequence[Change]


@dataclass(frozen=True)
class RehearsalOf:
    """How many were tried, of how many the words are not kept, and what would be another; `is_draft`: rules that wait."""

    tried: int
    wordless: int = 0
    elsewhere: Sequence[Elsewhere] = ()
    is_draft: bool = False


def rehearsal(words: Words, of: RehearsalOf) -> Letter:
    """The dry run as a message."""
    blocks = [kit.section(_opening(words, of)), *(kit.section(line) for line in _lines(words, of))]
    go = kit.button(words.plain("Open the rules"), Action.FEEDBACK_SETTINGS, value=Page.RULES)
    notes = [words.say("Nothing was moved. What a person has chosen would stay as it is.")]
    if of.wordless:
        notes.append(
            words.plural(
                "Of {n} the words are not kept: rules that go by words could not be tried on it.",
                "Of {n} the words are not kept: rules that go by words could not be tried on them.",
                of.wordless,
            )
        )
    return Letter(text=kit.spoken(blocks), blocks=[*blocks, kit.actions(go), kit.context(*notes)])


def _opening(words: Words, of: RehearsalOf) -> Mrkdwn:
    which = words.say("the rules that wait") if of.is_draft else words.say("the rules in force")
    last = words.plural("the last piece of feedback", "the last {n} pieces of feedback", of.tried)
    if not of.tried:
        return words.say("*Dry run of {which}.* There is no feedback yet to try them on.", which=which)
    count = len(of.elsewhere)
    if not count:
        return words.say("*Dry run of {which}, on {last}.* Nothing would change.", which=which, last=last)
    found = words.plural("{n} piece of feedback would change:", "{n} pieces of feedback would change:", count)
    return words.say("*Dry run of {which}, on {last}.* {found}", which=which, last=last, found=found)


def _lines(words: Words, of: RehearsalOf) -> Iterator[str]:
    """One ticket after the other, as many as a message has room for."""
    shown, room = 0, ROOM
    for one in of.elsewhere[:MOST_SHOWN]:
        lead = words.say("*#{number}* “{words}”", number=str(one.number), words=kit.cut(one.words, WORDS_SHOWN))
        line = "\n".join([lead, *(f"• {_change(words, change)}" for change in one.changes)])
        room -= len(line)
        if room < 0:
            break
        shown += 1
        yield line
    more = len(of.elsewhere) - shown
    if more > 0:
        yield words.plural("and {n} other", "and {n} others", more)


def _change(words: Words, change: Change) -> Mrkdwn:
    field = change.reason.field
    before, after = (_named(words, field, value) for value in (change.before, change.after))
    why = sentence(words, change.reason)
    return words.say("{before} → {after}. {why}", before=before, after=after, why=why)


def _named(words: Words, field: Field, value: str | None) -> str:
    if field is Field.KIND:
        return labels.kind(words, value)
    if field is Field.PRIORITY:
        return labels.priority(words, str(value))
    if field is Field.TEAM:
        return value or words.plain("triage")
    return value or words.plain("no area")
