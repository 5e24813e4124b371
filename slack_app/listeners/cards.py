"""A ticket's card as its team uses it: each button does one thing, or opens the form for it; whoever comes second is shown so."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from slack_bolt import Ack, BoltContext

from slack_app.domain.errors import ChangedMeanwhileError, InvalidAnswersError
from slack_app.domain.feedback.terms import Field
from slack_app.domain.feedback.worked_on.moves import Deed
from slack_app.flows.deps import Deps
from slack_app.flows.feedback.worked_on import acting as deeds
from slack_app.flows.feedback.worked_on import board, opening, pressing, snoozing
from slack_app.flows.feedback.worked_on.pressing import Press
from slack_app.listeners import forms
from slack_app.listeners.routing import Routes
from slack_app.listeners.who import Who, acting, chosen, selected, view_of
from slack_app.views.actions import Action
from slack_app.views.feedback.worked_on import card_forms
from slack_app.views.feedback.worked_on.private import Private, pressed
from slack_app.views.kit import View

DONE = {
    Action.CARD_ACCEPT: Deed.ACCEPT,
    Action.CARD_PLAN: Deed.PLAN,
    Action.CARD_SHIP: Deed.SHIP,
    Action.CARD_REOPEN: Deed.REOPEN,
    Action.CARD_WAKE: Deed.WAKE,
    Action.CARD_DUPLICATE: Deed.DUPLICATE,
    Action.CARD_CHANGE: Deed.CHANGE,
    Action.CARD_DECLINE: Deed.DECLINE,
    Action.CARD_SNOOZE: Deed.SNOOZE,
    Action.CARD_DETAILS: Deed.DETAILS,
}
_WITH_FORM = (Deed.DUPLICATE, Deed.DECLINE, Deed.CHANGE, Deed.SNOOZE, Deed.ASK, Deed.ASSIGN)


def register(app: Routes) -> None:
    """The buttons of a card."""
    for action, deed in DONE.items():
        app.action(action)(_button(deed))
    app.action(Action.CARD_MORE)(chose_from_menu)
    for action, of in PAIRS.items():
        app.action(action)(_pair(of))
    for action in (Action.CARD_CHOOSE, Action.CARD_CHOOSE_OTHER):
        app.action(action)(chose_value)
    app.action(Action.CARD_OPEN)(followed_link)
    app.action(Action.CARD_REASON)(chose_words)
    app.options(Action.PICK_TICKET)(looked_for)


def _button(deed: Deed) -> Callable[..., None]:
    def did(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
        who = acting(context)
        _do(deps, who, body, _press(who, _value(action)), deed)
        ack()

    return did


def chose_from_menu(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Something of the menu: the option says what, of which ticket, and how that was seen."""
    who, (name, _, value) = acting(context), selected(action).partition(":")
    if name in set(Deed):
        _do(deps, who, body, _press(who, value), Deed(name))
    ack()


def _do(deps: Deps, who: Who, body: dict[str, Any], press: Press, deed: Deed) -> None:
    forms.show(deps, who, body, partial(_seen_first, deps, press, _DEEDS.get(deed, _decide), deed))


def _seen_first(deps: Deps, press: Press, do: Callable[[Deps, Press, Deed], View | None], deed: Deed) -> View | None:
    """Do it; where somebody was faster, what they did."""
    try:
        return do(deps, press, deed)
    except (ChangedMeanwhileError, InvalidAnswersError):
        return pressing.what_happened(deps, press, deed)


def _decide(deps: Deps, press: Press, deed: Deed) -> None:
    deeds.decide(deps, press, deed)


def _wake(deps: Deps, press: Press, _deed: Deed) -> None:
    snoozing.wake(deps, press)


def _track(deps: Deps, press: Press, _deed: Deed) -> View | None:
    if deeds.track(deps, press):
        return None
    return card_forms.no_tracker(pressing.words_for_them(deps, press))


def _details(deps: Deps, press: Press, _deed: Deed) -> View:
    return board.ticket(deps, press.team_id, press.user_id, press.ticket_id)


def _unmerge(deps: Deps, press: Press, _deed: Deed) -> None:
    deeds.unmerge(deps, press)


_DEEDS: Mapping[Deed, Callable[[Deps, Press, Deed], View | None]] = {
    **dict.fromkeys(_WITH_FORM, opening.form),
    Deed.WAKE: _wake,
    Deed.TRACK: _track,
    Deed.DETAILS: _details,
    Deed.UNMERGE: _unmerge,
}


def _pair(do: Callable[[Deps, Press, int], None]) -> Callable[..., None]:
    def did(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
        who, (ticket_id, other) = acting(context), pressed(_value(action))
        press, other_id = Press(who.team_id, who.user_id, ticket_id), pressed(other)[0]
        forms.show(
            deps, who, body, partial(_seen_first, deps, press, lambda *_: do(deps, press, other_id), Deed.DUPLICATE)
        )
        ack()

    return did


def _undo(deps: Deps, press: Press, _other_id: int) -> None:
    deeds.unmerge(deps, press)


PAIRS: Mapping[Action, Callable[[Deps, Press, int], None]] = {
    Action.CARD_SAME: deeds.merge,
    Action.CARD_NOT_SAME: deeds.not_same,
    Action.CARD_UNMERGE: _undo,
}
"""Buttons whose value is `ticket:other`."""


def chose_value(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """One of two values, where nobody was sure."""
    who, (ticket_id, rest) = acting(context), pressed(_value(action))
    (name, _, value), press = rest.partition(":"), Press(who.team_id, who.user_id, ticket_id)
    if name in set(Field):
        do = lambda *_: deeds.choose(deps, press, Field(name), value)  # noqa: E731  one call, given on
        forms.show(deps, who, body, partial(_seen_first, deps, press, do, Deed.CHANGE))
    ack()


def followed_link(ack: Ack) -> None:
    """Slack opens it."""
    ack()


def chose_words(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Words to begin a decline with: the form is drawn anew with them."""
    who, view_id, private = acting(context), view_of(body), Private.of(body.get("view"))
    press = Press(who.team_id, who.user_id, private.ticket_id, private.seen)
    view = _seen_first(deps, press, lambda *_: opening.decline_with(deps, press, selected(action)), Deed.DECLINE)
    if view_id and view:
        deps.slack.update_view(who.team_id, view_id, view)
    ack()


def looked_for(ack: Ack, body: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Tickets by number or words, for who says that one is the same as another."""
    who, private = acting(context), Private.of(body.get("view"))
    typed = body.get("value")
    text = typed[:200] if isinstance(typed, str) else ""
    ack(options=opening.options(deps, who.team_id, who.user_id, text, but=private.ticket_id))


def _press(who: Who, value: str) -> Press:
    ticket_id, seen = pressed(value)
    return Press(who.team_id, who.user_id, ticket_id, seen)


def _value(action: object) -> str:
    return str(chosen(action).get("value") or "")
