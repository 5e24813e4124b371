"""Managers' page of surveys: the one that is asked, what came of those before, the form of a new one and its preview."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from slack_app.domain.feedback.surveys.survey import LEAST, QUESTION_LENGTH, Chosen
from slack_app.views import errors, kit
from slack_app.views.actions import Action, Callback
from slack_app.views.feedback.managing import settings
from slack_app.views.feedback.surveys import report as survey_report
from slack_app.views.feedback.surveys import survey
from slack_app.views.feedback.surveys.reading import (
    ASKS,
    CHANNEL,
    EVERYONE,
    OFTEN,
    ONCE,
    OWN,
    QUARTERLY,
    QUESTION,
    RECOMMEND,
    WHOM,
    carried_choice,
)
from slack_app.views.feedback.surveys.report import Closed, asked, whom
from slack_app.views.kit import Block, Element, View
from slack_app.views.words import Mrkdwn, Words, mark


class Said(StrEnum):
    """What just came of a button."""

    MADE = "made"
    CLOSED = "closed"
    CALLED_OFF = "called_off"


@dataclass(frozen=True)
class Live:
    """A survey that is planned (to open `on`) or open (until then)."""

    survey_id: int
    chosen: Chosen
    is_open: bool
    asked: int
    answered: int
    on: date


_SAID = {
    Said.MADE: mark("The question goes out now, outside of people's quiet hours; to many over some days."),
    Said.CLOSED: mark("The survey is closed. What came of it stands below, and in the team's channel."),
    Said.CALLED_OFF: mark("The survey is called off. Nobody was asked."),
}


def page(words: Words, live: Live | None, over: Sequence[Closed], *, said: Said | None = None, is_safe: bool) -> View:
    """The survey that is live, or the way to a new one; then those that closed, the last first."""
    blocks = [*_live(words, live)] if live else [*_new(words, is_safe=is_safe)]
    for one in over:
        blocks += [kit.divider(), kit.section("\n".join(_closed(words, one)))]
    told = words.say(_SAID[said]) if said else ""
    return settings.page(words, words.plain("Surveys"), [*blocks, settings.back(words)], told)


def _live(words: Words, live: Live) -> Iterator[Block]:
    title = words.say("*{question}*", question=survey.question_of(words, live.chosen.question))
    yield kit.section("\n".join([title, *_standing(words, live)]))
    if live.is_open:
        early = words.say(
            "What was answered is counted at the close and not before: from one look to the next, one answer could be told."
        )
        yield kit.context(early)
    yield kit.actions(_end(words, live))


def _standing(words: Words, live: Live) -> Iterator[Mrkdwn]:
    day, people = words.day(live.on), whom(words, live.chosen)
    if not live.is_open:
        yield words.say("Asked of {whom}, next from {day} on.", whom=people, day=day)
        yield words.say("Until then no other is asked, unless this one is called off.")
        return
    yield words.say("Asked of {whom}, open until {day}.", whom=people, day=day)
    yield words.say("Asked so far: {asked}. Answered: {answered}.", asked=live.asked, answered=live.answered)
    if live.chosen.is_repeated:
        yield words.say("The same comes again each quarter.")


def _end(words: Words, live: Live) -> Element:
    value = str(live.survey_id)
    if not live.is_open:
        return kit.button(words.plain("Call it off"), Action.SURVEY_CLOSE, value=value)
    sure = kit.confirm(
        words.plain("Close the survey?"),
        words.plain("Nobody can answer any more. Of fewer than {least} answers nothing is kept.", least=LEAST),
        words.plain("Close it"),
        words.plain("Leave it open"),
    )
    return kit.button(words.plain("Close it now"), Action.SURVEY_CLOSE, value=value, confirmation=sure)


def _new(words: Words, *, is_safe: bool) -> Iterator[Block]:
    if not is_safe:
        yield kit.section(errors.sentence(words, "survey_not_safe"))
        return
    about = words.say(
        "Ask members one question, answered from 0 to 10 and with one line if they like. Nobody is asked more than once in 90 days,"
        " and nobody can tell who answered what."
    )
    make = kit.button(words.plain("Make a survey"), Action.SURVEY_FORM, style="primary")
    yield kit.section(about, accessory=make)


def _closed(words: Words, one: Closed) -> Iterator[str]:
    question = asked(words, one.chosen)
    yield words.say("*{day}: {question}*", day=words.date(one.on), question=question)
    yield words.say("Asked of {whom}.", whom=whom(words, one.chosen))
    yield from survey_report.told(words, one)


def form(words: Words) -> View:
    """What is asked, whom, and how often."""
    asks = [
        kit.option(words.plain("Would you recommend this community? (Net Promoter Score)"), RECOMMEND),
        kit.option(words.plain("A question of your own"), OWN),
    ]
    people = [
        kit.option(words.plain("All members"), EVERYONE),
        kit.option(words.plain("The members of a channel"), CHANNEL),
    ]
    often = [kit.option(words.plain("Once"), ONCE), kit.option(words.plain("Each quarter"), QUARTERLY)]
    own = words.plain("Only for a question of your own. It is answered from 0 (not at all) to 10 (certainly).")
    channel = kit.channel_select(initial=None, placeholder=words.plain("Choose a channel"))
    only = words.plain("Only where the members of a channel are asked. I must be in it.")
    blocks = [
        kit.field(words.plain("What is asked"), kit.radio(Action.ANSWER, asks, initial=RECOMMEND), ASKS),
        kit.field(
            words.plain("Your question"), kit.text_input(longest=QUESTION_LENGTH), QUESTION, hint=own, optional=True
        ),
        kit.field(words.plain("Who is asked"), kit.radio(Action.ANSWER, people, initial=EVERYONE), WHOM),
        kit.field(words.plain("Channel"), channel, CHANNEL, hint=only, optional=True),
        kit.field(words.plain("How often"), kit.radio(Action.ANSWER, often, initial=ONCE), OFTEN),
    ]
    look, close = words.plain("Have a look"), words.plain("Cancel")
    return kit.modal(
        Callback.SURVEY_FORM, words.plain("A survey"), blocks, submit=look, close=close, private=words.language
    )


def preview(words: Words, chosen: Chosen, *, people: int, closes_on: date) -> View:
    """What everyone reads, before anyone does; it can be looked at, and not yet answered."""
    seen = survey.letter(words, survey.Asked(0, chosen.question, closes_on))
    blocks = [
        kit.section("\n".join(_about(words, chosen, people))),
        kit.divider(),
        *[block for block in seen.blocks if block["type"] != "actions"],
    ]
    send, close, private = words.plain("Ask it"), words.plain("Cancel"), carried_choice(words.language, chosen)
    return kit.modal(
        Callback.SURVEY_PREVIEW,
        words.plain("This is what they read"),
        blocks,
        submit=send,
        close=close,
        private=private,
    )


def _about(words: Words, chosen: Chosen, people: int) -> Iterator[Mrkdwn]:
    yield words.say("This goes to {whom}, in their own language.", whom=whom(words, chosen))
    if chosen.channel_id is None:
        yield words.plural("{n} person can be asked.", "{n} people can be asked.", people)
    yield words.say("The team itself is not asked, nor is who was asked in the last 90 days or does not want to be.")
    if chosen.is_repeated:
        yield words.say("The same comes again each quarter.")
