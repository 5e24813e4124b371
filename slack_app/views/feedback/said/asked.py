"""What people are told whose messages became feedback: theirs to take back, or to put in their own words."""

from dataclasses import dataclass
from enum import StrEnum

from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.kit import Letter
from slack_app.views.welcome import fewer_messages
from slack_app.views.words import Mrkdwn, Words, channel_link

ADD = "add:"
"""Begins the value of the button that opens the form for one's own words; the ticket's id follows."""


class How(StrEnum):
    """How their message came to the team, or what they did with somebody else's."""

    OWN = "own"
    """They put the emoji on it themself."""
    POINTED = "pointed"
    """Somebody else did."""
    CHANNEL = "channel"
    """In that channel every message that begins a thread goes to the team."""
    BROUGHT = "brought"
    """They put the emoji on somebody else's."""
    LATER = "later"
    """They put it on so much at once that some of it comes later."""


@dataclass(frozen=True)
class AskedOf:
    """A ticket and its message; `link` leads there, empty where it is not known. `has_words`: its words are kept.

    `has_secret`: something in the message looks like a password or a key.
    """

    how: How
    ticket_id: int = 0
    number: int = 0
    channel_id: str = ""
    link: str = ""
    has_words: bool = False
    has_secret: bool = False


def letter(words: Words, of: AskedOf) -> Letter:
    """The message that tells them, with what they can do."""
    said = [_happened(words, of), *([_secret(words, of)] if of.has_secret else []), _seen(words, of)]
    blocks = [kit.section(one) for one in said]
    way_out = words.say("Too many messages? The menu above pauses or stops them. None come at night.")
    blocks += [kit.actions(*_choices(words, of), fewer_messages(words)), kit.context(way_out)]
    return Letter(text=kit.spoken(blocks), blocks=blocks)


def _happened(words: Words, of: AskedOf) -> Mrkdwn:
    number = str(of.number)
    match of.how:
        case How.OWN:
            return words.say("Your message is on its way to the team, with number {number}.", number=number)
        case How.POINTED:
            return words.say(
                "Somebody thinks that the team should know of a message of yours. It has number {number}.",
                number=number,
            )
        case How.CHANNEL:
            channel = channel_link(of.channel_id)
            return words.say(
                "What begins a thread in {channel} goes to the team. Your message has number {number}.",
                channel=channel,
                number=number,
            )
        case How.BROUGHT:
            return words.say("You brought a message to the team. It has number {number}.", number=number)
        case How.LATER:
            return words.say("You have brought a lot just now, and the team reads every word: some of it comes later.")


def _secret(words: Words, of: AskedOf) -> Mrkdwn:
    if of.how is How.OWN:
        return words.say(
            "*One moment: something in it looks like a password or a key.* I left it out, and the team sees the rest in ten"
            " minutes. It still stands in your message: better take it out there, and renew it."
        )
    return words.say(
        "*One moment: something in it looks like a password or a key.* It stands in your message: better take it out there,"
        " and renew it."
    )


def _seen(words: Words, of: AskedOf) -> Mrkdwn:
    if of.how is How.LATER:
        return words.say("Nothing is lost, and you need not do anything.")
    if of.how is How.BROUGHT:
        return words.say("Its author is told, and can take it back. You hear what becomes of it.")
    if of.how is How.CHANNEL:
        return words.say(
            "The team sees a link to it; your words are not copied. I say this once: later messages go the same way, and you"
            " find them all in “What I said”. A message that begins with 📣 is left alone."
        )
    if of.has_words:
        return words.say("The team sees your words and a link to them. You hear what becomes of it.")
    return words.say("The team sees a link to it; your words are not copied. You hear what becomes of it.")


def _choices(words: Words, of: AskedOf) -> list[kit.Element]:
    add = kit.button(words.plain("Add my words"), Action.FEEDBACK, value=f"{ADD}{of.ticket_id}")
    name = words.plain("Take it back")
    asked = words.plain("It is taken from the team, with all that was kept of it. This cannot be undone.")
    sure = kit.confirm(words.plain("Take it back?"), asked, name, words.plain("Keep it"), danger=True)
    back = kit.button(name, Action.FEEDBACK_TAKE_BACK, value=str(of.ticket_id), confirmation=sure)
    mine = kit.button(words.plain("What I said"), Action.FEEDBACK_MINE)
    read = kit.button(words.plain("Read the message"), Action.CARD_OPEN, url=of.link)
    own = of.how not in (How.BROUGHT, How.LATER)
    choices = [(add, own and not of.has_words), (back, own), (read, of.link.startswith("https://")), (mine, True)]
    return [element for element, is_there in choices if is_there]
