"""The buttons of a card: what is done most in a row, the rest in a menu, only what is possible now."""

from collections.abc import Sequence

from slack_app.domain.feedback.terms import Status
from slack_app.domain.feedback.worked_on.moves import Deed
from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.kit import Block, Element
from slack_app.views.words import Words, mark

ROW = {
    Deed.ACCEPT: (mark("Accept"), Action.CARD_ACCEPT),
    Deed.UNMERGE: (mark("Undo: not the same"), Action.CARD_UNMERGE),
    Deed.REOPEN: (mark("Open it again"), Action.CARD_REOPEN),
    Deed.PLAN: (mark("Planned"), Action.CARD_PLAN),
    Deed.SHIP: (mark("Shipped"), Action.CARD_SHIP),
    Deed.DUPLICATE: (mark("Duplicate of…"), Action.CARD_DUPLICATE),
    Deed.CHANGE: (mark("Change…"), Action.CARD_CHANGE),
    Deed.DECLINE: (mark("Decline…"), Action.CARD_DECLINE),
    Deed.SNOOZE: (mark("Snooze…"), Action.CARD_SNOOZE),
    Deed.WAKE: (mark("Wake it now"), Action.CARD_WAKE),
    Deed.DETAILS: (mark("Details…"), Action.CARD_DETAILS),
}
MENU = {
    Deed.ASK: mark("Ask the author…"),
    Deed.ASSIGN: mark("Assign…"),
    Deed.PLAN: mark("Planned"),
    Deed.SHIP: mark("Shipped"),
    Deed.REOPEN: mark("Open it again"),
    Deed.TRACK: mark("File in the tracker"),
    Deed.DETAILS: mark("Details and history…"),
}
_IN_MENU = {
    Status.TRIAGE: (Deed.ASK, Deed.ASSIGN, Deed.PLAN, Deed.SHIP, Deed.DETAILS),
    Status.NEW: (Deed.ASK, Deed.ASSIGN, Deed.PLAN, Deed.SHIP, Deed.DETAILS),
    Status.ACCEPTED: (Deed.ASK, Deed.ASSIGN, Deed.TRACK, Deed.REOPEN, Deed.DETAILS),
    Status.PLANNED: (Deed.ASK, Deed.ASSIGN, Deed.TRACK, Deed.REOPEN, Deed.DETAILS),
    Status.SHIPPED: (Deed.ASK, Deed.DETAILS),
    Status.DECLINED: (Deed.ASK, Deed.DETAILS),
}
_GLADLY = (Deed.ACCEPT,)


def buttons(
    words: Words, ticket_id: int, status: Status, deeds: Sequence[Deed], *, into: int | None = None
) -> list[Block]:
    """The row, with the status in each value: whoever presses says what they saw. Of a linked one, the other's id."""
    in_menu = [deed for deed in _IN_MENU.get(status, ()) if deed in deeds]
    in_row = [deed for deed in ROW if deed in deeds and deed not in in_menu]
    row = [_button(words, deed, f"{ticket_id}:{into if deed is Deed.UNMERGE else status.value}") for deed in in_row]
    options = [kit.option(words.plain(MENU[deed]), f"{deed.value}:{ticket_id}:{status.value}") for deed in in_menu]
    elements = [*row, *([kit.overflow(Action.CARD_MORE, options)] if options else [])]
    return [kit.actions(*elements)] if elements else []


def _button(words: Words, deed: Deed, value: str) -> Element:
    text, action = ROW[deed]
    return kit.button(words.plain(text), action, value=value, style="primary" if deed in _GLADLY else "")
