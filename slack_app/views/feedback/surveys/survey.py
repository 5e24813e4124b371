"""What someone reads whom a survey asks: the question with a choice from 0 to 10, one line if they like, and the way out."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from slack_app.domain.feedback.surveys.survey import LEAST, LINE_LENGTH, SCORES
from slack_app.views import kit
from slack_app.views.actions import Action, Callback
from slack_app.views.feedback.surveys.reading import LINE, SCORE, TO_TEAM, YES, carried
from slack_app.views.kit import Block, Element, Letter, View
from slack_app.views.words import Mrkdwn, Words, escaped


class Stands(StrEnum):
    """Where someone stands with a survey."""

    ASKED = "asked"
    ANSWERED = "answered"
    NEVER = "never"
    """They want no surveys any more."""
    OVER = "over"


@dataclass(frozen=True)
class Asked:
    """A survey as the one reads of it whom it asks."""

    survey_id: int
    question: str | None
    closes_on: date


def question_of(words: Words, question: str | None) -> Mrkdwn:
    """What is asked."""
    if question is None:
        return words.say("How likely are you to recommend this community to a friend or colleague?")
    return escaped(question)


def letter(words: Words, of: Asked, stands: Stands = Stands.ASKED) -> Letter:
    """The message, as it stands for them."""
    asked = words.say("*{question}*", question=question_of(words, of.question))
    if stands is Stands.ASKED:
        return _question(words, of, asked)
    told = {
        Stands.ANSWERED: words.say("You have answered: thank you! Nobody can tell which answer is yours."),
        Stands.NEVER: words.say("You will get no surveys any more."),
        Stands.OVER: words.say("This survey is closed."),
    }
    again = kit.button(words.plain("Ask me again after all"), Action.SURVEY_NEVER, value=f"{of.survey_id}:again")
    way_back = [kit.actions(again)] if stands is Stands.NEVER else []
    return Letter(
        text=f"{asked} {told[stands]}", blocks=[kit.section(asked), kit.section(told[stands]), *way_back]
    )  # fmt: skip


def _question(words: Words, of: Asked, asked: Mrkdwn) -> Letter:
    how = words.say(
        "Choose from 0 (not at all) to 10 (certainly). It takes a moment, and comes once a quarter at most."
    )
    promise = _promise(words, of.closes_on)
    choice = kit.select(
        Action.SURVEY_SCORE, _scores(words, f"{of.survey_id}:"), placeholder=words.plain("From 0 to 10")
    )
    out = kit.button(words.plain("Don't ask me again"), Action.SURVEY_NEVER, value=f"{of.survey_id}:never")
    blocks = [kit.section(f"{asked}\n{how}"), kit.actions(choice, out), kit.context(promise)]
    return Letter(text=f"{asked} {how} {promise}", blocks=blocks)


def _promise(words: Words, closes_on: date) -> Mrkdwn:
    return words.say(
        "You may answer until {day}. Nobody can tell who answered what, the team neither: answers are kept without names, read only"
        " once the survey is closed, and deleted unread if fewer than {least} people answered.",
        day=words.day(closes_on),
        least=LEAST,
    )


def form(words: Words, survey_id: int, question: str | None, score: int, *, may_send: bool) -> View:
    """What they chose, which they may still change, and one line if they like."""
    number = kit.select(Action.ANSWER, _scores(words), initial=str(score))
    line = kit.text_input(longest=LINE_LENGTH)
    beside = words.plain(
        "The team reads it with the results, apart from the numbers. What only you could say would give you away."
    )
    blocks = [
        kit.section(words.say("*{question}*", question=question_of(words, question))),
        kit.field(words.plain("From 0 (not at all) to 10 (certainly)"), number, SCORE),
        kit.field(words.plain("Why? One line, if you like"), line, LINE, hint=beside, optional=True),
        *([_to_team(words)] if may_send else []),
        kit.context(words.say("Once it is sent it cannot be changed: nobody knows any more which answer is yours.")),
    ]
    send, close = words.plain("Send"), words.plain("Cancel")
    private = carried(words.language, survey_id)
    return kit.modal(
        Callback.SURVEY_ANSWER, words.plain("Your answer"), blocks, submit=send, close=close, private=private
    )


def thanks(words: Words, *, was_sent: bool) -> View:
    """After the answer was kept."""
    kept = words.say("Your answer is in the box, among the others.")
    told = words.say(
        "Your line is on its way to the team as feedback, without your name. You hear from me what becomes of it; `/feedback mine`"
        " shows it, and takes it back."
    )
    blocks = [kit.section(kept), *([kit.section(told)] if was_sent else [])]
    return kit.modal(Callback.NOTICE, words.plain("Thank you!"), blocks, close=words.plain("Close"))


def _to_team(words: Words) -> Block:
    option = kit.option(words.plain("Send my line to the team as feedback, without my name"), YES)
    hint = words.plain("Then the team gets it today, in place of the results, and you hear what becomes of it.")
    return kit.field(words.plain("Should something be done?"), kit.checkboxes(Action.ANSWER, [option]), TO_TEAM, hint=hint, optional=True)  # fmt: skip


def _scores(words: Words, before: str = "") -> list[Element]:
    ends = {SCORES[0]: words.plain("0: not at all"), SCORES[-1]: words.plain("10: certainly")}
    return [kit.option(ends.get(score, str(score)), f"{before}{score}") for score in SCORES]
