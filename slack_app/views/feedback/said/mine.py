"""What someone said and wanted, and where each of it stands; it can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from slack_app.domain.feedback.terms import Source, Status
from slack_app.views import kit
from slack_app.views.actions import Action, Callback
from slack_app.views.feedback import labels
from slack_app.views.kit import Block, View
from slack_app.views.words import Mrkdwn, Words

MOST, SHOWN = 19, 250


@dataclass(frozen=True)
class MineOf:
    """One ticket that they spoke for. `linked_to` is the number of what it counts for, `stands` how that one stands.

    `reason` is why it was declined. `words` are empty where a message was only pointed at.
    """

    ticket_id: int
    number: int
    words: str
    stands: str
    said_on: date
    voices: int = 1
    is_author: bool = True
    is_anonymous: bool = False
    linked_to: int | None = None
    reason: str = ""


def mine(words: Words, of: Sequence[MineOf], *, more: int = 0, taken_back: bool = False) -> View:
    """The list, the latest first; `more` were said earlier."""
    blocks = [kit.section(words.say("It is taken back."))] if taken_back else []
    if not of:
        blocks.append(kit.section(words.say("You have not said anything yet. The team is glad to hear from you.")))
    for one in of[:MOST]:
        blocks += _one(words, one)
    if more > 0:
        said = words.plural("And {n} more, said earlier.", "And {n} more, said earlier.", more)
        blocks += [kit.divider(), kit.context(said)]
    new = kit.button(words.plain("Say something"), Action.FEEDBACK, value=Source.FORM.value, style="primary")
    return kit.modal(
        Callback.NOTICE, words.plain("What I said"), [kit.actions(new), *blocks], close=words.plain("Close")
    )


def _one(words: Words, of: MineOf) -> list[Block]:
    start = kit.cut(" ".join(of.words.split()), SHOWN)
    shown = kit.quoted([("", start)]) if start else kit.section(words.say("A message that was pointed at."))
    reason = [kit.quoted([(words.plain("Why"), of.reason)])] if of.reason else []
    see = kit.button(
        words.plain("See it"),
        Action.BOARD_TICKET,
        value=str(of.ticket_id),
        label=label_of(words.plain("See it"), start),
    )
    return [
        kit.divider(),
        shown,
        *reason,
        kit.context(*_lines(words, of)),
        kit.actions(see, _take_back(words, of, start)),
    ]


def _lines(words: Words, of: MineOf) -> list[Mrkdwn | str]:
    said = words.say("said on {day}", day=words.date(of.said_on))
    number = words.say("Number {number}", number=str(of.number))
    wanted = words.plural("{n} person says so", "{n} people say so", of.voices)
    lines: list[Mrkdwn | str] = [" · ".join([f"*{_stands(words, of)}*", number, said, wanted])]
    if of.linked_to is not None:
        lines.append(words.say("It counts with number {number}, which asks for the same.", number=str(of.linked_to)))
    if not of.is_author:
        lines.append(words.say("Somebody else said it; you say so too."))
    elif of.is_anonymous:
        lines.append(words.say("Sent without your name: only you see it here."))
    return lines


def _stands(words: Words, of: MineOf) -> str:
    """A draft is on its way: that is all its author needs to know."""
    return words.plain("On its way") if of.stands == Status.DRAFT else labels.status(words, of.stands)


def _take_back(words: Words, of: MineOf, start: str) -> kit.Element:
    name = words.plain("Take it back")
    asked = (
        words.plain("Your words are erased, here and on the team's card. This cannot be undone.")
        if of.is_author
        else words.plain("Your voice does not count for it any more.")
    )
    sure = kit.confirm(words.plain("Take it back?"), asked, name, words.plain("Keep it"), danger=of.is_author)
    return kit.button(
        name, Action.FEEDBACK_TAKE_BACK, value=str(of.ticket_id), confirmation=sure, label=label_of(name, start)
    )


def label_of(name: str, start: str) -> str:
    """What a screen reader says of a button that stands there for each ticket."""
    return kit.cut(f"{name}: {start}", 75) if start else name
