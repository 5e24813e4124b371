"""The message that tells people what became of what they said or wanted: whose words, what was decided, why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from slack_app.domain.feedback.news import Told
from slack_app.domain.feedback.terms import Status
from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.kit import Block, Letter
from slack_app.views.welcome import fewer_messages
from slack_app.views.words import Mrkdwn, Words, link, mark

MOST = 8
"""Of so many tickets one message tells in full."""
START = 140
"""Characters of somebody's words by which they know which it was."""
NOT_YET = Told(Status.NEW)


@dataclass(frozen=True)
class NewsOf:
    """One ticket that the reader spoke for (`number`, and the start of its words), and what they are told of it.

    `link` leads to the message where it was said, for one that was passed on without its words. `linked_to` is the number of
    the ticket that it counts for, None where that is itself; `linked_id` is that one's id, and `stands` how that one stands.
    """

    ticket_id: int
    number: int
    words: str
    told: Told
    is_author: bool
    linked_id: int
    link: str = ""
    linked_to: int | None = None
    linked_words: str = ""
    stands: Told = NOT_YET


_DECIDED: Mapping[Status, str] = {
    Status.ACCEPTED: mark("*Accepted:* the team has taken it on. You will hear how it goes on."),
    Status.PLANNED: mark("*Planned:* the team is going to do it. You will hear when it is there."),
    Status.SHIPPED: mark("*Done:* it is there now. Thank you, you helped to bring it about!"),
    Status.NEW: mark("*Open again:* the team is looking at it once more, and you will hear what it decides."),
}
_LINKED_STANDS: Mapping[Status, str] = {
    Status.ACCEPTED: mark("The team has taken it on already."),
    Status.PLANNED: mark("It is planned already."),
    Status.SHIPPED: mark("It is done already."),
}


def news(words: Words, of: Sequence[NewsOf]) -> Letter:
    """All that somebody is told at once; what is beyond the eighth, or has no room, is counted, and stands among what they said."""
    opening = words.plural(
        "There is news of something that you said or joined:",
        "There is news of {n} things that you said or joined:",
        len(of),
    )
    told = kit.fitting([list(_told(words, one)) for one in of[:MOST]])
    way_out = words.say("Too many messages? The menu above pauses or stops them. None come at night.")
    mine = kit.button(words.plain("All that I said"), Action.FEEDBACK_MINE)
    end = [kit.actions(mine, fewer_messages(words)), kit.context(way_out)]
    news_of_each = [block for part in told for block in part]
    blocks = [kit.section(opening), *news_of_each, *_more(words, len(of) - len(told)), kit.divider(), *end]
    return Letter(text=_read_aloud(words, of[: len(told)], opening), blocks=blocks)


def _told(words: Words, of: NewsOf) -> Iterator[Block]:
    yield kit.divider()
    yield kit.section("\n".join([_whose(words, of), _decided(words, of)]))
    reason = _reason(of)
    if reason:
        yield kit.quoted([(words.plain("Why"), reason)])
    yield kit.actions(*_buttons(words, of))


def _whose(words: Words, of: NewsOf) -> Mrkdwn:
    start = kit.cut(" ".join(of.words.split()), START)
    if of.words and of.is_author:
        return words.say("You said: “{words}”", words=start)
    if of.words:
        return words.say("You said so too: “{words}”", words=start)
    if of.link and of.is_author:
        return words.say("What you wrote in {message}:", message=_message(words, of.link))
    if of.link:
        return words.say("What you joined, in {message}:", message=_message(words, of.link))
    return words.say("#{number}, which you joined; its words are gone:", number=str(of.number))


def _message(words: Words, address: str) -> Mrkdwn:
    return link(address, words.say("this message"))


def _decided(words: Words, of: NewsOf) -> Mrkdwn:
    status = Status.NEW if of.told.status is Status.TRIAGE else of.told.status
    if status is Status.MERGED:
        return _linked(words, of)
    if status is not Status.DECLINED:
        said = words.say(_DECIDED[status])
    elif of.told.reason:
        said = words.say("*Declined:* the team is not going to do it.")
    else:
        said = words.say("*Declined:* the team is not going to do it, and wrote no reason.")
    if of.linked_to is None:
        return said
    same = words.say("It was decided with #{number}, which asks for the same.", number=str(of.linked_to))
    return Mrkdwn(f"{said} {same}")


def _linked(words: Words, of: NewsOf) -> Mrkdwn:
    start, number = kit.cut(" ".join(of.linked_words.split()), START), str(of.linked_to or of.number)
    if start:
        same = words.say(
            "*Put together* with #{number}: “{words}”, which asks for the same.", number=number, words=start
        )
    else:
        same = words.say("*Put together* with #{number}, which asks for the same.", number=number)
    stands = _LINKED_STANDS.get(of.stands.status)
    if of.stands.status is Status.DECLINED:
        declined = words.say("The team had declined it.")
        return Mrkdwn(f"{same} {declined}")
    counts = words.say("Your voice counts there, and you will hear what becomes of it.")
    done = of.stands.status is Status.SHIPPED
    return Mrkdwn(" ".join([same, *([words.say(stands)] if stands else []), *([] if done else [counts])]))


def _reason(of: NewsOf) -> str:
    """Why it was declined, or that which it is the same as."""
    if of.told.status is Status.MERGED:
        return of.stands.reason if of.stands.status is Status.DECLINED else ""
    return of.told.reason


def _buttons(words: Words, of: NewsOf) -> Iterator[kit.Element]:
    see, start = words.plain("See it"), kit.cut(of.words, 40)
    yield kit.button(see, Action.BOARD_TICKET, value=str(of.linked_id), label=f"{see}: {start}" if start else see)
    if of.is_author:
        add = words.plain("Add something")
        label = f"{add}: {start}" if start else add
        yield kit.button(add, Action.FEEDBACK_REPLY, value=str(of.ticket_id), label=label)


def _more(words: Words, more: int) -> list[Block]:
    if more <= 0:
        return []
    return [
        kit.section(
            words.plural("And of {n} more: see all that you said.", "And of {n} more: see all that you said.", more)
        )
    ]


def _read_aloud(words: Words, of: Sequence[NewsOf], opening: str) -> str:
    parts = [opening]
    for one in of:
        parts += [_whose(words, one), _decided(words, one)]
        if _reason(one):
            parts.append(words.say("Why: {reason}", reason=_reason(one)))
    return kit.cut(" ".join(parts), kit.SPOKEN)
