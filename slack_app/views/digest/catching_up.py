"""The reading of the last weeks' history: the offer, how far it is, and its end."""

from collections.abc import Iterator
from dataclasses import dataclass

from slack_app.domain.digest.catching_up import WEEKS
from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.kit import Element, Letter
from slack_app.views.words import Mrkdwn, Words


@dataclass(frozen=True)
class CatchUpOf:
    """How far the reading is: of so many `channels` so many are `done`; `unread` of these could not be read."""

    channels: int = 0
    done: int = 0
    messages: int = 0
    weeks: int = WEEKS
    unread: int = 0


def offer(words: Words, of: CatchUpOf) -> Letter:
    """The question whether the last weeks shall be read."""
    asked = words.plural(
        "Shall I look back over the last {weeks} weeks, so that the first digest already has something to compare with?"
        " I am in {n} public channel.",
        "Shall I look back over the last {weeks} weeks, so that the first digest already has something to compare with?"
        " I am in {n} public channels.",
        of.channels,
        weeks=of.weeks,
    )
    kept = words.say(
        "I only count: who wrote, where and when, never the words. It goes slowly, so that Slack stays fast for"
        " everybody, and it can be stopped at any time. Channels into which you invite me before are read too."
    )
    decline = kit.button(words.plain("No, begin with today"), Action.CATCH_UP_DECLINE)
    return _letter([asked, kept], _start(words.plain("Look back")), decline)


def declined(words: Words) -> Letter:
    """In place of the offer, after a no."""
    said = words.say("Very well: I count from now on. Should you change your mind, this button stays here.")
    return _letter([said], _start(words.plain("Look back after all"), primary=False))


def progress(words: Words, of: CatchUpOf) -> Letter:
    """While it is being read."""
    said = words.say("I am looking back over the last {weeks} weeks.", weeks=of.weeks)
    stop = kit.button(words.plain("Stop"), Action.CATCH_UP_STOP)
    return _letter([said, _so_far(words, of)], stop)


def stopped(words: Words, of: CatchUpOf) -> Letter:
    """After someone stopped it."""
    said = words.say("I have stopped looking back. What is counted stays counted.")
    return _letter([said, _so_far(words, of)], _start(words.plain("Go on")))


def done(words: Words, of: CatchUpOf) -> Letter:
    """At its end."""
    said = words.say(
        "I have looked back over the last {weeks} weeks: `/digest now` shows what they were like.", weeks=of.weeks
    )
    return _letter([said, _so_far(words, of), *_unread(words, of)])


def _so_far(words: Words, of: CatchUpOf) -> Mrkdwn:
    channels = words.plural("{done} of {n} channel", "{done} of {n} channels", of.channels, done=of.done)
    messages = words.plural("{n} message", "{n} messages", of.messages)
    return words.say("Read so far: {channels}, {messages}.", channels=channels, messages=messages)


def _unread(words: Words, of: CatchUpOf) -> Iterator[Mrkdwn]:
    if of.unread:
        yield words.plural(
            "{n} channel could not be read: I am not in it any more, or Slack did not let me.",
            "{n} channels could not be read: I am not in them any more, or Slack did not let me.",
            of.unread,
        )


def _start(text: str, *, primary: bool = True) -> Element:
    return kit.button(text, Action.CATCH_UP_START, style="primary" if primary else "")


def _letter(paragraphs: list[Mrkdwn], *buttons: Element) -> Letter:
    blocks = [kit.section(paragraph) for paragraph in paragraphs]
    text = kit.spoken(blocks)
    return Letter(text=text, blocks=[*blocks, *([kit.actions(*buttons)] if buttons else [])])
