"""What a group is asked on its way, what it answers, and what it agrees to share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slack_app.domain.rounds import Met
from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.coffee import together
from slack_app.views.kit import Block, Letter
from slack_app.views.words import Mrkdwn, Words, mark, mention

MOST_REMARKS = 5
_BUTTONS = {
    Action.COFFEE_MET: mark("We met"),
    Action.COFFEE_PLANNED: mark("It is planned"),
    Action.COFFEE_NOT_YET: mark("Not yet"),
    Action.COFFEE_CANNOT: mark("I cannot this time"),
}
_ANSWERS = {
    Met.MET: mark("*Met:* {people}"),
    Met.PLANNED: mark("*Planned:* {people}"),
    Met.NOT_YET: mark("*Not yet:* {people}"),
    Met.CANNOT: mark("*Cannot this time:* {people}"),
}
_ANY_ANSWER = mark("Every answer is fine, and it can be changed until the round ends.")


@dataclass(frozen=True)
class MeetingShown:
    """A meeting that is asked about: `starter_id` where nobody has written yet, `last` shortly before the round ends."""

    meeting_id: int
    programme_id: int
    answers: Mapping[str, Met]
    starter_id: str | None = None
    last: bool = False


def have_you_met(languages: Sequence[Words], of: MeetingShown) -> Letter:
    """The one question, with a button for each answer and what was answered so far."""

    def said(words: Words) -> list[Block]:
        paragraphs = [_question(words, of), *_answered(words, of.answers)]
        return [kit.section(paragraph) for paragraph in paragraphs]

    value = str(of.meeting_id)
    answers = [kit.button(together.label(languages, text), action, value=value) for action, text in _BUTTONS.items()]
    choices = together.choices(languages, of.programme_id)
    return together.letter(
        languages, said, kit.actions(*answers), kit.actions(choices), together.small_print(languages, _ANY_ANSWER)
    )


def shared(words: Words, programme: str, user_ids: Sequence[str], remarks: Sequence[tuple[str, str]]) -> Letter:
    """What a group agreed to share with the channel; `remarks` are (user id, text), and their words stay literal."""
    people = words.listing(mention(one) for one in user_ids)
    opening = words.say(
        "{people} met through *{programme}*, and share this with you:", people=people, programme=programme
    )
    blocks = [kit.section(opening)]
    spoken: list[str] = [opening]
    for user_id, text in remarks[:MOST_REMARKS]:
        blocks += [kit.context(mention(user_id)), kit.quoted([("", text)])]
        spoken.append(words.say("{person}: {text}", person=mention(user_id), text=text))
    return Letter(text=kit.cut(" ".join(spoken), kit.SPOKEN), blocks=blocks)


def _question(words: Words, of: MeetingShown) -> Mrkdwn | str:
    if of.last:
        return words.say("The round ends soon. Have you met?")
    if of.starter_id:
        return words.say(
            "Have you met? {person}, two words from you would set the ball rolling: “How about Tuesday?” will do.",
            person=mention(of.starter_id),
        )
    return words.say("Half of the round is over: have you met?")


def _answered(words: Words, answers: Mapping[str, Met]) -> list[str]:
    lines = []
    for met, sentence in _ANSWERS.items():
        people = [mention(user_id) for user_id, answer in answers.items() if answer is met]
        if people:
            lines.append(words.say(sentence, people=words.listing(people)))
    return ["\n".join(lines)] if lines else []
