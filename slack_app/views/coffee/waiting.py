"""What one person reads of their place in a programme: left out this time, back from a pause, silent for long."""

from datetime import date

from slack_app.domain.participation import Silence
from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.coffee import together
from slack_app.views.coffee.terms import why_without
from slack_app.views.kit import Letter
from slack_app.views.words import Mrkdwn, Words


def left_out(words: Words, programme_id: int, programme: str, why: str, next_on: date | None = None) -> Letter:
    """For whom a round found nobody: why, and that they come first next time. `why` is Without's, or rounds.GONE."""
    return together.alone(
        words,
        programme_id,
        words.say("I am sorry: this time *{programme}* has nobody for you to meet.", programme=programme),
        why_without(words, why),
        _first_next_time(words, next_on),
    )


def pause_over(words: Words, programme_id: int, programme: str, next_on: date | None = None) -> Letter:
    """A pause has ended by itself."""
    back = words.say("Your pause from *{programme}* is over: it is good to have you back.", programme=programme)
    if next_on is None:
        when = words.say("The next round will bring you together with someone again.")
    else:
        when = words.say("The next round opens on {day}.", day=words.day(next_on))
    rest = words.say("Still not the moment? Prolong your pause, or leave, in your choices.")
    return together.alone(words, programme_id, f"{back} {when}", rest)


def silent(words: Words, programme_id: int, programme: str) -> Letter:
    """After three silent rounds: one question without reproach."""
    asked = words.say(
        "I have heard nothing from your last three rounds of *{programme}*. That happens to everybody. What would suit you now?",
        programme=programme,
    )
    nothing = words.say("Without an answer everything stays as it is: nobody is dropped without a word.")
    value = str(programme_id)
    buttons = kit.actions(
        kit.button(words.plain("Keep me in"), Action.COFFEE_SILENCE_KEEP, value=value),
        kit.button(words.plain("Ask me in four weeks"), Action.COFFEE_SILENCE_LATER, value=value),
        kit.button(words.plain("Take me out"), Action.COFFEE_SILENCE_OUT, value=value),
    )
    return Letter(text=f"{asked} {nothing}", blocks=[kit.section(asked), buttons, kit.context(nothing)])


def silence_noted(
    words: Words, programme_id: int, programme: str, silence: Silence, until: date | None = None
) -> Letter:
    """What follows from their answer; `until` is the day on which a pause ends."""
    return together.alone(words, programme_id, _noted(words, programme, silence, until))


def _noted(words: Words, programme: str, silence: Silence, until: date | None) -> Mrkdwn:
    if silence is Silence.KEEP:
        return words.say("Gladly: you stay in *{programme}*.", programme=programme)
    if silence is Silence.LATER and until:
        return words.say(
            "Done: *{programme}* leaves you in peace until {day}.", programme=programme, day=words.day(until)
        )
    if silence is Silence.LATER:
        return words.say("Done: *{programme}* leaves you in peace for four weeks.", programme=programme)
    return words.say("Done: you are out of *{programme}*. You can come back whenever you like.", programme=programme)


def _first_next_time(words: Words, next_on: date | None) -> Mrkdwn:
    if next_on is None:
        return words.say("You come first next time.")
    return words.say("You come first next time, on {day}.", day=words.day(next_on))
