"""Answers to someone's choice about the app's messages, each with the way back."""

from datetime import date

from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.kit import Letter
from slack_app.views.words import Mrkdwn, Words


def paused(words: Words, until: date) -> Letter:
    """The messages are paused: the first day on which they may come again is `until`."""
    return _answer(words, words.say("Done: nothing more from here before {day}.", day=words.date(until)), back=True)


def stopped(words: Words) -> Letter:
    """The messages are stopped."""
    return _answer(words, words.say("Done: you will not get these messages any more."), back=True)


def resumed(words: Words) -> Letter:
    """The messages come again."""
    return _answer(words, words.say("Done: you will get messages again, never more than a few a week."), back=False)


def _answer(words: Words, text: Mrkdwn, *, back: bool) -> Letter:
    again = kit.actions(kit.button(words.plain("Receive messages again"), Action.RESUME_MESSAGES))
    more = kit.context(words.say("Your choices are always in my Home tab."))
    return Letter(text=text, blocks=[kit.section(text), *([again] if back else []), more])
