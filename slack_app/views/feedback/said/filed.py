"""What someone sees once they said something: its number, what happens next, how much it matters to them, and their own list."""

from dataclasses import dataclass
from enum import StrEnum

from slack_app.domain.feedback.terms import Impact
from slack_app.views import kit
from slack_app.views.actions import Action, Callback
from slack_app.views.kit import Block, View
from slack_app.views.words import Mrkdwn, Words, mark

IMPACTS = {
    Impact.BLOCKS: mark("It keeps me from my work"),
    Impact.HINDERS: mark("It makes my work harder"),
    Impact.NICE: mark("It would be nice to have"),
}


class Became(StrEnum):
    """What became of what they just said."""

    NEW = "new"
    JOINED = "joined"
    """Their own words stand with what others said already."""
    VOICE = "voice"
    """Nothing new was kept but that they want it too."""
    KNOWN = "known"
    """They had said it already."""
    ADDED = "added"
    """Their words stand now with what others had only pointed at."""


@dataclass(frozen=True)
class FiledOf:
    """`number` is that of what counts; `ticket_id` is their own ticket, None where they have none. `voices`: how many want it."""

    became: Became
    number: int
    ticket_id: int | None
    voices: int = 1
    impact: str | None = None
    unnamed: bool = False


def filed(words: Words, of: FiledOf) -> View:
    """The receipt."""
    blocks = [kit.section(f"*{_became(words, of)}*"), kit.section(_next(words, of))]
    if of.ticket_id is not None and of.became is not Became.KNOWN:
        blocks.append(_impact(words, of.ticket_id, of.impact))
    mine = kit.button(words.plain("What I said"), Action.FEEDBACK_MINE)
    return kit.modal(
        Callback.FEEDBACK_FILED, words.plain("Thank you!"), [*blocks, kit.actions(mine)], close=words.plain("Close")
    )


def _became(words: Words, of: FiledOf) -> Mrkdwn:
    number = str(of.number)
    match of.became:
        case Became.NEW:
            return words.say("It is on its way to the team, with number {number}.", number=number)
        case Became.KNOWN:
            return words.say("You said this before: it has number {number}, and is not lost.", number=number)
        case Became.ADDED:
            return words.say("Your words stand with number {number} now.", number=number)
        case _:
            wanted = words.plural("{n} person says so.", "{n} people say so.", of.voices)
            counts = words.say("Your voice counts for number {number}.", number=number)
            return Mrkdwn(f"{counts} {wanted}")


def _next(words: Words, of: FiledOf) -> Mrkdwn:
    hears = words.say(
        "The team that can act on it looks at it next. You hear from me what it decides: accepted, planned, done, or declined"
        " with the reason."
    )
    unnamed = words.say("Nobody there sees that it was you.")
    return Mrkdwn(f"{hears} {unnamed}") if of.unnamed else hears


def _impact(words: Words, ticket_id: int, impact: str | None) -> Block:
    options = [kit.option(words.plain(name), f"{ticket_id}:{one.value}") for one, name in IMPACTS.items()]
    initial = f"{ticket_id}:{impact}" if impact else ""
    choice = kit.select(Action.FEEDBACK_IMPACT, options, initial=initial, placeholder=words.plain("Say it if you like"))
    return kit.section(words.say("How much does it matter to you?"), accessory=choice)
